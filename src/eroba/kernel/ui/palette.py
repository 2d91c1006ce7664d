"""The twelve colours a town can choose from, and the class that carries one on a page."""

import zlib
from dataclasses import dataclass

#: The same as in `assets/scss/_towns.scss`; mail readers know no style sheet of ours.
TOWN_FILLS = {
    "saperavi": "#7a1f3d",
    "tea": "#22603f",
    "sea": "#17566f",
    "honey": "#7a5200",
    "tkemali": "#653267",
    "supra": "#2f4590",
    "pomegranate": "#96222f",
    "slate": "#44546a",
    "terracotta": "#8d4022",
    "pine": "#1c5a52",
    "walnut": "#63493a",
    "iris": "#4e4196",
}
TOWN_COLOURS = tuple(TOWN_FILLS)
HOUSE_COLOUR = "saperavi"
LIGHT, DARK = "#ffffff", "#191512"


@dataclass(frozen=True)
class Paint:
    """A town's colour where no style sheet of ours reaches: for fills and words, on light and on dark."""

    fill: str
    words: str
    fill_on_dark: str
    words_on_dark: str


def town_colour(chosen: object, slug: str = "") -> str:
    """Name the colour of a town: its choice, or one that its address settles once and for all."""
    name = str(chosen or "").strip().lower()
    if name in TOWN_COLOURS:
        return name
    if name.isdigit() and int(name):
        return TOWN_COLOURS[(int(name) - 1) % len(TOWN_COLOURS)]
    return TOWN_COLOURS[zlib.crc32(slug.encode()) % len(TOWN_COLOURS)] if slug else HOUSE_COLOUR


def town_colour_class(municipality: object) -> str:
    """Give the class that paints a page in the town's colour."""
    colour = getattr(municipality, "colour", None)
    return f"town-colour-{town_colour(colour, getattr(municipality, 'slug', ''))}"


def town_paint(municipality: object) -> Paint:
    """Mix the colours of a town's e-mails: its own, brighter for words on a dark ground."""
    colour = getattr(municipality, "colour", None)
    fill = TOWN_FILLS[town_colour(colour, getattr(municipality, "slug", ""))]
    return Paint(fill, fill, mixed(fill, LIGHT, 0.88), mixed(fill, LIGHT, 0.36))


def mixed(colour: str, other: str, share: float) -> str:
    """Mix two colours; the share is the first one's."""
    pairs = zip(_parts(colour), _parts(other), strict=True)
    return "#" + "".join(f"{round(one * share + two * (1 - share)):02x}" for one, two in pairs)


def _parts(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def contrast(colour: str, other: str) -> float:
    """How far apart two colours are to the eye, from 1 (the same) to 21 (black on white)."""
    lighter, darker = sorted((_luminance(colour), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    shares = [part / 255 for part in _parts(colour)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
