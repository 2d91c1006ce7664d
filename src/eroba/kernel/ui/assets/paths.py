"""Where the asset step reads and writes. Other rooms take the letter fonts and the built folder from here."""

from pathlib import Path

ASSETS = Path(__file__).resolve().parent
UI = ASSETS.parent
BUILT = UI / "built"
CHECKOUT = UI.parents[3]
NODE_MODULES = CHECKOUT / "node_modules"
FONTSOURCE = NODE_MODULES / "@fontsource-variable"

STAMP = BUILT / "stamp.txt"
VENDOR_LIST = BUILT / "vendor.json"

# WeasyPrint garbles text when two files share one family name, so each script has a family of its own.
LETTER_FONTS = BUILT / "letters"
LETTER_FONT_FACES: dict[tuple[str, int], Path] = {
    (family, weight): LETTER_FONTS / f"{file_name}-{weight}.ttf"
    for family, file_name in (("Eroba Georgian", "eroba-georgian"), ("Eroba Latin", "eroba-latin"))
    for weight in (400, 700)
}
LETTER_FONT_FAMILIES = '"Eroba Georgian", "Eroba Latin"'
