"""A petition from its first word to its end, with and without scripts: written, opened, signed by code and on paper."""

import pytest

from tests.fixtures.browser import Browse
from tests.fixtures.product import Product
from tests.journeys.letterbox import Letterbox
from tests.journeys.screen import Screen

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LIST = "/ozurgeti/petitions/"
VOTER, BORN = "61000000001", ("17", "5", "1980")
DEMAND = "გთხოვთ, განიხილოთ წყლის შადრევნის აღდგენა ცენტრალურ სკვერში."


def write_and_hand_in(author: Screen, title: str, *, scripts: bool) -> str:
    """An author writes a petition, is shown what is similar, and hands it in; gives its number."""
    author.open(f"{LIST}new/")
    author.main.locator("input[name=kind][value=discussion]").check()
    author.main.locator("[name=title_ka]").fill(title)
    if scripts:
        # while one types; Latin letters find the Georgian title of the demonstration
        author.main.locator("[name=title_ka]").press_sequentially(" ganateba baxvis gzaze")
        author.main.locator("#similar a", has_text="Street lights").wait_for()
        author.main.locator("[name=title_ka]").fill(title)
    author.main.locator("[name=demand]").fill(DEMAND)
    author.press("Keep it")
    if author.main.locator("[name=seen_similar]").count():
        author.press("Keep it")
    author.is_at("petitions:own")
    author.press("Hand it in")
    author.is_at("petitions:own")
    return str(author.page.url).rstrip("/").split("/")[-2]


def open_it(official: Screen, number: str) -> None:
    """An official opens it for signatures."""
    official.open(f"/ozurgeti/desk/petitions/{number}/")
    official.main.get_by_role("link", name=official.words("Open it for signatures")).click()
    official.is_at("petitions:desk_act")
    official.press("Open the petition")
    official.is_at("petitions:desk_detail")


def fill_in_signer(signer: Screen, email: str, number: str) -> None:
    """The form of somebody without an account."""
    signer.main.locator("[name=personal_number]").fill(number)
    signer.main.locator("[name=family_name]").fill("გამოგონილი")
    for part, typed in enumerate(BORN):
        signer.main.locator(f"[id=id_birth_date_{part}]").fill(typed)
    signer.main.locator("[name=email]").fill(email)
    signer.press("Send me the code")


def sign_by_code(signer: Screen, number: str, email: str, letters: Letterbox) -> None:
    """Without an account, by the code in an e-mail; a wrong one is said, and the receipt is found again."""
    signer.open(f"{LIST}{number}/sign/")
    fill_in_signer(signer, email, VOTER)
    signer.is_at("petitions:wait")
    code = str(letters.wait_for(email, lambda letter: True)["Subject"]).split()[0]
    signer.main.locator("[name=code]").fill("000000" if code != "000000" else "111111")
    signer.press("Confirm my signature")
    assert signer.main.locator("[name=code][aria-describedby*=error]").count() == 1
    signer.main.locator("[name=code]").fill(code)
    signer.press("Confirm my signature")
    receipt = signer.main.locator("code").inner_text()
    signer.open(f"{LIST}receipt/")
    signer.fill(receipt=receipt)
    signer.press("Check")
    signer.says("The signature is there. Each person counts once.")


def enter_on_paper(official: Screen, number: str) -> None:
    """The same person stands on a sheet as well."""
    official.press("Make one more sheet (PDF)")
    official.open(f"/ozurgeti/desk/petitions/{number}/sheets/1/")
    official.fill(number_1=VOTER, family_1="გამოგონილი")
    for part, typed in enumerate(BORN):
        official.main.locator(f"[id=id_born_1_{part}]").fill(typed)
    official.press("Keep them and count the sheet")
    official.says("This sheet was entered already.")


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])
def test_a_petition_is_written_opened_signed_and_taken_back(
    scripts: bool, browse: Browse, product: Product
) -> None:
    who = "shota" if scripts else "lia"
    author, official, signer = (Screen(browse(width=360, scripts=scripts), "en") for _person in range(3))
    author.sign_in(f"{who}@ozurgeti.example")
    number = write_and_hand_in(author, f"შადრევანი ცენტრალურ სკვერში, {who}", scripts=scripts)
    official.sign_in("head@ozurgeti.example")
    open_it(official, number)
    sign_by_code(signer, number, f"signer-{who}@example.org", Letterbox(product.home))
    enter_on_paper(official, number)
    author.open(f"{LIST}{number}/own/")
    author.press("Take the petition back")
    signer.open(f"{LIST}{number}/?now")
    signer.says("The initiators took the petition back.")
    # on paper and online, and counted once
    assert signer.main.locator("progress").get_attribute("value") == "1"
