"""Conditions: bounded, and false rather than failing when something is not known."""

import pytest

from eroba.capabilities.services.expressions import (
    ExpressionFailed,
    holds,
    problem_in_cell,
    problem_in_expression,
    value_of,
)


@pytest.mark.parametrize(
    "expression",
    ["a >", "x" * 401, "len(map([1..3000000], #))", "(" * 11 + "1" + ")" * 11, "`a`", "import os", "a; b"],
)
def test_what_grows_or_cannot_be_read_is_refused(expression: str):
    assert problem_in_expression(expression)
    assert not holds(expression, {})


@pytest.mark.parametrize("cell", ["<", "'a", "# > 1", "foo("])
def test_a_cell_that_cannot_be_read_is_refused(cell: str):
    assert problem_in_cell(cell)


@pytest.mark.parametrize("cell", ["< 5", "true", "'a','b'", "[1..5]", "< settings.score", "null"])
def test_ordinary_cells_are_fine(cell: str):
    assert problem_in_cell(cell) == ""


def test_what_is_not_known_makes_a_condition_false():
    assert not holds("a > 3", {})
    assert not holds("reason in ['x']", {})
    assert holds("", {})
    assert holds("reason == '#..`'", {"reason": "#..`"})


def test_a_value_that_cannot_be_worked_out_fails_in_words():
    with pytest.raises(ExpressionFailed, match="a \\+ 1"):
        value_of("a + 1", {"a": "x"})
