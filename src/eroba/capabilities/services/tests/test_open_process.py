"""How services go, told once a month is over: made once, read by everybody on page, in file and by interface."""

import csv
import datetime as dt
import io
import json
from collections.abc import Sequence

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from eroba.capabilities.services import actions
from eroba.capabilities.services.models import Decision, FiguresMade, ProcessFigure, Service
from eroba.capabilities.services.open_process.cells import TOWN, Cell
from eroba.capabilities.services.open_process.figure import Figure
from eroba.capabilities.services.queries.happened import days_taken, words_of_reason
from eroba.capabilities.services.queries.open_process import all_figures
from eroba.capabilities.services.tasks import make_public_figures
from eroba.capabilities.services.tests.decided_cases import CODE, decided, moment
from eroba.capabilities.services.tests.figure_attack import worked_out
from eroba.capabilities.services.tests.people import apply, fresh
from eroba.kernel.actions import NotAllowed
from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.base.clock import at
from eroba.kernel.clocks.models import Clock
from eroba.kernel.clocks.queries import calendar_here
from eroba.kernel.matters.models import Matter
from eroba.kernel.people.models import Account
from eroba.kernel.tenancy.scope import scope

pytestmark = pytest.mark.django_db
BASE = "/en/ozurgeti/services"
HALF = "2026-H1"
MOST_QUERIES = 12


@pytest.fixture
def half_a_year(service, resident, clerk) -> None:
    """Decisions of half a year: some refused, two late, one month with few."""
    official = Account.objects.get(pk=clerk.account_id)
    for month, count in ((1, 7), (2, 8), (3, 2), (4, 9), (5, 6), (6, 10)):
        for place in range(count):
            refused = {"outcome": "refused", "rule": "SOC-1" if place else "SOC-9"} if place % 3 == 0 else {}
            decided(service, resident, official, month, took=8 + place, **refused)
    decided(service, resident, official, 6, took=20, within=10)
    decided(service, resident, official, 6, took=22, within=10)


def published(codes: Sequence[str] = (CODE, TOWN)) -> dict[tuple[str, str, str], str]:
    """Every published figure as the file says it."""
    return {
        (cell.service, cell.period, cell.measure): str(figure.value)
        if figure.value is not None
        else figure.state
        for cell, figure in all_figures().in_order()
        if cell.service in codes
    }


def test_a_month_is_told_once_when_it_is_over(half_a_year):
    with at(moment(7)):
        assert make_public_figures() > 0
        rows = ProcessFigure.objects.count()
        assert make_public_figures() == 0, "the sweep comes each minute"
        assert ProcessFigure.objects.count() == rows
    with at(moment(8)):
        make_public_figures()
        assert [made.until for made in FiguresMade.objects.all()] == ["2026-06", "2026-07"]
    told = published()
    assert told[CODE, "2026-01", "received"] == "7"
    assert told[CODE, "2026-03", "received"] == "under-5"
    assert told[CODE, "2026-H1", "received"] == "44"
    assert told[CODE, HALF, "late"] == "under-5" and told[CODE, HALF, "in_time"] == "held-back"
    assert told[CODE, HALF, "granted"] == "28" and told[CODE, HALF, "refused"] == "16"
    assert told[CODE, "2025-07/2026-06", "median_days"] == "11"
    assert (CODE, "2026", "received") not in told, "the year is not over"
    assert JournalEntry.objects.filter(action="services.make_figures").count() == 2


def test_what_is_published_cannot_be_changed(half_a_year, django_db_blocker):
    with at(moment(7)):
        make_public_figures()
    with pytest.raises(Exception, match="append-only"):
        ProcessFigure.objects.filter(measure="received").update(value=1)


def test_nobody_but_the_platform_makes_figures(service, head):
    with pytest.raises(NotAllowed):
        actions.make_figures(head, until="2026-06")


def test_page_file_and_interface_say_the_same_and_no_small_number(client, half_a_year):
    with at(moment(7)):
        make_public_figures()
    told = published((CODE,))
    answer = client.get(f"/api/v1/ozurgeti/services/{CODE}/open-process")
    by_interface = {
        (one["service"], one["period"], one["measure"]): str(one["value"])
        if one["state"] == "shown"
        else one["state"]
        for one in json.loads(answer.content)["figures"]
    }
    assert by_interface == told and "ETag" in answer
    lines = list(
        csv.reader(io.StringIO(client.get(f"{BASE}/{CODE}/open-process.csv").content.decode("utf-8-sig")))
    )
    assert {(row[0], row[2], row[3]): row[5] or row[6] for row in lines[1:-1]} == told
    book = load_workbook(io.BytesIO(client.get(f"{BASE}/{CODE}/open-process.xlsx").content)).active
    rows = [row for row in book.iter_rows(min_row=2, values_only=True) if row[6]]
    assert {(row[0], row[2], row[3]): str(row[6] if row[5] is None else row[5]) for row in rows} == told
    page = client.get(f"{BASE}/{CODE}/open-process/").content.decode()
    for words in (
        "44",
        "under 5",
        "held back",
        "at least 90%",
        "11 days",
        "first half of 2026",
        "calendar days",
    ):
        assert words in page, words


