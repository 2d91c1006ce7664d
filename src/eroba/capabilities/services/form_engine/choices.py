"""Reads what is picked rather than typed: choices, ticks, declarations, settlements, uploaded papers."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services.definition.form import Field
from eroba.capabilities.services.form_engine.reading import (
    EMPTY,
    Reading,
    Surroundings,
    typed_list,
    typed_text,
)

_TICKED = {"true", "on", "yes", "1"}
PAPER_KEYS = ("file_id", "name", "size", "media_type")


def read_choice(field: Field, typed: object, around: Surroundings) -> Reading:
    """Read one of the field's choices."""
    code = typed_text(typed)
    if not code:
        return EMPTY
    return Reading(code) if field.choice(code) else Reading(problem=_("Choose one of the answers."))


def read_many(field: Field, typed: object, around: Surroundings) -> Reading:
    """Read any number of the field's choices."""
    codes = typed_list(typed)
    if not codes:
        return EMPTY
    if any(not field.choice(code) for code in codes):
        return Reading(problem=_("Choose among the answers."))
    return Reading(codes)


def read_declaration(field: Field, typed: object, around: Surroundings) -> Reading:
    """Read a tick that confirms something; no tick is no answer."""
    ticked = typed is True or typed_text(typed).lower() in _TICKED
    return Reading(True) if ticked else EMPTY


def read_settlement(field: Field, typed: object, around: Surroundings) -> Reading:
    """Read a settlement's code; any code passes where the list of settlements is not known."""
    code = typed_text(typed)
    if not code:
        return EMPTY
    if len(code) > 120 or (around.settlements and code not in around.settlements):
        return Reading(problem=_("Choose a settlement from the list."))
    return Reading(code)


def read_file(field: Field, typed: object, around: Surroundings) -> Reading:
    """Read the reference to an uploaded paper; the paper itself has been checked by whoever stored it."""
    if not typed:
        return EMPTY
    if not isinstance(typed, Mapping) or not all(isinstance(typed.get(key), str | int) for key in PAPER_KEYS):
        return Reading(problem=_("Choose the file again."))
    return Reading({key: typed[key] for key in PAPER_KEYS})
