"""The steps of an application as a resident takes them, in the town hall's words."""

import re
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import FilePayload, expect

from eroba.config.demo.steps import invented_paper
from tests.journeys.letterbox import Letterbox
from tests.journeys.screen import Screen

TOWN = "/ozurgeti"
SERVICE = "one-off-social-assistance"
PASSWORD = "four words in a row"
PAPER = "medical_note"


@dataclass(frozen=True)
class Newcomer:
    """Somebody the civil register knows and no town has met."""

    name: str
    number: str
    family_name: str
    born: tuple[str, str, str]

    @property
    def email(self) -> str:
        """An address of their own."""
        return f"{self.name}@post.example"


NATIA = Newcomer("natia", "99000001701", "გამოცანაძე", ("11", "2", "1991"))
VASILI = Newcomer("vasili", "99000001702", "Gamotsanadze", ("30", "6", "1989"))
ELISO = Newcomer("eliso", "99000001703", "Gamotsanadze", ("9", "9", "1960"))
GOCHA = Newcomer("gocha", "99000001704", "გამოცანაძე", ("3", "3", "1957"))


def doctors_note() -> FilePayload:
    """A photo of an invented paper, as a phone takes it."""
    return {"name": "note.jpg", "mimeType": "image/jpeg", "buffer": invented_paper("note").content}


def find_the_service(screen: Screen) -> None:
    """From the town's front page, by all its services, to the page that says what this one is."""
    screen.open(f"{TOWN}/")
    screen.main.locator(f"a[href$='{TOWN}/services/']").first.click()
    screen.is_at("services:catalogue")
    screen.arrive()
    screen.main.locator(f"a[href$='/services/{SERVICE}/']").first.click()
    screen.is_at("services:service")
    screen.arrive()
    screen.says("You need not bring these: we look them up")


def make_an_account(screen: Screen, letterbox: Letterbox, who: Newcomer) -> None:
    """On the way to the application: an account, and the code from the e-mail."""
    screen.follow("Start the application")
    screen.is_at("account_login")
    screen.follow("Make an account")
    screen.fill(email=who.email, password1=PASSWORD)
    screen.press("Make an account")
    screen.fill(code=letterbox.code_for(who.email))
    screen.press("Confirm")


def say_who_i_am(screen: Screen, who: Newcomer) -> None:
    """Three things from the identity card, compared with the civil register."""
    screen.is_at("people:identify")
    day, month, year = who.born
    screen.fill(personal_number=who.number, family_name=who.family_name)
    screen.fill(birth_date_day=day, birth_date_month=month, birth_date_year=year)
    screen.press("Confirm who I am")


def begin(screen: Screen) -> None:
    """Open a draft; what the civil register knows is in it already."""
    screen.is_at("services:apply")
    screen.says("What we fetch for you")
    screen.press("Begin")
    screen.says("When every topic is done, you can check your answers and send the application.")


def topic(screen: Screen, page: str) -> None:
    """Open one topic of the form from the list."""
    screen.main.locator(f".e-tasks a[href$='/apply/pages/{page}/']").click()
    screen.is_at("services:page")
    screen.arrive()


def tell_about_myself(screen: Screen) -> None:
    """Everything but the village came from the register, and says so."""
    topic(screen, "about-you")
    for name in ("given_name", "family_name", "personal_number", "registered_address", "birth_date_year"):
        assert screen.value_of(name), f"{name} was not fetched"
    assert screen.main.locator(".e-prefilled").count() == 5
    screen.main.locator("select[name=settlement]").select_option(index=1)
    screen.press("Save and continue")


def tell_about_the_household(screen: Screen) -> None:
    """First wrong, then right: what is wrong is said, and what was typed stays."""
    screen.fill(household_size="4", children_count="4")
    screen.press("Save and continue")
    assert screen.value_of("children_count") == "4"
    expect(screen.main.get_by_role("alert").first).to_be_visible()
    screen.fill(children_count="1")
    screen.press("Save and continue")


def tell_why(screen: Screen) -> None:
    """Illness in the family, and a low income."""
    screen.choose("reason", "illness")
    screen.press("Save and continue")
    screen.fill(monthly_income="320,50")
    screen.press("Save and continue")


def go_on_later(screen: Screen) -> None:
    """The doctor's note is not at hand; the rest another time."""
    expect(screen.main.locator(f"[name={PAPER}]")).to_be_visible()
    screen.press("Save and continue later")
    screen.is_at("services:apply")
    screen.says("Saved. You can go on whenever you like, on any device.")


