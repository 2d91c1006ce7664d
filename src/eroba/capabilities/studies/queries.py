"""Reading studies: the ranking, one study with everything that was written down, and what it costs before and after."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch, QuerySet

from eroba.capabilities.studies.cost_model import (
    RequestCost,
    cost_of,
    requests_a_year,
    saved_a_year,
)
from eroba.capabilities.studies.models import MonthlyCount, RequiredProof, Step, Study

State, Phase = Study.State, Step.Phase


@dataclass(frozen=True)
class Studied:
    """A study with its figures: how often, what one request costs on paper and as a service, what a year saves."""

    study: Study
    counts: Sequence[MonthlyCount]
    proofs: Sequence[RequiredProof]
    steps: Sequence[Step]

    def cost(self, phase: str) -> RequestCost | None:
        """What one request costs in a phase; nothing before a step of it was written down."""
        steps = [one.as_cost() for one in self.steps if one.phase == phase]
        return cost_of(steps) if steps else None

    @property
    def before(self) -> RequestCost | None:
        """What one request costs on paper."""
        return self.cost(Phase.BEFORE)

    @property
    def after(self) -> RequestCost | None:
        """What one request would cost, or costs, as a service."""
        return self.cost(Phase.AFTER)

    @property
    def requests(self) -> int | None:
        """How many requests a year brings."""
        return requests_a_year(one.count for one in self.counts)

    @property
    def saving(self) -> Decimal | None:
        """What a year would save; nothing while a figure is missing."""
        before, after, requests = self.before, self.after, self.requests
        if before is None or after is None or requests is None:
            return None
        return saved_a_year(before, after, requests)

    @property
    def needless_proofs(self) -> int:
        """How many of the papers say what somebody in public service knows already."""
        return sum(1 for one in self.proofs if one.held_by_ka)


def ranked_studies() -> list[Studied]:
    """Every public study: what saves most comes first, what cannot be counted yet last."""
    found = [_with_figures(one) for one in _all().exclude(state=State.PROPOSED)]
    return sorted(found, key=lambda one: (one.saving is None, -(one.saving or 0), one.study.matter.number))


def studies_at_desk() -> list[Study]:
    """Every study of the town, what is proposed first."""
    order = {state: at for at, state in enumerate(State.values)}
    return sorted(Study.objects.select_related("matter"), key=lambda one: order[one.state])


def study_numbered(number: str) -> Studied | None:
    """The study with this number, with its figures."""
    found = _all().filter(matter__number=number).first()
    return _with_figures(found) if found else None


def _all() -> QuerySet[Study]:
    lines = [Prefetch(name) for name in ("counts", "proofs", "steps")]
    return Study.objects.select_related("matter").prefetch_related(*lines)


def _with_figures(study: Study) -> Studied:
    return Studied(study, list(study.counts.all()), list(study.proofs.all()), list(study.steps.all()))
