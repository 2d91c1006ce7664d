"""Who may do what with a promise, what is refused, and what the pages and the open data say."""

import csv
import io
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from eroba.kernel.actions import Actor, NotAllowed, system_actor
from eroba.kernel.base.clock import at
from eroba.kernel.base.errors import BadInput, Refusal
from eroba.kernel.people.models import Account
from eroba.kernel.tenancy.scope import scope
from eroba.kernel.undertakings import actions, rules
from eroba.kernel.undertakings.actions import EvidenceDraft
from eroba.kernel.undertakings.cards import figures, home_cards
from eroba.kernel.undertakings.models import Change, Standing, Undertaking, Words
from eroba.kernel.undertakings.queries import balance, undertakings

pytestmark = pytest.mark.django_db
TODAY, DUE = date(2026, 3, 2), date(2026, 5, 1)
BENCH, ROADS, WHY = Words("სკამი", "Bench"), Words("სამსახური", "Works"), Words("მიზეზი", "Reason")
PHOTO = [EvidenceDraft("photo", "/pictures/1/")]


@pytest.fixture(autouse=True)
def on_a_day():
    with at(TODAY):
        yield


def promised(by: Actor, text: Words = BENCH, due_on: date = DUE) -> Undertaking:
    return actions.promise(by, text=text, promised_by=ROADS, due_on=due_on)


def test_the_matrix_of_roles(clerk, head, applicant) -> None:
    promise = promised(clerk)
    auditor = Actor(account_id=clerk.account_id, roles=frozenset({"auditor"}))
    everybody = {
        "nobody": Actor(), "resident": applicant, "auditor": auditor,
        "clerk": clerk, "head": head, "system": system_actor("worker"),
    }  # fmt: skip
    of_clerks, of_heads = {"clerk", "head", "system"}, {"head", "system"}
    for rule, allowed in {
        rules.may_answer: of_clerks,
        rules.may_mark_kept: of_clerks,
        rules.may_postpone: of_heads,
        rules.may_mark_broken: of_heads,
        rules.may_replace: of_heads,
        rules.may_announce_late: {"system"},
    }.items():
        assert {name for name, by in everybody.items() if rule(by, promise)} == allowed, rule.__name__
    assert {name for name, by in everybody.items() if rules.may_promise(by)} == of_clerks
    assert all(rule(applicant, promise).because for rule in (rules.may_answer, rules.may_postpone))


def test_what_cannot_be_promised(clerk) -> None:
    for wrong in (
        {"text": Words(" ")},
        {"promised_by": Words("")},
        {"due_on": TODAY},
        {"due_on": date(2020, 1, 1)},
    ):
        with pytest.raises(BadInput):
            actions.promise(clerk, **{"text": BENCH, "promised_by": ROADS, "due_on": DUE, **wrong})
    assert not Undertaking.objects.exists()
    long = promised(clerk, Words("ძალიან გრძელი დაპირება " * 40))
    assert len(long.matter.title_ka) <= 200 and long.matter.title_en


def test_what_cannot_be_said_of_a_promise(clerk, head) -> None:
    promise = promised(clerk)
    with pytest.raises(BadInput):
        actions.answer(clerk, undertaking=promise, words=Words(""))
    for wrong in ([], [EvidenceDraft("", "/x/")], [EvidenceDraft("x", "javascript:alert(1)")],
                  [EvidenceDraft("x", "//evil.example")]):  # fmt: skip
        with pytest.raises(BadInput):
            actions.mark_kept(clerk, undertaking=promise, evidence=wrong)
    for day in (date(2026, 3, 1), date(2026, 3, 3)):
        with pytest.raises(BadInput):
            actions.mark_kept(clerk, undertaking=promise, evidence=PHOTO, on=day)
    for day in (DUE, date(2026, 4, 1)):
        with pytest.raises(BadInput):
            actions.postpone(head, undertaking=promise, due_on=day, reason=WHY)
    with pytest.raises(BadInput):
        actions.postpone(head, undertaking=promise, due_on=date(2026, 6, 1), reason=Words(" "))
    assert promise.changes.count() == 1 and not promise.evidence.exists()


def test_an_ended_promise_stays_as_it_is(clerk, head) -> None:
    promise = promised(clerk)
    stale = Undertaking.objects.get()
    actions.mark_broken(head, undertaking=promise, reason=WHY)
    with pytest.raises(Refusal):
        actions.mark_kept(clerk, undertaking=stale, evidence=PHOTO)
    ended = Undertaking.objects.get()
    for act in (rules.may_mark_kept, rules.may_postpone, rules.may_replace, rules.may_mark_broken):
        assert not act(head, ended)
    with pytest.raises(NotAllowed):
        actions.postpone(head, undertaking=ended, due_on=date(2026, 9, 1), reason=WHY)
    actions.answer(clerk, undertaking=ended, words=WHY)
    assert Undertaking.objects.get().matter.closed_at
    with pytest.raises(Exception, match="append-only"):
        Change.objects.all().delete()


