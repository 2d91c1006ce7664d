"""Who follows what, and what a topic or a matter has to tell."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from eroba.kernel.base.errors import NotFound
from eroba.kernel.matters.models import Matter
from eroba.kernel.notify.models import Follow
from eroba.kernel.people.models import Account
from eroba.kernel.people.queries import towns_of
from eroba.kernel.registry import Topic
from eroba.kernel.registry.shelf import topics
from eroba.kernel.tenancy.scope import scope


def topic_or_refuse(code: str) -> Topic:
    """A topic by its code; raises NotFound."""
    found = topics().get(code)
    if found is None:
        raise NotFound(_("There is nothing of this name to follow here."))
    return found


def topics_with(fact_name: str) -> list[str]:
    """The codes of the topics to which a fact belongs."""
    return [code for code, topic in topics().items() if fact_name in {fact.name for fact in topic.facts}]  # type: ignore[attr-defined]


def followers(matter: Matter, fact_name: str, *, at: datetime) -> QuerySet[Follow]:
    """Whoever followed a matter or a topic a fact belongs to when it happened, and may be written to."""
    what = Q(matter=matter) | Q(topic__in=topics_with(fact_name))
    confirmed = Q(account__isnull=False, asked_at__lte=at) | Q(confirmed_at__lte=at)
    return Follow.objects.filter(what, confirmed).select_related("account", "matter").order_by("id")


def follow_of(account: Account, *, matter: Matter | None = None, topic: str = "") -> Follow | None:
    """Whether, and since when, an account follows something."""
    return Follow.objects.filter(account=account, matter=matter, topic=topic).first()


def follows_of(account: Account) -> Sequence[Follow]:
    """Everything an account follows, in all towns, the latest first."""
    found: list[Follow] = []
    for town in towns_of(account):
        with scope(town):
            found += Follow.objects.filter(account=account).select_related("matter", "municipality")
    return sorted(found, key=lambda follow: (follow.asked_at, follow.pk), reverse=True)
