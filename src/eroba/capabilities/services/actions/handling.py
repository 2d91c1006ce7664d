"""Handling a case: complete or not, what registers and officials find out, notes, who works on it."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from eroba.capabilities.services import facts, rules
from eroba.capabilities.services.actions.applying import words_of
from eroba.capabilities.services.actions.deadlines import due_date, note_due_date
from eroba.capabilities.services.actions.steps import done, hold, require_text, state_of, take, touch
from eroba.capabilities.services.models import (
    Case,
    CaseNote,
    CasePaper,
    PaperRequest,
    SourceAnswer,
)
from eroba.capabilities.services.models.sealed import seal
from eroba.capabilities.services.published import definition_for
from eroba.capabilities.services.queries.cases import registers_that_found
from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.base.clock import now, today
from eroba.kernel.base.errors import BadInput
from eroba.kernel.clocks.explanation import in_both
from eroba.kernel.documents.actions import keep_upload
from eroba.kernel.documents.uploads import AcceptedUpload
from eroba.kernel.people.models import Account
from eroba.kernel.people.ports import Answer

LONGEST_TO_BRING_DAYS = 60
MOST_PAPERS = 10


@action(may=rules.may_accept_as_complete)
def accept_as_complete(by: Actor, *, case: Case, edition: int) -> Done[Case]:
    """Call an application complete; the registers are asked next. Basis: GAC 78."""
    case = hold(case, edition)
    before = state_of(case)
    take(case, by, "accept_as_complete")
    told = [facts.ApplicationComplete(case.matter_id), facts.RegistersWanted(case.matter_id)]
    if definition_for(case).is_public:
        told.append(facts.ReportTaken(case.matter_id))
    return done(case, before, told)


@action(may=rules.may_request_missing_paper)
def request_missing_paper(
    by: Actor, *, case: Case, edition: int, title: str, reason: str, days: int = 0
) -> Done[PaperRequest]:
    """Ask the applicant for a paper; our deadline stops until it comes or the time is over. Basis: GAC 83."""
    name = require_text(title, _("Say which paper is missing."), most=200)
    why = require_text(reason, _("Say why the paper is needed."), most=2000)
    if not 0 <= days <= LONGEST_TO_BRING_DAYS:
        raise BadInput(_("Give between 5 and 60 days."))
    case = hold(case, edition)
    before = state_of(case)
    stopped_because = format_lazy(_("waiting for a paper: {title}"), title=name)
    request = PaperRequest.objects.create(
        title=name, reason_locked=seal(case.person_id, why), asked_by=by.label
    )
    case.open_request = request
    take(case, by, "request_missing_paper", days=days, reason=in_both(stopped_because))
    request.bring_until = due_date(case, definition_for(case), "missing-paper") or today()
    request.save(update_fields=["bring_until"])
    asked = facts.PaperRequested(case.matter_id, title=name, bring_until=request.bring_until)
    told = done(case, before, [asked], personal={"reason": why})
    return Done(request, told.subject, told.before, told.after, told.personal, told.facts)


@action(may=rules.may_supply_missing_paper, for_others=True)
def supply_missing_paper(
    by: Actor, *, case: Case, edition: int, uploads: Sequence[AcceptedUpload]
) -> Done[Case]:
    """Take in the missing paper; our deadline runs again. Basis: GAC 83."""
    if not 0 < len(uploads) <= MOST_PAPERS:
        raise BadInput(_("Choose one to ten files."))
    case = hold(case, edition)
    before = state_of(case)
    request, case.open_request = case.open_request, None
    for upload in uploads:
        file = keep_upload(by, upload=upload, person_id=case.person_id)
        CasePaper.objects.create(
            case=case,
            key=f"brought:{file.pk}",
            file=file,
            request=request,
            name=file.original_name,
            added_by=by.label,
        )
    if request is not None:
        request.supplied_at = now()
        request.save(update_fields=["supplied_at"])
    take(case, by, "supply_missing_paper")
    return done(case, before, [facts.PaperSupplied(case.matter_id)], more={"papers": len(uploads)})


@action(may=rules.may_record_register_answer)
def record_register_answer(by: Actor, *, case: Case, register: str, answer: Answer) -> Done[Case]:
    """Write down what a register said about the applicant; values only under the person's key.

    The worker and an official may ask at the same moment: silence never covers what the other was told.
    """
    case = hold(case, None)
    before = state_of(case)
    _keep_answer(case, register, answer)
    touch(case, by)
    case.save(update_fields=["edition", "changed_at", "changed_by"])
    more = {"register": register, "found": answer.found, "answered": answer.is_answered}
    return done(case, before, more=more)


def _keep_answer(case: Case, register: str, answer: Answer) -> None:
    problems = {}
    for language in ("ka", "en"):
        with override(language):
            problems[f"problem_{language}"] = str(answer.problem or "")[:300]
    source = {"source": SourceAnswer.Source.REGISTER, "code": register}
    if not answer.is_answered and case.source_answers.filter(**source, problem_ka="").exists():
        return
    SourceAnswer.objects.update_or_create(
        case=case,
        **source,
        defaults={
            "asked_at": answer.asked_at,
            "found": answer.found,
            "values_locked": seal(case.person_id, dict(answer.values)) if answer.is_answered else "",
            **problems,
        },
    )


@action(may=rules.may_finish_look_ups)
def finish_look_ups(by: Actor, *, case: Case, edition: int) -> Done[Case]:
    """Begin to examine: the registers have answered, or an official will establish the facts from papers."""
    case = hold(case, edition)
    before = state_of(case)
    take(case, by, "finish_look_ups")
    found = sorted(registers_that_found(case))
    return done(case, before, [facts.RegistersAnswered(case.matter_id, found=found)])


@action(may=rules.may_handle_case)
def record_finding(
    by: Actor, *, case: Case, edition: int, fact_code: str, value: str | bool, because: str = ""
) -> Done[Case]:
    """Write down a fact an official established, from a paper or on the spot."""
    case = hold(case, edition)
    before = state_of(case)
    known = {fact.code: fact for fact in definition_for(case).decision.facts}
    fact = known.get(fact_code)
    if fact is None:
        raise BadInput(_("The service asks for no such fact."))
    content = {"value": value, "because": because.strip()[:2000], "at": timezone.localtime(now()).isoformat()}
    SourceAnswer.objects.update_or_create(
        case=case,
        source=SourceAnswer.Source.OFFICIAL,
        code=fact_code,
        defaults={
            "values_locked": seal(case.person_id, content),
            "answered_by": by.label,
            "found": True,
            "asked_at": now(),
        },
    )
    touch(case, by)
    case.save(update_fields=["edition", "changed_at", "changed_by"])
    told = facts.FindingRecorded(case.matter_id, fact=words_of(fact.title))
    return done(case, before, [told], personal={fact_code: content})


@action(may=rules.may_take_up_again)
def take_up_again(by: Actor, *, case: Case, edition: int) -> Done[Case]:
    """Examine a case again that was put aside, such as one on a waiting list once a place is free."""
    case = hold(case, edition)
    before = state_of(case)
    case.outcome = ""
    take(case, by, "take_up_again")
    return done(case, before, [facts.ApplicationTakenUp(case.matter_id)])


@action(may=rules.may_look_at_case)
def look_at_case(by: Actor, *, case: Case) -> Done[Case]:
    """Write down that an official opened a case, where the applicant can read it; nothing else changes."""
    Case.objects.filter(pk=case.pk).update(looked_at=now(), looked_by=by.account_id)
    looked = facts.ApplicationLookedAt(case.matter_id, unit=by.unit, number=case.matter.number)
    return Done(case, subject=case.matter, facts=[looked])


@action(may=rules.may_handle_case)
def write_note(by: Actor, *, case: Case, text: str) -> Done[CaseNote]:
    """Write a note for colleagues; notes do not get in each other's way, so no edition is asked."""
    words = require_text(text, _("Write the note first."))
    note = CaseNote(case=case, text_locked=seal(case.person_id, words), written_by=by.label)
    note.save(force_insert=True)
    told = done(case, {}, [facts.NoteWritten(case.matter_id)], personal={"note": words})
    return Done(note, told.subject, told.before, told.after, told.personal, told.facts)


@action(may=rules.may_record_register_answer)
def renew_due_date(by: Actor, *, case: Case) -> Done[Case]:
    """Write the deadline that now stands into the case, for lists; nobody is overtaken by that."""
    before = {"due_on": case.due_on}
    note_due_date(case)
    case.save(update_fields=["due_on"])
    return Done(case, subject=case.matter, before=before, after={"due_on": case.due_on})


@action(may=rules.may_handle_case)
def assign_case(by: Actor, *, case: Case, edition: int, account: Account | None, label: str) -> Done[Case]:
    """Give a case to an official, or back to everybody."""
    case = hold(case, edition)
    before = state_of(case) | {"assigned_to": case.assigned_label}
    case.assigned_to, case.assigned_label = account, label if account else ""
    touch(case, by)
    case.save(update_fields=["assigned_to", "assigned_label", "edition", "changed_at", "changed_by"])
    told = [facts.CaseAssigned(case.matter_id, to=label)] if account else []
    return done(case, before, told, more={"assigned_to": case.assigned_label})
