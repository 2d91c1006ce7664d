"""Ten requests on paper, studied as the next services of the demonstration's first town: our selection, labelled so."""

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from eroba.capabilities.studies import actions
from eroba.capabilities.studies.actions import BuiltService, ProofDraft, Proposal, StepDraft
from eroba.capabilities.studies.models import Study
from eroba.config.demo.people import read_yaml
from eroba.kernel.actions import Actor
from eroba.kernel.matters.ports import KnownServices
from eroba.kernel.people.models import Appointment, Role
from eroba.kernel.people.queries import actor_of
from eroba.kernel.registry.ports import use
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import scope


def make_studies(towns: Sequence[Municipality], today: dt.date) -> None:
    """Gives the first town its ten studies, unless it has some already."""
    said = read_yaml("studies")
    for town in towns[:1]:
        with scope(town):
            if not Study.objects.exists():
                head = actor_of(
                    Appointment.objects.filter(role=Role.HEAD).earliest("pk").account, channel="desk"
                )
                for row in said["studies"]:
                    _make(head, row, said, today)


def _make(head: Actor, row: Mapping[str, Any], said: Mapping[str, Any], today: dt.date) -> None:
    proposal = Proposal(
        title_ka=row["title"]["ka"],
        title_en=row["title"]["en"],
        need_ka=row["need"]["ka"],
        need_en=row["need"]["en"],
        from_unit=row.get("unit", {}).get("ka", ""),
        is_our_selection=True,
    )
    study = actions.take_up_study(head, study=actions.propose_study(head, proposal=proposal))
    source = said["source"]
    months = _months_before(today, len(row["counts"]))
    actions.record_counts(
        head, study=study, counts=dict(zip(months, row["counts"], strict=True)), source=source
    )
    for code in row["papers"]:
        actions.add_proof(head, study=study, proof=_proof(said["papers"][code]))
    for code, figures in row["steps"].items():
        step = _step(said["kinds"][code], figures, said["hourly_rate"], source)
        actions.add_step(head, study=study, step=step)
    if "decision" in row:
        _decide(head, study, row["decision"])


def _decide(head: Actor, study: Study, said: Mapping[str, Any]) -> None:
    actions.decide_study(
        head, study=study, is_to_build=said["build"], reason_ka=said["ka"], reason_en=said["en"]
    )
    known = use(KnownServices).offered()  # type: ignore[type-abstract]
    for one in known:
        if one.code == said.get("service"):
            built = BuiltService(one.code, one.title_ka, one.title_en)
            actions.name_service(head, study=study, service=built)


def _proof(words: Sequence[str]) -> ProofDraft:
    title_ka, title_en, held_by_ka, held_by_en = words
    return ProofDraft(
        title_ka=title_ka,
        title_en=title_en,
        asked_by_ka="მერია",
        asked_by_en="Town hall",
        held_by_ka=held_by_ka,
        held_by_en=held_by_en,
    )


def _step(
    kind: Mapping[str, str], figures: Sequence[Any], rates: Mapping[str, str], source: str
) -> StepDraft:
    minutes, paid, share = figures
    return StepDraft(
        phase=kind["phase"],
        side=kind["side"],
        title_ka=kind["ka"],
        title_en=kind["en"],
        minutes=Decimal(minutes),
        hourly_rate=Decimal(rates[kind["side"]]),
        paid=Decimal(paid),
        share_percent=Decimal(share),
        source=source,
    )


def _months_before(today: dt.date, count: int) -> list[str]:
    """The last months that are over, the oldest first."""
    month, found = today.replace(day=1), []
    for _at in range(count):
        month = (month - dt.timedelta(days=1)).replace(day=1)
        found.append(f"{month:%Y-%m}")
    return found[::-1]