def test_late_is_worked_out_and_counted(clerk) -> None:
    first, second = promised(clerk), promised(clerk, due_on=date(2026, 8, 1))
    with at(date(2026, 5, 1)):
        assert balance().late == 0
    with at(date(2026, 5, 2)):
        assert list(undertakings(Standing.LATE)) == [first]
        assert list(undertakings(Standing.OPEN)) == [second]
        assert (balance().open, balance().late, balance().due) == (1, 1, 1)
        assert home_cards()[0].status_kind == "late" and len(figures()) == 1
        actions.mark_kept(clerk, undertaking=first, evidence=PHOTO)
        assert (balance().kept, balance().kept_in_time) == (1, 0)


def test_a_town_without_promises_says_so(in_ozurgeti) -> None:
    assert home_cards() == [] and figures() == []
    assert "e-empty" in Client().get("/ka/ozurgeti/undertakings/").content.decode()


def test_the_list_filters_and_does_not_ask_more_for_more(clerk) -> None:
    for number in range(3):
        promised(clerk, Words(f"დაპირება {number}", f"Promise {number}"))
    client = Client()
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get("/en/ozurgeti/undertakings/")
    for number in range(10):
        promised(clerk, Words(f"დაპირება {number}", f"Promise {number}"))
    with CaptureQueriesContext(connection) as many:
        page = client.get("/en/ozurgeti/undertakings/?standing=open")
    assert len(many) == len(few)
    assert page.content.decode().count('class="e-card"') == 13
    for odd in ("?standing=kept", "?standing=nonsense&page=-3", "?page=%00", "?standing=" + "x" * 400):
        assert client.get(f"/en/ozurgeti/undertakings/{odd}").status_code == 200


def test_the_open_data_says_the_same_and_runs_no_formula(clerk) -> None:
    promised(clerk, Words("=HYPERLINK(1)", "+1"))
    promised(clerk, Words("დაპირება\nორ სტრიქონად"))
    text = Client().get("/ka/ozurgeti/undertakings/undertakings.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert rows[0]["text_ka"] == "'=HYPERLINK(1)" and rows[0]["text_en"] == "'+1"
    as_json = Client().get("/ka/ozurgeti/undertakings/undertakings.json").json()["undertakings"]
    assert as_json[0]["text_ka"] == "=HYPERLINK(1)" and len(as_json) == len(rows) == 2
    assert as_json[1]["due_on"] == "2026-05-01"


def test_the_desk_writes_acts_and_refuses_in_words(clerk, head) -> None:
    client = Client()
    client.force_login(Account.objects.get(pk=clerk.account_id))
    new = "/en/ozurgeti/desk/undertakings/new/"
    typed = {
        "text_ka": "სკამი", "promised_by_ka": "მერია", "due_on_day": "1", "due_on_month": "5", "due_on_year": "2099",
    }  # fmt: skip
    for wrong in (
        {"text_ka": ""},
        {"due_on_year": "1999"},
        {"arose_from": "OZU-2026-NOT-00001"},
        {"arose_from": "?"},
    ):
        assert client.post(new, {**typed, **wrong}).status_code == 200
    address = client.post(new, typed).url
    assert client.get(address).status_code == 200
    assert client.get(f"{address}postpone/").status_code == 403
    assert client.get(f"{address}nonsense/").status_code == 404
    assert client.post(f"{address}answer/", {"words_ka": ""}).status_code == 200
    assert client.post(f"{address}answer/", {"words_ka": "მიდის"}).status_code == 302
    client.force_login(Account.objects.get(pk=head.account_id))
    later = {"due_on_day": "1", "due_on_month": "6", "due_on_year": "2099", "reason_ka": "მასალა"}
    assert client.post(f"{address}postpone/", {**later, "due_on_month": "4"}).status_code == 200
    assert client.post(f"{address}postpone/", later).status_code == 302
    assert Undertaking.objects.get().due_on == date(2099, 6, 1)
    assert "სკამი" in client.get("/en/ozurgeti/desk/undertakings/").content.decode()


def test_another_town_knows_nothing_of_it(clerk, khobi) -> None:
    promise = promised(clerk)
    with scope(khobi):
        assert balance().total == 0
    assert Client().get(f"/en/khobi/undertakings/{promise.matter.number}/").status_code == 404
    assert Client().get("/en/khobi/undertakings/undertakings.json").json() == {"undertakings": []}
