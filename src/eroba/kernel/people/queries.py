"""Who somebody is in the town worked for now."""

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import get_language

from eroba.kernel.actions.actor import NOBODY, Actor
from eroba.kernel.actions.assurance import SignIn
from eroba.kernel.base.clock import today
from eroba.kernel.people.assurance import sign_in_of
from eroba.kernel.people.models import Account, AccountTown, Appointment, Person
from eroba.kernel.tenancy.models import Municipality


def current_appointments(account: Account) -> QuerySet[Appointment]:
    """The posts an account holds today in this town."""
    day = today()
    open_still = Q(until_on__isnull=True) | Q(until_on__gte=day)
    return Appointment.objects.filter(open_still, account=account, from_on__lte=day).select_related("unit")


def person_of(account: Account) -> Person | None:
    """The person behind an account in this town, once they said who they are."""
    return Person.objects.filter(account=account, erased_at__isnull=True).first()


def actor_of(account: Account, *, channel: str = "web", sign_in: SignIn | None = None) -> Actor:
    """An account as somebody who acts in this town, with the roles it holds today.

    Views take `actor_for` or `actor_here`, which also say what was shown in the session.
    """
    posts = list(current_appointments(account))
    person = person_of(account)
    roles = {post.role for post in posts} | ({"resident"} if person else set())
    if account.is_staff:
        roles.add("operator")
    first = posts[0] if posts else None
    english = get_language() == "en"
    return Actor(
        account_id=account.pk,
        person_id=person.pk if person else None,
        roles=frozenset(roles),
        unit=(first.unit.name_en if english else first.unit.name_ka) if first and first.unit else "",
        label=(first.name_en if english else first.name_ka) if first else "",
        channel=channel,
        sign_in=sign_in,
        identified_by=person.identified_by if person else "",
    )


def actor_here(request: HttpRequest, *, channel: str = "web") -> Actor:
    """Whoever sent a request, in the town worked for now, which may be another than that of the address."""
    if not request.user.is_authenticated:
        return NOBODY
    return actor_of(request.user, channel=channel, sign_in=sign_in_of(request))


def actor_for(request: HttpRequest, *, channel: str = "web") -> Actor:
    """Whoever sent a request, in the town of the request; nobody when not signed in. Asked once per request."""
    kept = getattr(request, "_actor", None)
    if kept is None:
        kept = actor_here(request, channel=channel)
        request._actor = kept  # type: ignore[attr-defined]
    return kept


def acts_as(request: HttpRequest, actor: Actor) -> None:
    """From here on the request is this actor's: an outside app showed a token instead of a session."""
    request._actor = actor  # type: ignore[attr-defined]


def towns_of(account: Account) -> list[Municipality]:
    """The towns in which an account is somebody. Needs no scope: the marks are global."""
    marks = AccountTown.objects.filter(account=account, municipality__is_open=True)
    return [
        mark.municipality for mark in marks.select_related("municipality").order_by("municipality__name_ka")
    ]
