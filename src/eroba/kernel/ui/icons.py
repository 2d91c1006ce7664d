"""Small line drawings of ours: the shapes that stand beside words, so that colour never speaks alone."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

PATHS = {
    "circle": "M12 5a7 7 0 1 0 0 14 7 7 0 1 0 0-14z",
    "check": "M4.5 12.5l5 5 10-11",
    "half": "M12 4a8 8 0 1 0 0 16 8 8 0 1 0 0-16zM12 8v4l3 2",
    "attention": "M12 4l9 16H3zM12 10.5v4M12 17v.01",
    "late": "M6 3h12M6 21h12M7.5 3c0 5 9 6 9 9s-9 4-9 9M16.5 3c0 5-9 6-9 9s9 4 9 9",
    "error": "M8.2 3h7.6L21 8.2v7.6L15.8 21H8.2L3 15.8V8.2zM12 8v4.5M12 16v.01",
    "info": "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 1 0 0-17zM12 11v5M12 8v.01",
    "paused": "M9 6v12M15 6v12",
    "dash": "M7 12h10",
    "next": "M9 5l7 7-7 7",
    "back": "M15 5l-7 7 7 7",
    "up": "M12 19V5M6 11l6-6 6 6",
    "down": "M12 5v14M6 13l6 6 6-6",
    "menu": "M4 7h16M4 12h16M4 17h16",
    "person": "M12 4a4 4 0 1 0 0 8 4 4 0 1 0 0-8zM4.5 20.5c.8-4 3.6-6 7.5-6s6.7 2 7.5 6",
    "search": "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 1 0 0-13zM15.5 15.5l5 5",
    "register": "M4.5 12.5l5 5 10-11",
    "services": "M6 3h9l4 4v14H6zM14.5 3v4.5H19M9 12h7M9 16h5",
    "together": "M8 5a3 3 0 1 0 0 6 3 3 0 1 0 0-6zM16.5 7a2.5 2.5 0 1 0 0 5 2.5 2.5 0 1 0 0-5z"
    "M2.5 19c.6-3.6 2.6-5.4 5.5-5.4s4.9 1.8 5.5 5.4M16 15c3 0 4.9 1.4 5.5 4",
    "townhall": "M3 21h18M5 21V10M19 21V10M3 10l9-6 9 6zM9.5 21v-7M14.5 21v-7",
    "clock": "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 1 0 0-17zM12 7.5V12l3.5 2",
    "print": "M7 8V3h10v5M7 17H4V8h16v9h-3M7 14h10v7H7z",
    "download": "M12 4v11M7 11l5 5 5-5M5 20h14",
    "mail": "M3 6h18v12H3zM3 7l9 7 9-7",
    "lock": "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
}


def icon(name: str) -> SafeString:
    """Draw an icon; it is decoration, the word beside it carries the meaning."""
    if name not in PATHS:
        raise KeyError(f"no icon is called {name!r}; there are: {', '.join(sorted(PATHS))}")
    path = mark_safe(PATHS[name])  # noqa: S308 - a constant of ours
    return format_html(
        '<svg class="e-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="{}"/></svg>',
        path,
    )
