"""Who may see a matter, and who may tie two of them together."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from eroba.kernel.actions import Actor, Verdict, allow, refuse
from eroba.kernel.actions.verdict import ask_to_sign_in
from eroba.kernel.matters.models import Matter, Party
from eroba.kernel.people.models import Role

OPENNESS = gettext_noop("General Administrative Code, art. 10")
PROTECTION = gettext_noop("Law on Personal Data Protection, art. 5")
SEES_ALL = (str(Role.CLERK), str(Role.HEAD), str(Role.AUDITOR), "system")
TIES = (str(Role.CLERK), str(Role.HEAD), "system")


def parties_are(by: Actor) -> Q | None:
    """The condition on a party that it is this actor; none when the actor can be nobody's party."""
    who = Q()
    if by.person_id and by.reaches():
        who |= Q(person_id=by.person_id)
    if by.account_id:
        who |= Q(account_id=by.account_id)
    return who or None


def may_see_matter(by: Actor, matter: Matter) -> Verdict:
    """Everybody sees what is public; those concerned see theirs; the staff see all."""
    if matter.visibility == Matter.Visibility.PUBLIC:
        return allow(OPENNESS)
    if by.has_role(*SEES_ALL):
        return allow(PROTECTION)
    who = parties_are(by)
    is_open_to_parties = matter.visibility == Matter.Visibility.PARTIES and who is not None
    if is_open_to_parties and Party.objects.filter(who, matter=matter).exists():
        return allow(PROTECTION)
    if not by.is_signed_in:
        signed_out = ask_to_sign_in()
        return Verdict(
            False,
            _("This matter is not public. If it is yours, please sign in."),
            PROTECTION,
            signed_out.would_sign_in_help,
        )
    return refuse(_("This matter is not public. Only those concerned and the staff can see it."), PROTECTION)


def may_tie_matters(by: Actor, source: Matter, target: Matter) -> Verdict:
    """Case handlers and heads of units tie matters that belong together."""
    if by.has_role(*TIES):
        return allow(OPENNESS)
    return refuse(_("Only the staff of the town hall can tie matters together."))