def resume(screen: Screen, who: Newcomer) -> None:
    """On another device: sign in, find the draft on My page, and finish it without the paper."""
    screen.sign_in(who.email, PASSWORD)
    screen.open("/me/")
    screen.main.locator(f"a[href$='/services/{SERVICE}/apply/']").first.click()
    screen.is_at("services:apply")
    topic(screen, "papers")
    screen.press("Save and continue")
    screen.fill(iban="GE29NB0000000101904917", account_holder="Natia Gamotsanadze")
    screen.press("Save and continue")
    screen.page.locator("[name=truth]").check()
    screen.page.locator("[name=look_up]").check()
    screen.press("Save and continue")


def check_my_answers(screen: Screen) -> None:
    """Every answer once more; one of them is changed and one comes back here."""
    screen.is_at("services:check")
    expect(screen.main).to_contain_text("320")
    screen.main.locator("a[href*='/pages/money/']").first.click()
    screen.is_at("services:page")
    screen.fill(monthly_income="320")
    screen.press("Save and continue")
    screen.is_at("services:check")


def send(screen: Screen) -> str:
    """Send the application; its number is on the receipt, with the day it is due and a code that leads back."""
    screen.press("Send the application")
    screen.is_at("services:received")
    number = screen.main.locator(".e-receipt__number").inner_text()
    assert re.fullmatch(r"OZU-\d{4}-SOC-\d{5}", number)
    expect(screen.main.locator(".e-clock__due time[datetime]").first).to_be_visible()
    square = screen.main.get_by_role(
        "img", name=screen.words("Square code with the address of this application")
    )
    expect(square).to_be_visible()
    return number


def open_my_application(screen: Screen, number: str) -> None:
    """From My page to one's application."""
    screen.open("/me/")
    screen.main.locator(f"a[href$='/applications/{number}/']").first.click()
    screen.is_at("services:application")
    screen.arrive()


def bring_the_paper(screen: Screen, number: str) -> None:
    """The clock stands still until the paper is sent, and runs again from then on."""
    open_my_application(screen, number)
    screen.says("The clock is stopped")
    screen.follow("Send the paper")
    screen.main.locator("input[type=file]").set_input_files([doctors_note()])
    screen.press("Send")
    screen.is_at("services:application")
    screen.says("Thank you. We have the paper and go on.")
    assert screen.words("The clock is stopped") not in screen.main.inner_text()


def read_the_notice(screen: Screen, number: str) -> None:
    """The newest message speaks of the application and leads to it."""
    screen.open("/me/notices/")
    screen.main.get_by_role("listitem").first.get_by_role("link").click()
    screen.is_at("notices:notice")
    screen.arrive()
    expect(screen.main).to_contain_text(number)
    screen.follow("Read on")
    screen.is_at("services:application")


def fetch_the_letter(screen: Screen, folder: Path, place: int = 0) -> Path:
    """The sealed letter as a file; the place counts from the newest."""
    heading = screen.words("Letters")
    letters = screen.main.locator("section", has=screen.page.get_by_role("heading", name=heading, exact=True))
    href = letters.locator(".e-document a").nth(place).get_attribute("href")
    response = screen.page.request.get(href or "")
    assert response.ok and response.headers["content-type"] == "application/pdf"
    file = folder / f"letter-{screen.language}-{place}.pdf"
    file.write_bytes(response.body())
    return file


def who_looked(screen: Screen, number: str) -> int:
    """How often registers were asked for the application, by the person's own list."""
    screen.open("/me/who-looked/")
    return screen.main.locator("li", has_text=number).count()


def appeal(screen: Screen, number: str, text: str) -> None:
    """Say why one disagrees, while there is time."""
    open_my_application(screen, number)
    screen.follow("Appeal against the decision")
    screen.fill(text=text)
    screen.press("Send the appeal")
    screen.is_at("services:application")
    screen.says("We have your appeal.")


def fill_in_quickly(screen: Screen) -> None:
    """A whole application without stopping to look, up to the answers once more."""
    screen.open(f"{TOWN}/services/{SERVICE}/apply/")
    screen.press("Begin")
    finish_quickly(screen)


def finish_quickly(screen: Screen) -> None:
    """Fill in a draft that was begun, up to the answers once more."""
    screen.open(f"{TOWN}/services/{SERVICE}/apply/")
    topic(screen, "about-you")
    screen.main.locator("select[name=settlement]").select_option(index=1)
    screen.press("Save and continue")
    screen.fill(household_size="2", children_count="1")
    screen.press("Save and continue")
    screen.choose("reason", "single-parent")
    screen.press("Save and continue")
    screen.fill(monthly_income="150")
    screen.press("Save and continue")
    screen.fill(iban="GE29NB0000000101904917", account_holder="Nino Example")
    screen.press("Save and continue")
    screen.page.locator("[name=truth]").check()
    screen.page.locator("[name=look_up]").check()
    screen.press("Save and continue")
    screen.is_at("services:check")
