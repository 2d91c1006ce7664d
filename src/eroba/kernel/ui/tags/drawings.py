"""Charts on a page: the drawing, what it shows, where its numbers are from, and the table that says the same."""

import hashlib

from django.template import Context
from django.utils.safestring import SafeString, mark_safe

from eroba.kernel.ui.charts.drawing import drawing_of, is_empty, table_of
from eroba.kernel.ui.charts.kinds import Chart


def chart(context: Context, shown: Chart, *, is_open: bool = False) -> dict[str, object]:
    """Show a chart; `is_open` shows its table at once instead of folded."""
    # The same drawing has the same key, so that a page stays the same while nothing has changed.
    key = f"c{hashlib.sha256(repr(shown).encode()).hexdigest()[:8]}"
    return {
        "chart": shown,
        "drawing": "" if is_empty(shown) else _safe(drawing_of(shown, key)),
        "table": table_of(shown),
        "is_open": is_open,
        "request": context.get("request"),
    }


def _safe(drawn: str) -> SafeString:
    return mark_safe(drawn)  # noqa: S308 - made of escaped words only, by charts/markup.py
