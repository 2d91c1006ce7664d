"""Gaps and dead rows of tables, conditions that never hold: compared with trying everything out."""

import json
from dataclasses import replace
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eroba.capabilities.services.analysis.conditions import look_at_form
from eroba.capabilities.services.analysis.regions import Bounds, is_simple, numbers_in, regions_of_numbers
from eroba.capabilities.services.analysis.tables import look_at
from eroba.capabilities.services.definition.folder import read_folder
from eroba.capabilities.services.definition.form import Choice, Field, Form, FormPage
from eroba.capabilities.services.definition.service import DecisionFact, DecisionNeeds, ServiceDefinition
from eroba.capabilities.services.definition.table import DecisionTable, TableRow
from eroba.capabilities.services.definition.texts import NO_TEXT, Text
from eroba.capabilities.services.rules_engine import TableFailed, decide
from eroba.capabilities.services.tests.conftest import ASSISTANCE

SEED = read_folder(ASSISTANCE).definition
OUTPUTS = ("outcome", "amount", "rule_code", "because_ka", "because_en", "basis")
COLUMNS = ("score", "here", "reason")


def service_of(rows: list[tuple[str, str, str]], needed_if: str = "") -> ServiceDefinition:
    """The seed with a table of three columns: a number, a yes or no, a choice."""
    facts = (
        DecisionFact("here", NO_TEXT, "yes_no", "clerk"),
        DecisionFact("reason", NO_TEXT, "choice", "clerk"),
        DecisionFact("score", NO_TEXT, "number", "clerk", needed_if=needed_if),
    )
    plain = [
        {
            "_id": f"R{at}",
            **dict(zip(COLUMNS, row, strict=True)),
            "outcome": "'granted'",
            "amount": str(at),
            "rule_code": f"'R{at}'",
            "because_ka": "'x'",
            "because_en": "'x'",
            "basis": "'x'",
        }
        for at, row in enumerate(rows)
    ]
    content = {
        "hitPolicy": "first",
        "inputs": [{"id": one, "name": one, "field": one} for one in COLUMNS],
        "outputs": [{"id": one, "name": one, "field": one} for one in OUTPUTS],
        "rules": plain,
    }
    table_rows = tuple(
        TableRow(
            one["_id"],
            tuple((name, one[name]) for name in COLUMNS),
            tuple((name, one[name]) for name in OUTPUTS),
        )
        for one in plain
    )
    table = DecisionTable("small", COLUMNS, table_rows, jdm_of(content))
    return replace(SEED, tables=(table,), decision=DecisionNeeds("small", facts))


def jdm_of(content: dict) -> str:
    """A table as the engine reads it."""
    nodes = [
        {"id": "in", "name": "in", "type": "inputNode"},
        {"id": "t", "name": "t", "type": "decisionTableNode", "content": content},
        {"id": "out", "name": "out", "type": "outputNode"},
    ]
    edges = [{"id": "a", "sourceId": "in", "targetId": "t"}, {"id": "b", "sourceId": "t", "targetId": "out"}]
    return json.dumps({"nodes": nodes, "edges": edges})


def tried_out(service: ServiceDefinition, needed_if: bool) -> tuple[bool, set[str]]:
    """Whether some facts find no row, and which rows fire, by asking the engine about everything."""
    scores = [None, -1.0, 0.0, 5.0, 9.5, 10.0, 15.0, 20.0, 25.0]
    has_gap, fired = False, set()
    for score, here, reason in product(scores, [True, False], ["a", "b", "zzz"]):
        if score is None and (here or not needed_if):
            continue
        facts = {"here": here, "reason": reason} | ({} if score is None else {"score": score})
        try:
            fired.add(decide(service, facts, {}).rule_code)
        except TableFailed:
            has_gap = True
    return has_gap, fired


number_cells = st.sampled_from(
    ["", "< 10", ">= 10", "> 0", "[0..10]", "(10..20)", "== 10", "< 0", "!= 10", ">= 0 and < 20"]
)
flag_cells = st.sampled_from(["", "true", "false"])
word_cells = st.sampled_from(["", "'a'", "'b'", "'a', 'b'", "not in ['a']"])
tables = st.lists(st.tuples(number_cells, flag_cells, word_cells), min_size=1, max_size=6)


