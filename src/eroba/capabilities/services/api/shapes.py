"""What the interface of services says and takes, as types; texts come in every language they have."""

import datetime as dt
from typing import Any, Literal

from ninja import Schema
from pydantic import ConfigDict, Field

from eroba.capabilities.services.definition.texts import Text
from eroba.kernel.api.paging import Paging

Words = dict[str, str]
Part = str | int | float | bool | list[str] | None
AnswerIn = Part | dict[str, Part] | list[dict[str, Part | dict[str, Part]]]


class CatalogueFilter(Paging):
    """Which services are wanted."""

    life_event: str = Field("", max_length=60, description="Only for this event in somebody's life.")
    words: str = Field("", max_length=100, description="Only with these words, in either script.")


class ApplicationFilter(Paging):
    """Which of your applications are wanted."""

    service: str = Field("", max_length=60, description="Only for the service with this code.")
    waits_for: Literal["", "town", "applicant", "registers", "nobody"] = Field(
        "", description="Only those that wait for this side."
    )
    open: bool | None = Field(None, description="Only open ones, or only closed ones.")


class ServiceOut(Schema):
    """A service in short."""

    code: str
    title: Words
    summary: Words
    how_long: Words
    cost: str
    life_events: list[str]
    version: int
    content_hash: str
    address: str


class LawOut(Schema):
    """A law a service rests on, and whether somebody has checked the article's number."""

    code: str
    citation: Words
    is_verified: bool


class ServiceDetailOut(ServiceOut):
    """A service with everything one needs to know before applying."""

    who_gets_it: list[Words]
    what_you_need: list[Words]
    saves_papers: list[Words]
    legal_basis: list[LawOut]
    competent_unit: Words
    is_open: bool


class ChoiceOut(Schema):
    """One answer that can be picked."""

    code: str
    label: Words


class QuestionOut(Schema):
    """One question of a form: how its answer is called, and of which kind it is."""

    code: str
    kind: str
    label: Words
    hint: Words
    is_required: bool
    shown_if: str
    choices: list[ChoiceOut]
    unit: Words = {}
    parts: list[str] = Field([], description="The answer is an object with these names.")
    questions: list["QuestionOut"] = Field([], description="The answer is a list of rows that answer these.")
    least_rows: int | None = None
    most_rows: int | None = None


class TopicOut(Schema):
    """One page of a form."""

    code: str
    title: Words
    shown_if: str
    questions: list[QuestionOut]


class FormOut(Schema):
    """What a service asks, in order."""

    service: str
    version: int
    topics: list[TopicOut]


class ApplicationOut(Schema):
    """One of your applications."""

    number: str
    service: Words
    stage: str
    stage_title: Words
    waits_for: str
    outcome: str
    received_at: dt.datetime
    due_on: dt.date | None
    address: str


class StepOut(Schema):
    """One sentence of the timeline, in the language of the request."""

    at: dt.datetime
    name: str
    sentence: str


class AskedOut(Schema):
    """What is asked of you: a paper, why, until when, and where you bring it."""

    title: str
    reason: str
    until: dt.date | None
    address: str


class FeeOut(Schema):
    """What an application costs: in tetri, how it stands, and the page that says why and where to pay."""

    code: str
    amount_tetri: int
    currency: str
    state: str
    basis: str
    address: str


class ApplicationDetailOut(ApplicationOut):
    """One of your applications with what happened, what it costs, and what is asked of you now."""

    edition: int
    asked_of_you: AskedOut | None = None
    fees: list[FeeOut]
    steps: list[StepOut]


class ApplicationIn(Schema):
    """A new application: for which service, and the answers by the codes of the form's questions."""

    model_config = ConfigDict(extra="forbid")

    service: str = Field(min_length=1, max_length=60)
    answers: dict[str, AnswerIn] = Field(max_length=200)


class ReceiptOut(Schema):
    """What you get for an application; it never changes, and the same key always gets the same."""

    number: str
    service: Words
    received_at: dt.datetime
    address: str


class WorkloadOut(Schema):
    """How many open applications of one service wait for one side; no number under five, so that nobody is meant."""

    service: str
    waits_for: str
    count: int | None


def words_of(text: Text) -> Words:
    """A text in every language it has."""
    return dict(text.in_languages)


EXAMPLE_SERVICE: dict[str, Any] = {
    "code": "one-off-social-assistance",
    "title": {"ka": "ერთჯერადი სოციალური დახმარება", "en": "One-off social assistance"},
    "summary": {"ka": "დახმარება გაჭირვებისას", "en": "Money when something happened to you"},
    "how_long": {"ka": "10 სამუშაო დღე", "en": "10 working days"},
    "cost": "0",
    "life_events": ["illness"],
    "version": 1,
    "content_hash": "6f1ed002ab5595859014ebf0951522d9d0d2b54c2f8f9b6f9a1f4d2a1f1d9f00",
    "address": "https://eroba.example/en/ozurgeti/services/one-off-social-assistance/",
}
EXAMPLE_DETAIL: dict[str, Any] = EXAMPLE_SERVICE | {
    "who_gets_it": [{"ka": "ვინც აქ ცხოვრობს", "en": "Whoever lives here"}],
    "what_you_need": [{"ka": "საბანკო ანგარიში", "en": "A bank account"}],
    "saves_papers": [{"ka": "ცნობა რეესტრიდან", "en": "The certificate from the register"}],
    "legal_basis": [
        {"code": "gac-83", "citation": {"ka": "ზაკ, მუხლი 83", "en": "GAC, article 83"}, "is_verified": True}
    ],
    "competent_unit": {"ka": "სოციალური სამსახური", "en": "Social service"},
    "is_open": True,
}
EXAMPLE_FORM: dict[str, Any] = {
    "service": "one-off-social-assistance",
    "version": 1,
    "topics": [
        {
            "code": "payment",
            "title": {"ka": "სად ჩაგირიცხოთ", "en": "Where to pay"},
            "shown_if": "",
            "questions": [
                {
                    "code": "iban",
                    "kind": "iban",
                    "label": {"ka": "საბანკო ანგარიშის ნომერი (IBAN)", "en": "Bank account number (IBAN)"},
                    "hint": {"ka": "იწყება ასოებით GE", "en": "It starts with GE"},
                    "is_required": True,
                    "shown_if": "",
                    "choices": [],
                }
            ],
        }
    ],
}
EXAMPLE_APPLICATION: dict[str, Any] = {
    "number": "OZU-2026-SOC-00042",
    "service": EXAMPLE_SERVICE["title"],
    "stage": "completeness",
    "stage_title": {"ka": "საბუთების შემოწმება", "en": "Checking the papers"},
    "waits_for": "town",
    "outcome": "",
    "received_at": "2026-11-22T11:30:00+04:00",
    "due_on": "2026-12-07",
    "address": "https://eroba.example/en/ozurgeti/services/applications/OZU-2026-SOC-00042/",
}
EXAMPLE_APPLICATION_DETAIL: dict[str, Any] = EXAMPLE_APPLICATION | {
    "edition": 1,
    "asked_of_you": None,
    "fees": [],
    "steps": [
        {
            "at": "2026-11-22T11:30:00+04:00",
            "name": "application.received",
            "sentence": "We have received your application.",
        }
    ],
}
EXAMPLE_RECEIPT: dict[str, Any] = {
    name: EXAMPLE_APPLICATION[name] for name in ("number", "service", "received_at", "address")
}
EXAMPLE_SENT: dict[str, Any] = {
    "service": "one-off-social-assistance",
    "answers": {"reason": "illness", "household_size": 3, "iban": "GE29NB0000000101904917", "truth": True},
}
