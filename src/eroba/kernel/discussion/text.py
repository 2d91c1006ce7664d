"""From what somebody typed to what is shown: plain text, with addresses as links and nothing else."""

import re

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

_ADDRESS = re.compile(r"\bhttps?://[^\s<>\"'`]+[^\s<>\"'`.,;:!?)\]}]")
_INVISIBLE = re.compile(
    r"[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_GAPS = re.compile(r"\n{3,}")


def cleaned(typed: str) -> str:
    """Typed text without what cannot be seen, which could turn lines around, and without long gaps."""
    lines = typed.replace("\r\n", "\n").replace("\r", "\n").strip()
    return _GAPS.sub("\n\n", _INVISIBLE.sub("", lines)).strip()


def shown(text: str) -> SafeString:
    """A comment as HTML: paragraphs and links; whatever looks like markup stays text."""
    linked = "".join(
        f'<a href="{escape(part)}">{escape(part)}</a>' if is_address else escape(part)
        for part, is_address in _parts(text)
    )
    paragraphs = "".join(f"<p>{p.replace(chr(10), '<br>')}</p>" for p in linked.split("\n\n") if p.strip())
    # The second lock: even a mistake above lets nothing but these through.
    clean = nh3.clean(
        paragraphs,
        tags={"p", "br", "a"},
        attributes={"a": {"href"}},
        url_schemes={"http", "https"},
        link_rel="nofollow ugc noopener",
    )
    return mark_safe(clean)  # noqa: S308 - cleaned in the line above


def _parts(text: str) -> list[tuple[str, bool]]:
    parts, end = [], 0
    for found in _ADDRESS.finditer(text):
        parts += [(text[end : found.start()], False), (found.group(), True)]
        end = found.end()
    return [*parts, (text[end:], False)]
