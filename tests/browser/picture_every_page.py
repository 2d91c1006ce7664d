"""Takes a picture of every page that links lead to: `make screenshots-all`. Run only by name.

On a phone and on a desk, in both languages, light and dark, as everybody; into test-results/pages/, with a sheet
of small pictures for each look.
"""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PIL import Image, ImageDraw

from tests.browser.test_every_page import Kinds, kinds  # noqa: F401 - a fixture
from tests.browser.visitors import VISITORS, sign_in
from tests.fixtures.browser import PICTURES, Browse

FOLDER = PICTURES / "pages"
LOOKS = [
    pytest.param(width, language, theme, id=f"{width}-{language}-{theme}")
    for width in (360, 1280)
    for language in ("ka", "en")
    for theme in ("light", "dark")
]
HEIGHTS = {360: 780, 1280: 860}
TALLEST = 2400
ACROSS = {360: 8, 1280: 4}
SMALL = {360: 240, 1280: 480}


def name_of(address: str) -> str:
    """A file's name for a page: its path without what differs from run to run."""
    words = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "id", urlsplit(address).path).strip("/")
    return re.sub(r"[^\w-]+", "-", words)[:90] or "front"


def sheet_of(pictures: list[Path], width: int) -> Image.Image:
    """All pictures small, side by side, each under its name."""
    wide, tall, across = SMALL[width], SMALL[width] * 2, ACROSS[width]
    rows = -(-len(pictures) // across)
    sheet = Image.new("RGB", (wide * across, (tall + 16) * rows), "white")
    draw = ImageDraw.Draw(sheet)
    for place, file in enumerate(pictures):
        left, top = place % across * wide, place // across * (tall + 16)
        picture = Image.open(file).convert("RGB")
        picture = picture.resize((wide - 4, round(picture.height * (wide - 4) / picture.width)))
        sheet.paste(picture.crop((0, 0, wide - 4, min(tall, picture.height))), (left, top + 14))
        draw.text((left + 2, top + 1), file.stem[-38:], fill="black")
    return sheet


@pytest.mark.parametrize(("width", "language", "theme"), LOOKS)
def test_every_page_has_its_picture(
    width: int,
    language: str,
    theme: str,
    browse: Browse,
    kinds: Callable[[str], Kinds],  # noqa: F811 - the fixture
) -> None:
    folder = FOLDER / f"{width}-{language}-{theme}"
    folder.mkdir(parents=True, exist_ok=True)
    pictures: list[Path] = []
    for visitor, email in VISITORS.items():
        page = browse(width=width, language=language, theme=theme)
        if email:
            sign_in(page, email, language)
        for address in kinds(language).pages[visitor]:
            page.goto(address)
            tall = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
            page.set_viewport_size({"width": width, "height": max(tall, HEIGHTS[width])})
            file = folder / f"{visitor}-{name_of(address)}.png"
            page.screenshot(path=file)
            page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
            pictures.append(file)
    assert pictures
    sheet_of(pictures, width).save(FOLDER / f"sheet-{folder.name}.png")
