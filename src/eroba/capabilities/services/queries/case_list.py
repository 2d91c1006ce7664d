"""The desk's list: what is to be done, the nearest deadline first, filtered, searched and paged."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import F, Q, QuerySet

from eroba.capabilities.services.models import Case
from eroba.capabilities.services.queries.cases import whole_cases

PER_PAGE = 50
ORDERS = {
    "due": (F("due_on").asc(nulls_last=True), "id"),
    "-due": (F("due_on").desc(nulls_last=True), "-id"),
    "number": ("matter__number",),
    "-number": ("-matter__number",),
    "received": ("received_at", "id"),
    "-received": ("-received_at", "-id"),
}
USUAL_ORDER = "due"
IN_OUR_HANDS = (Case.WaitsFor.TOWN, Case.WaitsFor.REGISTERS)


@dataclass(frozen=True)
class Wanted:
    """What somebody wants to see of the list."""

    words: str = ""
    waits: str = ""
    stage: str = ""
    whose: str = ""
    order: str = USUAL_ORDER


def inbox(wanted: Wanted, account_id: UUID | None) -> QuerySet[Case]:
    """The cases somebody wants to see, in their order."""
    found = whole_cases().filter(_waiting(wanted.waits))
    if wanted.stage:
        found = found.filter(stage=wanted.stage)
    if wanted.whose == "mine":
        found = found.filter(assigned_to=account_id)
    if wanted.whose == "free":
        found = found.filter(assigned_to__isnull=True)
    words = wanted.words.strip()
    if words:
        found = found.filter(Q(matter__number__icontains=words) | Q(person__family_name__istartswith=words))
    return found.order_by(*ORDERS.get(wanted.order, ORDERS[USUAL_ORDER]))


def paged(cases: QuerySet[Case], number: object) -> Any:
    """One page of the list; a page that does not exist becomes the nearest that does."""
    return Paginator(cases, PER_PAGE).get_page(number if isinstance(number, str | int) else 1)


def _waiting(waits: str) -> Q:
    match waits:
        case "applicant":
            return Q(waits_for=Case.WaitsFor.APPLICANT)
        case "decided":
            return Q(waits_for=Case.WaitsFor.NOBODY)
        case "all":
            return Q()
        case _:
            return Q(waits_for__in=IN_OUR_HANDS)
