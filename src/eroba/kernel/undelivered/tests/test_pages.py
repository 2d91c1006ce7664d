"""The desk's pages: the list with its filters, one that failed, and what can be done with it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.matters.numbering import open_matter
from eroba.kernel.outbox.models import Delivery
from eroba.kernel.people.models import Account
from eroba.kernel.undelivered.queries import Standing
from eroba.kernel.undelivered.tests.failing import one_that_failed
from eroba.kernel.undelivered.wording import _REASONS, DIED, OURS, happening, why

pytestmark = pytest.mark.django_db
LIST = "/en/ozurgeti/desk/undelivered/"
MOST_QUERIES = 12


@pytest.fixture
def at_desk(client, head):
    client.force_login(Account.objects.get(email="head@example.org"))
    return client


def page(client, address, **asked):
    answer = client.get(address, asked)
    assert answer.status_code == 200, answer
    return answer.content.decode()


def test_an_empty_list_says_what_will_stand_here(at_desk):
    text = page(at_desk, LIST)
    assert "Everything has arrived" in text and "<table" not in text


def test_the_list_says_what_failed_for_which_matter_how_often_and_why(at_desk):
    matter = open_matter(kind="case", prefix="SOC", title_ka="დახმარება", title_en="Assistance", state="new")
    one_that_failed(matter_id=matter.pk)
    text = page(at_desk, LIST)
    for words in (
        "A message was sent",
        matter.number,
        "needs somebody",
        "no answer",
        "133",
    ):
        assert words in text, words


def test_the_list_filters_and_pages_in_a_bounded_number_of_queries(at_desk):
    for number in range(60):
        one_that_failed(state=Standing.values[number % 3])
    with CaptureQueriesContext(connection) as queries:
        text = page(at_desk, LIST)
    assert len([q for q in queries if "SAVEPOINT" not in q["sql"]]) <= MOST_QUERIES
    assert text.count("data-keyboard-link") == 25 and "page=2" in text
    assert page(at_desk, LIST, standing="dead").count("data-keyboard-link") == 20
    kind = "notify.send_by_email notice.written"
    assert "Try all of this kind again now" in page(at_desk, LIST, kind=kind)
    assert "Try all of this kind" not in text
    assert "Nothing fits" in page(at_desk, LIST, number="OZU-2026-SOC-00099")
    assert "does not look like a number" in page(at_desk, LIST, number="abc")


def test_one_is_shown_with_its_technical_text_folded_away(at_desk):
    delivery = one_that_failed(problem="SMTPDataError: (552, b'too <big>')")
    text = page(at_desk, f"{LIST}{delivery.pk}/")
    assert "<details" in text and "too &lt;big&gt;" in text.partition("<details")[2]
    assert "The mail server does not take this message." in text.partition("<details")[0]


def test_one_is_tried_again_and_given_up_from_its_page(at_desk):
    delivery = one_that_failed()
    here = f"{LIST}{delivery.pk}/"
    assert "It is being tried now" in at_desk.post(f"{here}again/", follow=True).content.decode()
    assert Delivery.objects.get().state == "waiting"
    refused = at_desk.post(f"{here}give-up/", {"reason": " "})
    assert refused.status_code == 200 and "Fill this in" in refused.content.decode()
    done = at_desk.post(f"{here}give-up/", {"reason": "handed over"}, follow=True).content.decode()
    assert "Given up" in done and "handed over" in done
    assert JournalEntry.objects.filter(action__startswith="undelivered.").count() == 2
    assert at_desk.get(f"{here}give-up/").status_code == 403


def test_all_of_a_kind_from_the_list(at_desk):
    for _number in range(3):
        one_that_failed()
    kind = "notify.send_by_email notice.written"
    text = at_desk.post(f"{LIST}again/", {"kind": kind}, follow=True).content.decode()
    assert "3 are being tried now." in text
    assert "0 are being tried now." in at_desk.post(f"{LIST}again/", {}, follow=True).content.decode()


def test_a_head_reads_of_it_on_my_page_and_a_clerk_does_not(at_desk, client, clerk):
    one_that_failed()
    assert "1 needs somebody" in page(at_desk, "/en/me/")
    client.force_login(Account.objects.get(email="clerk@example.org"))
    assert "needs somebody" not in page(client, "/en/me/")
    assert client.get(LIST).status_code == 403


def test_every_error_has_plain_words():
    assert why("") == str(DIED.words) and why("KeyError: 'x'") == str(OURS.words)
    assert all(str(each.short) and str(each.words) for each in _REASONS.values())
    assert happening("clock.moved").endswith("…") and happening("no.such_fact") == "no.such_fact"
