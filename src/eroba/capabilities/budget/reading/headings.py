"""What the heading of a column means, also in letters set apart («პ რ ო გ რ ა მ ა»), broken lines and with a year."""

import re
from dataclasses import dataclass

from eroba.capabilities.budget.reading.found import (
    ADJUSTED,
    ECONOMIC,
    EXECUTED,
    FUNCTIONAL,
    PLANNED,
    PROGRAMME,
    REVENUE,
)

CODE, TITLE, TITLE_EN, AMOUNT, YEAR, TOWN, DIRECTION, LEVEL = (
    "code", "title", "title_en", "amount", "year", "town", "direction", "level",
)  # fmt: skip
TOTAL_WORDS = frozenset(
    {
        "სულ", "ჯამი", "სულ ჯამი", "ჯამური", "სულ გადასახდელები", "გადასახდელები", "სულ ხარჯები", "სულ შემოსულობები",
        "შემოსულობები", "სულ შემოსავლები", "total", "grand total", "together", "total expenditure", "total revenue",
    }
)  # fmt: skip
_YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})(?![0-9])")
_NOT_LETTERS = re.compile(r"[^\w]+|_")
#: A heading -> (what the column is, which classification it speaks of).
_KNOWN: dict[str, tuple[str, str]] = {
    **dict.fromkeys(("კოდი", "ორგანიზაც კოდი", "ორგანიზაციული კოდი", "code", "კოდი №"), (CODE, "")),
    **dict.fromkeys(("პროგრამული კოდი", "პროგრამის კოდი", "programme code", "program code"), (CODE, PROGRAMME)),
    **dict.fromkeys(
        ("ფუნქციონალური კოდი", "ფუნქციური კოდი", "functional code", "cofog", "cofog code"), (CODE, FUNCTIONAL)
    ),
    **dict.fromkeys(("ეკონომიკური კოდი", "economic code", "gfs code"), (CODE, ECONOMIC)),
    **dict.fromkeys(("შემოსავლის კოდი", "revenue code"), (CODE, REVENUE)),
    **dict.fromkeys(("დასახელება", "სახელი", "სახელწოდება", "name", "title", "name ka", "title ka"), (TITLE, "")),
    **dict.fromkeys(
        ("პროგრამა", "პროგრამის დასახელება", "პროგრამა ქვეპროგრამა", "programme", "program"), (TITLE, PROGRAMME)
    ),
    **dict.fromkeys(("ფუნქცია", "ფუნქციის დასახელება", "function", "functional classification"), (TITLE, FUNCTIONAL)),
    **dict.fromkeys(("ეკონომიკური კლასიფიკაცია", "ხარჯის სახე", "economic classification"), (TITLE, ECONOMIC)),
    **dict.fromkeys(("შემოსავალი", "შემოსავლები", "შემოსავლის სახე", "revenue"), (TITLE, REVENUE)),
    **dict.fromkeys(("დასახელება ინგლისურად", "name en", "title en", "english"), (TITLE_EN, "")),
    **dict.fromkeys(
        (
            "გეგმა", "დამტკიცებული", "დამტკიცებული გეგმა", "დამტკიცებული ბიუჯეტი", "წლიური გეგმა", "წლის გეგმა",
            "პროექტი", "planned", "plan", "approved", "adopted", "budget",
        ),
        (PLANNED, ""),
    ),
    **dict.fromkeys(
        ("დაზუსტებული", "დაზუსტებული გეგმა", "დაზუსტებული ბიუჯეტი", "წლის დაზუსტებული გეგმა", "adjusted", "revised"),
        (ADJUSTED, ""),
    ),
    **dict.fromkeys(
        (
            "შესრულება", "ფაქტი", "წლის ფაქტი", "წლის შესრულება", "ფაქტიური", "ფაქტობრივი", "ფაქტობრივი შესრულება",
            "საკასო შესრულება", "საკასო ხარჯი", "გადახდა", "executed", "actual", "actuals", "execution", "spent",
        ),
        (EXECUTED, ""),
    ),
    **dict.fromkeys(("თანხა", "amount", "amount gel", "value", "sum"), (AMOUNT, "")),
    **dict.fromkeys(("წელი", "year", "fiscal year", "budget year"), (YEAR, "")),
    **dict.fromkeys(("მუნიციპალიტეტი", "municipality"), (TOWN, "")),
    **dict.fromkeys(("account type", "direction"), (DIRECTION, "")),
    **dict.fromkeys(("department", "დეპარტამენტი", "სამსახური"), (LEVEL, PROGRAMME)),
    **dict.fromkeys(("account category", "კატეგორია"), (LEVEL, PROGRAMME)),
}  # fmt: skip
PHASE_KINDS = frozenset({PLANNED, ADJUSTED, EXECUTED, AMOUNT})


@dataclass(frozen=True)
class Heading:
    """What a column holds: kind, classification where it names one, year where it names one."""

    kind: str
    classification: str = ""
    year: int | None = None


def plain(text: object) -> str:
    """A heading in small letters and single spaces; letters set apart are put together again."""
    words = _NOT_LETTERS.sub(" ", _together(str(text or ""))).casefold()
    return " ".join(words.split())


def heading_of(text: object) -> Heading | None:
    """What a heading says; nothing when it is none we know."""
    said = plain(text)
    year = _YEAR.search(said)
    without = " ".join(_YEAR.sub(" ", said).split())
    found = _KNOWN.get(without) or _KNOWN.get(said)
    if found is None and without.endswith(("ათ ლარი", "ათასი ლარი", "ლარი", "lari", "gel")):
        found = _KNOWN.get(re.sub(r"\s*(ათასი|ათ)?\s*(ლარი|lari|gel)$", "", without))
    return Heading(*found, year=int(year[1]) if year else None) if found else None


def says_thousands(text: object) -> bool:
    """Whether a cell says that amounts are thousands of lari."""
    said = plain(text)
    return bool(re.search(r"(ათას|ათ)\w*\s+ლარ|thousands?\s+(of\s+)?(lari|gel)", said))


def _together(text: str) -> str:
    """«დ ა ს ა ხ ე ლ ე ბ ა» as one word; two spaces or a line end part the words of such a heading."""
    parts = [part.split() for part in re.split(r"\s{2,}|\n|\t", text.strip())]
    letters = [part for part in parts if len(part) >= 3 and all(len(one) == 1 for one in part)]
    if not letters:
        return text
    return " ".join("".join(part) if part in letters else " ".join(part) for part in parts)
