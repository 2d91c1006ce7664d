"""Who somebody is in the town worked for now, and for whom they act there."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import get_language

from eroba.kernel.actions import NotAllowed
from eroba.kernel.actions.acting import Acting
from eroba.kernel.actions.actor import NOBODY, Actor
from eroba.kernel.actions.assurance import SignIn
from eroba.kernel.base.clock import today
from eroba.kernel.people.assurance import sign_in_of
from eroba.kernel.people.models import Account, AccountTown, Appointment, Person
from eroba.kernel.people.standing.models import Representation
from eroba.kernel.people.standing.rules import may_act_for
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import current_municipality, scope

ACTING = "acting_for"

_shown: ContextVar[Person | None] = ContextVar("person_shown", default=None)


@dataclass(frozen=True)
class ActedFor:
    """For whom somebody acts just now, as the line above every page of theirs says it."""

    name: str
    town: Municipality


def current_appointments(account: Account) -> QuerySet[Appointment]:
    """The posts an account holds today in this town."""
    day = today()
    open_still = Q(until_on__isnull=True) | Q(until_on__gte=day)
    return Appointment.objects.filter(open_still, account=account, from_on__lte=day).select_related("unit")


def person_of(account: Account) -> Person | None:
    """The person behind an account in this town, once they said who they are."""
    return Person.objects.filter(account=account, erased_at__isnull=True).first()


@contextmanager
def showing(person: Person | None) -> Iterator[None]:
    """Until the block ends, a page shows this person: its rooms need not read the row again.

    Only the page says so and only reading pages do: an action never finds a row here that it has changed meanwhile.
    """
    token = _shown.set(person)
    try:
        yield
    finally:
        _shown.reset(token)


def person_behind(actor: Actor) -> Person | None:
    """The person an actor is in the town worked for now; read, unless the page shows just this person."""
    if actor.person_id is None:
        return None
    shown = _shown.get()
    if shown and (shown.pk, shown.municipality_id) == (actor.person_id, current_municipality().pk):
        return shown
    return Person.objects.filter(pk=actor.person_id).first()


def actor_of(account: Account, *, channel: str = "web", sign_in: SignIn | None = None) -> Actor:
    """An account as somebody who acts in this town, with the roles it holds today.

    Views take `actor_for` or `actor_here`, which also say what was shown in the session.
    """
    return _actor(account, person_of(account), channel=channel, sign_in=sign_in)


def _actor(account: Account, person: Person | None, *, channel: str, sign_in: SignIn | None) -> Actor:
    posts = list(current_appointments(account))
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


def actor_and_person_here(request: HttpRequest) -> tuple[Actor, Person | None]:
    """Whoever sent a request, and the person they are in the town worked for now: the row is read once for both."""
    person = person_of(request.user)
    return _actor(request.user, person, channel="web", sign_in=sign_in_of(request)), person


def actor_for(request: HttpRequest, *, channel: str = "web") -> Actor:
    """Whoever sent a request, in the town of the request; nobody when not signed in. Asked once per request.

    Who chose to act for another gets that person's `person_id` and none of their own posts. Raises NotAllowed, once,
    when that right has ended meanwhile: what was meant for the other must not be done for oneself.
    """
    kept = getattr(request, "_actor", None)
    if kept is None:
        kept = _as_chosen(request, actor_here(request, channel=channel))
        request._actor = kept  # type: ignore[attr-defined]
    return kept


def acts_as(request: HttpRequest, actor: Actor) -> None:
    """From here on the request is this actor's: an outside app showed a token instead of a session."""
    request._actor = actor  # type: ignore[attr-defined]


def choose_acting(request: HttpRequest, representation_id: UUID | None) -> None:
    """Remembers in the session for whom somebody acts in this town; nothing is oneself."""
    choices = dict(request.session.get(ACTING, {}))
    choices.pop(current_municipality().slug, None)
    if representation_id is not None:
        choices[current_municipality().slug] = str(representation_id)
    request.session[ACTING] = choices
    if hasattr(request, "_actor"):
        del request._actor


def acted_for(request: HttpRequest) -> Sequence[ActedFor]:
    """For whom the sender acts now: in the town of the request, or in each town on pages below none."""
    session = getattr(request, "session", None)
    choices = session.get(ACTING, {}) if session is not None and request.user.is_authenticated else {}
    if not choices:
        return []
    here = getattr(request, "municipality", None)
    towns = [here] if here is not None else list(Municipality.objects.filter(slug__in=choices))
    found = []
    for town in towns:
        chosen = choices.get(town.slug)
        if chosen:
            with scope(town):
                kept = Representation.objects.select_related("represented").filter(pk=chosen).first()
            if kept is not None:
                found.append(ActedFor(kept.represented.full_name, town))
    return found


def _as_chosen(request: HttpRequest, own: Actor) -> Actor:
    session = getattr(request, "session", None)
    choices = session.get(ACTING, {}) if session is not None and own.is_signed_in else {}
    chosen = choices.get(current_municipality().slug) if choices else None
    if not chosen:
        return own
    kept = Representation.objects.select_related("represented", "representative").filter(pk=chosen).first()
    verdict = may_act_for(own, kept) if kept is not None else None
    if kept is None or not verdict:
        choose_acting(request, None)
        if verdict is None:
            return own
        raise NotAllowed(verdict)
    acting = Acting(
        representation_id=kept.pk,
        by_person_id=own.person_id,  # type: ignore[arg-type]
        reach=kept.reach,
        target=kept.target,
        name=kept.represented.full_name,
    )
    roles = frozenset({"resident", "representative"})
    return replace(own, person_id=kept.represented_id, roles=roles, unit="", label="", acting=acting)


def towns_of(account: Account) -> list[Municipality]:
    """The towns in which an account is somebody. Needs no scope: the marks are global."""
    marks = AccountTown.objects.filter(account=account, municipality__is_open=True)
    return [
        mark.municipality for mark in marks.select_related("municipality").order_by("municipality__name_ka")
    ]
