"""What the applicants of a simulation came through: pages, rows, outcomes, stages and letters, and what nobody saw."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from eroba.capabilities.services.definition.flow import LETTER_BY_OUTCOME, Known
from eroba.capabilities.services.definition.service import ServiceDefinition


@dataclass
class Coverage:
    """What was reached so far, by kind."""

    pages: set[str] = field(default_factory=set)
    questions: set[str] = field(default_factory=set)
    rows: set[str] = field(default_factory=set)
    outcomes: set[str] = field(default_factory=set)
    fee_rows: set[str] = field(default_factory=set)
    stages: set[str] = field(default_factory=set)
    opinions: set[str] = field(default_factory=set)
    periods: set[str] = field(default_factory=set)

    def note_way(self, service: ServiceDefinition, known: Known) -> None:
        """Note where somebody's case can come to, whose opinions it wants and how long its clocks last."""
        self.stages |= service.flow.reached(known)
        for stage in service.flow.stages:
            self.opinions.update(one.code for one in stage.opinions_for(known))
        for clock in service.clocks:
            variant = clock.variant_for(known)
            if variant:
                self.periods.add(variant.code)


@dataclass(frozen=True)
class Reached:
    """One kind of thing: what was reached, and what never was."""

    kind: str
    reached: tuple[str, ...]
    never: tuple[str, ...]

    def as_plain(self) -> dict[str, object]:
        """Return the line as plain values for JSON."""
        return {"reached": list(self.reached), "never": list(self.never)}


def reached_by(service: ServiceDefinition, seen: Coverage) -> list[Reached]:
    """Compare what was seen with everything the folder has; stages and letters follow from outcomes and steps."""
    stages = _stages(service, seen)
    outcomes = seen.outcomes | {
        way.outcome for stage in service.flow.stages for way in stage.transitions if stage.code in stages
    }
    table = service.table(service.decision.table)
    fees = [_compared("fee rows", _fee_rows(service), seen.fee_rows)] if service.fees else []
    return [
        _compared("pages", [page.code for page in service.form.pages], seen.pages),
        _compared("questions", [one.code for one in service.form.fields()], seen.questions),
        _compared("rows", [row.code for row in table.rows] if table else [], seen.rows),
        _compared("outcomes", [one.code for one in service.flow.outcomes], outcomes),
        _compared("stages", [one.code for one in service.flow.stages], stages),
        _compared(
            "letters",
            sorted({one.code for one in service.letters}),
            _letters(service, stages, outcomes),
        ),
        *_depending(service, seen),
        *fees,
    ]


def _fee_rows(service: ServiceDefinition) -> list[str]:
    """Every row and exemption that can say what is to be paid."""
    tables = [table for fee in service.fees if (table := service.table(fee.table))]
    rows = [row.code for table in tables for row in table.rows]
    return rows + [one.code for fee in service.fees for one in fee.exemptions]


def _depending(service: ServiceDefinition, seen: Coverage) -> list[Reached]:
    """What only some cases meet, where the folder has any."""
    opinions = [one.code for stage in service.flow.stages for one in stage.opinions]
    periods = [one.code for clock in service.clocks for one in clock.variants]
    found = [_compared("opinions", opinions, seen.opinions), _compared("periods", periods, seen.periods)]
    return [one for one in found if one.reached or one.never]


def _stages(service: ServiceDefinition, seen: Coverage) -> set[str]:
    """Where somebody came to; where no way depends on the case, everywhere the ways lead."""
    ways = (way for stage in service.flow.stages for way in stage.transitions)
    return seen.stages if any(way.branches for way in ways) else service.flow.reached()


def _letters(service: ServiceDefinition, stages: set[str], outcomes: set[str]) -> set[str]:
    ways = [way for stage in service.flow.stages if stage.code in stages for way in stage.transitions]
    sent = {way.letter for way in ways} | {service.flow.on_submission.letter}
    if LETTER_BY_OUTCOME in sent:
        sent |= {one.letter for one in service.flow.outcomes if one.code in outcomes}
    return sent


def _compared(kind: str, everything: Iterable[str], reached: set[str]) -> Reached:
    listed = list(everything)
    return Reached(
        kind,
        tuple(one for one in listed if one in reached),
        tuple(one for one in listed if one not in reached),
    )
