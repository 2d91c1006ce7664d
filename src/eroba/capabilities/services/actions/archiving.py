"""The archive: putting away what has ended, holding back, and destroying content by two officials."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services import archive_facts as facts
from eroba.capabilities.services import rules_archive as rules
from eroba.capabilities.services.actions.destroying import destroy_content
from eroba.capabilities.services.actions.steps import require_text
from eroba.capabilities.services.keeping import kept
from eroba.capabilities.services.models import ArchivedCase, Case, DestructionList
from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.base.clock import TBILISI, now, today
from eroba.kernel.base.errors import BadInput, Refusal

MOST_AT_ONCE = 500


@action(may=rules.may_archive_cases)
def archive_cases(by: Actor, *, cases: Sequence[Case]) -> Done[int]:
    """Put applications that ended into the archive, each with the day until which it is kept."""
    made = [_archived(case) for case in cases]
    ArchivedCase.objects.bulk_create(made)
    Case.objects.filter(pk__in=[case.pk for case in cases]).update(archived_at=now())
    until = {one.case.matter.number: one.keep_until for one in made}
    return Done(len(made), after={"archived": until})


@action(may=rules.may_hold_back)
def hold_back(by: Actor, *, archived: ArchivedCase, because: str) -> Done[ArchivedCase]:
    """Hold an application back from destruction, with the reason; it leaves the list it is on."""
    why = require_text(because, _("Say why it may not be destroyed."), most=1000)
    held = _held(archived)
    held.held_locked, held.held_by, held.held_at = held.case.sealed(why), by.label, now()
    held.destruction = None
    held.save(update_fields=["held_locked", "held_by", "held_at", "destruction"])
    case = held.case
    kept_words = {case.person_id: case.for_journal({"why": why})}
    told = [facts.HeldBack(case.matter_id)]
    return Done(held, case.matter, after={"held": True}, personal=kept_words, facts=told)


@action(may=rules.may_let_go)
def let_go(by: Actor, *, archived: ArchivedCase) -> Done[ArchivedCase]:
    """Say that nothing holds an application back any more."""
    held = _held(archived)
    held.held_locked, held.held_by, held.held_at = "", "", None
    held.save(update_fields=["held_locked", "held_by", "held_at"])
    return Done(held, held.case.matter, after={"held": False}, facts=[facts.LetGo(held.case.matter_id)])


@action(may=rules.may_list_destruction)
def list_destruction(by: Actor, *, lines: Sequence[ArchivedCase]) -> Done[DestructionList]:
    """Put together what is to be destroyed; somebody else confirms it. Basis: Law on Personal Data Protection 4."""
    free = [one for one in lines if one.destruction_id is None][:MOST_AT_ONCE]
    if not free:
        raise BadInput(_("Nothing is due, or all of it is on a list already."))
    made = DestructionList.objects.create(proposed_by_id=by.account_id, proposed_label=by.label)
    # What a colleague listed, held back or destroyed since it was read stays as that colleague left it.
    still_free = ArchivedCase.objects.filter(destruction=None, held_at=None, destroyed_at=None)
    still_free.filter(pk__in=[one.pk for one in free]).update(destruction=made)
    listed = sorted(made.lines.values_list("case__matter__number", flat=True))
    if not listed:
        raise Refusal(
            _("A colleague was quicker: all of it is on another list already. Nothing was changed.")
        )
    told = [facts.DestructionProposed(None, count=len(listed))]
    after = {"cases": listed}
    return Done(made, subject=made, after=after, facts=told)


@action(may=rules.may_drop_destruction)
def drop_destruction(by: Actor, *, destruction: DestructionList) -> Done[DestructionList]:
    """Drop a list: what stood on it stays in the archive, and is due again."""
    held = _open_list(destruction)
    held.dropped_at = now()
    held.save(update_fields=["dropped_at"])
    count = ArchivedCase.objects.filter(destruction=held).update(destruction=None)
    return Done(held, subject=held, after={"dropped": count})


@action(may=rules.may_confirm_destruction)
def confirm_destruction(by: Actor, *, destruction: DestructionList) -> Done[list[str]]:
    """Destroy the content of everything on a list that is still due; the bare records stay for the figures."""
    held = _open_list(destruction)
    held.confirmed_by_id, held.confirmed_label, held.confirmed_at = by.account_id, by.label, now()
    held.save(update_fields=["confirmed_by", "confirmed_label", "confirmed_at"])
    lines = held.lines.select_for_update(of=("self",)).select_related("case__matter", "case__person")
    due = [one for one in lines if one.is_due(today())]
    for one in due:
        destroy_content(one.case)
        one.destroyed_at, one.held_locked = now(), ""
        one.save(update_fields=["destroyed_at", "held_locked"])
    numbers = sorted(one.case.matter.number for one in due)
    told = [facts.ContentDestroyed(one.case.matter_id) for one in due]
    return Done(numbers, subject=held, after={"destroyed": numbers}, facts=told)


def _archived(case: Case) -> ArchivedCase:
    ended_on = (case.closed_at or case.changed_at).astimezone(TBILISI).date()
    # a duplicate is kept as long as the application it was merged into
    with_it = case.merged_into if case.merged_into_id else case
    said = kept(with_it or case, ended_on)
    return ArchivedCase(
        case=case,
        ended_on=ended_on,
        keep_until=said.until,
        basis_ka=said.basis.in_language("ka")[:300],
        basis_en=said.basis.in_language("en")[:300],
        is_verified=said.is_verified,
    )


def _open_list(destruction: DestructionList) -> DestructionList:
    """Take a list for this transaction; refuse when a colleague confirmed or dropped it in the meantime."""
    held = DestructionList.objects.select_for_update(of=("self",)).get(pk=destruction.pk)
    if not held.is_open:
        raise BadInput(_("This list is confirmed or dropped already."))
    return held


def _held(archived: ArchivedCase) -> ArchivedCase:
    found = ArchivedCase.objects.select_for_update(of=("self",)).select_related(
        "case__matter", "case__person"
    )
    return found.get(pk=archived.pk)
