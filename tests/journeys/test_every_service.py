"""Each service that comes with Eroba, asked for by a resident on a phone: from the town's front page to the receipt.

One browser without scripts walks all of them, with the answers of each folder's own examples. A fourteenth folder is
walked as soon as it lies there.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator

import eroba.capabilities.services as services
from eroba.capabilities.services.definition.folder import ServiceFolder, read_folder
from tests.fixtures.browser import Browse
from tests.journeys.screen import Screen, route_of
from tests.journeys.steps import TOWN, doctors_note

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.full]

SEED = Path(services.__file__).parent / "seed"
FOLDERS = sorted(folder.name for folder in SEED.iterdir() if (folder / "service.yaml").is_file())
RESIDENT = "nino@ozurgeti.example"
MOST_LOOKS_AT_A_PAGE = 6


def example_of(folder: ServiceFolder) -> Mapping[str, Any]:
    """Answers that lead somewhere: of an example that is granted, or of the first that is not about mistakes."""
    sound = {name: one for name, one in sorted(folder.examples.items()) if "wrong" not in name}
    granted = (one for one in sound.values() if one.get("expect", {}).get("outcome") == "granted")
    return next(granted, next(iter(sound.values())))["answers"]


def part_of(answers: object, name: str) -> object:
    """What a control is given: the answer with its name, or the part of it that the name goes on to say."""
    if not name:
        return answers
    if isinstance(answers, Mapping):
        if name in answers:
            return answers[name]
        # `place_lat` is a part of the answer `place`, `children-0-name` one of a row
        for mark in ("-", "_"):
            for at in (place.start() for place in re.finditer(mark, name)):
                if name[:at] in answers:
                    return part_of(answers[name[:at]], name[at + 1 :])
        return None
    head, _, rest = name.partition("-")
    if isinstance(answers, list) and head.isdigit() and int(head) < len(answers):
        return part_of(answers[int(head)], rest)
    return None


def fill_in(control: Locator, answers: Mapping[str, Any]) -> None:
    """Answer one control, if the example says something about it and nothing stands there yet."""
    name, kind = control.get_attribute("name") or "", control.get_attribute("type") or ""
    day_part = re.fullmatch(r"(.*)_(day|month|year)", name)
    value = part_of(answers, day_part[1] if day_part else name)
    if kind == "file":
        control.set_input_files([doctors_note()])
    elif control.evaluate("e => e.tagName") == "SELECT":
        known = control.locator(f"option[value='{value}']").count() if value else 0
        control.select_option(value=str(value)) if known else control.select_option(index=1)
    elif kind in ("radio", "checkbox"):
        wanted = value if isinstance(value, list) else [value]
        own = control.get_attribute("value")
        if own in map(_as_typed, wanted) or (kind == "checkbox" and value is True):
            control.check()
    elif day_part and value:
        control.fill(str(getattr(dt.date.fromisoformat(str(value)), day_part[2])))
    elif value is not None and not isinstance(value, (Mapping, list)) and not control.input_value():
        control.fill(str(value))


def _as_typed(value: object) -> str:
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def answer_page(screen: Screen, answers: Mapping[str, Any]) -> None:
    """Fill in a page until it lets one go on: an answer may open a question, a group may need another row."""
    address = screen.page.url.split("#")[0]
    for _look in range(MOST_LOOKS_AT_A_PAGE):
        form = screen.main.locator("form")
        for control in form.locator("[name]:visible:not(button)").all():
            fill_in(control, answers)
        if (grow := next(iter(rows_to_add(form, answers)), None)) is not None:
            grow.click()
            screen.arrive()
            continue
        screen.press("Save and continue")
        if screen.page.url.split("#")[0] != address:
            return
    raise AssertionError(f"the page does not let go: {address}\n{screen.main.inner_text()[:2000]}")


def rows_to_add(form: Locator, answers: Mapping[str, Any]) -> Iterator[Locator]:
    """The buttons of groups that have fewer rows on the page than the example gives."""
    for group in form.locator(".e-repeated").all():
        grow = group.locator("button[name$='-add']")
        if grow.count():
            said = answers.get((grow.get_attribute("name") or "").removesuffix("-add"), [])
            if isinstance(said, list) and len(said) > group.locator(".e-repeat").count():
                yield grow


def find(screen: Screen, code: str) -> None:
    """From the town's front page, by the list of all services, to the page of one, and on to the start."""
    screen.open(f"{TOWN}/")
    screen.main.locator(f"a[href$='{TOWN}/services/']").first.click()
    screen.is_at("services:catalogue")
    screen.arrive()
    screen.main.locator(f"a[href$='/services/{code}/']").first.click()
    screen.is_at("services:service")
    screen.arrive()
    screen.main.locator(f"a[href$='/services/{code}/apply/']").first.click()
    screen.is_at("services:apply")
    screen.arrive()


def ask_for(screen: Screen, code: str) -> str:
    """The whole way of one application; its number."""
    folder = read_folder(SEED / code)
    find(screen, code)
    if screen.main.get_by_role("button", name=screen.words("Begin"), exact=True).count():
        screen.press("Begin")
    screen.main.locator(".e-tasks a").first.click()
    screen.arrive()
    for _page in folder.definition.form.pages * 2:
        if route_of(screen.page.url) != "services:page":
            break
        answer_page(screen, example_of(folder))
    screen.is_at("services:check")
    screen.press("Send the application")
    screen.is_at("services:received")
    number = str(screen.main.locator(".e-receipt__number").inner_text())
    assert re.fullmatch(rf"OZU-\d{{4}}-{folder.definition.number_prefix}-\d{{5}}", number)
    screen.open(f"{TOWN}/services/applications/{number}/")
    return number


def test_a_resident_asks_for_each_of_them_on_a_phone(browse: Browse) -> None:
    screen = Screen(browse(width=360, scripts=False, language="ka"), "ka")
    screen.sign_in(RESIDENT)
    numbers = [ask_for(screen, code) for code in FOLDERS]
    assert len(set(numbers)) == len(FOLDERS) >= 13
