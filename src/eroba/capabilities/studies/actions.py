"""The only place that writes studies: proposed, taken up, measured, decided, tied to the service that came of it."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.studies import facts, rules
from eroba.capabilities.studies.models import MonthlyCount, RequiredProof, Step, Study
from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.base.clock import now, today
from eroba.kernel.base.errors import BadInput, Refusal
from eroba.kernel.matters.models import Link, Matter
from eroba.kernel.matters.numbering import link_matters, open_matter
from eroba.kernel.matters.parties import add_party
from eroba.kernel.people.models import Account, Person

MOST_COUNT = 1_000_000
_MONTH = re.compile(r"20[0-9]{2}-(0[1-9]|1[0-2])")


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """What is proposed: a title and what is needed; a unit's name when a unit proposes it."""

    title_ka: str
    need_ka: str
    title_en: str = ""
    need_en: str = ""
    from_unit: str = ""
    is_our_selection: bool = False


@dataclass(frozen=True, kw_only=True)
class StepDraft:
    """One step to be added, with where its figures are from."""

    phase: str
    side: str
    title_ka: str
    minutes: Decimal
    hourly_rate: Decimal
    source: str
    title_en: str = ""
    paid: Decimal = Decimal(0)
    share_percent: Decimal = Decimal(100)


@dataclass(frozen=True, kw_only=True)
class ProofDraft:
    """One paper that is asked for."""

    title_ka: str
    asked_by_ka: str
    title_en: str = ""
    asked_by_en: str = ""
    held_by_ka: str = ""
    held_by_en: str = ""


@dataclass(frozen=True)
class BuiltService:
    """A published service of this town, as the one that came of a study."""

    code: str
    title_ka: str
    title_en: str


@action(may=rules.may_propose_study)
def propose_study(by: Actor, *, proposal: Proposal) -> Done[Study]:
    """Propose a service; a resident's words are public once an official has taken the proposal up."""
    if not proposal.title_ka.strip() or not proposal.need_ka.strip():
        raise BadInput(_("Say what is needed, and what for."))
    matter = open_matter(
        kind="study",
        prefix="STU",
        title_ka=proposal.title_ka,
        title_en=proposal.title_en or proposal.title_ka,
        visibility=Matter.Visibility.PARTIES,
        state=str(Study.State.PROPOSED),
    )
    study = Study.objects.create(matter=matter, **asdict(proposal))
    if by.person_id:
        add_party(matter=matter, person=Person.objects.get(pk=by.person_id))
    elif by.account_id:
        add_party(matter=matter, account=Account.objects.get(pk=by.account_id))
    told = facts.StudyProposed(matter.pk)
    return Done(study, subject=matter, after={"from_unit": proposal.from_unit}, facts=[told])


@action(may=rules.may_take_up_study)
def take_up_study(by: Actor, *, study: Study) -> Done[Study]:
    """Begin to study a proposal; from here on everybody reads it."""
    return _turn(study, Study.State.STUDIED, facts.StudyTakenUp(study.matter_id))


@action(may=rules.may_write_study)
def record_counts(by: Actor, *, study: Study, counts: Mapping[str, int], source: str) -> Done[Study]:
    """Write down how many requests came in each month; a month written again is corrected."""
    this_month = f"{today():%Y-%m}"
    for month, count in counts.items():
        if not _MONTH.fullmatch(month) or month > this_month:
            raise BadInput(
                _("%(month)s is no month that has begun: write it as 2026-10.") % {"month": month[:20]}
            )
        if not 0 <= count <= MOST_COUNT:
            raise BadInput(_("The number of %(month)s cannot be right.") % {"month": month})
    if not counts or not source.strip():
        raise BadInput(_("Write at least one month, and where the figures are from."))
    before = {one.month: one.count for one in MonthlyCount.objects.filter(study=study, month__in=counts)}
    for month, count in counts.items():
        MonthlyCount.objects.update_or_create(
            study=study, month=month, defaults={"count": count, "source": source.strip()[:200]}
        )
    return _figures(study, before=before, after=dict(counts))


