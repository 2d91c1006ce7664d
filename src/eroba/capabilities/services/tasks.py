"""What follows by itself: registers are asked, letters are drawn and sent, deadlines in lists kept true.

Everything here may run twice; each step looks first whether it has been done.
"""

import datetime as dt
from uuid import UUID

from eroba.capabilities.services import actions, facts
from eroba.capabilities.services.asking import ask_silent_registers, may_still_finish
from eroba.capabilities.services.letters import (
    appeal_values,
    decision_letters,
    other_letters,
    paper_values,
)
from eroba.capabilities.services.models import Appeal, Decision, Draft, FiguresMade, PublicReport
from eroba.capabilities.services.notices import tell_applicant, tell_of_answer
from eroba.capabilities.services.open_process.periods import last_closed_month
from eroba.capabilities.services.queries.archive import cases_to_archive
from eroba.capabilities.services.queries.cases import case_of_matter
from eroba.capabilities.services.queries.together import merged_with
from eroba.capabilities.services.rules import unpaid
from eroba.kernel.actions import system_actor
from eroba.kernel.base.clock import now, today
from eroba.kernel.outbox.facts import Fact
from eroba.kernel.outbox.models import Delivery

FORGOTTEN_AFTER = dt.timedelta(days=30)
WORKER = "worker"


def on_registers_wanted(fact: Fact, delivery: Delivery) -> None:
    """Ask every register the case needs and that has not answered; go on when all have.

    A register that is silent is asked again by whoever keeps the registers; its answer is announced, and this
    is called once more. The case is never lost and never refused for a silent register.
    """
    case = case_of_matter(fact.matter_id)
    if case is not None and may_still_finish(case):
        ask_silent_registers(system_actor(WORKER), case)


def on_decision_approved(fact: Fact, delivery: Delivery) -> None:
    """Draw and send the letters of an approved decision, once."""
    case = case_of_matter(fact.matter_id)
    decision = case.decisions.filter(state=Decision.State.APPROVED).first() if case else None
    if case is None or decision is None or unpaid(case, "deliver_decision"):
        return
    decision.case = case
    actions.deliver_decision(system_actor(WORKER), case=case, drawn=decision_letters(case, decision))


def on_paper_requested(fact: Fact, delivery: Delivery) -> None:
    """Send the letter that asks for a paper."""
    _send_about_paper(fact, delivery, "missing-paper")


def on_left_unexamined(fact: Fact, delivery: Delivery) -> None:
    """Send the letter that says the application was left unexamined."""
    _send_about_paper(fact, delivery, "left-unexamined")


def on_appeal(fact: Fact, delivery: Delivery) -> None:
    """Send the letter that belongs to a step of an appeal."""
    case = case_of_matter(fact.matter_id)
    appeal = Appeal.objects.filter(decision__case=case).last() if case else None
    if case is None or appeal is None:
        return
    code = {
        facts.AppealLodged.name: "appeal-received",
        facts.AppealUpheld.name: "appeal-upheld",
        facts.AppealDismissed.name: "appeal-dismissed",
    }[fact.name]
    drawn = other_letters(case, code, appeal.decided_by_id, appeal_values(case, appeal))
    actions.send_letter(system_actor(WORKER), case=case, drawn=drawn, code=code, key=delivery.key)


def on_news_for_applicant(fact: Fact, delivery: Delivery) -> None:
    """Tell the applicant what happened, by message and e-mail."""
    case = case_of_matter(fact.matter_id)
    if case is not None and case.person.erased_at is None:
        tell_applicant(case, fact, key=delivery.key)


def on_report_answered(fact: Fact, delivery: Delivery) -> None:
    """Tell those whose reports were merged into this one what became of it."""
    case = case_of_matter(fact.matter_id)
    for other in merged_with([case.pk]) if case else []:
        if other.person.erased_at is None and case is not None and other.person_id != case.person_id:
            tell_of_answer(other, answered=case, key=f"{delivery.key}:{other.pk}")


def on_person_erased(fact: Fact, delivery: Delivery) -> None:
    """Throw away the drafts of somebody who was erased and the places they named; their cases stay, unreadable."""
    person_id: UUID = fact.person_id  # type: ignore[attr-defined]
    actions.forget_drafts_of(system_actor(WORKER), person_id=person_id)
    if PublicReport.objects.filter(case__person=person_id).exists():
        actions.forget_places_of(system_actor(WORKER), person_id=person_id)


def on_clock_changed(fact: Fact, delivery: Delivery) -> None:
    """Keep the due date in the desk's list true when a deadline moved by itself."""
    case = case_of_matter(fact.matter_id)
    if case is not None:
        actions.renew_due_date(system_actor(WORKER), case=case)


def forget_old_drafts() -> int:
    """Delete drafts nobody has come back to for a month after their time."""
    older_than = now() - FORGOTTEN_AFTER
    # asked first: an action that does nothing would still stand in the journal, each minute
    if not Draft.objects.filter(expires_at__lt=older_than).exists():
        return 0
    return actions.forget_drafts(system_actor(WORKER), older_than=older_than)


def make_public_figures() -> int:
    """Publish how the services went, once a month is over; looked at each minute, made once."""
    until = last_closed_month(today())
    if FiguresMade.objects.filter(until__gte=until).exists():
        return 0
    return actions.make_figures(system_actor(WORKER), until=until)


def archive_ended_cases() -> int:
    """Put what ended a month ago into the archive, with the day until which it is kept; destroys nothing."""
    ended = cases_to_archive()
    return actions.archive_cases(system_actor(WORKER), cases=ended) if ended else 0


def _send_about_paper(fact: Fact, delivery: Delivery, code: str) -> None:
    case = case_of_matter(fact.matter_id)
    request = case.open_request if case else None
    if case is None or request is None:
        return
    drawn = other_letters(case, code, None, paper_values(case, request))
    actions.send_letter(system_actor(WORKER), case=case, drawn=drawn, code=code, key=delivery.key)
