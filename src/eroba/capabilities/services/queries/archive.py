"""Reading the archive: what has ended and may go there, what is due, what is held back, and the lists made of it."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from eroba.capabilities.services.models import ArchivedCase, Case, DestructionList
from eroba.kernel.audit.personal import locked_key_of
from eroba.kernel.base.clock import now, today
from eroba.kernel.clocks.models import Clock
from eroba.kernel.clocks.queries import OPEN

#: How long an application stays in the usual lists after it ended and its last deadline is over.
STAYS_IN_LISTS = dt.timedelta(days=30)
MOST_ARCHIVED_AT_ONCE = 200
MOST_SHOWN = 500


def cases_to_archive() -> list[Case]:
    """What ended a month ago or more, with no deadline left to anybody: for the archive, some at a time."""
    still = Clock.objects.filter(subject_id=OuterRef("matter_id"), state__in=OPEN)
    still = still.filter(Q(due_on__isnull=True) | Q(due_on__gte=today()))
    found = Case.objects.filter(
        waits_for=Case.WaitsFor.NOBODY, archived_at__isnull=True, changed_at__lt=now() - STAYS_IN_LISTS
    )
    whole = found.exclude(Exists(still)).select_related(
        "matter", "service", "version", "merged_into__service", "merged_into__version"
    )
    return list(whole.defer("answers_locked").order_by("changed_at")[:MOST_ARCHIVED_AT_ONCE])


def due_now() -> QuerySet[ArchivedCase]:
    """What need not be kept any longer, is not held back, and stands on no list yet; the oldest first."""
    return _whole().filter(
        keep_until__lte=today(), destroyed_at__isnull=True, held_at__isnull=True, destruction__isnull=True
    )


def held_back() -> QuerySet[ArchivedCase]:
    """What may not be destroyed for now, and why."""
    return _whole().filter(held_at__isnull=False, destroyed_at__isnull=True)


def next_due() -> ArchivedCase | None:
    """What falls due next, so that an empty list says when it will not be empty."""
    coming = ArchivedCase.objects.filter(keep_until__gt=today(), destroyed_at__isnull=True)
    return coming.order_by("keep_until").first()


def destruction_lists() -> QuerySet[DestructionList]:
    """Every list that was put together, the latest first, with how many applications stand on it."""
    return DestructionList.objects.annotate(count=Count("lines"))[:50]


def destruction_list(key: UUID) -> DestructionList | None:
    """One list, if there is one with this key here."""
    return DestructionList.objects.filter(pk=key).first()


def lines_of(destruction: DestructionList) -> QuerySet[ArchivedCase]:
    """What stands on a list."""
    return _whole().filter(destruction=destruction)


def archived_with(number: str) -> ArchivedCase | None:
    """What the archive says of one application, if it is there."""
    return _whole().filter(case__matter__number=number).first()


def salts_of(matter_ids: Sequence[UUID]) -> dict[UUID, bytes]:
    """The salts that open what the journal keeps of these applications; none where the content was destroyed."""
    rows = Case.objects.filter(matter_id__in=matter_ids).values_list("matter_id", "second_salt")
    return {matter_id: bytes(salt) for matter_id, salt in rows}


def _whole() -> QuerySet[ArchivedCase]:
    found = ArchivedCase.objects.select_related(
        "case__matter", "case__service", "case__version", "case__person"
    )
    return found.defer("case__answers_locked", "case__version__content").annotate(
        locked_key=locked_key_of("case__person_id")
    )
