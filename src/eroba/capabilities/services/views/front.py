"""What services add to a town's front pages: what a search finds, and figures on kept promises."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from eroba.capabilities.services.queries.catalogue import OfferedService, offered_services
from eroba.capabilities.services.queries.promises import kept_time
from eroba.kernel.base.text import is_found
from eroba.kernel.registry import Card, Figure
from eroba.kernel.tenancy.scope import current_municipality
from eroba.kernel.ui.numbers import number


def found_services(key: str) -> Sequence[Card]:
    """The services of this town under a search key: by title, summary and what happened in somebody's life."""
    return [
        Card(
            title=str(one.definition.title),
            text=str(one.definition.summary),
            address=reverse(
                "services:service",
                kwargs={"municipality": current_municipality().slug, "code": one.service.code},
            ),
        )
        for one in offered_services()
        if is_found(key, *_texts(one))
    ]


def promise_figures() -> Sequence[Figure]:
    """How many decisions there were in twelve months, and how many came in time."""
    kept = kept_time()
    if kept is None:
        return []
    return [
        Figure(
            value=f"{kept.in_time_share}%",
            label=_("of decisions came within the time the law gives"),
            note=_("in the last twelve months"),
        ),
        Figure(
            value=number(kept.decision_count),
            label=_("decisions were made"),
            note=_("in the last twelve months"),
        ),
    ]


def _texts(one: OfferedService) -> list[str]:
    said = one.definition
    texts = [said.title, said.summary, *(event.title for event in said.life_events)]
    return [text.in_language(language) for text in texts for language in ("ka", "en")]
