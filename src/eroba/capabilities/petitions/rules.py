"""Who may write, check, sign, enter sheets and take a petition on its way; each answer with its reason and law."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as noop

from eroba.capabilities.petitions.models import Check, Initiator, Invalidation, Petition, Sheet
from eroba.kernel.actions import Actor, Verdict, allow, refuse
from eroba.kernel.actions.verdict import ask_to_sign_in
from eroba.kernel.people.models import Role

PETITIONS = noop("Local Self-Government Code, art. 86")
PRIVACY = noop("Law on Personal Data Protection, art. 5")
STAFF = (str(Role.CLERK), str(Role.HEAD), "system")
HEADS = (str(Role.HEAD), "system")
ENTER_SHEETS = (str(Role.CLERK), str(Role.HEAD), str(Role.VILLAGE))
State = Petition.State
#: So many petitions of one author may wait for their check at a time.
MOST_WAITING = 3


def may_work_on_petitions(by: Actor) -> Verdict:
    """The staff of the town hall."""
    if by.has_role(*STAFF):
        return allow(PETITIONS)
    return refuse(_("Only the staff of the town hall works on petitions."), PETITIONS)


def may_write_petition(by: Actor) -> Verdict:
    """A resident who said who they are, for themselves."""
    if not by.is_signed_in:
        return ask_to_sign_in()
    if by.acting is not None:
        return refuse(_("A petition is written in one’s own name. Act for yourself again first."), PETITIONS)
    if by.person_id is None:
        return refuse(_("Please say first who you are: a petition carries its author’s name."), PETITIONS)
    waiting = Initiator.objects.filter(
        person_id=by.person_id, is_author=True, petition__state__in=(State.WRITING, State.CHECKING)
    )
    if waiting.count() >= MOST_WAITING:
        return refuse(_("Three petitions of yours wait already. Finish or withdraw one first."), PETITIONS)
    return allow(PETITIONS)


def may_change_petition(by: Actor, petition: Petition) -> Verdict:
    """Its author, until it is handed in."""
    if not is_author(by, petition):
        return refuse(_("Only the author can change this petition."), PETITIONS)
    return _in_state(petition, State.WRITING)


def may_withdraw_petition(by: Actor, petition: Petition) -> Verdict:
    """Its author, until its signatures are being checked."""
    if not is_author(by, petition):
        return refuse(_("Only the author can take this petition back."), PETITIONS)
    return _in_state(petition, State.WRITING, State.CHECKING, State.COLLECTING)


def may_join_group(by: Actor, petition: Petition) -> Verdict:
    """A resident whom the author sent the invitation, until the petition is handed in."""
    if not by.is_signed_in:
        return ask_to_sign_in()
    if by.person_id is None or by.acting is not None:
        return refuse(_("Please say first who you are: initiators are named."), PETITIONS)
    return _in_state(petition, State.WRITING)


def may_judge_opening(by: Actor, petition: Petition) -> Verdict:
    """The staff open or refuse what waits for its check."""
    return may_work_on_petitions(by) and _in_state(petition, State.CHECKING)


def may_sign(by: Actor, petition: Petition) -> Verdict:
    """Everybody, while the petition is open; whether they are voters here the register says later."""
    if petition.is_collecting_now:
        return allow(PETITIONS)
    return refuse(_("This petition is not open for signatures now."), PETITIONS)


def may_seal(by: Actor, petition: Petition) -> Verdict:
    """The platform seals receipts, ends collecting and destroys keys by itself."""
    return allow(PRIVACY) if by.is_system else refuse(_("The platform does this by itself."), PRIVACY)


def may_forget(by: Actor) -> Verdict:
    """The platform forgets by itself what nobody confirmed."""
    return allow(PRIVACY) if by.is_system else refuse(_("The platform does this by itself."), PRIVACY)


def may_print_sheets(by: Actor, petition: Petition) -> Verdict:
    """The author and the staff, while signatures are collected."""
    if not (by.has_role(*ENTER_SHEETS) or is_author(by, petition)):
        return refuse(_("Only the author and the town hall print sheets."), PETITIONS)
    return may_sign(by, petition)


def may_enter_sheet(by: Actor, sheet: Sheet) -> Verdict:
    """Case handlers, heads and village administrators, until the sheet is closed."""
    if not by.has_role(*ENTER_SHEETS):
        return refuse(_("Only officials enter paper sheets."), PETITIONS)
    if sheet.closed_at is not None:
        return refuse(_("This sheet was entered already."), PETITIONS)
    return _in_state(sheet.petition, State.COLLECTING)


def may_work_on_signatures(by: Actor, petition: Petition) -> Verdict:
    """The staff release or strike out what was held back, while it matters."""
    return may_work_on_petitions(by) and _in_state(petition, State.COLLECTING, State.VERIFYING)


def may_undo_striking(by: Actor, invalidation: Invalidation) -> Verdict:
    """A head of unit, as long as the petition's signatures matter."""
    if not by.has_role(*HEADS):
        return refuse(_("Only the head of a unit can do this."), PETITIONS)
    if invalidation.undone_at is not None:
        return refuse(_("This was taken back already."), PETITIONS)
    return _in_state(invalidation.petition, State.COLLECTING, State.VERIFYING)


def may_check_signatures(by: Actor, petition: Petition) -> Verdict:
    """The staff, once collecting has ended."""
    return may_work_on_petitions(by) and _in_state(petition, State.VERIFYING)


def may_go_on_with_check(by: Actor, check: Check) -> Verdict:
    """The staff, until the check has its result."""
    if check.finished_at is not None:
        return refuse(_("This check has its result already."), PETITIONS)
    return may_check_signatures(by, check.petition)


def may_refer(by: Actor, petition: Petition) -> Verdict:
    """A head of unit hands a petition with enough valid signatures to the council."""
    return _head(by) and _in_state(petition, State.REGISTERED)


def may_answer(by: Actor, petition: Petition) -> Verdict:
    """A head of unit answers while the petition lies before the council."""
    return _head(by) and _in_state(petition, State.REFERRED)


def may_note_decision(by: Actor, petition: Petition) -> Verdict:
    """A head of unit writes down what the council decided."""
    return _head(by) and _in_state(petition, State.REFERRED, State.ANSWERED)


def may_set_rule(by: Actor) -> Verdict:
    """A head of unit sets what holds for petitions here, or the platform itself."""
    return _head(by)


def is_author(by: Actor, petition: Petition) -> bool:
    """Whether the actor wrote the petition, and acts for themselves."""
    if by.person_id is None or by.acting is not None:
        return False
    return Initiator.objects.filter(petition=petition, person_id=by.person_id, is_author=True).exists()


def _head(by: Actor) -> Verdict:
    if by.has_role(*HEADS):
        return allow(PETITIONS)
    return refuse(_("Only the head of a unit can do this."), PETITIONS)


def _in_state(petition: Petition, *states: object) -> Verdict:
    if petition.state in [str(state) for state in states]:
        return allow(PETITIONS)
    return refuse(_("The petition is not at this step: it is “%(state)s” now.") % _state(petition), PETITIONS)


def _state(petition: Petition) -> dict[str, object]:
    return {"state": petition.get_state_display()}
