"""Deciding by table: the fired row is cited, what is missing is no refusal, zen agrees with the oracle."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eroba.capabilities.services.definition.folder import ServiceFolder, read_folder
from eroba.capabilities.services.rules_engine import FactSources, TableFailed, decide, gather_facts
from eroba.capabilities.services.tests.conftest import ASSISTANCE
from eroba.capabilities.services.tests.naive_table import naive_row

SERVICE = read_folder(ASSISTANCE).definition
SETTINGS = SERVICE.setting_values()


def sources(**registers: dict) -> FactSources:
    return FactSources({"reason": "single-parent"}, {"income_per_person": 300.0}, registers, {}, 0)


def test_the_fired_row_is_cited():
    facts = gather_facts(
        SERVICE, sources(civil={"registered_here": True}, social={"in_database": True, "social_score": 9000})
    )
    assert not facts.missing
    ruling = decide(SERVICE, facts.as_mapping(), SETTINGS)
    assert (ruling.outcome, ruling.rule_code, ruling.amount) == ("granted", "SOC-5", Decimal("300.00"))
    assert ruling.basis == "local-rule 3.1(c)"
    assert ruling.because.in_language("en").startswith("You raise your children alone")


def test_a_register_that_is_silent_is_no_refusal():
    facts = gather_facts(SERVICE, sources(civil={"registered_here": True}))
    assert [fact.code for fact in facts.missing] == ["in_database"]


def test_a_family_not_in_the_database_needs_no_score():
    facts = gather_facts(SERVICE, sources(civil={"registered_here": True}, social={"in_database": False}))
    assert not facts.missing


@pytest.mark.parametrize("nonsense", ["yes", 1, None, [], float("nan"), float("inf")])
def test_nonsense_from_a_register_counts_as_missing(nonsense: object):
    found = {"in_database": True, "social_score": nonsense if nonsense != 1 else "x"}
    facts = gather_facts(SERVICE, sources(civil={"registered_here": nonsense}, social=found))
    assert {fact.code for fact in facts.missing} >= {"registered_here", "social_score"}


def test_a_towns_own_settings_decide():
    facts = gather_facts(
        SERVICE, sources(civil={"registered_here": True}, social={"in_database": True, "social_score": 9000})
    )
    own = SETTINGS | {"amount_single_parent": Decimal("123.45")}
    assert decide(SERVICE, facts.as_mapping(), own).amount == Decimal("123.45")


def test_an_impossible_amount_is_our_mistake_not_a_refusal():
    facts = gather_facts(
        SERVICE, sources(civil={"registered_here": True}, social={"in_database": True, "social_score": 9000})
    )
    for amount in ("-1", "1000000000000"):
        with pytest.raises(TableFailed):
            decide(SERVICE, facts.as_mapping(), SETTINGS | {"amount_single_parent": Decimal(amount)})


maybe = st.none() | st.booleans()
random_facts = st.fixed_dictionaries(
    {
        "registered_here": maybe,
        "granted_this_year": st.none() | st.integers(0, 3),
        "reason": st.none() | st.sampled_from(["illness", "disaster", "single-parent", "other", "x"]),
        "paper_confirms": maybe,
        "in_database": maybe,
        "social_score": st.none()
        | st.integers(0, 200_000)
        | st.sampled_from([65_000, 65_001, 100_000, 100_001]),
        "income_per_person": st.none() | st.floats(0, 1000) | st.sampled_from([199.99, 200.0]),
    }
)


@settings(max_examples=400, deadline=None)
@given(random_facts)
def test_zen_agrees_with_a_naive_reading_of_the_table(facts: dict):
    table = SERVICE.table("eligibility")
    assert table
    ruling = decide(SERVICE, facts, SETTINGS)
    row = naive_row(table, facts, {code: float(value) for code, value in SETTINGS.items()})
    assert ruling.rule_code == row.code
    assert table.rows[ruling.row_index].code == row.code
    cells = dict(row.results)
    assert f"'{ruling.outcome}'" == cells["outcome"]
    amount = SETTINGS.get(cells["amount"].removeprefix("settings."), Decimal(0))
    assert ruling.amount == amount


def test_seed_service_is_what_these_tests_think(assistance_folder: ServiceFolder):
    assert assistance_folder.definition == SERVICE
