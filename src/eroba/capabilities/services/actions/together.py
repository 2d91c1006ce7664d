"""Applications that belong together: related ones are tied, duplicates merged into the one that goes on."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services import facts_together as facts
from eroba.capabilities.services import rules_together as rules
from eroba.capabilities.services.actions.deadlines import note_due_date
from eroba.capabilities.services.actions.fees import drop_fees
from eroba.capabilities.services.actions.steps import done, hold, require_text, state_of, touch
from eroba.capabilities.services.facts import ServiceFact
from eroba.capabilities.services.models import Case, CaseMerge, CaseTie, Fee
from eroba.capabilities.services.published import definition_for
from eroba.kernel.actions import Actor, Done, NotAllowed, Verdict, action
from eroba.kernel.base.clock import now
from eroba.kernel.base.errors import Refusal
from eroba.kernel.clocks.actions import meet_clock, reopen_clock
from eroba.kernel.clocks.models import Clock
from eroba.kernel.clocks.queries import OPEN
from eroba.kernel.matters.models import Link
from eroba.kernel.matters.numbering import link_matters

MOST_WORDS = 1000
CHANGED = ["waits_for", "due_on", "closed_at", "merged_into", "edition", "changed_at", "changed_by"]


@action(may=rules.may_tie_cases)
def tie_cases(by: Actor, *, case: Case, other: Case, because: str) -> Done[CaseTie]:
    """Say that two applications belong together, and why; both sides show it."""
    why = require_text(because, _("Say in a word why they belong together."), most=MOST_WORDS)
    if CaseTie.objects.filter(Q(case=case, other=other) | Q(case=other, other=case)).exists():
        raise Refusal(_("They are said to belong together already."))
    tie = CaseTie.objects.create(case=case, other=other, because_locked=case.sealed(why), tied_by=by.label)
    link_matters(source=case.matter, relation=Link.Relation.RELATED, target=other.matter)
    told = [
        facts.CasesTied(case.matter_id, number=other.matter.number),
        facts.CasesTied(other.matter_id, number=case.matter.number),
    ]
    kept = {case.person_id: case.for_journal({"why": why})}
    return Done(tie, case.matter, after={"related": other.matter.number}, personal=kept, facts=told)


@action(may=rules.may_untie_cases)
def untie_cases(by: Actor, *, tie: CaseTie) -> Done[None]:
    """Take back that two applications belong together."""
    case, other = tie.case, tie.other
    ends = Q(source=case.matter_id, target=other.matter_id)
    Link.objects.filter(ends, relation=Link.Relation.RELATED).delete()
    CaseTie.objects.filter(pk=tie.pk).delete()
    told = [
        facts.CasesUntied(case.matter_id, number=other.matter.number),
        facts.CasesUntied(other.matter_id, number=case.matter.number),
    ]
    return Done(None, subject=case.matter, before={"related": other.matter.number}, facts=told)


@action(may=rules.may_merge_cases)
def merge_cases(by: Actor, *, case: Case, edition: int, into: Case, because: str) -> Done[CaseMerge]:
    """Merge a duplicate into the application that goes on: it ends, its deadlines with it. Basis: GAC 96."""
    why = require_text(because, _("Say why it is the same."), most=MOST_WORDS)
    case, into = _held_both(case, edition, into)
    # asked again of what is held now: a colleague may have decided one of them meanwhile
    _insist(rules.may_merge_cases(by, case, into))
    before, waited_for = state_of(case), case.waits_for
    owed = [str(key) for key in case.fees.filter(state=Fee.State.DUE).values_list("pk", flat=True)]
    told: list[ServiceFact] = [*_told_of(case, into), *drop_fees(case)]
    ended = _end_clocks(by, case)
    case.waits_for, case.closed_at, case.merged_into = Case.WaitsFor.NOBODY, now(), into
    _keep(by, case)
    link_matters(source=case.matter, relation=Link.Relation.MERGED, target=into.matter)
    merge = CaseMerge.objects.create(
        case=case,
        into=into,
        because_locked=case.sealed(why),
        done_by_id=by.account_id,
        done_label=by.label,
        edition=case.edition,
        waited_for=waited_for,
        ended_clocks=ended,
        dropped_fees=owed,
    )
    kept = done(case, before, told, personal={"why": why}, more={"merged_into": into.matter.number})
    return Done(merge, kept.subject, kept.before, kept.after, kept.personal, kept.facts)


@action(may=rules.may_undo_merge)
def undo_merge(by: Actor, *, merge: CaseMerge) -> Done[Case]:
    """Take merging back the same day: the application goes on where it stood, with its deadlines and fees."""
    held = CaseMerge.objects.select_for_update(of=("self",)).select_related("into__matter").get(pk=merge.pk)
    held.case = case = hold(held.case, None)
    _insist(rules.may_undo_merge(by, held))
    before = state_of(case)
    held.undone_at = now()
    held.save(update_fields=["undone_at"])
    for clock in Clock.objects.filter(pk__in=held.ended_clocks):
        reopen_clock(by, clock=clock, was=Clock.State(held.ended_clocks[str(clock.pk)]))
    Fee.objects.filter(pk__in=held.dropped_fees).update(state=Fee.State.DUE, settled_at=None)
    case.waits_for, case.closed_at, case.merged_into = held.waited_for, None, None
    _keep(by, case)
    ends = {"source": case.matter_id, "target": held.into.matter_id}
    Link.objects.filter(**ends, relation=Link.Relation.MERGED).delete()
    number = held.into.matter.number
    told: list[ServiceFact] = [facts.MergeUndone(case.matter_id, number=number)]
    if definition_for(case).is_public:
        told.append(facts.ReportGoesOn(case.matter_id, number=number))
    return done(case, before, told, more={"no_longer_merged_into": number})


def _insist(verdict: Verdict) -> None:
    if not verdict:
        raise NotAllowed(verdict)


def _held_both(case: Case, edition: int, into: Case) -> tuple[Case, Case]:
    """Lock both, always in the same order, so that two officials who merge crosswise wait for each other in turn."""
    held = {
        key: hold(one, seen) for key, one, seen in sorted([(case.pk, case, edition), (into.pk, into, None)])
    }
    return held[case.pk], held[into.pk]


def _end_clocks(by: Actor, case: Case) -> dict[str, str]:
    """End every deadline that still runs or stands; what each was, for whoever takes it back."""
    ended: dict[str, str] = {}
    for clock in Clock.objects.filter(subject_id=case.matter_id, state__in=OPEN):
        ended[str(clock.pk)] = clock.state
        meet_clock(by, clock=clock)
    return ended


def _keep(by: Actor, case: Case) -> None:
    note_due_date(case)
    touch(case, by)
    case.save(update_fields=CHANGED)
    case.matter.closed_at = case.closed_at
    case.matter.save(update_fields=["closed_at"])


def _told_of(case: Case, into: Case) -> list[ServiceFact]:
    told: list[ServiceFact] = [
        facts.ApplicationMerged(case.matter_id, number=into.matter.number),
        facts.ApplicationTookIn(into.matter_id, number=case.matter.number),
    ]
    if definition_for(case).is_public:
        told.append(facts.ReportMerged(case.matter_id, number=into.matter.number))
        told.append(facts.ReportTookIn(into.matter_id, number=case.matter.number))
    return told
