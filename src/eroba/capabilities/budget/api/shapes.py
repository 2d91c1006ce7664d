"""Shapes of what the interface answers about budgets; every amount is in whole tetri, so that nothing is rounded."""

import datetime as dt
from typing import Any, Literal

from ninja import Schema
from pydantic import Field

Classification = Literal["programme", "functional", "economic", "revenue"]
Phase = Literal["planned", "adjusted", "executed"]
TETRI = "In tetri."


class AmountOut(Schema):
    """The whole of one classification in one phase."""

    classification: Classification
    phase: Phase
    tetri: int = Field(description=TETRI)


class AnnouncementOut(Schema):
    """Figures that were announced: of which day, from where, and the fingerprint of their file."""

    announced_on: dt.date
    source_ka: str
    source_en: str
    source_href: str
    sha256: str
    is_example: bool = Field(description="Made up for a demonstration.")
    holds: list[tuple[Classification, Phase]]
    gaps: int = Field(description="How many wholes there are whose parts do not make them.")


class BudgetOut(Schema):
    """The budget of one year."""

    number: str
    year: int
    totals: list[AmountOut]
    announcements: list[AnnouncementOut] = Field(description="Newest first; the newest holds.")


class LineOut(Schema):
    """One line of a budget as it holds now."""

    classification: Classification
    code: str
    parent: str = Field(description="The code of what it is part of; empty right below the total.")
    title_ka: str
    title_en: str
    planned: int | None = Field(description=TETRI)
    adjusted: int | None = Field(description=TETRI)
    executed: int | None = Field(description=TETRI)


class ActualOut(Schema):
    """What an indicator came to in a year."""

    year: int
    value: float
    source_ka: str


class IndicatorOut(Schema):
    """By what one sees whether a programme did what it is for."""

    title_ka: str
    title_en: str
    unit: str
    baseline: float
    target: float
    tolerance_percent: float
    actuals: list[ActualOut] = Field(description="Everything that was written down, the newest last.")


class PlannedProgrammeOut(Schema):
    """A programme as a priorities document says it."""

    code: str
    title_ka: str
    title_en: str
    priority_ka: str
    priority_en: str
    aim_ka: str
    aim_en: str
    result_ka: str
    result_en: str
    money: list[int] = Field(description="In tetri, one amount for each of the four years.")
    indicators: list[IndicatorOut]


class ProgrammeOut(PlannedProgrammeOut):
    """A programme with its number and the promises that carry it out."""

    number: str
    document: str = Field(description="The number of the priorities document that says it.")
    promises: list[str] = Field(description="Numbers of promises.")


class RemarkOut(Schema):
    """What was said at a budget meeting, without a name, and the answer."""

    number: str
    programme: str
    met_on: dt.date
    place: str
    text: str
    answer_ka: str
    answer_en: str
    answered_at: dt.datetime | None


class PrioritiesOut(Schema):
    """A priorities document."""

    number: str
    first_year: int
    state: Literal["draft", "adopted"]
    is_example: bool
    adopted_on: dt.date | None
    adopted_by: str


class WholePrioritiesOut(PrioritiesOut):
    """A priorities document with everything in it."""

    draft: list[PlannedProgrammeOut] = Field(description="As it was laid open for the meetings.")
    programmes: list[PlannedProgrammeOut] = Field(description="As it stands now.")
    remarks: list[RemarkOut]


class YearAmountOut(Schema):
    """An amount of one year."""

    year: int
    tetri: int | None = Field(description=TETRI)
    each: int | None = Field(description="In tetri for each resident, as many as there are now.")


class ComparedOut(Schema):
    """One line right below the total, year by year."""

    code: str
    title_ka: str
    title_en: str
    years: list[YearAmountOut]


EXAMPLE_BUDGET: dict[str, Any] = {
    "number": "OZU-2026-BUD-00001",
    "year": 2025,
    "totals": [{"classification": "functional", "phase": "executed", "tetri": 8897199546}],
    "announcements": [
        {
            "announced_on": "2025-12-31",
            "source_ka": "ფინანსთა სამინისტრო",
            "source_en": "Ministry of Finance",
            "source_href": "",
            "sha256": "9f2c" + "0" * 60,
            "is_example": False,
            "holds": [["functional", "executed"]],
            "gaps": 0,
        }
    ],
}
EXAMPLE_LINE: dict[str, Any] = {
    "classification": "programme",
    "code": "01.01",
    "parent": "01",
    "title_ka": "გზები",
    "title_en": "Roads",
    "planned": 2140000000,
    "adjusted": 2315000000,
    "executed": None,
}
EXAMPLE_PLANNED: dict[str, Any] = {
    "code": "01.01",
    "title_ka": "გზები",
    "title_en": "Roads",
    "priority_ka": "ინფრასტრუქტურა",
    "priority_en": "Infrastructure",
    "aim_ka": "უხიფათო გზა",
    "aim_en": "Safe roads",
    "result_ka": "ასფალტი ყველა სოფლამდე",
    "result_en": "A paved road to every village",
    "money": [2140000000, 2100000000, 2050000000, 2000000000],
    "indicators": [
        {
            "title_ka": "ასფალტიანი გზა, კმ",
            "title_en": "Paved road, in kilometres",
            "unit": "",
            "baseline": 312.0,
            "target": 368.0,
            "tolerance_percent": 2.0,
            "actuals": [{"year": 2026, "value": 331.0, "source_ka": "მერიის ანგარიში"}],
        }
    ],
}
EXAMPLE_PROGRAMME: dict[str, Any] = {
    **EXAMPLE_PLANNED,
    "number": "OZU-2026-PRG-00001",
    "document": "OZU-2026-PRI-00001",
    "promises": ["OZU-2026-UND-00004"],
}
EXAMPLE_PRIORITIES: dict[str, Any] = {
    "number": "OZU-2026-PRI-00001",
    "first_year": 2026,
    "state": "adopted",
    "is_example": True,
    "adopted_on": "2026-04-12",
    "adopted_by": "№12",
}
EXAMPLE_WHOLE: dict[str, Any] = {
    **EXAMPLE_PRIORITIES,
    "draft": [EXAMPLE_PLANNED],
    "programmes": [EXAMPLE_PLANNED],
    "remarks": [
        {
            "number": "OZU-2026-REM-00001",
            "programme": "01.01",
            "met_on": "2026-03-16",
            "place": "ლიხაური",
            "text": "ხიდიც დაამატეთ.",
            "answer_ka": "ემატება.",
            "answer_en": "It is added.",
            "answered_at": "2026-03-25T08:00:00Z",
        }
    ],
}
EXAMPLE_COMPARED: dict[str, Any] = {
    "code": "01",
    "title_ka": "ინფრასტრუქტურა",
    "title_en": "Infrastructure",
    "years": [{"year": 2025, "tetri": 3500000000, "each": 59931}],
}
