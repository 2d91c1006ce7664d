"""Following what is public: with an account, by e-mail with confirmation, and stopping with one click."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from eroba.kernel.actions import Actor, NotAllowed
from eroba.kernel.base.clock import at, now, today
from eroba.kernel.matters.models import Matter
from eroba.kernel.matters.numbering import open_matter
from eroba.kernel.matters.parties import add_party
from eroba.kernel.notify import actions, rules
from eroba.kernel.notify.links import Stop, stop_address
from eroba.kernel.notify.models import Follow, Notice, Wish
from eroba.kernel.notify.queries.wishes import CONCERNED, FOLLOWING
from eroba.kernel.notify.tasks.telling import forget_unconfirmed_addresses
from eroba.kernel.people.models import Account
from eroba.kernel.people.queries import actor_of
from eroba.kernel.tenancy.scope import scope
from eroba.kernel.undertakings import actions as promises
from eroba.kernel.undertakings.models import Words
from eroba.kernel.undertakings.tasks import announce_late_undertakings, remind_of_undertakings

pytestmark = pytest.mark.django_db
READER = "reader@example.org"


@pytest.fixture
def promise(head):
    return promises.promise(
        head,
        text=Words("სკამი ბაღში", "A bench in the park"),
        promised_by=Words("მერია", "Town hall"),
        due_on=today() + dt.timedelta(days=30),
    )


@pytest.fixture
def box(letterbox):
    letterbox.server.start()
    return letterbox


def answer(promise, by):
    promises.answer(by, undertaking=promise, words=Words("ვამზადებთ", "We prepare it"))


def follow_by_email(client, promise, **more):
    address = f"/en/ozurgeti/follow/matter/{promise.matter.number}/"
    typed = {"email": READER, "pace": "at_once", "language": "en", **more}
    return client.post(address, typed)


def letters_to(box, address):
    """The head who promised gets letters of their own."""
    return [letter for letter in box.letters if letter["To"] == address]


def link_in(letter, part):
    words = letter.get_body(("plain",)).get_content()
    return next(line for line in words.splitlines() if part in line).replace("http://127.0.0.1:8000", "")


def test_the_whole_way_by_email_without_an_account(promise, clerk, box, work):
    work()
    visitor = Client()
    assert "Look into your e-mails" in follow_by_email(visitor, promise).content.decode()
    work()
    (question,) = letters_to(box, READER)
    assert question["To"] == READER and "List-Unsubscribe" not in question
    answer(promise, clerk)
    work()
    assert len(letters_to(box, READER)) == 1, "nobody who has not confirmed gets news"
    link = link_in(question, "/follow/confirm/")
    assert "Yes, write to me" in Client().get(link).content.decode()
    assert Follow.objects.get(email=READER).confirmed_at is None, (
        "a program that opens links confirms nothing"
    )
    assert "Each of them has a link to stop" in Client().post(link).content.decode()
    answer(promise, clerk)
    work()
    news = letters_to(box, READER)[-1]
    assert news["Subject"] == "A bench in the park"
    words = news.get_body(("plain",)).get_content()
    assert "The town hall said how the promise stands." in words
    assert f"/en/ozurgeti/thread/{promise.matter.number}/" in words
    assert "You follow “A bench in the park" in words and "/follow/stop/" in words


def test_one_click_stops_without_signing_in_and_a_look_does_not(promise, clerk, box, work):
    Follow.objects.create(matter=promise.matter, email=READER, language="ka", confirmed_at=now())
    answer(promise, clerk)
    work()
    (letter,) = letters_to(box, READER)
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = letter["List-Unsubscribe"].strip(" <>").replace("http://127.0.0.1:8000", "")
    mail_program = Client(enforce_csrf_checks=True)
    page = mail_program.get(address).content.decode()
    assert "<form" in page and Follow.objects.filter(email=READER).exists(), "opening the page only asks"
    said = mail_program.post(address, "List-Unsubscribe=One-Click", "application/x-www-form-urlencoded")
    assert said.status_code == 200 and not Follow.objects.filter(email=READER).exists()
    assert mail_program.post(address).status_code == 200, "twice is once"
    answer(promise, clerk)
    work()
    assert len(letters_to(box, READER)) == 1


@pytest.mark.parametrize("change", [lambda t: t[:-2], lambda t: "x" + t, lambda t: "nonsense"])
def test_a_link_that_was_changed_stops_nothing(promise, change):
    followed = Follow.objects.create(matter=promise.matter, email=READER, confirmed_at=now())
    link = stop_address(Stop("follow", followed.pk), followed.municipality, "en").rstrip("/").rsplit("/", 1)
    assert Client().post(f"/en/ozurgeti/follow/stop/{change(link[1])}/").status_code == 404
    assert Follow.objects.exists()


def test_a_link_of_one_town_works_in_no_other(promise, khobi):
    followed = Follow.objects.create(matter=promise.matter, email=READER, confirmed_at=now())
    link = stop_address(Stop("follow", followed.pk), followed.municipality, "en")
    path = link.replace("http://127.0.0.1:8000", "")
    assert Client().post(path.replace("/ozurgeti/", "/khobi/")).status_code == 404
    assert Client().post(path).status_code == 200


def test_a_kind_of_news_is_stopped_for_an_account_and_stays_on_my_page(resident, box, work):
    matter = open_matter(kind="need", prefix="T", title_ka="ა", title_en="a", visibility="public")
    add_party(matter=matter, person=resident)
    actions.notify_person(resident, key="k1", subject="S", body="B", matter=matter, kind=CONCERNED)
    work()
    address = box.letters[0]["List-Unsubscribe"].strip(" <>").replace("http://127.0.0.1:8000", "")
    assert Client().post(address).status_code == 200
    actions.notify_person(resident, key="k2", subject="S", body="B", kind=CONCERNED)
    work()
    assert len(box.letters) == 1 and Notice.objects.filter(account=resident.account).count() == 2
    assert Wish.objects.get().pace == "never"


def test_urgent_news_has_no_link_that_stops_it(resident, box, work):
    actions.notify_person(resident, key="k", subject="S", body="B", kind="services.case")
    work()
    assert "List-Unsubscribe" not in box.letters[0]
    assert "/en/me/notices/wishes/" in box.letters[0].get_body(("plain",)).get_content().replace(
        "/ka/", "/en/"
    )


def test_with_an_account_following_stands_on_my_page(promise, resident, clerk, box, work):
    client = Client()
    client.force_login(resident.account)
    address = f"/en/ozurgeti/follow/matter/{promise.matter.number}/"
    assert "You follow it now" in client.post(address, {"act": "follow"}, follow=True).content.decode()
    client.post(address, {"act": "follow"})
    answer(promise, clerk)
    work()
    notice = Notice.objects.get(account=resident.account)
    assert notice.kind == FOLLOWING and notice.subject == "სკამი ბაღში"
    assert len(letters_to(box, resident.account.email)) == 1
    page = client.get("/en/me/notices/following/").content.decode()
    assert "A bench in the park" in page
    followed = Follow.objects.get()
    client.post(f"/en/me/notices/following/{followed.pk}/stop/")
    assert not Follow.objects.exists()
    assert "You follow nothing yet" in client.get("/en/me/notices/following/").content.decode()


def test_nobody_stops_for_somebody_else(promise, resident, clerk):
    followed = actions.follow(actor_of(resident.account), matter=promise.matter)
    with pytest.raises(NotAllowed):
        actions.unfollow(clerk, follow=followed)
    stranger = Client()
    stranger.force_login(Account.objects.create_user("stranger@example.org", "a long password"))
    assert stranger.post(f"/en/me/notices/following/{followed.pk}/stop/").status_code == 404


def test_a_topic_is_followed_and_each_reader_is_told_once(promise, resident, clerk, box, work):
    work()
    before = len(box.letters)
    by = actor_of(resident.account)
    actions.follow(by, topic="promises")
    actions.follow(by, matter=promise.matter)
    answer(promise, clerk)
    work()
    assert Notice.objects.filter(account=resident.account).count() == 1
    assert [x["To"] for x in box.letters[before:]].count(resident.account.email) == 1
    page = Client().get("/en/ozurgeti/follow/topic/promises/").content.decode()
    assert "Promises of the town hall" in page
    assert Client().get("/en/ozurgeti/follow/topic/nothing/").status_code == 404


def test_only_what_is_public_is_followed_and_told(promise, resident, clerk, work):
    hidden = open_matter(kind="case", prefix="T", title_ka="ა", title_en="a", visibility="parties")
    assert Client().get(f"/en/ozurgeti/follow/matter/{hidden.number}/").status_code == 404
    with pytest.raises(NotAllowed):
        actions.follow(actor_of(resident.account), matter=hidden)
    actions.follow(actor_of(resident.account), matter=promise.matter)
    Matter.objects.filter(pk=promise.matter.pk).update(visibility="staff")
    answer(promise, clerk)
    work()
    assert not Notice.objects.filter(account=resident.account).exists()


def test_asking_again_and_again_fills_no_letterbox(promise, box, work):
    visitor = Client()
    for _again in range(4):
        assert follow_by_email(visitor, promise).status_code == 200
        work()
    assert len(box.letters) == 1
    others = [
        open_matter(kind="need", prefix="T", title_ka=str(n), title_en=str(n), visibility="public")
        for n in range(rules.ASKS_OF_ADDRESS)
    ]
    answers = [
        visitor.post(
            f"/en/ozurgeti/follow/matter/{each.number}/",
            {"email": READER.upper(), "pace": "daily", "language": "ka"},
        )
        for each in others
    ]
    assert [one.status_code for one in answers] == [200] * (rules.ASKS_OF_ADDRESS - 1) + [422]
    assert "several e-mails to this address" in answers[-1].content.decode()
    assert READER in answers[-1].content.decode().lower(), "what was typed is kept"


def test_an_address_that_was_not_confirmed_is_forgotten(promise, in_ozurgeti):
    follow_by_email(Client(), promise)
    with at(now() + dt.timedelta(days=1)):
        forget_unconfirmed_addresses()
        assert Follow.objects.count() == 1
    with at(now() + dt.timedelta(days=3)):
        forget_unconfirmed_addresses()
        assert not Follow.objects.exists()


def test_wrong_addresses_are_said_beside_the_field(promise):
    answer_page = follow_by_email(Client(), promise, email="not an address", pace="hourly")
    assert answer_page.status_code == 422 and "not an address" in answer_page.content.decode()
    with pytest.raises(ValidationError):
        actions.ask_to_follow(Actor(), email="x", language="ka", pace="daily", matter=promise.matter)


def test_whoever_promised_is_reminded_and_hears_when_it_is_late(promise, head, clerk, box, work):
    work()
    account = Account.objects.get(pk=head.account_id)
    assert not Notice.objects.filter(account=account).exists(), "nobody is told what they did themselves"
    with at(promise.due_on - dt.timedelta(days=3)):
        assert remind_of_undertakings() == 1
        assert remind_of_undertakings() == 0
        work()
    reminder = Notice.objects.get(account=account)
    assert reminder.kind == CONCERNED and "ვადა ახლოვდება" in reminder.body
    with at(promise.due_on + dt.timedelta(days=1)):
        announce_late_undertakings()
        work()
    assert Notice.objects.filter(account=account).count() == 2


def test_whom_the_source_concerns_hears_of_the_promise(resident, head, clerk, work):
    need = open_matter(kind="need", prefix="T", title_ka="სკამი", title_en="Bench", visibility="public")
    add_party(matter=need, person=resident)
    made = promises.promise(
        head,
        text=Words("დავდგამთ", "We will"),
        promised_by=Words("მერია"),
        due_on=today() + dt.timedelta(days=30),
        arose_from=need,
    )
    work()
    answer(made, clerk)
    work()
    told = Notice.objects.filter(account=resident.account).order_by("written_at")
    assert {notice.subject for notice in told} == {"სკამი", "დავდგამთ"} and told.count() == 3


def test_a_follower_of_one_town_hears_nothing_of_another(promise, khobi, head):
    Follow.objects.create(topic="promises", email=READER, confirmed_at=now())
    with scope(khobi):
        assert not Follow.objects.exists()
