"""Who may ask and answer whom inside the town hall: opinions, handing over, cases that belong together.

What the law of a service asks of a step stands in `rules`.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from eroba.capabilities.services.models import Case, Opinion
from eroba.capabilities.services.rules import STAFF, may_handle_case
from eroba.capabilities.services.unit_posts import units_worked_in
from eroba.kernel.actions import Actor, Verdict, allow, refuse

EXAMINING = gettext_noop("General Administrative Code, art. 96")
ANSWERED = _("This opinion is not asked for any more.")


def may_ask_opinions(by: Actor, case: Case) -> Verdict:
    """Officials ask other units while a case is open. The platform asks nobody by itself."""
    verdict = may_handle_case(by, case)
    return allow(EXAMINING) if verdict else verdict


def may_give_opinion(by: Actor, opinion: Opinion) -> Verdict:
    """An official of the unit that was asked answers for it."""
    if not by.has_role(*STAFF):
        return refuse(_("Only officials of the town hall give opinions."), EXAMINING)
    if not opinion.is_asked or opinion.case.closed_at:
        return refuse(ANSWERED, EXAMINING)
    # a page has asked this for all opinions at once
    is_ours = getattr(opinion, "is_ours", None)
    if not (opinion.unit_id in units_worked_in(by.account_id) if is_ours is None else is_ours):
        return refuse(_("Another unit was asked; somebody who works there answers."), EXAMINING)
    return allow(EXAMINING)


def may_drop_opinion(by: Actor, opinion: Opinion) -> Verdict:
    """Officials take a question back while nobody has answered it."""
    verdict = may_handle_case(by, opinion.case)
    if not verdict:
        return verdict
    return allow(EXAMINING) if opinion.is_asked else refuse(ANSWERED, EXAMINING)


def may_note_late_opinion(by: Actor) -> Verdict:
    """The platform notes by itself that a day has passed."""
    return allow() if by.is_system else refuse(_("The platform notes by itself that a day has passed."))
