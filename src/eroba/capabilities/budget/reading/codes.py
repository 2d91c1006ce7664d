"""Codes of the budget classifications: one way to write each, and which stands below which."""

import re
from collections.abc import Collection

from eroba.capabilities.budget.reading.found import ECONOMIC, FUNCTIONAL, PROGRAMME, REVENUE

LONGEST = 40
_PARTS = re.compile(r"[\s.\-/_]+")
#: Divisions by the Georgian classification; 7.1 is COFOG 01, 7.10 is COFOG 10. English names as in the open data.
DIVISIONS: dict[str, tuple[str, str, str]] = {
    "7.1": (
        "საერთო დანიშნულების სახელმწიფო მომსახურება",
        "General public services",
        "general_public_services",
    ),
    "7.2": ("თავდაცვა", "Defence", "defence"),
    "7.3": ("საზოგადოებრივი წესრიგი და უსაფრთხოება", "Public order and safety", "public_order_safety"),
    "7.4": ("ეკონომიკური საქმიანობა", "Economic affairs", "economic_affairs"),
    "7.5": ("გარემოს დაცვა", "Environmental protection", "environment"),
    "7.6": ("საბინაო-კომუნალური მეურნეობა", "Housing and community amenities", "housing_communal"),
    "7.7": ("ჯანმრთელობის დაცვა", "Health", "health"),
    "7.8": ("დასვენება, კულტურა და რელიგია", "Recreation, culture and religion", "recreation_culture"),
    "7.9": ("განათლება", "Education", "education"),
    "7.10": ("სოციალური დაცვა", "Social protection", "social_protection"),
}
ECONOMIC_NAMES: dict[str, tuple[str, str]] = {
    "2": ("ხარჯები", "Expenses"),
    "2.1": ("შრომის ანაზღაურება", "Wages and salaries"),
    "31": ("არაფინანსური აქტივების ზრდა", "Growth of non-financial assets"),
    "32": ("ფინანსური აქტივების ზრდა", "Growth of financial assets"),
    "33": ("ვალდებულებების კლება", "Decrease of liabilities"),
}
ECONOMIC_BY_NAME = {ka.casefold(): code for code, (ka, _en) in ECONOMIC_NAMES.items()}
#: Rows of a Georgian sheet that count people, not lari.
NOT_MONEY = frozenset({"მომუშავეთა რიცხოვნობა", "თანამშრომელთა რიცხოვნობა"})


def one_form(text: str, classification: str) -> str:
    """A code as we keep it: parts joined by points, levels that say nothing («01 00») cut off; empty for the total."""
    parts = [part for part in _PARTS.split(text.strip()) if part]
    if classification == FUNCTIONAL:
        return _functional(parts)
    while parts and set(parts[-1]) == {"0"}:
        parts.pop()
    return ".".join(parts)[:LONGEST]


def _functional(parts: list[str]) -> str:
    """7.4.2 for `7.4.2`, `742`, `704.2`, and for COFOG's own `04.2`."""
    if len(parts) == 1 and re.fullmatch(r"7[0-9]{2,}", parts[0]):
        digits = parts[0][1:]
        division, rest = (
            (digits[:2], digits[2:])
            if digits[0] == "0" or digits.startswith("10")
            else (digits[0], digits[1:])
        )
        parts = ["7", division, *rest]
    elif parts and re.fullmatch(r"70[1-9]|710", parts[0]):
        parts = ["7", parts[0][1:], *parts[1:]]
    elif parts and re.fullmatch(r"0[1-9]|10", parts[0]):
        parts = ["7", *parts]
    elif parts == ["7"] or not parts or set("".join(parts)) == {"0"}:
        return ""
    return ".".join(part.lstrip("0") or "0" for part in parts)[:LONGEST]


def parent_of(code: str, known: Collection[str], classification: str) -> str:
    """The nearest code above that is there; empty when it stands right below the total."""
    parts = code.split(".")
    for length in range(len(parts) - 1, 0, -1):
        above = ".".join(parts[:length])
        if above in known:
            return above
    if classification in (ECONOMIC, REVENUE) and len(parts) == 1 and code.isdigit():
        for length in range(len(code) - 1, 0, -1):
            if code[:length] in known:
                return code[:length]
    return ""


def order_of(code: str) -> tuple[tuple[int, str], ...]:
    """Where a code stands among the others: 7.2 before 7.10."""
    return tuple((int(part), "") if part.isdigit() else (10**9, part) for part in code.split("."))


def cofog_of(code: str) -> str:
    """The COFOG division of a functional code: `7.4` and what is below it is 04."""
    parts = code.split(".")
    return f"{int(parts[1]):02d}" if len(parts) > 1 and parts[0] == "7" and parts[1].isdigit() else ""


def classification_of(code: str) -> str:
    """Which classification a bare code most likely is of; programmes when nothing speaks for another."""
    text = code.strip()
    if re.fullmatch(r"7\.(10|[1-9])(\.[0-9]+)*|70[1-9][0-9]*|710[0-9]*", text):
        return FUNCTIONAL
    if re.fullmatch(r"2(\.[1-9][0-9]*)*|3[123]", text):
        return ECONOMIC
    if re.fullmatch(r"1[1-4]?(\.[0-9]+)*", text):
        return REVENUE
    return PROGRAMME
