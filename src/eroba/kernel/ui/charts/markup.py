"""Writes SVG: elements with escaped words, the textures that stand beside colours, and how wide words are."""

from collections.abc import Iterable
from decimal import Decimal
from html import escape

WIDTH = 400
"""Units across every drawing: near to pixels on a phone, so that words stay readable there."""
LETTER = 14
LINE = 18
SERIES = 6
#: What fills an area besides its colour, as the lines of one tile of eight by eight.
_TEXTURES = (
    "",
    "M-2 2l4-4M0 8l8-8M6 10l4-4",
    "M2 2h1.5v1.5h-1.5zM6 6h1.5v1.5h-1.5z",
    "M0 4h8",
    "M-2 6l4 4M0 0l8 8M6-2l4 4",
    "M4 0v8",
)


class Svg(str):
    """Markup that is escaped already."""

    __slots__ = ()


def element(name: str, *inside: str, **attributes: object) -> Svg:
    """Write one element; words inside and values are escaped, what is None is left out. `class_` is the class."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_said(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    body = "".join(part if isinstance(part, Svg) else escape(part) for part in inside)
    return Svg(f"<{name}{written}>{body}</{name}>" if body else f"<{name}{written}/>")


def together(parts: Iterable[str]) -> Svg:
    """Put elements one after the other."""
    return Svg("".join(part if isinstance(part, Svg) else escape(part) for part in parts))


def drawing(title: str, height: float, key: str, *inside: str, has_links: bool = False) -> Svg:
    """Frame a whole drawing; with links it is a group one can walk through, else one picture."""
    return element(
        "svg",
        textures(key),
        *inside,
        class_="e-chart__drawing",
        viewBox=f"0 0 {WIDTH} {_said(height)}",
        role="group" if has_links else "img",
        aria_label=title,
        focusable="false",
    )


def textures(key: str) -> Svg:
    """The patterns of a drawing; `key` keeps those of two drawings on one page apart."""
    tiles = [
        element(
            "pattern",
            element("path", d=path, class_="e-chart__texture"),
            id=f"{key}-t{number}",
            width=8,
            height=8,
            patternUnits="userSpaceOnUse",
        )
        for number, path in enumerate(_TEXTURES, 1)
        if path
    ]
    return element("defs", *tiles)


def area(place: int, key: str, *, x: float, y: float, width: float, height: float, title: str) -> Svg:
    """A rectangle in the colour and the texture of its place in the list."""
    number = place % SERIES + 1
    box = {"x": x, "y": y, "width": max(width, 0), "height": max(height, 0)}
    colour = element("rect", element("title", title), class_=f"e-chart__area e-chart__area--{number}", **box)
    if not _TEXTURES[number - 1]:
        return colour
    return together([colour, element("rect", class_="e-chart__over", fill=f"url(#{key}-t{number})", **box)])


def words(text: str, x: float, y: float, *, kind: str = "", anchor: str | None = None) -> Svg:
    """One line of words; `anchor` is start, middle or end."""
    return element(
        "text",
        text,
        x=x,
        y=y,
        class_=f"e-chart__words {kind}".strip(),
        text_anchor=anchor,
    )


def width_of(text: str, size: float = LETTER) -> float:
    """How wide words are at most in our typeface, in the drawing's units."""
    return size * sum(_letter_width(letter) for letter in text)


def fitted(text: str, room: float, size: float = LETTER) -> str:
    """The words, cut with an ellipsis where they are wider than the room; empty when not even one letter fits."""
    if width_of(text, size) <= room:
        return text
    kept = text
    while kept and width_of(f"{kept}…", size) > room:
        kept = kept[:-1]
    return f"{kept.rstrip()}…" if kept.strip() else ""


def wrapped(text: str, room: float, lines: int, size: float = LETTER) -> list[str]:
    """The words in at most so many lines, the last one cut when there is more."""
    rows: list[str] = []
    waiting = text.split()
    while waiting and len(rows) < lines:
        row = waiting.pop(0)
        while waiting and width_of(f"{row} {waiting[0]}", size) <= room:
            row = f"{row} {waiting.pop(0)}"
        if len(rows) == lines - 1 and waiting:
            row = " ".join([row, *waiting])
        rows.append(fitted(row, room, size))
    return [row for row in rows if row]


def _letter_width(letter: str) -> float:
    if letter in " .,:;'|!ilj()[]-\u00a0":
        return 0.37
    if "ა" <= letter <= "ჿ":
        # ფ, ქ, ლ, რ, დ, თ, ო and their like are wide; one measure that none exceeds keeps this simple.
        return 0.82 if letter in "ლფოღრდთმშცძწჩჭჯ" else 0.64
    if letter in "MWmw@%…—":
        return 0.95
    return 0.72 if letter.isupper() else 0.62


def _said(value: object) -> str:
    if isinstance(value, float | Decimal):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return str(value)
