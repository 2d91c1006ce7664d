"""The nouns of a form: pages, fields, choices, computed values."""

from dataclasses import dataclass

from eroba.capabilities.services.definition.texts import NO_TEXT, Text

FIELD_KINDS = (
    "text", "number", "money", "date", "choice", "many", "file", "declaration", "iban",
    "personal_number", "settlement", "address", "map_point", "person", "group",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer a person can pick."""

    code: str
    label: Text
    hint: Text = NO_TEXT


@dataclass(frozen=True, slots=True)
class Prefill:
    """Where a field's first value comes from: a register and the name of the value there."""

    register: str
    field: str


@dataclass(frozen=True, slots=True)
class Field:
    """One question. `least` and `most` are text, so that nothing is lost to rounding; a group has `fields`.

    `asked_anyway` says why it is asked although a register holds a value of this name.
    """

    code: str
    kind: str
    label: Text
    hint: Text = NO_TEXT
    required: bool = True
    shown_if: str = ""
    required_if: str = ""
    must_hold: str = ""
    must_hold_text: Text = NO_TEXT
    choices: tuple[Choice, ...] = ()
    prefill: Prefill | None = None
    asked_anyway: Text = NO_TEXT
    evidence: str = ""
    least: str = ""
    most: str = ""
    whole: bool = False
    earliest: str = ""
    latest: str = ""
    max_length: int = 500
    rows: int = 1
    autocomplete: str = ""
    unit: Text = NO_TEXT
    fields: tuple["Field", ...] = ()
    row_title: Text = NO_TEXT
    least_rows: int = 1
    most_rows: int = 10

    def choice(self, code: str) -> Choice | None:
        """Return the choice with this code, if the field has it."""
        return next((choice for choice in self.choices if choice.code == code), None)


@dataclass(frozen=True, slots=True)
class FormPage:
    """One topic, asked on one page."""

    code: str
    title: Text
    fields: tuple[Field, ...]
    intro: Text = NO_TEXT
    shown_if: str = ""


@dataclass(frozen=True, slots=True)
class Computed:
    """A value worked out from answers, never asked."""

    code: str
    title: Text
    kind: str
    expression: str
    unit: Text = NO_TEXT
    show_on: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """All pages in order, and what is worked out from them."""

    pages: tuple[FormPage, ...]
    computed: tuple[Computed, ...] = ()

    def page(self, code: str) -> FormPage | None:
        """Return the page with this code, if there is one."""
        return next((page for page in self.pages if page.code == code), None)

    def fields(self) -> tuple[Field, ...]:
        """Return every field of every page, in order."""
        return tuple(field for page in self.pages for field in page.fields)

    def field(self, code: str) -> Field | None:
        """Return the field with this code, if there is one."""
        return next((field for field in self.fields() if field.code == code), None)
