"""The base of every fact: past tense, a sentence a person can read, and who may read it."""

import datetime as dt
import types
from dataclasses import dataclass, fields
from typing import Any, ClassVar, Self, get_args, get_type_hints
from uuid import UUID

from django.utils.formats import date_format
from django.utils.functional import Promise

from eroba.kernel.base.canonical import plain


@dataclass(frozen=True)
class Fact:
    """Something that happened to a matter. Subclasses are frozen dataclasses; they hold no personal values.

    `name` is `noun.past` (`application.received`); `sentence` names its fields in braces;
    `shown_to` is `public`, `parties` (the person and the staff) or `staff`. One that is not a step (`is_step`),
    such as an official's look, is kept and shown to whom it concerns, but is no line of a timeline.
    """

    name: ClassVar[str]
    sentence: ClassVar[str | Promise]
    shown_to: ClassVar[str] = "parties"
    is_step: ClassVar[bool] = True

    matter_id: UUID | None

    def words(self) -> str:
        """The sentence in the language being read."""
        return str(self.sentence).format(**{f.name: _said(getattr(self, f.name)) for f in fields(self)})

    def payload(self) -> dict[str, Any]:
        """The fact's fields as JSON."""
        return plain({f.name: getattr(self, f.name) for f in fields(self) if f.name != "matter_id"})

    @classmethod
    def from_payload(cls, matter_id: UUID | None, payload: dict[str, Any]) -> Self:
        """The fact again, from what was stored; fields it has lost since are left out."""
        kinds = get_type_hints(cls)
        known = {f.name for f in fields(cls)} - {"matter_id"}
        return cls(matter_id, **{k: _read(kinds[k], v) for k, v in payload.items() if k in known})


def _said(value: Any) -> str:
    return date_format(value, "DATE_FORMAT") if isinstance(value, dt.date) else str(value)


def _read(kind: Any, value: Any) -> Any:
    if isinstance(kind, types.UnionType):
        kind = next(option for option in get_args(kind) if option is not type(None))
    if not isinstance(value, str):
        return value
    if kind is UUID:
        return UUID(value)
    if kind in (dt.date, dt.datetime):
        return kind.fromisoformat(value)
    return value
