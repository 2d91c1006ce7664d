"""Checks a sheet against the JSON Schema of its kind and turns each mismatch into advice with a line."""

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from eroba.capabilities.services.definition.findings import Finding
from eroba.capabilities.services.definition.yaml_reading import Sheet

MOST_FINDINGS_PER_FILE = 50

_BOUNDS = {
    "maxLength": ("“{said}” is longer than {wanted} characters", "a shorter text"),
    "minLength": ("the text is empty", "some words"),
    "maximum": ("{said} is too large", "at most {wanted}"),
    "minimum": ("{said} is too small", "at least {wanted}"),
    "minItems": ("too few entries", "at least {wanted}"),
    "maxItems": ("too many entries", "at most {wanted}"),
}


def findings_by_schema(kind: str, sheet: Sheet) -> Iterator[Finding]:
    """Compare a sheet with the schema `kind` (service, form, stages, example) and say what to change."""
    errors = sorted(
        _validator(kind).iter_errors(sheet.content), key=lambda error: list(map(str, error.absolute_path))
    )
    for error in errors[:MOST_FINDINGS_PER_FILE]:
        deepest = _deepest(error)
        path = tuple(deepest.absolute_path)
        message, instead = _advice(deepest)
        yield Finding(sheet.file, sheet.line_of(path), f"{_place(path)}{message}", instead)


@cache
def _validator(kind: str) -> Draft202012Validator:
    written = (files(__package__) / "schema" / f"{kind}.schema.json").read_text(encoding="utf-8")
    return Draft202012Validator(json.loads(written))


def _deepest(error: ValidationError) -> ValidationError:
    return max(error.context, key=lambda inner: len(inner.absolute_path)) if error.context else error


def _place(path: tuple[str | int, ...]) -> str:
    return (
        " › ".join(str(part + 1) if isinstance(part, int) else part for part in path) + ": " if path else ""
    )


def _advice(error: ValidationError) -> tuple[str, str]:
    wanted = error.validator_value
    described = str(error.schema.get("description", "")) if isinstance(error.schema, dict) else ""
    match error.validator:
        case "required":
            missing = [name for name in wanted if name not in error.instance]
            return f"{', '.join(missing)} is missing", f"{missing[0]}: …" if missing else ""
        case "additionalProperties":
            known = error.schema.get("properties", {})
            unknown = [name for name in error.instance if name not in known]
            return f"{', '.join(unknown)} is not known here", f"one of {', '.join(sorted(known))}"
        case "enum":
            return f"“{error.instance}” is not possible", f"one of {', '.join(map(str, wanted))}"
        case "type":
            return f"“{_short(error.instance)}” is of the wrong kind", described or _kind_name(wanted)
        case "pattern" | "const":
            return f"“{_short(error.instance)}” is written differently", described or str(wanted)
        case keyword if keyword in _BOUNDS:
            message, instead = _BOUNDS[keyword]
            return message.format(said=_short(error.instance), wanted=wanted), instead.format(wanted=wanted)
        case _:
            return str(error.message)[:200], described


def _short(value: object) -> str:
    words = str(value)
    return words if len(words) <= 60 else words[:57] + "…"


def _kind_name(wanted: object) -> str:
    names = {
        "object": "key: value pairs",
        "array": "a list (lines that begin with -)",
        "string": "text in quotes",
        "integer": "a whole number",
        "boolean": "true or false",
        "number": "a number",
    }
    return names.get(str(wanted), str(wanted))
