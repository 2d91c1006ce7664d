"""Reads numbers and money as people write them: 1 200,50 or 1200.50, with or without the lari sign."""

import re
from decimal import Decimal

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services.definition.form import Field
from eroba.capabilities.services.form_engine.reading import EMPTY, Message, Reading, Surroundings, typed_text

_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,9})?")
_SPACES_AND_SIGNS = str.maketrans("", "", " \u00a0\u202f\u2009'₾")


def read_number(field: Field, typed: object, around: Surroundings) -> Reading:
    """Read a number within the field's bounds; whole numbers become integers, others exact text."""
    number, problem = _decimal(field, typed)
    if number is None:
        return Reading(problem=problem)
    if field.whole and number != number.to_integral_value():
        return Reading(problem=_("Write a whole number, such as 3."))
    return (
        Reading(int(number))
        if number == number.to_integral_value()
        else Reading(format(number.normalize(), "f"))
    )


def read_money(field: Field, typed: object, around: Surroundings) -> Reading:
    """Read an amount in lari with at most two decimals; it becomes exact text such as "450.00"."""
    number, problem = _decimal(field, typed)
    if number is None:
        return Reading(problem=problem)
    if number != round(number, 2):
        return Reading(problem=_("Write an amount with at most two digits after the point, such as 450.50."))
    return Reading(format(number, ".2f"))


def _decimal(field: Field, typed: object) -> tuple[Decimal | None, Message]:
    words = typed_text(typed).translate(_SPACES_AND_SIGNS)
    if not words:
        return None, EMPTY.problem
    if words.count(",") == 1 and "." not in words:
        words = words.replace(",", ".")
    if not words.isascii() or not _NUMBER.fullmatch(words):
        return None, _("Write a number in digits, such as 3 or 450.")
    number = Decimal(words)
    if field.least and number < Decimal(field.least):
        return None, format_lazy(_("The number must be {least} or more."), least=field.least)
    if field.most and number > Decimal(field.most):
        return None, format_lazy(_("The number must be {most} or less."), most=field.most)
    return number, ""
