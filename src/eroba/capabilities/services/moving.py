"""Whether a running case can go on under a newer version of its service: the same, movable, or blocked and why.

Looks only; nothing is asked of the applicant again, and nothing somebody said or found may fall away.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services.definition.service import ServiceDefinition
from eroba.capabilities.services.form_engine.answers import problems_in_form
from eroba.capabilities.services.form_engine.asking import Answers
from eroba.capabilities.services.form_engine.reading import Surroundings
from eroba.capabilities.services.models import Appeal, Case, Decision, Service, SourceAnswer
from eroba.capabilities.services.published import definition_for, definition_of, definitions_of
from eroba.kernel.base.clock import TBILISI
from eroba.kernel.clocks.models import Clock
from eroba.kernel.clocks.queries import OPEN

Reason: TypeAlias = str | Promise


class Standing(Enum):
    """What a newer version means for a case."""

    SAME = "same"
    MOVABLE = "movable"
    BLOCKED = "blocked"


@dataclass(frozen=True)
class CaseStanding:
    """One running case beside the version in force."""

    case: Case
    standing: Standing
    reasons: tuple[Reason, ...] = ()

    def as_plain(self) -> dict[str, object]:
        """The line as plain values for JSON; nothing of the applicant."""
        return {
            "number": self.case.matter.number,
            "stage": self.case.stage,
            "version": self.case.version.number,
            "standing": self.standing.value,
            "reasons": [str(one) for one in self.reasons],
        }


def standings_of(service: Service, cases: Iterable[Case]) -> list[CaseStanding]:
    """Compare running cases of a service with its version in force."""
    cases = list(cases)
    definitions_of([case.version for case in cases])
    return [standing_of(case, service) for case in cases]


def standing_of(case: Case, service: Service) -> CaseStanding:
    """Compare one case with the version in force."""
    if case.version_id == service.current_id:
        return CaseStanding(case, Standing.SAME)
    reasons = tuple(dict.fromkeys(_against(case, definition_for(case), definition_of(service.current))))
    return CaseStanding(case, Standing.BLOCKED if reasons else Standing.MOVABLE, reasons)


def _against(case: Case, old: ServiceDefinition, new: ServiceDefinition) -> Iterator[Reason]:
    if case.person.erased_at is not None:
        yield _("The applicant was erased; nothing can be compared.")
        return
    yield from _decided(case)
    if new.flow.stage(case.stage) is None:
        yield format_lazy(_("The new version has no stage “{code}”."), code=case.stage)
    if case.outcome and new.flow.outcome(case.outcome) is None:
        yield format_lazy(_("The new version has no outcome “{code}”."), code=case.outcome)
    yield from _answers(case, old, new)
    yield from _found_out(case, new)
    for code in _running_codes(case):
        if new.clock(code.partition(".")[2]) is None:
            yield format_lazy(_("A deadline runs that the new version does not have: “{code}”."), code=code)


def _running_codes(case: Case) -> Iterable[str]:
    """The deadlines that run; a list of cases brings them along."""
    brought: Iterable[str] | None = getattr(case, "running_codes", None)
    if brought is not None:
        return brought
    return Clock.objects.filter(subject_id=case.matter_id, state__in=OPEN).values_list("code", flat=True)


def _is_appealed(case: Case) -> bool:
    brought: bool | None = getattr(case, "is_appealed", None)
    if brought is not None:
        return brought
    return Appeal.objects.filter(decision__case=case, state=Appeal.State.LODGED).exists()


def _decided(case: Case) -> Iterator[Reason]:
    """What was decided, or is being decided, stays under the version it was decided by."""
    states = {decision.state for decision in case.decisions.all()}
    if Decision.State.DELIVERED in states:
        yield _("It is decided: the version it was decided by stays.")
    if states & {Decision.State.PROPOSED, Decision.State.APPROVED}:
        yield _("A decision is on its way by the rules of the old version.")
    if _is_appealed(case):
        yield _("An appeal is being examined.")


def _answers(case: Case, old: ServiceDefinition, new: ServiceDefinition) -> Iterator[Reason]:
    answers: Answers = case.answers
    asked = {field.code for field in new.form.fields()}
    for code in answers:
        field = old.form.field(code)
        if code not in asked and field is not None:
            yield format_lazy(
                _("The new form does not ask “{label}”, and the answer would fall away."),
                label=str(field.label),
            )
    around = Surroundings(case.received_at.astimezone(TBILISI).date())
    for problems in problems_in_form(new.form, answers, around).values():
        for name in problems:
            field = new.form.field(name.partition("-")[0])
            label = str(field.label) if field else name
            yield format_lazy(_("The new form asks something nobody has answered: “{label}”."), label=label)


def _found_out(case: Case, new: ServiceDefinition) -> Iterator[Reason]:
    """What officials and registers said must still be wanted; what a new register says is asked again anyway."""
    facts = {fact.code for fact in new.decision.facts}
    for one in case.source_answers.all():
        is_fact = one.source == SourceAnswer.Source.OFFICIAL
        if is_fact and one.code not in facts:
            yield format_lazy(
                _("An official established something the new version does not know: “{code}”."), code=one.code
            )
        if not is_fact and new.register(one.code) is None:
            yield format_lazy(
                _("The new version does not ask the register “{code}” any more."), code=one.code
            )
