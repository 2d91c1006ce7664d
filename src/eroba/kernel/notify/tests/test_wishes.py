"""What one gets, by which channel, how soon: choices, quiet hours, digests, and what is urgent."""

import datetime as dt

import pytest
from django.test import Client

from eroba.kernel.actions import Actor, NotAllowed, system_actor
from eroba.kernel.base.clock import TBILISI, at
from eroba.kernel.base.errors import BadInput
from eroba.kernel.notify import actions
from eroba.kernel.notify.models import Digest, Notice, QuietHours, Sending, Wish
from eroba.kernel.notify.queries.inbox import unread_count
from eroba.kernel.notify.queries.wishes import CONCERNED, GENERAL
from eroba.kernel.outbox.models import Delivery
from eroba.kernel.people.models import Account, Person
from eroba.kernel.people.queries import actor_of
from eroba.kernel.tenancy.scope import scope

pytestmark = pytest.mark.django_db
URGENT = "services.case"
PAGE = "/en/me/notices/wishes/"


def moment(day: int, hour: int) -> dt.datetime:
    return dt.datetime(2026, 3, day, hour, 0, tzinfo=TBILISI)


def tell(person, key: str, kind: str = GENERAL):
    return actions.notify_person(person, key=key, subject=f"Subject {key}", body=f"Body {key}", kind=kind)


def wish(person, kind: str, **paces: str) -> None:
    actions.choose_wishes(
        actor_of(person.account), wishes={(kind, channel): pace for channel, pace in paces.items()}
    )


@pytest.fixture
def box(letterbox):
    letterbox.server.start()
    return letterbox


def test_a_daily_digest_is_one_letter_with_all_that_waited(resident, box, work):
    with at(moment(2, 14)):
        wish(resident, GENERAL, email="daily")
        tell(resident, "one")
        tell(resident, "two")
        work()
        assert not box.letters and unread_count(resident.account) == 2
    with at(moment(3, 8)):
        work()
        work()
    (letter,) = box.letters
    words = letter.get_body(("plain",)).get_content()
    html = letter.get_body(("html",)).get_content()
    for key in ("one", "two"):
        assert f"Subject {key}" in words and f"Body {key}" in words and f"Subject {key}" in html
    assert letter["Message-ID"] and Digest.objects.get().sent_at
    assert Sending.objects.filter(sent_at__isnull=True).count() == 0


def test_a_weekly_digest_waits_for_monday(resident, box, work):
    with at(moment(3, 14)):
        wish(resident, GENERAL, email="weekly")
        tell(resident, "one")
    with at(moment(8, 23)):
        work()
        assert not box.letters
    with at(moment(9, 8)):
        work()
    assert len(box.letters) == 1


def test_a_digest_that_fails_keeps_its_identity(resident, box, work, monkeypatch):
    with at(moment(2, 14)):
        wish(resident, GENERAL, email="daily")
        tell(resident, "one")
    with at(moment(3, 9)):
        with monkeypatch.context() as broken:
            broken.setattr("eroba.kernel.notify.actions.note_digest_sent", lambda *a, **k: 1 / 0)
            work()
        work()
    assert len(box.letters) > 1 and len({letter["Message-ID"] for letter in box.letters}) == 1


def test_two_readers_never_share_a_digest(resident, box, work):
    other = Account.objects.create_user("other@example.org", "a long password")
    neighbour = Person.objects.create(account=other, given_name="ლუკა", family_name="გამოგონილი")
    with at(moment(2, 14)):
        for person in (resident, neighbour):
            wish(person, GENERAL, email="daily")
            tell(person, f"for {person.given_name}")
    with at(moment(3, 9)):
        work()
    assert sorted(letter["To"] for letter in box.letters) == ["other@example.org", "resident@example.org"]
    for letter in box.letters:
        words = letter.get_body(("plain",)).get_content()
        assert ("for ნინო" in words) != ("for ლუკა" in words)


