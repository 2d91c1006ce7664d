"""People and ways of the tests: a published service, a draft filled in, a register that answers."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from eroba.capabilities.services import actions
from eroba.capabilities.services.definition.folder import ServiceFolder
from eroba.capabilities.services.form_engine.answers import read_page
from eroba.capabilities.services.form_engine.reading import Surroundings
from eroba.capabilities.services.models import Case, Draft, Fee, Payment, Service
from eroba.capabilities.services.published import definition_of
from eroba.kernel.actions import Actor, system_actor
from eroba.kernel.base.clock import now, today
from eroba.kernel.people.ports import Answer

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301"
    "0100c9fe92ef0000000049454e44ae426082"
)


class ToldRegisters:
    """A register that says what a test tells it, and remembers who asked."""

    def __init__(self) -> None:
        self.values: dict[str, Mapping[str, Any]] = {
            "civil": {"registered_here": True, "given_name": "ნინო", "family_name": "ნიმუშაძე"},
            "social": {"in_database": True, "social_score": 82_000},
        }
        self.silent: set[str] = set()
        self.asked: list[tuple[str, str]] = []

    def look_up(self, *, register: str, case_number: str = "", **_asked: Any) -> Answer:
        """Answer, or say that there is no answer."""
        self.asked.append((register, case_number))
        if register in self.silent:
            return Answer(found=False, asked_at=now(), problem="The register cannot be reached.")
        if register not in self.values:
            return Answer(found=False, asked_at=now(), problem="No line to it.", is_unasked=True)
        return Answer(found=True, values=self.values[register], asked_at=now())


def publish(folder: ServiceFolder) -> Service:
    """Publish the seed service."""
    return actions.publish_service(system_actor("test"), folder=folder)


def fill_in(by: Actor, service: Service, answers: Mapping[str, Any]) -> Draft:
    """Walk through every page of the form with these answers."""
    draft = actions.start_draft(by, service=service, answers={}, sources={})
    form = definition_of(draft.version).form
    for page in form.pages:
        reading = read_page(form, page, answers, draft.answers, Surroundings(today()))
        draft = actions.save_page(by, draft=draft, reading=reading)
    return draft


def apply(by: Actor, service: Service, answers: Mapping[str, Any]) -> Case:
    """Fill in the form and send it."""
    return actions.submit_application(by, draft=fill_in(by, service, answers))


def fresh(case: Case) -> Case:
    """The case as it stands in the database now."""
    return Case.objects.select_related("matter", "service", "version", "person__account").get(pk=case.pk)


def monday(hour: int = 11) -> dt.datetime:
    """An ordinary working day."""
    return dt.datetime(2026, 11, 16, hour, tzinfo=dt.timezone(dt.timedelta(hours=4)))


def pay_what_is_due(clerk: Actor, case: Case) -> None:
    """Pay everything the case owes, at the counter."""
    for fee in case.fees.filter(state=Fee.State.DUE):
        fee.case = case
        actions.pay_at_counter(clerk, fee=fee, way=Payment.Way.CASH, receipt=f"R-{fee.pk}"[:40])
