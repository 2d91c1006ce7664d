"""Making the beginning of a practice case: an application of an invented person, as far as the case says."""

import datetime as dt
import secrets
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils.translation import get_language

from eroba.capabilities.services import rules
from eroba.capabilities.services.actions.applying import submit_application
from eroba.capabilities.services.actions.deciding import propose_decision, return_proposal
from eroba.capabilities.services.actions.drafting import save_page, start_draft
from eroba.capabilities.services.actions.handling import (
    accept_as_complete,
    assign_case,
    finish_look_ups,
    record_finding,
    record_register_answer,
    request_missing_paper,
    write_note,
)
from eroba.capabilities.services.actions.publishing import publish_service
from eroba.capabilities.services.definition.folder import ServiceFolder
from eroba.capabilities.services.form_engine.answers import read_page
from eroba.capabilities.services.form_engine.reading import Surroundings
from eroba.capabilities.services.models import Case, Service
from eroba.capabilities.services.published import definition_of
from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.base.clock import now, today
from eroba.kernel.base.errors import NotFound
from eroba.kernel.people.models import Account, Appointment, Person
from eroba.kernel.people.numbers import set_personal_number, shown_personal_number
from eroba.kernel.people.ports import Answer
from eroba.kernel.tenancy.models import Settlement

Said = Mapping[str, Any]


@action(may=rules.may_prepare_practice)
def copy_services(by: Actor, *, offered: Sequence[Service]) -> Done[int]:
    """Publish in a training copy what the town offers, with the town's own amounts and acts."""
    for service in offered:
        folder = ServiceFolder(service.current.content, definition_of(service.current), {}, {})
        copied = publish_service(by, folder=folder)
        copied.own_settings, copied.own_acts = service.own_settings, service.own_acts
        copied.save(update_fields=["own_settings", "own_acts"])
    return Done(len(offered), after={"services": [service.code for service in offered]})


@action(may=rules.may_prepare_practice)
def prepare_practice_case(by: Actor, *, said: Said, trainee: Account) -> Done[Case]:
    """Make an application of an invented person and take it as far as the practice case begins."""
    service = Service.objects.select_related("current").filter(code=said["service"]).first()
    if service is None:
        raise NotFound(rules.PRACTICE_SERVICE_MISSING)
    person = invented_person(said["person"])
    case = _sent(person, service, said)
    for step in said.get("steps", ()):
        (name, told), *_more = step.items()
        STEPS[name](case, told or {}, trainee)
        case = _fresh(case)
    return Done(case, subject=case.matter, after={"practice": case.service.code})


def invented_person(said: Said) -> Person:
    """A person nobody is: the number begins with 99, and its last two digits say what the register answers."""
    person = Person(
        given_name=said["given_name"],
        family_name=said["family_name"],
        birth_date=dt.date.fromisoformat(said["birth_date"]),
        address=said["address"],
        is_invented=True,
    )
    set_personal_number(person, f"99{secrets.randbelow(10**7):07d}{said['number_end']}")
    person.save(force_insert=True)
    return person


def _sent(person: Person, service: Service, said: Said) -> Case:
    # nobody signs in as an invented person: their own id stands for the account
    applicant = Actor(
        account_id=person.pk, person_id=person.pk, roles=frozenset({"resident"}), label="applicant"
    )
    place = Settlement.objects.order_by("name_ka").first()
    own = {
        "given_name": person.given_name,
        "family_name": person.family_name,
        "birth_date": str(person.birth_date),
        "personal_number": shown_personal_number(person),
        "registered_address": person.address,
        "settlement": str(place.pk) if place else "",
        "account_holder": person.full_name,
    }
    answers = own | said["answers"]
    draft = start_draft(applicant, service=service, answers={}, sources={})
    form = definition_of(draft.version).form
    around = Surroundings(today())
    for page in form.pages:
        reading = read_page(form, page, answers, draft.answers, around)
        draft = save_page(applicant, draft=draft, reading=reading)
    return submit_application(applicant, draft=draft)


def _fresh(case: Case) -> Case:
    return Case.objects.select_related("matter", "service", "version", "person__account").get(pk=case.pk)


def _colleague(role: str, not_this: Account) -> Actor:
    """An invented colleague of the training copy in this role."""
    posts = Appointment.objects.filter(role=role, account__is_active=False).exclude(account=not_this)
    post = posts.select_related("account", "unit").order_by("from_on", "pk").first()
    if post is None:
        raise NotFound(rules.PRACTICE_SERVICE_MISSING)
    name = post.name_en if get_language() == "en" else post.name_ka
    unit = post.unit.name if post.unit else ""
    return Actor(account_id=post.account_id, roles=frozenset({role}), unit=unit, label=name, channel="desk")


def _accept(case: Case, said: Said, trainee: Account) -> None:
    accept_as_complete(_colleague("clerk", trainee), case=case, edition=case.edition)


def _registers(case: Case, said: Said, trainee: Account) -> None:
    by = _colleague("clerk", trainee)
    for register, values in said.items():
        answer = Answer(found=True, values=values, asked_at=now())
        record_register_answer(by, case=_fresh(case), register=register, answer=answer)
    held = _fresh(case)
    finish_look_ups(by, case=held, edition=held.edition)


def _finding(case: Case, said: Said, trainee: Account) -> None:
    by = _colleague("clerk", trainee)
    because = said.get("because", "")
    record_finding(
        by, case=case, edition=case.edition, fact_code=said["fact"], value=said["value"], because=because
    )


def _propose(case: Case, said: Said, trainee: Account) -> None:
    propose_decision(
        _colleague("clerk", trainee), case=case, edition=case.edition, added_reason=said.get("added", "")
    )


def _note(case: Case, said: Said, trainee: Account) -> None:
    write_note(_colleague("clerk", trainee), case=case, text=said["text"])


def _ask(case: Case, said: Said, trainee: Account) -> None:
    by = _colleague("clerk", trainee)
    request_missing_paper(
        by, case=case, edition=case.edition, title=said["title"], reason=said["reason"], days=10
    )


def _assign(case: Case, said: Said, trainee: Account) -> None:
    by = _colleague("clerk", trainee)
    account = trainee if said.get("to") == "trainee" else Account.objects.get(pk=by.account_id)
    label = account.email if said.get("to") == "trainee" else by.label
    assign_case(by, case=case, edition=case.edition, account=account, label=label)


def _send_back(case: Case, said: Said, trainee: Account) -> None:
    return_proposal(_colleague("head", trainee), case=case, edition=case.edition, because=said["because"])


STEPS: dict[str, Callable[[Case, Said, Account], None]] = {
    "accept": _accept,
    "registers": _registers,
    "finding": _finding,
    "propose": _propose,
    "send_back": _send_back,
    "note": _note,
    "ask_for_paper": _ask,
    "assign": _assign,
}
