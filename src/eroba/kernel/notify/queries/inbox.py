"""A person's notices, in all towns that wrote to them."""

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from eroba.kernel.actions import Actor
from eroba.kernel.base.errors import NotFound
from eroba.kernel.notify.models import Notice
from eroba.kernel.people.models import Account
from eroba.kernel.people.queries import towns_of
from eroba.kernel.tenancy.scope import scope

SHOWN = 200
T = TypeVar("T")


def notices_for(account: Account, *, limit: int = SHOWN) -> list[Notice]:
    """The newest notices, from all towns, newest first."""

    def here() -> list[Notice]:
        return list(
            Notice.objects.filter(account=account, is_in_inbox=True)
            .select_related("municipality")
            .order_by("-written_at", "-id")[:limit]
        )

    found = [notice for notices in _in_each_town(account, here) for notice in notices]
    return sorted(found, key=lambda notice: (notice.written_at, notice.pk), reverse=True)[:limit]


def unread_count(account: Account) -> int:
    """How many notices were not opened yet."""

    def here() -> int:
        return Notice.objects.filter(account=account, read_at__isnull=True, is_in_inbox=True).count()

    return sum(_in_each_town(account, here))


def unread_here(actor: Actor) -> int:
    """How many notices of the town worked for now an account has not opened yet."""
    return (
        Notice.objects.filter(account=actor.account_id, read_at__isnull=True, is_in_inbox=True).count()
        if actor.is_signed_in
        else 0
    )


def notice_for(account: Account, notice_id: UUID) -> Notice:
    """One notice of this account; raises NotFound for anybody else's."""

    def here() -> Notice | None:
        notices = Notice.objects.select_related("municipality", "matter").prefetch_related("sendings")
        return notices.filter(account=account, pk=notice_id, is_in_inbox=True).first()

    found = next((notice for notice in _in_each_town(account, here) if notice is not None), None)
    if found is None:
        raise NotFound(_("There is no such message among yours."))
    return found


def _in_each_town(account: Account, ask: Callable[[], T]) -> list[T]:
    answers = []
    for town in towns_of(account):
        with scope(town):
            answers.append(ask())
    return answers