def test_everything_read_together_gives_nothing_away(client, half_a_year):
    with at(moment(7)):
        make_public_figures()
    figures: dict[Cell, Figure] = {}
    for address in ("open-process", f"services/{CODE}/open-process"):
        for one in json.loads(client.get(f"/api/v1/ozurgeti/{address}").content)["figures"]:
            if not one["measure"].endswith("_days"):
                cell = Cell(one["service"], one["period"], one["measure"])
                figures[cell] = Figure(cell, one["value"], one["state"] == "under-5")
    assert not worked_out(figures)
    assert not [figure for figure in figures.values() if figure.value and figure.value < 5]


@pytest.mark.parametrize("language", ["ka", "en"])
@pytest.mark.parametrize("address", ["open-process/", f"{CODE}/open-process/", f"{CODE}/", ""])
def test_pages_cost_few_queries_and_touch_nobody(
    client, half_a_year, language, address, django_assert_max_num_queries
):
    with at(moment(7)):
        make_public_figures()
        client.get(f"/{language}/ozurgeti/services/{address}")
        with django_assert_max_num_queries(MOST_QUERIES):
            page = client.get(f"/{language}/ozurgeti/services/{address}")
    assert page.status_code == 200 and "public" in page["Cache-Control"] and not page.cookies
    assert "open-process/" in page.content.decode()


@pytest.mark.parametrize("address", ["open-process/", f"{CODE}/open-process/"])
def test_a_town_without_applications_says_what_will_be_here(client, service, address):
    with at(moment(7)):
        assert make_public_figures() == 0
        page = client.get(f"{BASE}/{address}").content.decode()
    assert "No figures yet" in page and "first month with applications" in page
    answer = json.loads(client.get("/api/v1/ozurgeti/open-process").content)
    assert answer["figures"] == [] and answer["until"] == "2026-06"


def test_refusals_are_told_by_what_the_rule_says(client, half_a_year):
    with at(moment(7)):
        make_public_figures()
    assert str(words_of_reason(CODE, "SOC-9")) != "SOC-9"
    page = client.get(f"/en/ozurgeti/services/{CODE}/open-process/").content.decode()
    assert "Refusals by reason" in page
    assert "registered address is in another one" in page


def test_another_towns_figures_are_not_there(client, half_a_year, khobi):
    with at(moment(7)):
        make_public_figures()
        with scope(khobi):
            make_public_figures()
            assert not ProcessFigure.objects.exists()
    assert json.loads(client.get("/api/v1/khobi/open-process").content)["figures"] == []


def test_days_are_counted_as_the_law_of_the_clock_counts(service, resident, clerk):
    case = decided(
        service, resident, Account.objects.get(pk=clerk.account_id), 6, took=14, unit="working_days"
    )
    clock = Clock.objects.get(subject_id=case.matter_id)
    assert days_taken(clock, calendar_here()) == 10
    assert days_taken(clock, calendar_here(), in_calendar_days=True) == 14
    clock.pauses.create(
        stopped_on=dt.date(2026, 6, 8), resumed_on=dt.date(2026, 6, 12), reason_ka="დოკუმენტი", basis=""
    )
    assert days_taken(clock, calendar_here()) == 6


def test_what_everybody_can_count_is_in_no_sum(client, half_a_year, resident, clerk):
    service, official = Service.objects.get(code=CODE), Account.objects.get(pk=clerk.account_id)
    case = decided(service, resident, official, 6)
    Matter.objects.filter(pk=case.matter_id).update(visibility=Matter.Visibility.PUBLIC)
    with at(moment(7)):
        make_public_figures()
    assert published()[CODE, "2026-06", "received"] == "12"


def test_only_the_first_decision_of_a_case_counts(service, answers, registers, resident, clerk):
    official = Account.objects.get(pk=clerk.account_id)
    case = decided(service, resident, official, 5)
    Decision.objects.create(
        case=case,
        state=Decision.State.DELIVERED,
        outcome="refused",
        rule_code="SOC-1",
        basis_ka="",
        basis_en="",
        reasons_locked="",
        proposed_by=official,
        delivered_at=moment(6),
    )
    for _each in range(5):
        decided(service, resident, official, 5)
    with at(moment(7)):
        make_public_figures()
    told = published()
    assert told[CODE, HALF, "decided"] == "6" and told[CODE, HALF, "refused"] == "0"


def test_an_application_that_was_really_sent_is_counted_in_its_month(service, answers, registers, applicant):
    with at(moment(6)):
        case = fresh(apply(applicant, service, answers))
    with at(moment(7)), CaptureQueriesContext(connection) as queries:
        make_public_figures()
    assert case.matter.number not in str(
        [query["sql"] for query in queries.captured_queries if "INSERT" in query["sql"]]
    )
    assert published()[TOWN, "2026-06", "received"] == "under-5"
