"""Sending an application whole: what an app, or another program, does instead of walking through the pages."""

from collections.abc import Mapping
from uuid import UUID, uuid5

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services import rules
from eroba.capabilities.services.actions.applying import case_of_submission, submit_application
from eroba.capabilities.services.actions.drafting import leave
from eroba.capabilities.services.definition.form import Form
from eroba.capabilities.services.form_engine.answers import read_page
from eroba.capabilities.services.form_engine.asking import counted_answers
from eroba.capabilities.services.form_engine.reading import Answer, Surroundings
from eroba.capabilities.services.models import Case, Draft, Service
from eroba.capabilities.services.published import definition_of
from eroba.capabilities.services.queries.accepted import is_set_aside
from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.base.clock import today
from eroba.kernel.base.errors import BadInput, Refusal
from eroba.kernel.people.models import Person
from eroba.kernel.tenancy.models import Settlement
from eroba.kernel.tenancy.scope import current_municipality


class AnswersWrong(BadInput):
    """Some answers cannot be used; says for each which and why."""

    def __init__(self, errors: list[dict[str, str]]) -> None:
        super().__init__(_("Some answers need another look before you can send the application."))
        self.errors = errors


def submission_key(by: Actor, idempotency_key: str) -> UUID:
    """The key under which one application of one person is known, however often it is sent."""
    if by.person_id is None:
        raise LookupError("only a person sends an application")
    return uuid5(by.person_id, idempotency_key)


def report_key(by: Actor, idempotency_key: str) -> UUID:
    """The key under which one report of one app is known in this town, however often it is sent."""
    return uuid5(current_municipality().pk, f"{by.label} {idempotency_key}")


@action(may=rules.may_start_draft)
def send_application(
    by: Actor, *, service: Service, answers: Mapping[str, object], idempotency_key: str
) -> Done[Case]:
    """Send an application whole. The same key again finds the case of the first; other answers under it are refused.

    Raises AnswersWrong with each problem beside its question. Basis: GAC 78.
    """
    key, form = submission_key(by, idempotency_key), definition_of(service.current).form
    read = _read(form, answers)
    standing = case_of_submission(key)
    if standing is not None:
        if standing.service_id != service.pk or standing.answers != counted_answers(form, read):
            raise Refusal(_("This key was used for another application. Take a new one."), status=422)
        return Done(standing, subject=standing.matter)
    person = Person.objects.get(pk=by.person_id)
    begun = Draft.objects.filter(person=person, service=service, is_left=False).first()
    if begun is not None and is_set_aside(begun):
        leave(begun)
    elif begun is not None:
        raise Refusal(
            _("You have begun this application on the website. Send it there, or throw it away first.")
        )
    draft = Draft(pk=key, service=service, version=service.current, person=person)
    draft.keep(read)
    draft.save(force_insert=True)
    case = submit_application(by, draft=draft)
    return Done(case, subject=case.matter)


def _read(form: Form, typed: Mapping[str, object]) -> dict[str, Answer]:
    kinds = {field.code: field.kind for page in form.pages for field in page.fields}
    wrong: dict[str, object] = {
        code: _("The form has no such question.") for code in typed if code not in kinds
    }
    wrong |= {
        code: _("A paper cannot be sent like this: leave it out, and bring it on the website.")
        for code in typed
        if kinds.get(code) == "file" or code in with_papers(form, typed)
    }
    around = Surroundings(
        today(), frozenset(str(pk) for pk in Settlement.objects.values_list("pk", flat=True))
    )
    read: dict[str, Answer] = {}
    for page in form.pages:
        reading = read_page(form, page, typed, read, around)
        read |= reading.answers
        wrong |= {code: words for code, words in reading.problems.items() if code not in wrong}
    if wrong:
        raise AnswersWrong(
            [{"field": f"answers.{code}", "detail": str(words)} for code, words in wrong.items()]
        )
    return read


def with_papers(form: Form, typed: Mapping[str, object]) -> set[str]:
    """The groups in whose rows somebody names a paper; only the website keeps papers, so none is believed here."""
    found = set()
    for field in (field for page in form.pages for field in page.fields if field.kind == "group"):
        papers = [one.code for one in field.fields if one.kind == "file"]
        rows = typed.get(field.code)
        for row in rows if isinstance(rows, list) else []:
            if isinstance(row, Mapping) and any(row.get(code) for code in papers):
                found.add(field.code)
    return found
