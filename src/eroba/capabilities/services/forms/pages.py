"""One page of a service's form as a form of the face: how it is drawn. What is right is asked of the form engine."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.forms import BoundField

from eroba.capabilities.services.definition.form import Field, FormPage
from eroba.capabilities.services.form_engine.reading import Answer, Row
from eroba.capabilities.services.form_engine.rows import asked_in_row
from eroba.capabilities.services.forms.controls import (
    AskedField,
    Settlements,
    drawn,
    drawn_part,
    part_initially,
    part_names,
    shown_initially,
)
from eroba.capabilities.services.forms.typed_rows import row_count
from eroba.kernel.ui.forms import HouseForm, Words
from eroba.kernel.ui.tags.fields import ErrorLink


@dataclass(frozen=True)
class Block:
    """One question as it is drawn: one control, several under a heading, or rows of such blocks."""

    asked: Field
    name: str
    bound: BoundField | None = None
    parts: list[BoundField] = field(default_factory=list)
    rows: list[list["Block"]] = field(default_factory=list)
    source: Words = ""
    problem: Words = ""
    paper: Mapping[str, Any] | None = None
    """The paper a row has already."""

    @property
    def can_grow(self) -> bool:
        """Whether one more row may be added."""
        return len(self.rows) < self.asked.most_rows

    @property
    def row_words(self) -> str:
        """What one row is called, such as “Child”."""
        return str(self.asked.row_title or self.asked.label)


class PageForm(HouseForm):
    """The fields of one page that are asked, with what is known, typed and wrong."""

    def __init__(
        self,
        page: FormPage,
        fields: Sequence[Field],
        answers: Mapping[str, Answer],
        settlements: Settlements,
        *,
        known: Mapping[str, object],
        shown: Collection[str] | None = None,
        typed: Any = None,
        files: Any = None,
        sources: Mapping[str, Words] | None = None,
    ) -> None:
        """`known` is what conditions in rows see; `shown` names what stood on the page when it was sent."""
        super().__init__(typed, files, initial={}, sources=sources)
        self.page, self.asked, self.known, self.settlements = page, fields, known, settlements
        self.was_shown = shown
        self.group_problems: dict[str, Words] = {}
        self.row_fields: dict[str, list[list[Field]]] = {}
        self.row_papers: dict[str, Mapping[str, Any]] = {}
        for one in fields:
            self._draw(one, one.code, answers.get(one.code), "")
        self.papers = {
            one.code: answer
            for one in fields
            if one.kind == "file" and isinstance(answer := answers.get(one.code), dict)
        }

    @property
    def has_files(self) -> bool:
        """Whether some question of the page, or of its rows, asks for a file."""
        return any(inner.kind == "file" for one in self.asked for inner in (one, *one.fields))

    def typed_values(self) -> dict[str, object]:
        """What was typed, as the form engine reads it; a file stands for itself."""
        return {one.code: self._typed(one, one.code) for one in self.asked}

    def say(self, problems: Mapping[str, Words]) -> None:
        """Put each problem beside its control; a problem of no control of this page stands above all."""
        groups = {one.code for one in self.asked if one.kind == "group"}
        for name, words in problems.items():
            if name in groups:
                self.group_problems[name] = words
            else:
                first_part = next((key for key in self.fields if key.startswith(f"{name}-")), None)
                self.add_error(name if name in self.fields else first_part, str(words))

    def group_links(self) -> list[ErrorLink]:
        """What is wrong with whole groups, as lines of the error summary."""
        labels = {one.code: str(one.label) for one in self.asked}
        return [
            ErrorLink(f"{labels[code]} — {words}", f"#id_{code}")
            for code, words in self.group_problems.items()
        ]

    def blocks(self) -> list[Block]:
        """Every question of the page, as the template draws them."""
        return [self._block(one, one.code) for one in self.asked]

    def question_names(self) -> Iterator[str]:
        """The names of all questions on the page, so that one opened later is not taken for left empty."""
        for one in self.asked:
            yield one.code
            for at, row in enumerate(self.row_fields.get(one.code, ())):
                yield from (f"{one.code}-{at}-{inner.code}" for inner in row)

    def _draw(self, one: Field, name: str, answer: object, place: str) -> None:
        """Draw one question; `place` is the row it stands in, in words."""
        if one.kind == "group":
            self._draw_rows(one, answer)
        elif part_names(one):
            inside = f"{place}{one.label}: "
            for part in part_names(one):
                self._keep(f"{name}-{part}", drawn_part(one, part, self.settlements), inside)
                self.initial[f"{name}-{part}"] = part_initially(answer, part)
        else:
            self._keep(name, drawn(one, self.settlements), place)
            self.initial[name] = shown_initially(one, answer)

    def _keep(self, name: str, control: AskedField, place: str) -> None:
        control.full_name = f"{place}{control.label}"
        self.fields[name] = control

    def _draw_rows(self, group: Field, answer: object) -> None:
        saved: list[Row] = (
            [row for row in answer if isinstance(row, dict)] if isinstance(answer, list) else []
        )
        count = row_count(group, self.data) if self.is_bound else max(len(saved), 1)
        rows = [saved[at] if at < len(saved) else {} for at in range(count)]
        self.row_fields[group.code] = [self._row_fields(group, at, row) for at, row in enumerate(rows)]
        for at, (row, asked) in enumerate(zip(rows, self.row_fields[group.code], strict=True)):
            place = f"{group.row_title or group.label} {at + 1}: "
            for one in asked:
                name, answer = f"{group.code}-{at}-{one.code}", row.get(one.code)
                self._draw(one, name, answer, place)
                if one.kind == "file" and isinstance(answer, dict):
                    self.row_papers[name] = answer

    def _row_fields(self, group: Field, at: int, row: Row) -> list[Field]:
        if self.was_shown is None:
            return asked_in_row(group, row, self.known)[0]
        return [one for one in group.fields if f"{group.code}-{at}-{one.code}" in self.was_shown]

    def _typed(self, one: Field, name: str) -> object:
        if one.kind == "group":
            return [
                {inner.code: self._typed(inner, f"{name}-{at}-{inner.code}") for inner in row}
                for at, row in enumerate(self.row_fields[one.code])
            ]
        if part_names(one):
            return {part: self._value(f"{name}-{part}") for part in part_names(one)}
        return self._value(name)

    def _value(self, name: str) -> object:
        return self.fields[name].widget.value_from_datadict(self.data, self.files, self.add_prefix(name))

    def _block(self, one: Field, name: str) -> Block:
        source = self.sources.get(one.code, "") if name == one.code else ""
        if one.kind == "group":
            rows = [
                [self._block(inner, f"{name}-{at}-{inner.code}") for inner in row]
                for at, row in enumerate(self.row_fields[one.code])
            ]
            return Block(one, name, rows=rows, problem=self.group_problems.get(name, ""))
        if part_names(one):
            return Block(one, name, parts=[self[f"{name}-{part}"] for part in part_names(one)], source=source)
        return Block(one, name, bound=self[name], source=source, paper=self.row_papers.get(name))
