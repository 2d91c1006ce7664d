"""A holiday declared while a case is open moves its deadline and says so; and the proof of a receipt."""

import datetime as dt
import json

import pytest

from eroba.capabilities.services import actions
from eroba.capabilities.services.periods import periods_of_services
from eroba.capabilities.services.tests.people import apply, fresh, monday
from eroba.kernel.audit.heads import publish_head
from eroba.kernel.audit.models import JournalEntry, SealedEntry
from eroba.kernel.audit.sealer import seal_journals
from eroba.kernel.base.clock import at
from eroba.kernel.clocks.actions import set_calendar_day
from eroba.kernel.clocks.calendars import Name
from eroba.kernel.clocks.known import known_rules
from eroba.kernel.clocks.models import CalendarDay
from eroba.kernel.matters.queries import timeline
from eroba.kernel.notify.models import Notice
from eroba.kernel.outbox.deliver import deliver_due
from eroba.kernel.people.models import Account

pytestmark = pytest.mark.django_db


def deliver_all() -> None:
    while deliver_due():
        pass


def test_a_holiday_moves_the_deadline_of_an_open_case_and_the_applicant_reads_it(
    service, answers, registers, applicant, clerk, head
):
    with at(monday()):
        case = apply(applicant, service, answers)
        actions.accept_as_complete(clerk, case=case, edition=case.edition)
        deliver_all()
        due_on = fresh(case).due_on
        set_calendar_day(
            head, on=due_on, kind=CalendarDay.Kind.HOLIDAY, name=Name("დღესასწაული", "Feast"), basis="12"
        )
        deliver_all()
    assert fresh(case).due_on > due_on, "the desk's list is ordered by it"
    (said,) = [entry for entry in timeline(case.matter, audience="parties") if entry.name == "clock.moved"]
    assert "კალენდრის" in said.words
    (notice,) = Notice.objects.filter(subject__contains="გადავიდა")
    assert case.matter.number in notice.subject and notice.person_id == case.person_id
    assert f"{fresh(case).due_on.day} " in notice.body


def test_the_desks_list_knows_the_periods_of_services(service):
    codes = {rule.code for rule in periods_of_services()}
    assert codes and all(code.startswith("one-off-social-assistance.") for code in codes)
    assert codes <= {known.proposed.code for known in known_rules(on=dt.date(2026, 6, 1))}


def test_an_application_offers_the_proof_of_its_own_receipt(service, answers, applicant, client):
    case = apply(applicant, service, answers)
    client.force_login(Account.objects.get(pk=applicant.account_id))
    here = f"/en/ozurgeti/services/applications/{case.matter.number}/"
    proof = f"/en/ozurgeti/journal/receipt/services.submit_application/{case.matter_id}.json"
    assert f'href="{proof}"' in client.get(here).content.decode()
    early = client.get(proof)
    assert early.status_code == 404 and "within a minute" in early.content.decode()
    seal_journals()
    publish_head()
    answer = client.get(proof)
    assert f"proof-{case.matter.number}.json" in answer["Content-Disposition"]
    entry = JournalEntry.objects.get(action="services.submit_application")
    assert json.loads(answer.content)["entry_hash"] == SealedEntry.objects.get(entry_id=entry.pk).entry_hash
    assert case.matter.number not in answer.content.decode()
