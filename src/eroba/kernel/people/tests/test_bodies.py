"""Bodies: who sits where on a day, held against a naive oracle; no seat twice, nobody outside a term."""

import csv
import datetime as dt
import io
from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eroba.kernel.actions import NotAllowed, system_actor
from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.base.clock import at, today
from eroba.kernel.base.errors import Refusal
from eroba.kernel.people.bodies import actions, queries
from eroba.kernel.people.bodies.models import Body, Membership, Term
from eroba.kernel.people.models import Account

START = dt.date(2020, 1, 1)
BY = system_actor("test")


def found(seats: int = 3, code: str = "council") -> Body:
    draft = actions.BodyDraft(
        code=code,
        kind="council",
        name_ka="საკრებულო",
        name_en="Council",
        basis_ka="კოდექსი",
        founded_on=START,
    )
    kinds = ["chair", *["majoritarian"] * (seats - 1)]
    return actions.found_body(BY, draft=draft, seats=[actions.SeatDraft(kind=kind) for kind in kinds])


def begin(body: Body, from_on: dt.date, until_on: dt.date | None = None) -> Term:
    return actions.begin_term(BY, body=body, from_on=from_on, until_on=until_on, basis_ka="არჩევნები")


def seat(body: Body, term: Term, number: int, name: str, from_on: dt.date) -> Membership:
    where = body.seats.get(number=number)
    return actions.seat_member(
        BY, seat=where, term=term, member=actions.Member(name_ka=name), from_on=from_on
    )


def names(body: Body, day: dt.date) -> list[tuple[int, str]]:
    return [(held.seat.number, held.name_ka) for held in queries.sitting_on(body, day)]


def test_a_council_is_founded_filled_and_renewed(in_ozurgeti) -> None:
    body = found()
    first = begin(body, START)
    seat(body, first, 1, "ანა", START)
    gone = seat(body, first, 2, "ბექა", START)
    actions.unseat_member(BY, membership=gone, until_on=dt.date(2021, 5, 31), reason="resigned")
    seat(body, first, 2, "გელა", dt.date(2021, 6, 1))
    begin(body, dt.date(2024, 1, 1))
    assert names(body, START) == [(1, "ანა"), (2, "ბექა")]
    assert names(body, dt.date(2021, 5, 31)) == [(1, "ანა"), (2, "ბექა")]
    assert names(body, dt.date(2021, 6, 1)) == [(1, "ანა"), (2, "გელა")]
    assert names(body, dt.date(2023, 12, 31)) == [(1, "ანა"), (2, "გელა")]
    assert names(body, dt.date(2024, 1, 1)) == []
    assert Membership.objects.get(name_ka="გელა").end_reason == "term"
    assert [place.membership for place in queries.places_on(body, today())] == [None, None, None]
    assert JournalEntry.objects.filter(action="people.seat_member").count() == 3


def test_a_seat_is_never_held_twice_and_nobody_sits_outside_a_term(in_ozurgeti) -> None:
    body = found()
    term = begin(body, START, dt.date(2020, 12, 31))
    seat(body, term, 1, "ანა", START)
    with pytest.raises(Refusal, match="Somebody else holds this seat"):
        seat(body, term, 1, "ბექა", dt.date(2020, 6, 1))
    for outside in (dt.date(2019, 12, 31), dt.date(2021, 1, 1)):
        with pytest.raises(Refusal, match="within the term"):
            seat(body, term, 2, "ბექა", outside)
    with pytest.raises(Refusal, match="Another term"):
        begin(body, dt.date(2020, 12, 31))
    with pytest.raises(Refusal, match="earlier last day"):
        actions.end_term(BY, term=term, until_on=dt.date(2021, 1, 1))
    with pytest.raises(Refusal, match="belongs to another body"):
        seat(found(code="other"), term, 1, "ბექა", START)


def test_only_heads_and_the_operator_keep_bodies(clerk, applicant) -> None:
    for by in (clerk, applicant):
        with pytest.raises(NotAllowed):
            actions.found_body(
                by,
                draft=actions.BodyDraft(code="x", kind="other", name_ka="x", basis_ka="x", founded_on=START),
                seats=[actions.SeatDraft(kind="member")],
            )


@dataclass
class Sat:
    """One membership as the oracle keeps it."""

    seat: int
    name: str
    days: set[int]


