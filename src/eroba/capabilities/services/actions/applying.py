"""Sending an application: one draft becomes exactly one case with a number and its deadlines."""

from collections.abc import Iterator, Mapping
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services import facts, rules
from eroba.capabilities.services.actions.deadlines import begin_deadlines
from eroba.capabilities.services.actions.fees import note_who_is_waited_for, raise_fees
from eroba.capabilities.services.actions.public_reports import write_public_report
from eroba.capabilities.services.actions.steps import done, hold, state_of, take
from eroba.capabilities.services.definition.fees import ON_SUBMISSION
from eroba.capabilities.services.definition.form import Field
from eroba.capabilities.services.definition.service import ServiceDefinition
from eroba.capabilities.services.form_engine.answers import problems_in_form
from eroba.capabilities.services.form_engine.asking import Answers, counted_answers, what_is_asked
from eroba.capabilities.services.form_engine.reading import Surroundings
from eroba.capabilities.services.models import Case, CasePaper, Decision, Draft
from eroba.capabilities.services.models.sealed import seal
from eroba.capabilities.services.published import definition_of
from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.base.clock import today
from eroba.kernel.base.errors import BadInput, NotFound, Refusal
from eroba.kernel.documents.models import StoredFile
from eroba.kernel.matters.numbering import open_matter
from eroba.kernel.matters.parties import add_first_party
from eroba.kernel.receipts.models import Receipt

CHANGED = _("The form has changed since you began. Your answers are kept; please check them.")


class FormChanged(Refusal):
    """The service has a newer form than the one that was filled in; the answers are kept."""


class ServiceClosed(Refusal):
    """The service takes no applications any more; the answers are kept."""


class AnswersMissing(BadInput):
    """Some answers need another look before the application can be sent."""

    def __init__(self, pages: list[str]) -> None:
        super().__init__(_("Some answers need another look before you can send the application."))
        self.pages = pages


@action(may=rules.may_edit_draft, for_others=True)
def submit_application(by: Actor, *, draft: Draft, receipt: Receipt | None = None) -> Done[Case]:
    """Turn a draft into a case. A second click finds the case of the first.

    What was accepted before comes with its `receipt`, and nothing is asked again; otherwise raises ServiceClosed,
    FormChanged or AnswersMissing, and the draft stays as it is then. Basis: GAC 78.
    """
    held = draft if receipt else _hold(draft)
    if held is None:
        return _sent_before(draft.pk)
    service = definition_of(held.version)
    answers = held.answers if receipt else answers_that_count(held, service)
    case, told = begin_case(by, held, service, answers, sealed=held.answers_locked if receipt else "")
    _add_papers(by, case, service, answers)
    more: dict[str, object] = {"version": case.version.number, "hash": case.version.content_hash}
    if receipt is None:
        held.delete()
    else:
        more |= {"receipt": receipt.number, "received_at": receipt.received_at, "sent": receipt.fingerprint}
    return done(case, {}, told, personal={"answers": answers}, more=more)


def answers_that_count(draft: Draft, service: ServiceDefinition) -> Answers:
    """The answers of a draft that can be sent, without those to questions that are not asked.

    Raises ServiceClosed, FormChanged or AnswersMissing.
    """
    if not draft.service.is_enabled:
        raise ServiceClosed(_("This service takes no new applications at the moment. Your answers are kept."))
    if draft.is_expired or draft.version_id != draft.service.current_id:
        raise FormChanged(CHANGED)
    typed = draft.answers
    asked = what_is_asked(service.form, typed)
    wrong = problems_in_form(service.form, typed, Surroundings(today()), asked)
    if wrong:
        raise AnswersMissing(list(wrong))
    return counted_answers(service.form, typed, asked)


def begin_case(
    by: Actor,
    draft: Draft,
    service: ServiceDefinition,
    answers: Answers,
    *,
    sent_with: str = "",
    sealed: str = "",
) -> tuple[Case, list[facts.ServiceFact]]:
    """Makes the case of a draft with its number and deadlines, and says what happened. Part of an action.

    `sealed` are the answers as they were accepted: the case keeps the very same text.
    """
    case = _case_of(draft, service, answers, sealed)
    due = begin_deadlines(by, case, service, service.flow.on_submission)
    case.save(force_insert=True)
    if service.fees:
        case.money_facts = raise_fees(case, ON_SUBMISSION)
        note_who_is_waited_for(case)
        case.save(update_fields=["waits_for", "due_on"])
    due_on = due.get("decision") or case.due_on or today()
    received = facts.ApplicationReceived(case.matter_id, service=words_of(service.title), due_on=due_on)
    told: list[facts.ServiceFact] = [received]
    if service.is_public:
        write_public_report(case, service, answers, sent_with=sent_with)
        title = {"ka": case.matter.title_ka, "en": case.matter.title_en}
        told.append(facts.ReportReceived(case.matter_id, title=title))
    return case, told


