"""The one expression language of a service folder: zen-engine's, bounded. Never Python, never a loop.

An expression compares answers ("reason == 'illness'"). What is missing makes a condition false, not an error.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import zen

LONGEST_EXPRESSION = 400
DEEPEST_NESTING = 10
_WORD = re.compile(r"(?<![\w.$])([A-Za-z_]\w*)(?!\w|\s*\()")
_NO_NAMES = frozenset({"and", "or", "not", "in", "true", "false", "null"})


class ExpressionFailed(Exception):
    """An expression that cannot be read or whose value cannot be worked out; the text says which and why."""


def problem_in_expression(expression: str) -> str:
    """Say in plain words why an expression may not be used, or nothing when it may."""
    return _problem_in_shape(expression, ranges=False) or _parser_problem(zen.validate_expression(expression))


def problem_in_cell(cell: str) -> str:
    """Say why a condition cell of a decision table ("< 65000") may not be used, or nothing when it may."""
    problem = _problem_in_shape(cell, ranges=True)
    if problem:
        return problem
    try:  # zen's own validate_unary_expression refuses "< 5"; compiling reads it as the table will
        zen.compile_unary_expression(cell)
    except (RuntimeError, ValueError) as failure:
        return _first_line(failure)
    return ""


def value_of(expression: str, known: Mapping[str, object]) -> object:
    """Work out an expression over what is known; raises ExpressionFailed."""
    try:
        wanted = names_in(expression)
        return _compiled(expression).evaluate({name: known[name] for name in wanted if name in known})
    except Exception as failure:  # zen raises bare Exception for values it cannot take
        raise ExpressionFailed(f"{expression}: {_first_line(failure)}") from failure


def holds(expression: str, known: Mapping[str, object]) -> bool:
    """Whether a condition holds; an empty condition always does, one about something not known never does."""
    if not expression:
        return True
    try:
        return value_of(expression, known) is True
    except ExpressionFailed:
        return False


@lru_cache(maxsize=4096)
def names_in(expression: str) -> frozenset[str]:
    """Return the names an expression speaks of: not its functions, not what stands behind a point, no words."""
    return frozenset(_WORD.findall(_without_quoted(expression))) - _NO_NAMES


@lru_cache(maxsize=4096)
def _compiled(expression: str) -> Any:
    problem = problem_in_expression(expression)
    if problem:
        raise ExpressionFailed(f"{expression}: {problem}")
    return zen.compile_expression(expression)


def _problem_in_shape(expression: str, *, ranges: bool) -> str:
    if len(expression) > LONGEST_EXPRESSION:
        return f"longer than {LONGEST_EXPRESSION} characters; split it into a computed value"
    outside_quotes = _without_quoted(expression)
    if "#" in outside_quotes:
        return "loops over lists (#) are not allowed; compare single answers"
    if ".." in outside_quotes and not ranges:
        return "ranges (..) are not allowed here; write two comparisons"
    if "`" in outside_quotes:
        return "text templates (`) are not allowed"
    if "$" in outside_quotes and not ranges:
        return "the sign $ is not allowed; name the answer itself"
    depth = deepest = 0
    for character in outside_quotes:
        depth += (character in "([{") - (character in ")]}")
        deepest = max(deepest, depth)
    if deepest > DEEPEST_NESTING:
        return f"nested more than {DEEPEST_NESTING} deep; split it into a computed value"
    return ""


def _without_quoted(expression: str) -> str:
    kept: list[str] = []
    quote = ""
    for character in expression:
        if quote:
            quote = "" if character == quote else quote
        elif character in "'\"":
            quote = character
        else:
            kept.append(character)
    return "".join(kept)


def _parser_problem(answer: Any) -> str:
    return str(answer.get("source", "cannot be read")) if answer else ""


def _first_line(failure: Exception) -> str:
    # zen appends a stack trace of itself to every message.
    return str(failure).splitlines()[0][:300] if str(failure) else type(failure).__name__
