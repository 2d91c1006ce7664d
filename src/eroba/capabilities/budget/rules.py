"""Who may publish figures of a budget and write its priorities; each answer with its reason and its law."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from eroba.capabilities.budget.models import (
    Announcement,
    Indicator,
    NumberedProgramme,
    Priorities,
    Programme,
    Remark,
)
from eroba.kernel.actions import Actor, Verdict, allow, refuse
from eroba.kernel.undertakings.models import Undertaking

BASIS = gettext_noop("Budget Code of Georgia, art. 65 and 84 (to be checked by a lawyer)")
STAFF = ("clerk", "head")
HEADS = ("head",)


def is_staff(by: Actor) -> bool:
    """Whether somebody works on the budget in this town."""
    return by.is_system or by.has_role(*STAFF)


def may_lay_before(by: Actor) -> Verdict:
    """Case handlers and heads of units bring in files."""
    if is_staff(by):
        return allow(BASIS)
    return refuse(_("Only officials of the town hall bring in figures of the budget."), BASIS)


def may_accept_figures(by: Actor, announcement: Announcement) -> Verdict:
    """A head of unit publishes figures that wait."""
    return _decides(by, announcement)


def may_decline_figures(by: Actor, announcement: Announcement) -> Verdict:
    """A head of unit declines figures that wait."""
    return _decides(by, announcement)


def _decides(by: Actor, announcement: Announcement) -> Verdict:
    if not (by.is_system or by.has_role(*HEADS)):
        return refuse(_("Only the head of a unit decides whether figures become public."), BASIS)
    if announcement.state != Announcement.State.WAITING:
        return refuse(_("It was decided about these figures already."), BASIS)
    return allow(BASIS)


def may_write_priorities(by: Actor) -> Verdict:
    """Case handlers and heads of units write the priorities document."""
    if is_staff(by):
        return allow(BASIS)
    return refuse(_("Only officials of the town hall write the priorities document."), BASIS)


def may_change_priorities(by: Actor, document: Priorities) -> Verdict:
    """It is changed until the council has adopted it."""
    if not is_staff(by):
        return refuse(_("Only officials of the town hall write the priorities document."), BASIS)
    if document.state == Priorities.State.ADOPTED:
        return refuse(_("The document was adopted: it does not change any more."), BASIS)
    return allow(BASIS)


def may_publish_draft(by: Actor, document: Priorities) -> Verdict:
    """A head of unit lays the draft open, once."""
    if not (by.is_system or by.has_role(*HEADS)):
        return refuse(_("Only the head of a unit lays the draft open."), BASIS)
    if document.state != Priorities.State.WRITING:
        return refuse(_("The draft is open already."), BASIS)
    return allow(BASIS)


def may_adopt_priorities(by: Actor, document: Priorities) -> Verdict:
    """A head of unit writes down that the council adopted what was open."""
    if not (by.is_system or by.has_role(*HEADS)):
        return refuse(_("Only the head of a unit writes down that the document was adopted."), BASIS)
    if document.state != Priorities.State.DRAFT:
        return refuse(_("Only a draft that was laid open can be adopted."), BASIS)
    return allow(BASIS)


def may_record_remark(by: Actor, document: Priorities) -> Verdict:
    """Officials write down what was said of a draft that is open."""
    if not is_staff(by):
        return refuse(_("Only officials of the town hall write down remarks of a meeting."), BASIS)
    if document.state != Priorities.State.DRAFT:
        return refuse(_("Remarks belong to a draft that is open."), BASIS)
    return allow(BASIS)


def may_answer_remark(by: Actor, remark: Remark) -> Verdict:
    """Officials answer a remark, also after the document was adopted."""
    if not is_staff(by):
        return refuse(_("Only officials of the town hall answer remarks of a meeting."), BASIS)
    if remark.answered_at is not None:
        return refuse(_("This remark was answered already."), BASIS)
    return allow(BASIS)


def may_tie_promise(by: Actor, code: str, undertaking: Undertaking) -> Verdict:
    """Officials write down which promise carries out which programme."""
    return _ties(by)


def may_untie_promise(by: Actor, programme: NumberedProgramme, undertaking: Undertaking) -> Verdict:
    """Officials take such a tie back."""
    return _ties(by)


def _ties(by: Actor) -> Verdict:
    if is_staff(by):
        return allow(BASIS)
    return refuse(_("Only officials of the town hall tie promises to programmes."), BASIS)


def may_record_actual(by: Actor, indicator: Indicator) -> Verdict:
    """Officials write down actual figures, once the document was adopted: its indicators change no more."""
    if not is_staff(by):
        return refuse(_("Only officials of the town hall write down figures of indicators."), BASIS)
    if (
        indicator.programme.stage != Programme.Stage.FINAL
        or indicator.programme.document.state != Priorities.State.ADOPTED
    ):
        return refuse(_("Figures belong to indicators of a document the council has adopted."), BASIS)
    return allow(BASIS)