def test_quiet_hours_hold_back_what_is_not_urgent(resident, box, work):
    with at(moment(2, 23)):
        actions.choose_quiet_hours(actor_of(resident.account), from_hour=22, until_hour=8)
        tell(resident, "quiet")
        tell(resident, "decision", URGENT)
        work()
        assert [letter["Subject"] for letter in box.letters] == ["Subject decision"], (
            "the law waits for nobody"
        )
    with at(moment(3, 7)):
        work()
        assert len(box.letters) == 1
    with at(moment(3, 8)):
        work()
        work()
    assert [letter["Subject"] for letter in box.letters] == ["Subject decision", "Subject quiet"]


def test_what_is_urgent_stands_in_no_digest_and_always_on_my_page(resident, box, work):
    with pytest.raises(BadInput):
        wish(resident, URGENT, email="weekly")
    with pytest.raises(BadInput):
        wish(resident, URGENT, inbox="never")
    # a row from before the kind became urgent counts for nothing
    Wish.objects.create(account=resident.account, kind=URGENT, channel="email", pace="weekly")
    tell(resident, "decision", URGENT)
    work()
    assert len(box.letters) == 1


def test_one_gets_nothing_one_does_not_want(resident, box, work):
    wish(resident, GENERAL, email="never", inbox="never", sms="never")
    assert tell(resident, "unwanted") is None and Notice.objects.count() == 0
    wish(resident, GENERAL, email="at_once")
    notice = tell(resident, "by mail only")
    work()
    assert len(box.letters) == 1 and unread_count(resident.account) == 0
    client = Client()
    client.force_login(resident.account)
    assert client.get(f"/en/me/notices/{notice.pk}/").status_code == 404


def test_news_that_no_manifest_declares_is_our_mistake(resident):
    with pytest.raises(LookupError, match="declares"):
        tell(resident, "k", "nobody.knows")


def test_a_choice_on_the_page_holds_in_every_town(resident, ozurgeti, khobi):
    with scope(khobi):
        Person.objects.create(account=resident.account, given_name="ნინო", family_name="გამოგონილი")
    client = Client()
    client.force_login(resident.account)
    page = client.get(PAGE).content.decode()
    assert "Ozurgeti, Khobi" in page or "Khobi, Ozurgeti" in page
    assert f'name="{URGENT}:inbox"' not in page and f'name="{URGENT}:email"' in page
    shown = client.get(PAGE).context["form"]
    typed = {name: shown[name].value() for name in shown.fields}
    typed |= {f"{CONCERNED}:email": "weekly", "from_hour": "22", "until_hour": "7"}
    assert client.post(PAGE, typed, follow=True).status_code == 200
    for town in (ozurgeti, khobi):
        with scope(town):
            assert [(w.kind, w.pace) for w in Wish.objects.all()] == [(CONCERNED, "weekly")]
            assert str(QuietHours.objects.get()) == "22–7"
    again = client.get(PAGE).context["form"]
    assert again[f"{CONCERNED}:email"].value() == "weekly"


def test_wrong_input_is_said_beside_the_field_and_kept(resident):
    client = Client()
    client.force_login(resident.account)
    shown = client.get(PAGE).context["form"]
    typed = {name: shown[name].value() for name in shown.fields} | {"from_hour": "22", "until_hour": ""}
    answer = client.post(PAGE, typed)
    assert answer.status_code == 422 and "Choose both hours, or neither." in answer.content.decode()
    assert answer.context["form"]["from_hour"].value() == "22"
    answer = client.post(PAGE, typed | {f"{CONCERNED}:email": "hourly", "until_hour": "8"})
    assert answer.status_code == 422 and QuietHours.objects.count() == 0


def test_nobody_without_an_account_chooses(in_ozurgeti):
    with pytest.raises(NotAllowed):
        actions.choose_wishes(Actor(), wishes={})
    with pytest.raises(NotAllowed):
        actions.make_calendar_address(Actor())


def test_an_erased_person_leaves_nothing_here(resident, in_ozurgeti, work, letterbox):
    wish(resident, GENERAL, email="weekly")
    tell(resident, "one")
    actions.forget_person(system_actor("notify"), person_id=resident.pk)
    assert not Notice.objects.exists() and not Wish.objects.exists() and not Sending.objects.exists()
    work()
    assert not Delivery.objects.filter(state=Delivery.State.DEAD).exists()
