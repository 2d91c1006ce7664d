"""Single pieces: buttons, statuses, notices, folds, ways back."""

from collections.abc import Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from eroba.kernel.ui.components import Crumb, DocumentCard, Figure, Step
from eroba.kernel.ui.icons import icon

BUTTON_KINDS = ("primary", "secondary", "quiet", "warning")
STATUS_SHAPES = {
    "open": "circle",
    "progress": "half",
    "good": "check",
    "attention": "attention",
    "late": "late",
    "paused": "paused",
    "quiet": "dash",
}
NOTICE_SHAPES = {"info": "info", "good": "check", "attention": "attention", "error": "error"}


def button(
    words: str,
    *,
    kind: str = "primary",
    href: str = "",
    name: str = "",
    value: str = "",
    disabled: bool = False,
) -> SafeString:
    """Draw a button that says what happens; with `href` it is a link in the same looks."""
    classes = "e-button" if _known(kind, BUTTON_KINDS) == "primary" else f"e-button e-button--{kind}"
    if href:
        return format_html('<a class="{}" href="{}">{}</a>', classes, href, words)
    named = format_html(' name="{}" value="{}"', name, value) if name else ""
    off = mark_safe(" disabled") if disabled else ""
    return format_html('<button type="submit" class="{}"{}{}>{}</button>', classes, named, off, words)


def status(words: str, kind: str = "open") -> SafeString:
    """Say a state as a word and a shape; the colour only helps."""
    shape = STATUS_SHAPES[_known(kind, tuple(STATUS_SHAPES))]
    return format_html('<span class="e-status e-status--{}">{}{}</span>', kind, icon(shape), words)


def notice(content: str, *, title: str = "", kind: str = "info") -> SafeString:
    """Set a message apart; an error or a success is announced to screen readers."""
    shape = NOTICE_SHAPES[_known(kind, tuple(NOTICE_SHAPES))]
    role = (
        format_html(' role="{}"', {"error": "alert", "good": "status"}[kind])
        if kind in ("error", "good")
        else ""
    )
    heading = format_html('<p class="e-notice__title">{}</p>', title) if title else ""
    return format_html(
        '<div class="e-notice e-notice--{}"{}>{}<div>{}{}</div></div>',
        kind,
        role,
        icon(shape),
        heading,
        content,
    )


def details(content: str, words: str, *, is_open: bool = False) -> SafeString:
    """Fold away what only some want to read."""
    opened = mark_safe(" open") if is_open else ""
    return format_html(
        '<details class="e-details"{}><summary>{}<span class="e-details__words">{}</span></summary>'
        '<div class="e-details__body">{}</div></details>',
        opened,
        icon("next"),
        words,
        content,
    )


def back_link(href: str, words: str) -> SafeString:
    """Lead one step back, saying where to."""
    return format_html(
        '<nav aria-label="{}"><a class="e-back" href="{}">{}{}</a></nav>',
        gettext("Back"),
        href,
        icon("back"),
        words,
    )


def breadcrumbs(crumbs: Sequence[Crumb]) -> dict[str, object]:
    """Show the way back to the front page."""
    return {"crumbs": crumbs}


def empty_state(title: str, body: str, *, action_href: str = "", action_words: str = "") -> dict[str, object]:
    """Say what will be here and how to start."""
    return {"title": title, "body": body, "action_href": action_href, "action_words": action_words}


def document(card: DocumentCard) -> dict[str, object]:
    """Show a paper with its kind, size and day."""
    return {"card": card}


def figures(shown: Sequence[Figure]) -> dict[str, object]:
    """Show a few numbers at the size they deserve."""
    return {"figures": shown}


def steps(way: Sequence[Step]) -> dict[str, object]:
    """Show a short way of numbered steps and where one stands."""
    return {"steps": way}


def _known(kind: str, kinds: Sequence[str]) -> str:
    if kind not in kinds:
        raise ValueError(f"there is no kind {kind!r} here; choose one of {', '.join(kinds)}")
    return kind
