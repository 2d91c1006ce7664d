"""The head of a letter: full names in both languages, and the colours of the pages."""

import re

import pytest

from eroba.kernel.documents.letterhead import INKS, genitive, letter_head, town_hall_name
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.ui.assets.paths import ASSETS
from eroba.kernel.ui.palette import TOWN_COLOURS


@pytest.mark.parametrize(
    ("name", "of"),
    [("ოზურგეთი", "ოზურგეთის"), ("ქედა", "ქედის"), ("ხულო", "ხულოს"), ("საჩხერე", "საჩხერის"),
     ("ჩხოროწყუ", "ჩხოროწყუს"), ("ყვარელი", "ყვარლის")],
)  # fmt: skip
def test_place_names_stand_in_the_genitive(name: str, of: str) -> None:
    assert genitive(name) == of


def test_the_head_has_both_names() -> None:
    town = Municipality(slug="ozurgeti", name_ka="ოზურგეთი", name_en="Ozurgeti", colour=1, phone="1")
    head = letter_head(town, "ka")
    assert (head.name, head.second_name) == (
        "ოზურგეთის მუნიციპალიტეტის მერია",
        "Ozurgeti Municipality Town Hall",
    )
    assert head.contact_lines == ("1",)
    city = Municipality(slug="batumi", name_ka="ბათუმი", name_en="Batumi")
    assert town_hall_name(city, "ka") == "ქალაქ ბათუმის მუნიციპალიტეტის მერია"
    assert town_hall_name(city, "en") == "City of Batumi Municipality Town Hall"


def test_paper_has_the_colours_of_the_pages() -> None:
    sheet = (ASSETS / "scss" / "_towns.scss").read_text(encoding="utf-8")
    assert dict(re.findall(r'"(\w+)": (#[0-9a-f]{6})', sheet)) == INKS
    assert set(INKS) == set(TOWN_COLOURS)