@settings(max_examples=150, deadline=None)
@given(tables, st.booleans())
def test_gaps_and_dead_rows_are_exactly_what_trying_everything_finds(rows, may_miss):
    service = service_of(rows, "here == true" if may_miss else "")
    view = look_at(service, service.tables[0])
    has_gap, fired = tried_out(service, may_miss)
    assert (bool(view.gaps), bool(view.perhaps_gaps)) == (has_gap, False)
    assert set(view.dead_rows) == {f"R{at}" for at in range(len(rows))} - fired
    for row, facts in view.witnesses.items():
        known = {code: value for code, value in facts.items() if value is not None}
        assert decide(service, known, {}).rule_code == row


def test_what_calculates_is_named_and_never_called_wrong():
    service = service_of([("$ * 2 > 10", "", ""), ("< 3", "", "")])
    view = look_at(service, service.tables[0])
    assert view.gaps == [] and view.dead_rows == []
    assert view.perhaps_gaps and "row R0, score" in view.undecided[0]


def test_a_table_too_large_to_look_at_whole_says_so(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("eroba.capabilities.services.analysis.tables.MOST_BOXES", 1)
    service = service_of([("< 10", "true", "'a'"), ("> 0", "false", "'b'")])
    view = look_at(service, service.tables[0])
    assert view.gaps == [] and view.dead_rows == [] and "more than 1 pieces" in view.undecided[-1]


@pytest.mark.parametrize(
    ("condition", "simple"),
    [
        ("< 5", True),
        ("[1..settings.most]", True),
        ("'a', 'b' or \"c\"", True),
        ("not in ['a']", True),
        ("$ + 1 > 5", False),
        ("len($) > 2", False),
        ("other_fact", False),
        ("-5", True),
        ("5 - 3", False),
        ("< 5 -3", False),
        ("[-5..10]", True),
        ("in ['a-b', 'c']", True),
    ],
)
def test_what_counts_as_simple(condition: str, simple: bool):
    assert is_simple(condition) is simple


def test_numbers_are_parted_where_a_number_is_possible():
    whole = Bounds(Decimal(1), Decimal(0), Decimal(3))
    words = [one.words for one in regions_of_numbers({Decimal(1), Decimal(2)}, whole)]
    assert words == ["below 1", "exactly 1", "exactly 2", "above 2"]
    assert [one.value for one in regions_of_numbers({Decimal(0)}, whole)] == [0.0, 1.0]
    assert numbers_in("[1..settings.x] 'a9'", {"x": Decimal(7)}) == {Decimal(1), Decimal(7)}


def form_with(*fields: Field, page_condition: str = "") -> Form:
    first = Field("n", "number", NO_TEXT, least="1", most="5", whole=True)
    words = (Choice("a", Text()), Choice("b", Text()))
    return Form(
        (
            FormPage("p", NO_TEXT, (first, Field("c", "choice", NO_TEXT, choices=words))),
            FormPage("q", NO_TEXT, fields, shown_if=page_condition),
        )
    )


@pytest.mark.parametrize(
    ("condition", "page_condition", "never"),
    [
        ("n > 5", "", True),
        ("n >= 5", "", False),
        ("n > 4 and n < 5", "", True),
        ("c == 'x'", "", True),
        ("c == 'a' and c == 'b'", "", True),
        ("c in ['a', 'x']", "", False),
        ("c == 'a'", "c == 'b'", True),
        ("not(c == 'a')", "c != 'b'", False),
        ("c != 'a'", "", False),
        ("not(c in ['a', 'b'])", "", False),
        ("n * 2 > 100", "", None),
    ],
)
def test_conditions_nobody_fulfils(condition: str, page_condition: str, never: bool | None):
    view = look_at_form(
        form_with(Field("x", "text", NO_TEXT, shown_if=condition), page_condition=page_condition)
    )
    said = [one for _path, one in view.never]
    assert (condition in said) is (never is True)
    assert (condition in [one for _path, one in view.undecided]) is (never is None)