MOVES = st.lists(
    st.tuples(
        st.sampled_from(["term", "fixed", "end", "seat", "seat", "seat", "leave"]),
        st.integers(0, 60), st.integers(0, 30), st.integers(1, 2),
    ),
    max_size=14,
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=MOVES)
def test_who_sat_there_agrees_with_a_calendar_kept_day_by_day(in_ozurgeti, moves) -> None:
    """The oracle colours single days of single seats; whatever is refused must leave both as they were."""
    body = found(2, code=f"body-{Body.objects.count()}")
    terms: list[Term] = []
    sat: dict[object, Sat] = {}
    for number, (what, first, length, where) in enumerate(moves):
        day, last = START + dt.timedelta(days=first), START + dt.timedelta(days=first + length)
        try:
            if what in ("term", "fixed"):
                terms.append(begin(body, day, last if what == "fixed" else None))
            elif what == "end" and terms:
                actions.end_term(BY, term=terms[-1], until_on=day)
            elif what == "seat" and terms:
                held = seat(body, terms[-1], where, f"n{number}", day)
                taken = {d for other in sat.values() if other.seat == where for d in other.days}
                term = Term.objects.get(pk=terms[-1].pk)
                stop = (term.until_on - START).days if term.until_on else 200
                mine = set(range(first, stop + 1))
                assert not mine & taken
                sat[held.pk] = Sat(where, held.name_ka, mine)
            elif what == "leave" and sat:
                pk = list(sat)[first % len(sat)]
                actions.unseat_member(
                    BY, membership=Membership.objects.get(pk=pk), until_on=day, reason="resigned"
                )
                sat[pk].days = {d for d in sat[pk].days if d <= first}
        except Refusal:
            pass
        # a term that ended took the days after it from everybody who sat in it
        for pk, one in sat.items():
            term = Membership.objects.select_related("term").get(pk=pk).term
            if term.until_on:
                one.days = {d for d in one.days if d <= (term.until_on - START).days}
            assert all(d >= (term.from_on - START).days for d in one.days)
    for offset in range(-1, 95):
        expected = sorted((one.seat, one.name) for one in sat.values() if offset in one.days)
        assert names(body, START + dt.timedelta(days=offset)) == expected
        assert len({number for number, _name in expected}) == len(expected)


@pytest.fixture
def filled(in_ozurgeti) -> Body:
    body = found()
    term = begin(body, START)
    seat(body, term, 1, "=ანა", START)
    with at(dt.date(2022, 3, 1)):
        actions.unseat_member(
            BY, membership=seat(body, term, 2, "ბექა", START), until_on=dt.date(2021, 1, 1), reason="died"
        )
    return body


def test_everybody_reads_who_sits_there_and_who_sat(filled, ozurgeti) -> None:
    client, here = Client(), "/en/ozurgeti/bodies/council/"
    assert "1 of 3 seats taken" in client.get("/en/ozurgeti/bodies/").content.decode()
    now = client.get(here).content.decode()
    assert "=Ana" in now and "Beka" not in now and "empty" in now, "on an English page in Latin letters"
    assert "=ანა" in client.get(here.replace("/en/", "/ka/")).content.decode()
    then = client.get(here, {"on_day": "1", "on_month": "1", "on_year": "2021"}).content.decode()
    assert "Beka" in then
    assert client.get(here, {"on_day": "x", "on_month": "1", "on_year": "2021"}).status_code == 422
    rows = list(csv.DictReader(io.StringIO(client.get(here + "members.csv").content.decode("utf-8-sig"))))
    assert [row["name_ka"] for row in rows] == ["'=ანა", "ბექა"]
    assert client.get(here + "members.json").json()["memberships"][1]["end_reason"] == "died"
    assert client.get("/en/ozurgeti/bodies/nothing/").status_code == 404


def test_a_head_does_everything_at_the_desk(head, ozurgeti) -> None:
    client = Client()
    client.force_login(Account.objects.get(pk=head.account_id))
    desk = reverse("bodies:desk_new", kwargs={"municipality": "ozurgeti"})
    typed = {"name_ka": "კომისია", "code": "commission", "kind": "commission", "basis_ka": "დადგენილება",
             "founded_on_day": "1", "founded_on_month": "1", "founded_on_year": "2020", "chair": "1", "deputy": "0",
             "majoritarian": "0", "proportional": "0", "member": "2"}  # fmt: skip
    assert client.post(desk, {**typed, "chair": "0", "member": "0"}).status_code == 422
    assert client.post(desk, typed).status_code == 302
    assert "address already" in client.post(desk.replace("/ka/", "/en/"), typed).content.decode()
    here = "/en/ozurgeti/desk/body/commission/"
    assert client.get(here + "seat/1/").status_code == 409
    day = {"from_on_day": "1", "from_on_month": "1", "from_on_year": "2020"}
    assert client.post(here + "term/", {**day, "basis_ka": "დადგენილება"}).status_code == 302
    assert client.post(here + "seat/1/", {**day, "name_ka": "ანა"}).status_code == 302
    assert client.post(here + "seat/1/", {**day, "name_ka": "ბექა"}).status_code == 422
    assert client.post(here + "add-seat/", {"kind": "member"}).status_code == 302
    held = Membership.objects.get()
    last = {"until_on_day": "1", "until_on_month": "2", "until_on_year": "2021", "reason": "resigned"}
    assert client.post(here + f"leave/{held.pk}/", last).status_code == 302
    assert client.post(here + "end-term/", last).status_code == 302
    assert [s.number for s in Body.objects.get().seats.order_by("number")] == [1, 2, 3, 4]
