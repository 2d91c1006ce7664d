"""What services add to a town's front pages: what a search finds, and figures on kept promises."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from eroba.capabilities.services.queries.catalogue import OfferedService, offered_services
from eroba.capabilities.services.queries.promises import kept_time
from eroba.capabilities.services.views.open_process.words import (
    days_in_words,
    period_in_words,
    share_in_words,
)
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
    """How long decisions took, how many there were, and how many came in time; as published, never counted anew."""
    kept, found = kept_time(), []
    when = period_in_words(kept.half) if kept.half else ""
    if kept.in_time is not None:
        words = _("of decisions came within the time the law gives")
        found.append(Figure(value=share_in_words(kept.in_time), label=words, note=when))
    if kept.decision_count is not None:
        found.append(Figure(value=number(kept.decision_count), label=_("decisions were made"), note=when))
    if kept.usual_days is not None:
        found.append(
            Figure(
                value=days_in_words(kept.usual_days),
                label=_("half of the decisions came within this time"),
                note=_("in the last twelve months"),
            )
        )
    return found


def _texts(one: OfferedService) -> list[str]:
    said = one.definition
    texts = [said.title, said.summary, *(event.title for event in said.life_events)]
    return [text.in_language(language) for text in texts for language in ("ka", "en")]
