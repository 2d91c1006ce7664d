"""A notice leaves by e-mail through a real mail server: down, up again, never twice, never lost."""

import re
from html import unescape

import html5lib
import pytest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from eroba.kernel.base.clock import now
from eroba.kernel.matters.numbering import open_matter
from eroba.kernel.notify.actions import notify_follower, notify_person
from eroba.kernel.notify.actions.writing import Message
from eroba.kernel.notify.mail import digest_letter, letter_of, question_letter
from eroba.kernel.notify.models import Digest, Follow, Notice
from eroba.kernel.notify.queries.wishes import FOLLOWING
from eroba.kernel.outbox.deliver import deliver_due
from eroba.kernel.outbox.models import Delivery
from eroba.kernel.people.models import Person
from eroba.kernel.ui.palette import TOWN_FILLS, town_paint

pytestmark = pytest.mark.django_db


@pytest.fixture
def written(resident):
    return notify_person(
        resident,
        key="case-1:decided",
        subject=_("We decided your application"),
        body="გადაწყვეტილება მზად არის.\n\nOZU-2026-SOC-00001",
        path="/ozurgeti/services/",
    )


def sending_of(notice):
    return notice.sendings.get(channel="email")


def by_email():
    """The delivery that waits for the mail server; text messages have their own."""
    return Delivery.objects.get(listener="notify.send_by_email")


def make_due():
    Delivery.objects.update(next_at=now())


def test_a_mail_has_words_and_html_in_the_persons_language(written, letterbox, resident):
    letterbox.server.start()
    assert deliver_due() == 2
    (letter,) = letterbox.letters
    words = letter.get_body(("plain",)).get_content()
    html = letter.get_body(("html",)).get_content()
    assert letter["To"] == resident.account.email and letter["Subject"] == written.subject
    assert "გადაწყვეტილება მზად არის." in words and "გადაწყვეტილება მზად არის." in html
    assert "/ka/ozurgeti/services/" in words and '<html lang="ka">' in html
    assert letter["Auto-Submitted"] == "auto-generated"
    assert sending_of(written).sent_at is not None


def test_a_server_that_is_down_loses_nothing(written, letterbox):
    assert deliver_due() == 1, "only the listener for text messages, who has nothing to do, is done"
    delivery = by_email()
    assert delivery.state == Delivery.State.WAITING and "refused" in delivery.last_problem.lower()
    assert sending_of(written).sent_at is None
    letterbox.server.start()
    make_due()
    assert deliver_due() == 1 and len(letterbox.letters) == 1


def test_a_second_attempt_carries_the_same_identity(written, letterbox, monkeypatch):
    letterbox.server.start()
    monkeypatch.setattr("eroba.kernel.notify.actions.note_sent", lambda *a, **k: 1 / 0)
    assert deliver_due() == 1, "the worker died after the mail had left"
    monkeypatch.undo()
    make_due()
    assert deliver_due() == 1
    first, second = letterbox.letters
    assert first["Message-ID"] == second["Message-ID"]


def test_a_mailbox_that_does_not_exist_is_not_tried_for_ever(written, letterbox, resident):
    letterbox.refused.add(resident.account.email)
    letterbox.server.start()
    assert deliver_due() == 2 and not letterbox.letters
    assert sending_of(written).sent_at is None and "550" in written.email_problem


def test_one_key_is_one_notice_and_one_mail(written, letterbox, resident):
    again = notify_person(resident, key="case-1:decided", subject="again", body="again")
    assert again.pk == written.pk
    letterbox.server.start()
    deliver_due()
    assert len(letterbox.letters) == 1


def test_somebody_without_an_account_gets_no_mail_and_the_notice_stays(in_ozurgeti, letterbox):
    person = Person.objects.create(given_name="ცირა", family_name="გამოგონილი", is_invented=True)
    notify_person(person, key="k", subject="s", body="b")
    assert deliver_due() == 2 and Notice.objects.count() == 1


def every_kind_of_mail(resident):
    """A notice, a notice about what is followed, a digest and a question, as letters."""
    town = resident.municipality
    notice = notify_person(
        resident,
        key="a & b",
        subject="A <b> & „c“",
        body="One <i>.\n\nTwo & three.",
        path="/ozurgeti/",
        kind="services.case",
    )
    matter = open_matter(kind="need", prefix="T", title_ka="ა <b> & ბ", title_en="a <b>", visibility="public")
    follow = Follow.objects.create(
        matter=matter, email="reader@example.org", language="en", confirmed_at=now()
    )
    news = notify_follower(
        follow, message=Message("k", FOLLOWING, "Subject", "Body & more", "/ozurgeti/thread/", matter)
    )
    digest = Digest.objects.create(account=resident.account, language="ka", pace="daily")
    return {
        "notice": letter_of(notice, to="a@example.org"),
        "followed": letter_of(news, to="reader@example.org"),
        "digest": digest_letter(digest, [notice, news], to="a@example.org"),
        "question": question_letter(follow),
    }, town


def words_of(html):
    """The words of a mail as a reader sees them, without what is drawn."""
    tree = html5lib.HTMLParser(strict=True).parse(html)
    for hidden in tree.iter():
        if str(hidden.tag).endswith(("}style", "}title")):
            hidden.text = ""
    return " ".join("".join(tree.itertext()).split())


@pytest.mark.parametrize("kind", ["notice", "followed", "digest", "question"])
def test_both_parts_say_the_same_and_the_page_is_valid(resident, kind):
    letters, town = every_kind_of_mail(resident)
    letter = letters[kind]
    (html,) = [part.content for part in letter.alternatives if part.mimetype == "text/html"]
    shown, said = words_of(html), " ".join(letter.body.split())
    assert not re.search(r"<(img|script|link|iframe|object)\b|url\(|@import", html), "nothing is fetched"
    assert "prefers-color-scheme: dark" in html and "width=device-width" in html
    assert (town_paint(town).fill in html and town.name_ka in said) or town.name_en in said
    links = set(re.findall(r'href="([^"]+)"', html))
    assert {unescape(link) for link in links} == set(re.findall(r"https?://\S+", letter.body))
    for sentence in filter(None, (line.strip(" *:") for line in letter.body.splitlines())):
        if not sentence.startswith("http") and sentence != "--":
            assert sentence.rstrip(":") in shown, f"only in words: {sentence}"
    assert "We never ask for your password" in said or "პაროლ" in said


def test_the_mail_of_each_town_has_its_colour(resident):
    town = resident.municipality
    for number, fill in enumerate(TOWN_FILLS.values(), 1):
        town.colour = number
        html = render_to_string("ui/email.html", {"municipality": town, "LANGUAGE_CODE": "ka"})
        assert f'bgcolor="{fill}"' in html


def test_the_way_to_stop_is_said_as_mail_programs_want_it(resident):
    letters, _town = every_kind_of_mail(resident)
    for kind in ("followed", "digest"):
        headers = letters[kind].message()
        address = headers["List-Unsubscribe"]
        assert address.startswith("<http") and address.endswith(">") and address[1:-1] in letters[kind].body
        assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    for kind in ("notice", "question"):
        assert "List-Unsubscribe" not in letters[kind].message()