@action(may=rules.may_write_study)
def add_proof(by: Actor, *, study: Study, proof: ProofDraft) -> Done[Study]:
    """Write down a paper that is asked for, and who holds what it says."""
    RequiredProof.objects.create(study=study, **asdict(proof))
    return _figures(study, after={"proof": proof.title_ka})


@action(may=rules.may_write_study)
def add_step(by: Actor, *, study: Study, step: StepDraft) -> Done[Study]:
    """Write down one step of the request, on paper or as a service, with where its figures are from."""
    made = Step(study=study, **asdict(step))
    try:
        made.full_clean(exclude=["study", "municipality", "id"])
    except ValidationError as wrong:
        raise BadInput("; ".join(wrong.messages)) from wrong
    made.save(force_insert=True)
    return _figures(study, after={"step": step.title_ka, "phase": step.phase})


@action(may=rules.may_write_study)
def remove_line(by: Actor, *, study: Study, line: Step | RequiredProof) -> Done[Study]:
    """Take out a step or a proof that was written down by mistake; the journal keeps what it was."""
    if line.study_id != study.pk:
        raise Refusal(_("This line belongs to another study."))
    said = {"title": line.title_ka}
    line.delete()
    return _figures(study, before=said)


@action(may=rules.may_decide_study)
def decide_study(
    by: Actor, *, study: Study, is_to_build: bool, reason_ka: str, reason_en: str = ""
) -> Done[Study]:
    """Decide whether the service is built, with a public reason."""
    if not reason_ka.strip():
        raise BadInput(_("Say why. Everybody will read it."))
    study.reason_ka, study.reason_en = reason_ka.strip(), reason_en.strip()
    study.decided_at, study.decided_label = now(), by.label
    study.save(update_fields=["reason_ka", "reason_en", "decided_at", "decided_label"])
    if is_to_build:
        return _turn(study, Study.State.TO_BUILD, facts.StudyToBuild(study.matter_id))
    return _turn(study, Study.State.NOT_NOW, facts.StudyNotNow(study.matter_id))


@action(may=rules.may_name_service)
def name_service(by: Actor, *, study: Study, service: BuiltService) -> Done[Study]:
    """Say which service came of it: it gets a matter of its own, tied to the study, so that the thread shows both."""
    built = open_matter(
        kind="built_service",
        prefix="SRV",
        title_ka=service.title_ka,
        title_en=service.title_en,
        visibility=Matter.Visibility.PUBLIC,
    )
    link_matters(source=built, relation=Link.Relation.IMPLEMENTS, target=study.matter)
    study.service_code = service.code
    study.service_title_ka, study.service_title_en = service.title_ka, service.title_en
    study.save(update_fields=["service_code", "service_title_ka", "service_title_en"])
    return _turn(study, Study.State.BUILT, facts.StudyBuilt(study.matter_id, number=built.number))


def _turn(study: Study, state: Study.State, fact: facts.Fact) -> Done[Study]:
    before, matter = {"state": study.state}, study.matter
    study.state = matter.state = str(state)
    study.save(update_fields=["state"])
    matter.visibility = Matter.Visibility.PUBLIC
    matter.closed_at = now() if state in (Study.State.BUILT, Study.State.NOT_NOW) else None
    matter.save(update_fields=["state", "visibility", "closed_at"])
    return Done(study, subject=matter, before=before, after={"state": str(state)}, facts=[fact])


def _figures(
    study: Study, *, before: Mapping[str, object] | None = None, after: Mapping[str, object] | None = None
) -> Done[Study]:
    told = facts.StudyFiguresChanged(study.matter_id)
    return Done(study, subject=study.matter, before=before or {}, after=after or {}, facts=[told])
