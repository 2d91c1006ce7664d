"""Which reader reads which kind of field."""

from collections.abc import Callable

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services.definition.form import Field
from eroba.capabilities.services.form_engine import choices, compound, dates, identity, numbers, rows
from eroba.capabilities.services.form_engine.reading import EMPTY, Message, Reading, Surroundings, typed_text

Reader = Callable[[Field, object, Surroundings], Reading]


def read_text(field: Field, typed: object, around: Surroundings) -> Reading:
    """Read words, no longer than the field allows."""
    words = typed_text(typed)
    if len(words) > field.max_length:
        return Reading(problem=format_lazy(_("Shorten this to {most} characters."), most=field.max_length))
    return Reading(words) if words else EMPTY


def read_group(field: Field, typed: object, around: Surroundings) -> Reading:
    """Read a group row by row, each question by the reader of its kind."""
    return rows.read_rows(field, typed, around, read_field)


READERS: dict[str, Reader] = {
    "text": read_text,
    "number": numbers.read_number,
    "money": numbers.read_money,
    "date": dates.read_date,
    "choice": choices.read_choice,
    "many": choices.read_many,
    "declaration": choices.read_declaration,
    "file": choices.read_file,
    "settlement": choices.read_settlement,
    "iban": identity.read_iban,
    "personal_number": identity.read_personal_number,
    "address": compound.read_address,
    "person": compound.read_person,
    "map_point": compound.read_map_point,
    "group": read_group,
}

_MISSING: dict[str, Message] = {
    "choice": _("Choose an answer."),
    "many": _("Choose at least one answer."),
    "declaration": _("Tick the box to confirm."),
    "file": _("Choose a file."),
    "settlement": _("Choose a settlement."),
    "date": _("Write the day, month and year."),
    "address": _("Write the address."),
    "person": _("Say who this is."),
    "map_point": _("Write where it is."),
    "group": _("Add at least one."),
}


def read_field(field: Field, typed: object, around: Surroundings) -> Reading:
    """Read one field, whatever was typed; never raises."""
    return READERS[field.kind](field, typed, around)


def missing_message(field: Field) -> Message:
    """Return the words for a required field left empty."""
    return _MISSING.get(field.kind, _("Fill this in."))
