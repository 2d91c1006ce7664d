"""My day: what waits for an official with its next step, the cited rule and the letter; filters that stay."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from eroba.capabilities.services import actions
from eroba.capabilities.services.models import Case
from eroba.capabilities.services.tests.desk_visits import DESK, Desk, work
from eroba.capabilities.services.tests.people import apply, fresh
from eroba.kernel.actions import Actor
from eroba.kernel.base.clock import at
from eroba.kernel.people.models import Account, Appointment
from eroba.kernel.tenancy.models import Settlement

pytestmark = pytest.mark.django_db
DAY = f"{DESK}day/"
MOST_QUERIES = 12


def page_of(account_id, address: str = DAY) -> str:
    answer = Client()
    answer.force_login(Account.objects.get(pk=account_id))
    return answer.get(address, follow=True).content.decode()


def give(clerk: Actor, case: Case) -> None:
    account = Account.objects.get(pk=clerk.account_id)
    actions.assign_case(clerk, case=case, edition=fresh(case).edition, account=account, label="Clerk")


@pytest.fixture(autouse=True)
def _been_there_for_long(clerk, head):
    Appointment.objects.update(from_on=dt.date(2026, 1, 1))


def test_nothing_yet_says_what_will_be_here(service, clerk) -> None:
    assert "Nothing waits for you" in page_of(clerk.account_id)


def test_what_nobody_has_can_be_taken_from_here(service, answers, applicant, clerk) -> None:
    case = apply(applicant, service, answers)
    browser = Client()
    browser.force_login(Account.objects.get(pk=clerk.account_id))
    page = browser.get(DAY).content.decode()
    assert page.index("Nobody’s yet") < page.index(case.matter.number)
    ticked = {
        "case": [f"{case.matter.number}@{fresh(case).edition}"],
        "to": str(clerk.account_id),
        "next": "day",
    }
    page = browser.post(f"{DESK}assign/", ticked, follow=True)
    assert page.redirect_chain[-1][0] == DAY
    text = page.content.decode()
    assert "Undo" in text and "Nobody’s yet" not in text
    assert case.matter.number in text and "Is the application complete?" in text


def test_a_case_that_is_ready_shows_the_cited_rule_and_the_letter(
    service, answers, applicant, clerk, head, registers
) -> None:
    case = apply(applicant, service, answers)
    give(clerk, case)
    assert "Is the application complete?" in page_of(clerk.account_id)
    desk = Desk(clerk.account_id)
    desk.said(case, "accept")
    work()
    assert "One fact to establish:" in page_of(clerk.account_id)
    desk.said(case, "finding", fact="paper_confirms", value="yes")
    page = page_of(clerk.account_id)
    assert "propose the decision" in page and "SOC-4" in page and "500" in page
    assert f'href="{DESK}{case.matter.number}/letter/"' in page
    desk.said(case, "propose")
    page = page_of(head.account_id)
    assert "Read the proposed letter and approve it" in page
    assert page.count(f">{case.matter.number}<") == 1, "not once more among those nobody has"


def test_late_due_soon_and_later_stand_apart(service, answers, applicant, clerk) -> None:
    friday = dt.datetime(2026, 9, 18, 12, tzinfo=dt.UTC)  # three working days from here are five days
    for days in (40, 0):
        with at(friday - dt.timedelta(days=days)):
            give(clerk, apply(applicant, service, answers))
    with at(friday):
        page = page_of(clerk.account_id)
    late, later = Case.objects.order_by("due_on")
    places = [page.index(words) for words in ("Late or due today", late.matter.number, "After that")]
    assert [*places, page.index(later.matter.number)] == sorted([*places, page.index(later.matter.number)])


@pytest.mark.parametrize("count", [1, 12])
def test_the_page_asks_no_more_for_more_cases(service, answers, applicant, clerk, count) -> None:
    for _each in range(count):
        give(clerk, apply(applicant, service, answers))
        apply(applicant, service, answers)
    browser = Client()
    browser.force_login(Account.objects.get(pk=clerk.account_id))
    browser.get(DAY)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(DAY).status_code == 200
    shown = [query["sql"][:90] for query in asked if "SAVEPOINT" not in query["sql"]]
    assert len(shown) <= MOST_QUERIES, "\n".join(shown)


def test_filters_stay_until_they_are_cleared(service, answers, applicant, clerk) -> None:
    apply(applicant, service, answers)
    browser = Client()
    browser.force_login(Account.objects.get(pk=clerk.account_id))
    assert browser.get(DESK).status_code == 200
    page = browser.get(DESK, {"whose": "mine", "state": ""}).content.decode()
    assert 'href="/en/ozurgeti/desk/services/?whose="' in page
    assert browser.get(DESK)["Location"] == f"{DESK}?whose=mine"
    assert browser.get(f"{DESK}?whose=").status_code == 200
    assert browser.get(DESK).status_code == 200


def test_another_village_than_ones_own_is_said_by_its_name(service, answers, applicant, clerk) -> None:
    elsewhere = Settlement.objects.create(name_ka="ასკანა", name_en="Askana")
    case = apply(applicant, service, answers | {"settlement": str(elsewhere.pk)})
    page = Desk(clerk.account_id).see(case)
    assert "Askana" in page and str(elsewhere.pk) not in page
