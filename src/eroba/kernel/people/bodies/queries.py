"""Reading bodies: which there are, who sits there on a day, and who ever did."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from eroba.kernel.base.errors import NotFound
from eroba.kernel.people.bodies.models import Body, Membership, Seat, Term


@dataclass(frozen=True)
class Place:
    """One seat on one day: taken by somebody, or empty."""

    seat: Seat
    membership: Membership | None


def lasting_on(day: dt.date, prefix: str = "") -> Q:
    """The condition that something had begun by a day and had not ended before it."""
    began, ends = Q(**{f"{prefix}from_on__lte": day}), f"{prefix}until_on"
    return began & (Q(**{f"{ends}__isnull": True}) | Q(**{f"{ends}__gte": day}))


def bodies(on: dt.date) -> QuerySet[Body]:
    """The bodies of this town that exist on a day, each with `seat_count` and `taken_count`."""
    taken = lasting_on(on, "seats__memberships__") & lasting_on(on, "seats__memberships__term__")
    return (
        Body.objects.filter(founded_on__lte=on)
        .annotate(
            seat_count=Count("seats", distinct=True),
            taken_count=Count("seats__memberships", filter=taken, distinct=True),
        )
        .order_by("founded_on", "name_ka")
    )


def body_of_code(code: str) -> Body:
    """The body with this word in its address. Raises NotFound."""
    found = Body.objects.filter(code=code).first()
    if found is None:
        raise NotFound(_("There is no such body here."))
    return found


def sitting_on(body: Body, day: dt.date) -> QuerySet[Membership]:
    """Who sat in a body on a day, by the number of the seat."""
    return (
        Membership.objects.filter(lasting_on(day), lasting_on(day, "term__"), seat__body=body)
        .select_related("seat__settlement", "term")
        .order_by("seat__number")
    )


def places_on(body: Body, day: dt.date) -> Sequence[Place]:
    """Every seat of a body with who sat in it on a day."""
    taken = {membership.seat_id: membership for membership in sitting_on(body, day)}
    seats = Seat.objects.filter(body=body).select_related("settlement").order_by("number")
    return [Place(seat, taken.get(seat.pk)) for seat in seats]


def term_on(body: Body, day: dt.date) -> Term | None:
    """The term of a body that runs on a day."""
    return Term.objects.filter(lasting_on(day), body=body).first()


def terms_of(body: Body) -> QuerySet[Term]:
    """All terms of a body, the latest first."""
    return Term.objects.filter(body=body).order_by("-from_on")


def everybody_of(body: Body) -> QuerySet[Membership]:
    """Who ever sat in a body, in the order in which they came."""
    return (
        Membership.objects.filter(seat__body=body)
        .select_related("seat__settlement", "term")
        .order_by("term__number", "seat__number", "from_on")
    )
