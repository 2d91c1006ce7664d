"""Cuts the open Noto fonts down to what the pages need, and makes fixed-weight copies for letters.

One file per script, because a phone on a weak line should fetch 30 kB of type and not 300.
"""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools import merge, subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from eroba.kernel.ui.assets.paths import BUILT, FONTSOURCE, LETTER_FONT_FACES

GEORGIAN = frozenset(range(0x10D0, 0x1100))
LATIN = frozenset(range(0x20, 0x7F)) | frozenset(
    map(ord, "\u00a0\u00a7\u00ab\u00b0\u00b7\u00bb\u00d7–—‘’“”„…−")
)
LARI = frozenset({ord("₾")})
NUMERO = frozenset({ord("№")})
TEXT_WEIGHTS = (400, 400, 700)
HEADING_WEIGHT = 600
# Figures of one width for tables, kerning for headings; the rest of the tables only costs bytes.
FEATURES = ["kern", "liga", "ccmp", "locl", "mark", "mkmk", "tnum", "lnum"]


@dataclass(frozen=True)
class Cut:
    """One file to make: from which package and script, which characters, which weights."""

    output: str
    package: str
    script: str
    characters: frozenset[int]
    weight: int | tuple[int, int, int]

    @property
    def source(self) -> Path:
        """The packaged font that is cut."""
        return FONTSOURCE / self.package / "files" / f"{self.package}-{self.script}-wght-normal.woff2"


WEB = (
    Cut("eroba-georgian", "noto-sans-georgian", "georgian", GEORGIAN, TEXT_WEIGHTS),
    Cut("eroba-latin", "noto-sans-georgian", "latin", LATIN, TEXT_WEIGHTS),
    Cut("eroba-lari", "noto-sans-georgian", "latin-ext", LARI, TEXT_WEIGHTS),
    Cut("eroba-numero", "noto-sans", "cyrillic", NUMERO, TEXT_WEIGHTS),
    Cut("eroba-heading-georgian", "noto-serif-georgian", "georgian", GEORGIAN, HEADING_WEIGHT),
    Cut("eroba-heading-latin", "noto-serif-georgian", "latin", LATIN, HEADING_WEIGHT),
    Cut("eroba-heading-lari", "noto-serif-georgian", "latin-ext", LARI, HEADING_WEIGHT),
)


def make_web_fonts() -> None:
    """Write one small woff2 per script for the pages."""
    folder = BUILT / "fonts"
    folder.mkdir(parents=True, exist_ok=True)
    for cut in WEB:
        font = _cut(cut)
        font.flavor = "woff2"
        font.save(folder / f"{cut.output}.woff2")


def make_letter_fonts() -> None:
    """Write fixed-weight TrueType files for letters, one family name per script."""
    for (family, weight), target in LETTER_FONT_FACES.items():
        target.parent.mkdir(parents=True, exist_ok=True)
        font = _georgian(weight) if "Georgian" in family else _latin_with_signs(weight)
        _rename(font, family, weight)
        font.flavor = None
        font.save(target)


def _cut(cut: Cut) -> TTFont:
    font = TTFont(cut.source)
    options = subset.Options()
    options.layout_features = FEATURES
    options.hinting = False
    options.name_IDs = [0, 1, 2, 13, 14]
    options.notdef_outline = True
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=cut.characters)
    subsetter.subset(font)
    return instancer.instantiateVariableFont(font, {"wght": cut.weight})


def _georgian(weight: int) -> TTFont:
    # Space and no-break space travel with the script, so that a line of Georgian is one run of one font.
    return _cut(Cut("", "noto-sans-georgian", "georgian", GEORGIAN | {0x20, 0xA0}, weight))


def _latin_with_signs(weight: int) -> TTFont:
    parts = (
        Cut("latin", "noto-sans-georgian", "latin", LATIN, weight),
        Cut("lari", "noto-sans-georgian", "latin-ext", LARI, weight),
        Cut("numero", "noto-sans", "cyrillic", NUMERO, weight),
    )
    with TemporaryDirectory() as folder:
        files = []
        for part in parts:
            font = _cut(part)
            font.flavor = None
            for table in ("GSUB", "GPOS", "GDEF", "STAT"):
                if table in font and (part.output != "latin" or table == "STAT"):
                    del font[table]
            files.append(str(Path(folder) / f"{part.output}.ttf"))
            font.save(files[-1])
        return merge.Merger().merge(files)


def _rename(font: TTFont, family: str, weight: int) -> None:
    style = "Bold" if weight >= 700 else "Regular"
    names = {
        1: family,
        2: style,
        4: f"{family} {style}",
        6: f"{family}-{style}".replace(" ", ""),
        16: None,
        17: None,
    }
    for name_id, value in names.items():
        font["name"].removeNames(nameID=name_id)
        if value:
            font["name"].setName(value, name_id, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    font["OS/2"].fsSelection = 0x20 if weight >= 700 else 0x40
    font["head"].macStyle = 1 if weight >= 700 else 0
