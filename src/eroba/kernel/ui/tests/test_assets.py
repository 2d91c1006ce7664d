"""What the asset step made: light, our own, and nothing from elsewhere. Skipped before it has run."""

import gzip
import json
import re
import shutil
import subprocess

import pytest
from fontTools.ttLib import TTFont
from weasyprint import HTML

from eroba.kernel.ui.assets.fonts import GEORGIAN, LATIN
from eroba.kernel.ui.assets.paths import (
    BUILT,
    CHECKOUT,
    LETTER_FONT_FACES,
    LETTER_FONT_FAMILIES,
    UI,
    VENDOR_LIST,
)
from eroba.kernel.ui.palette import TOWN_COLOURS, TOWN_FILLS

needs_build = pytest.mark.skipif(
    not VENDOR_LIST.exists(), reason="run `python -m eroba.kernel.ui.assets` first"
)
KB = 1000


def packed(name: str) -> int:
    """Bytes over the wire; woff2 is packed already."""
    content = (BUILT / name).read_bytes()
    return len(content) if name.endswith(".woff2") else len(gzip.compress(content, 9))


@needs_build
def test_the_first_view_is_light() -> None:
    fonts = sum(packed(f"fonts/{path.name}") for path in (BUILT / "fonts").iterdir())
    looks = packed("eroba.css") + packed("desk.css") + packed("carpet.svg") + packed("icon.svg")
    scripts = packed("eroba.js") + packed("govuk-frontend.min.js") + packed("htmx.min.js")
    assert fonts < 45 * KB
    assert looks < 20 * KB
    # Fonts, looks, every script, and a page of 8 kB: still under the promise of 100 kB.
    assert fonts + looks + scripts + 8 * KB < 100 * KB


@needs_build
@pytest.mark.parametrize("sheet", ["eroba.css", "desk.css"])
def test_style_sheets_are_ours(sheet) -> None:
    css = (BUILT / sheet).read_text(encoding="utf-8")
    assert not re.search(r"GDS Transport|crown|govuk-crest", css, re.IGNORECASE)
    assert not re.search(r"(?:https?:)?//[\w-]+\.", css)
    for address in re.findall(r"url\([\"']?([^\"')]+)", css):
        assert (BUILT / address).exists(), address


@needs_build
def test_scripts_name_no_missing_map() -> None:
    for script in BUILT.glob("*.js"):
        assert "sourceMappingURL" not in script.read_text(encoding="utf-8")


@needs_build
def test_every_third_party_file_is_listed_with_licence_and_checksum() -> None:
    rows = json.loads(VENDOR_LIST.read_text(encoding="utf-8"))
    assert {"htmx.min.js", "govuk-frontend.min.js"} <= {row["file"] for row in rows}
    for row in rows:
        assert (BUILT / row["file"]).exists()
        assert row["licence"] and row["version"]
        assert row["sha384"].startswith("sha384-")


@needs_build
def test_letter_fonts_have_a_family_and_every_character_each() -> None:
    for (family, weight), path in LETTER_FONT_FACES.items():
        font = TTFont(path)
        wanted = set(range(0x10D0, 0x10F1)) if "Georgian" in family else LATIN | {ord("₾"), ord("№")}
        assert font["name"].getDebugName(1) == family
        assert font["OS/2"].usWeightClass == weight
        assert "fvar" not in font
        assert wanted <= set(font.getBestCmap()), family


@needs_build
@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not on this machine")
def test_a_letter_in_these_fonts_gives_its_text_back(tmp_path) -> None:
    faces = "".join(
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; src: url("{path.as_uri()}") }}'
        for (family, weight), path in LETTER_FONT_FACES.items()
    )
    words = "ბრძანება №12, 5 მარტი: „ოზურგეთი“ — 1 234,50 ₾. Keep K and 0123456789"
    html = f"<style>{faces} body {{ font-family: {LETTER_FONT_FAMILIES} }}</style><p>{words}</p><p><b>{words}</b></p>"
    HTML(string=html).write_pdf(tmp_path / "letter.pdf")
    read = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "letter.pdf", "-"], capture_output=True, text=True
    )
    assert " ".join(read.stdout.split()) == f"{words} {words}"


@needs_build
def test_web_fonts_hold_the_alphabet_and_the_signs() -> None:
    held: set[int] = set()
    for path in (BUILT / "fonts").iterdir():
        held |= set(TTFont(path).getBestCmap())
    assert set(range(0x10D0, 0x10F1)) <= held & GEORGIAN
    assert {ord(sign) for sign in "„“—₾№«»0123456789"} <= held


def test_style_and_code_know_the_same_town_colours() -> None:
    scss = (UI / "assets" / "scss" / "_towns.scss").read_text(encoding="utf-8")
    assert re.findall(r'^  "(\w+)": #', scss, re.MULTILINE) == list(TOWN_COLOURS)
    assert dict(re.findall(r'^  "(\w+)": (#\w+),', scss, re.MULTILINE)) == TOWN_FILLS


def test_the_lock_has_checksums_and_names_no_registry() -> None:
    packages = json.loads((CHECKOUT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    for name, package in packages.items():
        assert "resolved" not in package
        assert not name or package["integrity"].startswith("sha512-")
