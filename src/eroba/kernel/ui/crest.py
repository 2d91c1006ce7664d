"""Pictures the product makes itself: a crest from a letter, a cover of ridges from a name.

Both are drawn in classes, never in inline colours, so they follow the town, the theme and the paper.
"""

import random
import zlib

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

SHIELD = "M3 3h34v25c0 11-8 16.5-17 19.5C11 44.5 3 39 3 28z"
INNER = "M6 6h28v22c0 9-6.5 13.5-14 16.2C12.5 41.500 6 37 6 28z"
# A small stepped lozenge under the letter, the same figure as in the carpet line.
LOZENGE = "M19 35h2v1h1v1h1v2h-1v1h-1v1h-2v-1h-1v-1h-1v-2h1v-1h1z"
RIDGES = ((0.14, 128, 46, 80), (0.28, 158, 34, 120), (0.5, 192, 26, 96), (1.0, 228, 18, 160))
WIDTH, HEIGHT = 480, 270


def crest_letter(municipality: object) -> str:
    """The letter of a town's crest: its own choice, else the first of its name."""
    name = str(getattr(municipality, "name", "") or "")
    return str(getattr(municipality, "crest_letter", "") or name[:1] or "ე")


def crest_svg(municipality: object) -> SafeString:
    """Show a town's own crest, or draw the generic one for towns that have not given theirs."""
    own = getattr(municipality, "crest_file", "")
    if own:
        address = f"/crests/{getattr(municipality, 'slug', '')}/{own}.png"
        return format_html('<img class="e-crest" src="{}" alt="" width="40" height="50">', address)
    return format_html(
        '<svg class="e-crest" viewBox="0 0 40 50" aria-hidden="true" focusable="false">'
        '<path class="e-crest__field" d="{}"/><path class="e-crest__line" d="{}"/>'
        '<path class="e-crest__mark" d="{}"/>'
        '<text class="e-crest__letter" x="20" y="28" text-anchor="middle">{}</text></svg>',
        SHIELD,
        INNER,
        LOZENGE,
        crest_letter(municipality),
    )


def cover_svg(seed: str) -> SafeString:
    """Draw ridges under a sun in the town's colour; the same name always gives the same hills."""
    dice = random.Random(zlib.crc32(seed.encode()))  # noqa: S311 - a picture, not a secret
    parts = [
        f'<svg class="e-cover" viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true" focusable="false">'
        f'<rect class="e-cover__sky" width="{WIDTH}" height="{HEIGHT}"/>'
        f'<circle class="e-cover__sun" cx="{dice.randint(90, 390)}" cy="{dice.randint(62, 92)}" r="26"/>'
    ]
    for strength, level, sway, step in RIDGES:
        parts.append(
            f'<path class="e-cover__ridge" fill-opacity="{strength}" d="{_ridge(dice, level, sway, step)}"/>'
        )
    return mark_safe("".join([*parts, "</svg>"]))  # noqa: S308 - only numbers of ours are in it


def _ridge(dice: random.Random, level: int, sway: int, step: int) -> str:
    """Draw one smooth line of hills from edge to edge, closed at the bottom."""
    heights = [level + dice.randint(-sway, sway) for _ in range(WIDTH // step + 1)]
    path = [f"M0 {heights[0]}"]
    for index, height in enumerate(heights[1:], start=1):
        middle = index * step - step // 2
        path.append(f"C{middle} {heights[index - 1]} {middle} {height} {index * step} {height}")
    return "".join([*path, f"V{HEIGHT}H0z"])
