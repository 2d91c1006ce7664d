"""A budget in a browser, with and without scripts: brought in, mended, published, read; a remark answered and read."""

import io
import zipfile

import pytest
from playwright.sync_api import FilePayload

from eroba.capabilities.budget.reading.found import Wanted
from eroba.capabilities.budget.reading.reader import read_budget
from eroba.kernel.base.clock import today
from tests.fixtures.browser import Browse
from tests.fixtures.product import Product
from tests.journeys.screen import Screen

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DESK = "/ozurgeti/desk/budget/"
BUDGET = "/ozurgeti/budget/"
HEADS = "კოდი;დასახელება;title en;გეგმა;შესრულება\n"
WRONG = (
    HEADS
    + "01;გზები;Roads;100;90\n01 01;ხიდები;Bridges;70;60\n01 02;ქუჩები;Streets;30,01;30\n02;წყალი;Water;50;50\n"
)
MENDED = WRONG.replace("30,01", "30")


def file_of(text: str) -> FilePayload:
    """The file of a year, as a spreadsheet saves it."""
    return {"name": "budget.csv", "mimeType": "text/csv", "buffer": text.encode("utf-8-sig")}


def bring_in(official: Screen, year: int, text: str) -> None:
    """Send the file of a year and come to what was read of it."""
    official.open(DESK)
    official.follow("Bring in a file")
    official.fill(year=str(year), source_ka="საკრებულოს დადგენილება №3")
    official.fill(announced_on_day="31", announced_on_month="12", announced_on_year=str(year))
    official.main.locator("[name=file]").set_input_files(file_of(text))
    official.press("Read the file")
    official.is_at("budget:announcement")


def publish(official: Screen, year: int) -> None:
    """A difference is named and the file declined; the mended one adds up and becomes public."""
    bring_in(official, year, WRONG)
    official.says("Parts do not add up to their whole")
    official.says("Its parts together")
    official.fill(because="A typing error: a mended file follows.")
    official.press("Decline")
    official.says("A typing error: a mended file follows.")
    bring_in(official, year, MENDED)
    official.says("Every part adds up to its whole, to the tetri.")
    official.press("Publish these figures")
    official.follow("As everybody sees it")
    official.is_at("budget:year")


def read(resident: Screen, year: int) -> None:
    """The budget, one of its programmes, the years side by side, and the whole as a package."""
    resident.open(f"{BUDGET}{year}/")
    link = resident.main.get_by_role("link", name="Fiscal Data Package")
    with resident.page.expect_download() as coming:
        link.click()
    packed = coming.value.path().read_bytes()
    assert "datapackage.json" in zipfile.ZipFile(io.BytesIO(packed)).namelist()
    again = read_budget(packed, Wanted(year))
    assert (
        not again.faults
        and not again.gaps
        and {line.code for line in again.lines} == {"01", "01.01", "01.02", "02"}
    )
    resident.open(f"{BUDGET}{year}/programme/planned/01/")
    resident.says("Promises that carry it out")
    resident.says("What it is made of")
    resident.open(f"{BUDGET}compare/")
    resident.says("Years of this town")
    assert resident.main.get_by_role("columnheader", name=str(year)).count() >= 1


def deal_out_my_tax(resident: Screen) -> None:
    """What one pays is dealt out; a word instead of an amount is refused and kept."""
    resident.open(f"{BUDGET}my-tax/")
    resident.fill(paid="much")
    resident.press("Show where it goes")
    assert resident.value_of("paid") == "much"
    resident.fill(paid="1 200")
    resident.press("Show where it goes")
    assert resident.main.locator(".e-receipt table").count() == 1


def remark_and_answer(official: Screen, resident: Screen, said: str) -> None:
    """A remark of a meeting is written down, read with its clock, answered, and read with its answer."""
    first_year = today().year + 1
    official.open(f"{DESK}priorities/{first_year}/")
    official.follow("Write down a remark")
    met = today()
    official.fill(text=said, place="Askana")
    official.fill(met_on_day=str(met.day), met_on_month=str(met.month), met_on_year=str(met.year))
    official.press("Write down a remark")
    resident.open(f"{BUDGET}priorities/{first_year}/?now")
    resident.says("Answer to a remark of a budget meeting")
    official.main.get_by_role("article").filter(has_text=said).get_by_role("link").first.click()
    official.is_at("budget:answer")
    official.fill(answer_ka="ხიდს გაზაფხულზე გავამაგრებთ.", answer_en=f"We will mend it in spring. {said}")
    official.press("Answer the remark")
    resident.open(f"{BUDGET}priorities/{first_year}/?answered")
    assert resident.main.get_by_text(f"We will mend it in spring. {said}").count() == 1


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])
def test_a_budget_is_brought_in_read_and_spoken_about(
    scripts: bool, browse: Browse, product: Product
) -> None:
    official, resident = (Screen(browse(width=360, scripts=scripts), "en") for _person in range(2))
    year = 2018 if scripts else 2019
    official.sign_in("head@ozurgeti.example")
    publish(official, year)
    read(resident, year)
    deal_out_my_tax(resident)
    remark_and_answer(official, resident, f"The road at the bridge is washed away ({year}).")
