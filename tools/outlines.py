"""Makes the outlines of the country's map from a GeoJSON file of districts: `python -m tools.outlines FILE`.

Each corner is moved to the nearest point of a coarse grid, the same for neighbours, so that no gap opens between them.
"""

import argparse
import json
import math
from collections.abc import Iterator, Sequence
from pathlib import Path

OUTLINES = Path(__file__).resolve().parent.parent / "src/eroba/capabilities/portal/map/outlines.json"
WEST, EAST, SOUTH, NORTH = 40.0, 46.75, 41.03, 43.6
WIDTH = 1000
#: One degree of longitude is shorter than one of latitude.
FLAT = math.cos(math.radians((SOUTH + NORTH) / 2))
SCALE = WIDTH / ((EAST - WEST) * FLAT)
# Treasury codes of units outside the government's control; districts without a name lie there too.
OCCUPIED = {"05", "42", "43", "46", "64"}
# These have no outline of their own in the source; their places are common knowledge.
POINTS = {"06": (41.636, 41.645), "32": (41.671, 42.147), "48": (45.0, 41.549)}
POINTS_FOR_SMALL = {"20": (42.7, 42.25)}
ABOUT = {
    "about": "Outlines of districts on a coarse grid, for the map on the country's front page.",
    "source": "Derived from districts-simplified.geojson of JumpStart Georgia, project Georgian-Names, MIT licence.",
    "changed": "Corners moved to a grid of a thousandth of the country's width; recoded; nothing else.",
}


def on_grid(longitude: float, latitude: float) -> tuple[int, int]:
    """The place of a corner on the drawing's grid; north is up."""
    return round((longitude - WEST) * FLAT * SCALE), round((NORTH - latitude) * SCALE)


def ring_on_grid(ring: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """A ring of corners, each once, without its last one, which is the first again."""
    corners: list[tuple[int, int]] = []
    for longitude, latitude in ring:
        corner = on_grid(longitude, latitude)
        if not corners or corner != corners[-1]:
            corners.append(corner)
    if len(corners) > 1 and corners[0] == corners[-1]:
        corners.pop()
    return corners


def districts(features: Sequence[dict]) -> Iterator[dict]:
    """Each district with its rings; in a fixed order."""
    for feature in features:
        shape, code = feature["geometry"], feature["properties"]["code"] or ""
        parts = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        rings = [ring_on_grid(part[0]) for part in parts]
        occupied = not code or code in OCCUPIED
        yield {
            "code": "" if occupied else code,
            "is_occupied": occupied,
            "rings": [[list(corner) for corner in ring] for ring in rings if len(ring) > 2],
        }


def main() -> None:
    """Read the districts, write the outlines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, help="GeoJSON of districts with the property `code`")
    features = json.loads(parser.parse_args().file.read_text(encoding="utf-8"))["features"]
    places = {code: list(on_grid(*place)) for code, place in (POINTS | POINTS_FOR_SMALL).items()}
    found = {
        **ABOUT,
        "width": WIDTH,
        "height": on_grid(WEST, SOUTH)[1],
        "points": dict(sorted(places.items())),
    }
    rows = ",\n".join(
        "  " + json.dumps(one, separators=(",", ":"))
        for one in sorted(
            districts(features), key=lambda one: (one["is_occupied"], one["code"], one["rings"])
        )
    )
    head = json.dumps(found, ensure_ascii=False, indent=1)[:-2]
    OUTLINES.parent.mkdir(parents=True, exist_ok=True)
    OUTLINES.write_text(f'{head},\n "districts": [\n{rows}\n ]\n}}\n', encoding="utf-8")


if __name__ == "__main__":
    main()