@action(may=rules.may_withdraw, for_others=True)
def withdraw_application(by: Actor, *, case: Case, edition: int | None) -> Done[Case]:
    """Take an application back at the applicant's wish."""
    case = hold(case, edition)
    before = state_of(case)
    open_states = (Decision.State.PROPOSED, Decision.State.APPROVED)
    case.decisions.filter(state__in=open_states).update(state=Decision.State.DROPPED)
    case.open_request = None
    take(case, by, "withdraw")
    return done(case, before, [facts.ApplicationWithdrawn(case.matter_id)])


def case_of_submission(draft_id: UUID) -> Case | None:
    """The case a draft has already become, if it has."""
    return Case.objects.select_related("matter").filter(submission_key=draft_id).first()


def _sent_before(draft_id: UUID) -> Done[Case]:
    standing = case_of_submission(draft_id)
    if standing is None:
        raise NotFound(_("This application was thrown away. Please begin again."))
    return Done(standing, subject=standing.matter)


def words_of(text: object) -> facts.Words:
    """A text as facts keep it."""
    return dict(getattr(text, "in_languages", ()))


def _hold(draft: Draft) -> Draft | None:
    """The draft as it is now, locked; nothing when it has been sent. What it belongs to was read with it before."""
    held = next(iter(Draft.objects.select_for_update().filter(pk=draft.pk)), None)
    if held is not None:
        if held.version_id != draft.version_id:
            raise FormChanged(CHANGED)
        held.service, held.version, held.person = draft.service, draft.version, draft.person
    return held


def _case_of(draft: Draft, service: ServiceDefinition, answers: Answers, sealed: str) -> Case:
    """The case a draft becomes, with its matter and number; saved when its deadlines are known."""
    stage = service.flow.stage(service.flow.start)
    if stage is None:
        raise LookupError(f"{service.code} has no first stage")
    title_ka, title_en = (_title_of(service, answers, language) for language in ("ka", "en"))
    matter = open_matter(
        kind="case",
        prefix=service.number_prefix,
        title_ka=title_ka,
        title_en=title_en,
        visibility="public" if service.is_public else "parties",
        state=stage.code,
    )
    add_first_party(matter=matter, person=draft.person)
    return Case(
        matter=matter,
        service=draft.service,
        version=draft.version,
        person=draft.person,
        submission_key=draft.pk,
        answers_locked=sealed or seal(draft.person_id, answers),
        sources=draft.sources,
        stage=stage.code,
        waits_for=stage.waits_for,
    )


def _title_of(service: ServiceDefinition, answers: Answers, language: str) -> str:
    """The service's title; of a public one only what was picked from a list is added, never what was typed."""
    field = service.form.field(service.public_title) if service.is_public else None
    picked = field.choice(str(answers.get(field.code))) if field else None
    title = service.title.in_language(language)
    return f"{title}: {picked.label.in_language(language)}" if picked else title


def _add_papers(by: Actor, case: Case, service: ServiceDefinition, answers: Answers) -> None:
    """The papers that were brought with the application: an answer to a question for a file names the file kept."""
    brought = {
        UUID(str(answer["file_id"])): code
        for field in service.form.fields()
        for code, answer in _files_in(field, answers.get(field.code))
    }
    kept = StoredFile.objects.filter(pk__in=brought, person_id=case.person_id) if brought else ()
    CasePaper.objects.bulk_create(
        CasePaper(
            case=case,
            key=f"sent:{file.pk}",
            file=file,
            code=brought[file.pk],
            name=file.original_name,
            added_by=by.label,
        )
        for file in kept
    )


def _files_in(field: Field, answer: object) -> Iterator[tuple[str, Mapping[str, object]]]:
    """The files one answer names, each with its question: its own, or one in each row of a group."""
    if field.kind == "file" and isinstance(answer, Mapping):
        yield field.code, answer
    if field.kind == "group" and isinstance(answer, list):
        rows = [row for row in answer if isinstance(row, Mapping)]
        for inner in field.fields:
            for row in rows:
                yield from _files_in(inner, row.get(inner.code))
