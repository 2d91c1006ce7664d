"""Reading posts and units: the list with its filters, and the same list as rows of a file."""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from eroba.kernel.base.errors import NotFound
from eroba.kernel.base.text import is_georgian, name_in
from eroba.kernel.people.models import Appointment, Unit


def posts(*, on: dt.date, standing: str = "now", unit: str = "", words: str = "") -> QuerySet[Appointment]:
    """Posts held on a day (`now`), later (`ahead`), before (`past`) or ever (`all`), filtered and searched."""
    lasting = Q(until_on__isnull=True) | Q(until_on__gte=on)
    wanted = {
        "now": lasting & Q(from_on__lte=on),
        "ahead": Q(from_on__gt=on),
        "past": Q(until_on__lt=on),
    }.get(standing, Q())
    found = Appointment.objects.select_related("account", "unit", "stands_in_for").filter(wanted)
    if unit:
        found = found.filter(unit__code=unit)
    if words:
        found = found.filter(
            Q(name_ka__icontains=words) | Q(name_en__icontains=words) | Q(account__email__icontains=words)
        )
    return found.order_by("unit__name_ka", "role", "name_ka", "from_on")


def post_of_id(post_id: UUID) -> Appointment:
    """One post. Raises NotFound."""
    found = Appointment.objects.select_related("account", "unit", "stands_in_for").filter(pk=post_id).first()
    if found is None:
        raise NotFound(_("There is no such post here."))
    return found


def units(on: dt.date) -> QuerySet[Unit]:
    """The units with how many posts are held in each on a day, as `post_count`."""
    held = (Q(appointment__until_on__isnull=True) | Q(appointment__until_on__gte=on)) & Q(
        appointment__from_on__lte=on
    )
    return Unit.objects.annotate(post_count=Count("appointment", filter=held)).order_by("name_ka")


def unit_names_as_read(names: Iterable[str]) -> dict[str, str]:
    """Names of units as they were written down one day, as a reader of the page's language can say them.

    Journals keep a unit's name in the language its official worked in. One question, and only on English pages.
    """
    written = set(names)
    foreign = {name for name in written if is_georgian(name)} if get_language() == "en" else set()
    known = {unit.name_ka: unit.name for unit in Unit.objects.filter(name_ka__in=foreign)} if foreign else {}
    return {name: known.get(name) or name_in(get_language(), ka=name, en="") for name in written}


def unit_named(said: str) -> Unit | None:
    """A unit by its word or its name in either language."""
    return Unit.objects.filter(
        Q(code__iexact=said) | Q(name_ka__iexact=said) | Q(name_en__iexact=said)
    ).first()
