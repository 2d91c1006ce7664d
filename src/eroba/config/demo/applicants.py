"""Fills in the form of a service as an invented applicant would, page by page, and sends it."""

from collections.abc import Mapping
from typing import Any

from eroba.capabilities.services import actions
from eroba.capabilities.services.form_engine.answers import read_page
from eroba.capabilities.services.form_engine.reading import Surroundings
from eroba.capabilities.services.models import Case, Service
from eroba.capabilities.services.published import definition_of
from eroba.config.demo.services import example_of
from eroba.config.demo.steps import PAPERS, Telling, invented_paper
from eroba.connectors.register_simulator.people import population
from eroba.kernel.base.clock import today
from eroba.kernel.people.models import Person
from eroba.kernel.people.numbers import shown_personal_number
from eroba.kernel.tenancy.models import Settlement

SERVICE = "one-off-social-assistance"
# The example number of the registry of IBAN: no bank has such an account.
IBAN = "GE29NB0000000101904917"
# On these ways the town hall has to ask for the paper first.
WITHOUT_PAPER = ("decided_after_paper", "waiting", "unexamined", "unexamined_long_ago")
FILES = {"illness": "medical_note", "disaster": "damage_record"}


def apply_as(telling: Telling) -> Case:
    """Sends the application that the story speaks of."""
    by = telling.applicant()
    person = Person.objects.select_related("settlement").get(pk=by.person_id)
    answers = _answers(person, telling.said)
    service = Service.objects.get(code=telling.said.get("service", SERVICE))
    draft = actions.start_draft(by, service=service, answers={}, sources={})
    form = definition_of(draft.version).form
    wanted_file = "" if telling.said["way"] in WITHOUT_PAPER else _file_of(telling)
    for page in form.pages:
        draft = actions.save_page(
            by, draft=draft, reading=read_page(form, page, answers, draft.answers, Surroundings(today()))
        )
        if any(field.code == wanted_file for field in page.fields):
            upload = invented_paper(PAPERS[telling.said["reason"]])
            actions.add_draft_paper(by, draft=draft, page=page, field_code=wanted_file, upload=upload)
            draft.refresh_from_db()
    return actions.submit_application(by, draft=draft)


def _file_of(telling: Telling) -> str:
    return FILES.get(telling.said.get("reason", ""), "")


def _answers(person: Person, said: Mapping[str, Any]) -> dict[str, Any]:
    number = shown_personal_number(person) or ""
    known = population()
    household = known.people[number].household
    members = known.members(household)
    home = known.civil(known.people[number])
    settlement = person.settlement or Settlement.objects.filter(kind=Settlement.Kind.CITY).first()
    own = {
        "given_name": person.given_name,
        "family_name": person.family_name,
        "birth_date": person.birth_date.isoformat() if person.birth_date else "",
        "personal_number": number,
        "registered_address": home["registered_address"],
        "settlement": str(settlement.pk) if settlement else "",
        "place_settlement": str(settlement.pk) if settlement else "",
        "account_holder": person.full_name,
    }
    if "service" in said:
        return example_of(said)["answers"] | own
    return own | {
        "household_size": len(members),
        "children_count": home["child_count"],
        "reason": said["reason"],
        "other_reason": said.get("words", ""),
        "happened_on": today().isoformat(),
        "monthly_income": str(said["income"]),
        "iban": IBAN,
        "truth": True,
        "look_up": True,
    }
