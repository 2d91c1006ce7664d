"""Promises as cards, moments and words for the pages."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from eroba.kernel.ui.components import Card, Moment
from eroba.kernel.ui.dates import by_day, day_and_month, days_left, in_words
from eroba.kernel.ui.names import as_read
from eroba.kernel.undertakings.models import Change, Standing, Undertaking

#: A standing is a word and a shape.
SHAPES = {
    Standing.OPEN: "open",
    Standing.LATE: "late",
    Standing.KEPT: "good",
    Standing.BROKEN: "attention",
    Standing.REPLACED: "quiet",
}
KINDS = {
    Change.Kind.KEPT: "good",
    Change.Kind.LATE: "late",
    Change.Kind.BROKEN: "attention",
    Change.Kind.POSTPONED: "attention",
}


def card_of(undertaking: Undertaking, href: str) -> Card:
    """A promise in a list."""
    standing = undertaking.standing()
    return Card(
        title=str(undertaking.text),
        href=href,
        text=str(undertaking.promised_by),
        meta=when_of(undertaking),
        status=str(standing.label),
        kind=SHAPES[standing],
    )


def when_of(undertaking: Undertaking) -> str:
    """Until when, or how it ended and how late."""
    if undertaking.state == Undertaking.State.OPEN:
        return f"{by_day(undertaking.due_on)} · {days_left(undertaking.due_on)}"
    ended = _("ended on %(day)s") % {"day": in_words(undertaking.ended_on)}
    if undertaking.state != Undertaking.State.KEPT:
        return ended
    late = undertaking.days_late
    said = (
        ngettext("%(days)s day late", "%(days)s days late", late) % {"days": late} if late else _("in time")
    )
    return f"{in_words(undertaking.ended_on)} · {said}"


def moments_of(changes: Iterable[Change]) -> list[Moment]:
    """The public history, oldest first."""
    return [
        Moment(
            at=change.at,
            sentence=_sentence(change),
            kind=KINDS.get(Change.Kind(change.kind), "plain"),
            by=as_read(change.by_label),
            detail=str(change.words),
        )
        for change in changes
    ]


def _sentence(change: Change) -> str:
    kind = str(change.get_kind_display())
    if change.kind == Change.Kind.POSTPONED:
        days = {"before": day_and_month(change.due_before), "after": day_and_month(change.due_on)}
        return f"{kind}: {days['before']} → {days['after']}"
    if change.kind in (Change.Kind.PROMISED, Change.Kind.LATE):
        return f"{kind}: {day_and_month(change.due_on)}"
    return kind
