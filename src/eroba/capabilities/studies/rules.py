"""Who may propose a service, study it and decide; each answer with its reason and its law."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from eroba.capabilities.studies.models import Study
from eroba.kernel.actions import Actor, Verdict, allow, refuse
from eroba.kernel.actions.verdict import ask_to_sign_in

BASIS = gettext_noop("Local Self-Government Code, art. 16")
STAFF = ("clerk", "head")


def may_propose_study(by: Actor) -> Verdict:
    """Every resident who has signed in, and the staff for their unit."""
    if by.is_system or by.is_signed_in:
        return allow(BASIS)
    return ask_to_sign_in()


def may_take_up_study(by: Actor, study: Study) -> Verdict:
    """The staff takes up what was proposed, and what was put off before."""
    if not is_staff(by):
        return refuse(_("Only officials of the town hall study services."), BASIS)
    if study.state in (Study.State.PROPOSED, Study.State.NOT_NOW):
        return allow(BASIS)
    return refuse(_("This proposal is being studied already."), BASIS)


def may_write_study(by: Actor, study: Study) -> Verdict:
    """The staff writes figures down until it is decided; afterwards they stay as they were decided upon."""
    if not is_staff(by):
        return refuse(_("Only officials of the town hall study services."), BASIS)
    if study.state == Study.State.STUDIED:
        return allow(BASIS)
    return refuse(_("Figures are written down while the proposal is being studied."), BASIS)


def may_decide_study(by: Actor, study: Study) -> Verdict:
    """A head of unit decides what was studied."""
    if not (by.is_system or by.has_role("head")):
        return refuse(_("Only the head of a unit decides which service is built."), BASIS)
    if study.state == Study.State.STUDIED:
        return allow(BASIS)
    return refuse(_("Only what is being studied can be decided."), BASIS)


def may_name_service(by: Actor, study: Study) -> Verdict:
    """The staff says which service came of it, once it was decided to build."""
    if not is_staff(by):
        return refuse(_("Only officials of the town hall study services."), BASIS)
    if study.state == Study.State.TO_BUILD:
        return allow(BASIS)
    return refuse(_("First it must be decided to build the service."), BASIS)


def may_read_study(by: Actor, study: Study) -> Verdict:
    """Everybody reads what is being studied; before that the staff, and whoever proposed it."""
    if study.is_public or is_staff(by):
        return allow()
    return refuse(_("This proposal is not public yet."))


def is_staff(by: Actor) -> bool:
    """Whether somebody works on studies in this town."""
    return by.is_system or by.has_role(*STAFF)
