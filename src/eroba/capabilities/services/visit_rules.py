"""Who may book, move, cancel and note visits; each answer with its reason and its law."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from eroba.capabilities.services.models import Visit
from eroba.kernel.actions import Actor, Verdict, allow, refuse
from eroba.kernel.actions.verdict import ask_to_sign_in
from eroba.kernel.base.clock import now, today

RECEIVING = ("clerk", "head", "village")
# Kept in the journal as it stands here; pages say it in the reader's language.
RECEPTION = gettext_noop("Local Self-Government Code, art. 16")


def may_book_visit(by: Actor, person_id: UUID | None = None) -> Verdict:
    """Anybody the town knows books for themselves; officials and village administrators for others."""
    if by.has_role(*RECEIVING):
        return allow(RECEPTION)
    if not by.is_signed_in:
        return ask_to_sign_in()
    if by.person_id is None:
        return refuse(_("Before you book, tell us who you are."), RECEPTION)
    if person_id not in (None, by.person_id):
        return refuse(_("You can book for yourself, or for somebody you act for."), RECEPTION)
    return allow(RECEPTION)


def may_change_visit(by: Actor, visit: Visit) -> Verdict:
    """Who comes, or an official for them, changes or cancels what is still ahead."""
    if not (is_visitor(by, visit) or by.has_role(*RECEIVING)):
        return refuse(_("This visit belongs to somebody else."))
    if visit.state != Visit.State.BOOKED or visit.starts_at <= now():
        return refuse(_("This visit is over or was cancelled. You can book another one."))
    return allow(RECEPTION)


def may_note_visit(by: Actor, visit: Visit) -> Verdict:
    """The desk notes who came and who did not, from the day of the visit on."""
    if not by.has_role(*RECEIVING):
        return refuse(_("Only those who receive people note who came."))
    if visit.state == Visit.State.CANCELLED:
        return refuse(_("This visit was cancelled."))
    if visit.starts_at.astimezone(now().tzinfo).date() > today():
        return refuse(_("The day of this visit has not come yet."))
    return allow(RECEPTION)


def may_see_visits(by: Actor) -> Verdict:
    """Those who receive people see who comes."""
    return (
        allow(RECEPTION) if by.has_role(*RECEIVING) else refuse(_("Only those who receive people see this."))
    )


def may_keep_counters(by: Actor) -> Verdict:
    """Heads say where and when people are received, and close days."""
    if by.has_role("head") or by.is_system:
        return allow(RECEPTION)
    return refuse(_("Only the head of a unit says when people are received."), RECEPTION)


def may_remind(by: Actor) -> Verdict:
    """The platform reminds by itself."""
    return allow(RECEPTION) if by.is_system else refuse(_("The platform reminds by itself."))


def is_visitor(by: Actor, visit: Visit) -> bool:
    """Whether it is who comes, or somebody who acts for them as far as this visit."""
    if by.person_id is None or by.person_id != visit.person_id:
        return False
    service = visit.service.code if visit.service else ""
    case = visit.case.matter.number if visit.case else ""
    return by.reaches(service=service, case=case)
