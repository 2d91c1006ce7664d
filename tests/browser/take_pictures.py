"""Takes the pictures in docs/pictures/ from the running product: `make screenshots`. Run only by name."""

import re
from pathlib import Path

import pytest

from tests.browser.visitors import TOWN, VISITORS, sign_in
from tests.fixtures.browser import Browse
from tests.fixtures.product import ROOT

PICTURES = ROOT / "docs" / "pictures"
SERVICE = "one-off-social-assistance"
PHONE, DESK = 360, 1280
# File, visitor, language, width, address; a star stands for the first link below the address before it.
SHOTS = [
    ("country", "anonymous", "en", DESK, "/en/"),
    ("town-on-a-phone", "anonymous", "ka", PHONE, f"/ka/{TOWN}/"),
    ("service", "anonymous", "en", DESK, f"/en/{TOWN}/services/{SERVICE}/"),
    ("my-page-on-a-phone", "resident", "ka", PHONE, "/ka/me/"),
    ("application-on-a-phone", "resident", "ka", PHONE, f"/ka/{TOWN}/services/applications/*"),
    ("desk", "clerk", "en", DESK, f"/en/{TOWN}/desk/services/"),
    ("case", "clerk", "en", DESK, f"/en/{TOWN}/desk/services/*"),
    ("verification", "anonymous", "en", DESK, "/verify/"),
]
NUMBER = re.compile(r"/[A-Z]{3}-\d{4}-[A-Z]{3}-\d{5}/$")


@pytest.mark.parametrize(
    ("name", "visitor", "language", "width", "address"), SHOTS, ids=lambda value: str(value)
)
def test_take(name: str, visitor: str, language: str, width: int, address: str, browse: Browse) -> None:
    page = browse(width=width, language=language)
    if VISITORS[visitor]:
        sign_in(page, VISITORS[visitor], language)
    page.goto(address.removesuffix("*"))
    if address.endswith("*"):
        links = page.locator("main a").evaluate_all("links => links.map(link => link.pathname)")
        page.goto(next(link for link in links if NUMBER.search(link)))
    PICTURES.mkdir(parents=True, exist_ok=True)
    height = 780 if width == PHONE else 860
    page.set_viewport_size({"width": width, "height": height})
    page.screenshot(path=Path(PICTURES / f"{name}.jpg"), type="jpeg", quality=82)
