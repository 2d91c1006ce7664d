"""Applications that belong together: related ones on both sides, duplicates merged, told, shown and taken back."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from eroba.capabilities.services import actions, rules_together
from eroba.capabilities.services.definition.folder import read_folder
from eroba.capabilities.services.models import Case, CaseMerge
from eroba.capabilities.services.nearness import is_same_place, metres_between, square_around
from eroba.capabilities.services.queries.together import likely_duplicates
from eroba.capabilities.services.tests.conftest import SEED
from eroba.capabilities.services.tests.desk_visits import DESK, Desk, work
from eroba.capabilities.services.tests.people import apply, fresh, publish
from eroba.kernel.actions import Actor, NotAllowed
from eroba.kernel.base.clock import at, now
from eroba.kernel.clocks.models import Clock
from eroba.kernel.matters.queries import timeline
from eroba.kernel.notify.models import Notice
from eroba.kernel.people.models import Account, Person

pytestmark = pytest.mark.django_db
REPORTS = read_folder(SEED / "report-a-problem")
SCHOOL = {"lat": "41.92361", "lon": "42.00663"}
ACROSS_THE_STREET = {"lat": "41.92371", "lon": "42.00690"}
NEXT_VILLAGE = {"lat": "41.93361", "lon": "42.01663"}
FRAME = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT", "SELECT set_config")


def test_the_same_place_is_fifty_metres():
    here = (41.92361, 42.00663)
    assert metres_between(here, here) == 0
    assert 24 < metres_between(here, (41.92371, 42.00690)) < 26
    assert is_same_place(here, (41.92405, 42.00663)) and not is_same_place(here, (41.92407, 42.00663))
    south_west, north_east = square_around(here)
    assert metres_between(here, (south_west[0], here[1])) == pytest.approx(50, abs=0.1)
    assert metres_between(here, (here[0], north_east[1])) == pytest.approx(50, abs=0.1)


@pytest.fixture
def at_desk(clerk: Actor) -> Desk:
    return Desk(clerk.account_id)


@pytest.fixture
def neighbour(in_ozurgeti) -> Actor:
    """Somebody else who walks the same street."""
    account = Account.objects.create_user("neighbour@example.org", "a long password")
    person = Person.objects.create(
        account=account, given_name="ლია", family_name="გამოგონილი", is_invented=True
    )
    return Actor(account_id=account.pk, person_id=person.pk, roles=frozenset({"resident"}), label="applicant")


def reported(by: Actor, point: dict[str, str], **said: str) -> Case:
    """A report of a pothole at a point."""
    answers = REPORTS.examples["pothole-fixed"]["answers"]
    return apply(by, publish(REPORTS), answers | {"point": point, **said})


def test_a_duplicate_ends_with_its_deadlines_and_goes_on_where_it_stood(
    service, answers, registers, applicant, clerk, head, at_desk, khobi
):
    kept, twice = apply(applicant, service, answers), apply(applicant, service, answers)
    actions.request_missing_paper(clerk, case=twice, edition=twice.edition, title="A note", reason="Needed")
    twice = fresh(twice)
    stood = Clock.objects.filter(subject_id=twice.matter_id).values_list("code", "state", "due_on", "met_on")
    as_it_stood = sorted(stood)
    assert "Likely a duplicate" in at_desk.see(kept)
    page = at_desk.see(twice, "together/")
    assert kept.matter.number in page and "the same applicant, and both are open" in page
    page = at_desk.said(twice, "together/merge", number=kept.matter.number.lower(), because="Sent twice")
    assert (
        f"Merged into {kept.matter.number}" in page and "Sent twice" in page and "Take merging back" in page
    )
    merged = fresh(twice)
    assert (merged.waits_for, merged.merged_into_id, merged.due_on) == ("nobody", kept.pk, None)
    assert not Clock.objects.filter(subject_id=twice.matter_id, met_on=None).exists()
    work()
    told = Notice.objects.filter(person=applicant.person_id).latest("written_at")
    assert kept.matter.number in told.body and twice.matter.number in told.subject
    own = Client()
    own.force_login(Account.objects.get(pk=applicant.account_id))
    words = own.get(f"/en/ozurgeti/services/applications/{twice.matter.number}/").content.decode()
    assert f"It is handled together with {kept.matter.number}" in words and "Send the paper" not in words
    words = own.get(f"/en/ozurgeti/services/applications/{kept.matter.number}/").content.decode()
    assert twice.matter.number in words
    with CaptureQueriesContext(connection) as queries:
        page = at_desk.see(kept, "together/")
    assert len([one for one in queries if not one["sql"].startswith(FRAME)]) <= 12
    assert "Merged into this one" in page and f"{DESK}{twice.matter.number}/papers/" in page
    with pytest.raises(NotAllowed):
        actions.withdraw_application(applicant, case=merged, edition=merged.edition)
    _goes_on_where_it_stood(twice, as_it_stood, applicant, head, at_desk)


def _goes_on_where_it_stood(
    twice: Case, as_it_stood: list, applicant: Actor, head: Actor, at_desk: Desk
) -> None:
    merge = CaseMerge.objects.get()
    with at(now() + dt.timedelta(days=1)):
        assert not rules_together.may_undo_merge(head, merge)
    page = at_desk.said(twice, "together/undo")
    assert "goes on by itself again" in page
    back = fresh(twice)
    stands = Clock.objects.filter(subject_id=twice.matter_id).values_list("code", "state", "due_on", "met_on")
    assert sorted(stands) == as_it_stood
    assert (back.waits_for, back.merged_into_id, back.closed_at) == ("applicant", None, None)
    assert back.due_on == twice.due_on
    assert actions.withdraw_application(applicant, case=back, edition=back.edition)


def test_what_cannot_be_merged_says_why_and_keeps_what_was_typed(
    service, answers, registers, applicant, neighbour, clerk, at_desk
):
    kept, other = apply(applicant, service, answers), apply(neighbour, service, answers)
    answer = at_desk.do(other, "together/merge", number=kept.matter.number, because="The same street")
    page = answer.content.decode()
    assert answer.status_code == 422 and "not about the same place" in page and "The same street" in page
    page = at_desk.do(other, "together/merge", number="OZU-1999-SOC-1", because="?").content.decode()
    assert "There is no application with this number here." in page
    page = at_desk.do(other, "together/merge", number=other.matter.number, because="?").content.decode()
    assert "This is the same application." in page
    second = apply(applicant, service, answers)
    actions.write_note(clerk, case=second, text="seen")
    seen = second.edition
    tea = Account.objects.get(pk=clerk.account_id)
    actions.assign_case(clerk, case=second, edition=seen, account=tea, label="Tea")
    page = at_desk.do(second, "together/merge", edition=seen, number=kept.matter.number, because="Twice")
    assert "changed this application" in page.content.decode() and page.status_code == 422
    with pytest.raises(NotAllowed):
        actions.merge_cases(applicant, case=second, edition=fresh(second).edition, into=kept, because="mine")


def test_related_applications_show_each_other_and_no_stranger(
    service, answers, registers, applicant, neighbour, clerk, at_desk
):
    one, other = apply(applicant, service, answers), apply(neighbour, service, answers)
    at_desk.said(one, "together/tie", number=other.matter.number, because="One household")
    for this, that in ((one, other), (other, one)):
        page = at_desk.see(this, "together/")
        assert that.matter.number in page and "One household" in page
    again = at_desk.do(other, "together/tie", number=one.matter.number, because="Once more")
    assert "belong together already" in again.content.decode()
    thread = at_desk.client.get(f"/en/ozurgeti/thread/{one.matter.number}/").content.decode()
    assert "Belongs with" in thread and other.matter.number in thread
    own = Client()
    own.force_login(Account.objects.get(pk=applicant.account_id))
    for page in (f"services/applications/{one.matter.number}/", f"thread/{one.matter.number}/"):
        assert other.matter.number not in own.get(f"/en/ozurgeti/{page}").content.decode()
    tie = one.ties_out.get()
    assert "no longer belong together" in at_desk.said(other, f"together/{tie.pk}/untie")
    assert not one.ties_out.exists() and one.matter.links_out.count() == 0


def test_two_reports_of_one_pothole_are_one(
    registers, applicant, neighbour, clerk, head, at_desk, in_ozurgeti
):
    registers.values = {"civil": {"given_name": "ნინო", "family_name": "ნიმუშაძე"}}
    first, again = reported(applicant, SCHOOL), reported(neighbour, ACROSS_THE_STREET)
    reported(neighbour, NEXT_VILLAGE)
    reported(neighbour, SCHOOL, problem="lamp")
    found = likely_duplicates(fresh(first))
    assert [one.case.pk for one in found] == [again.pk]
    assert "about the same place" in at_desk.see(again)
    actions.merge_cases(clerk, case=again, edition=again.edition, into=first, because="The same hole")
    page = Client().get(f"/en/ozurgeti/services/reports/{again.matter.number}/").content.decode()
    assert f"handled together with {first.matter.number}" in page and "ლია" not in page
    page = Client().get(f"/en/ozurgeti/services/reports/{first.matter.number}/").content.decode()
    assert again.matter.number in page and "Reported again" in page
    assert [one.name for one in timeline(again.matter, audience="public")][-1] == "report.merged"
    told = Client().get(f"/open311/v2/requests/{again.matter.number}.json?jurisdiction_id=ozurgeti").json()
    assert first.matter.number in told[0]["status_notes"] and told[0]["status"] == "closed"
    actions.accept_as_complete(clerk, case=first, edition=first.edition)
    work()
    for code, value in REPORTS.examples["pothole-fixed"]["clerk"].items():
        case = fresh(first)
        actions.record_finding(clerk, case=case, edition=case.edition, fact_code=code, value=value)
    case = fresh(first)
    decision = actions.propose_decision(clerk, case=case, edition=case.edition)
    case = fresh(first)
    actions.approve_decision(head, case=case, decision=decision, edition=case.edition)
    work()
    answer = Notice.objects.filter(person=neighbour.person_id).latest("written_at")
    assert again.matter.number in answer.subject and first.matter.number in answer.body
