"""The twelve colours a town can choose from, and the class that carries one on a page."""

import zlib

TOWN_COLOURS = (
    "saperavi",
    "tea",
    "sea",
    "honey",
    "tkemali",
    "supra",
    "pomegranate",
    "slate",
    "terracotta",
    "pine",
    "walnut",
    "iris",
)
HOUSE_COLOUR = "saperavi"


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
