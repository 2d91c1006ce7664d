"""What a fee comes to, exactly, and what is wrong with a folder that says it badly. No database."""

from decimal import Decimal
from pathlib import Path
from shutil import copytree

import pytest

from eroba.capabilities.services.definition.findings import DefinitionBroken
from eroba.capabilities.services.definition.folder import read_folder
from eroba.capabilities.services.fee_engine import assess, fees_by, payments_at
from eroba.capabilities.services.lint import lint
from eroba.capabilities.services.simulate import simulate
from eroba.capabilities.services.tests.conftest import SEED, TODAY
from eroba.capabilities.services.tests.test_definition import change
from eroba.kernel.base.money import Money

TRADE = read_folder(SEED / "outdoor-trade-object").definition
PERMIT = read_folder(SEED / "construction-permit").definition
STALL = {"object_kind": "stall", "area": Decimal("4.5"), "months": Decimal(7)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of a folder with a fee that a test may break."""
    return Path(copytree(SEED / "outdoor-trade-object", tmp_path / "any"))


@pytest.mark.parametrize(
    ("lari", "tetri"), [("0", 0), ("0.01", 1), ("5.30", 530), ("1440.00", 144_000), ("0.1", 10)]
)
def test_money_is_whole_tetri(lari: str, tetri: int):
    assert Money.of_lari(lari).tetri == tetri
    assert Money.of_lari(str(Money(tetri))) == Money(tetri)


@pytest.mark.parametrize("lari", ["0.001", "-1", "words", "NaN", "1e30"])
def test_what_is_no_amount_is_refused(lari: str):
    with pytest.raises(ValueError):
        Money.of_lari(lari)


def test_the_town_sets_the_amount_and_the_row_is_named():
    fee = TRADE.fees[0]
    own = assess(TRADE, fee, STALL, TRADE.setting_values() | {"fee": Decimal("5.35")})
    assert (own.amount, own.rule_code, own.basis) == (Money(16_853), "TRD-F2", "local-rule 4.1")
    assert "4.5 m² × 7 months × 5.35 GEL" in own.because.in_language("en")


def test_who_is_exempt_owes_nothing_and_reads_why():
    small = assess(TRADE, TRADE.fees[0], STALL | {"area": Decimal(2)}, TRADE.setting_values())
    assert small.is_exempt and small.rule_code == "TRD-F1"
    facts = {"floors": Decimal(1), "area": Decimal(55), "step": "permit"}
    house = assess(PERMIT, PERMIT.fees[0], facts, PERMIT.setting_values())
    assert house.is_exempt and house.rule_code == "small-house" and house.basis == "local-rule"


def test_a_refused_application_costs_nothing_where_the_folder_says_so():
    assert [one.fee for one in payments_at(TRADE, "approve_decision", "granted")] == ["place"]
    assert list(payments_at(TRADE, "approve_decision", "refused")) == []
    assert fees_by(TRADE, STALL, TRADE.setting_values(), "refused") == ()


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        (
            "service.yaml",
            "    table: place-fee",
            '    table: place-fee\n    amount: "3.00"',
            "amount and table",
        ),
        ("service.yaml", "    table: place-fee", "", "no amount"),
        ("service.yaml", "    table: place-fee", "    table: nothing", "nothing does not exist"),
        ("service.yaml", "    table: place-fee", '    amount: "3.001"', "written differently"),
        ("service.yaml", "    table: place-fee", "    setting: area_most", "area_most does not exist"),
        ("stages.yaml", "  - fee: place", "  - fee: plot", "never due"),
        ("stages.yaml", "waits: [deliver_decision]", "waits: [approve_decision]", "by the step that waits"),
        ("stages.yaml", "    waits: [deliver_decision]\n", "", "though nothing waits for it"),
        ("stages.yaml", "due_at: approve_decision", "due_at: submission", "known only when the decision"),
        (
            "stages.yaml",
            "stops_clocks: [decision]\n    basis",
            "stops_clocks: [hourglass]\n    basis",
            "hourglass",
        ),
    ],
)
def test_a_fee_that_does_not_fit_is_found(folder: Path, file: str, old: str, new: str, words: str):
    change(folder, file, old, new)
    with pytest.raises(DefinitionBroken) as broken:
        read_folder(folder)
    assert any(words in str(finding) for finding in broken.value.findings), broken.value.findings


def test_a_fee_due_before_its_facts_are_known_is_found(folder: Path):
    change(folder, "rules/place-fee.json", '"field": "months"', '"field": "place_allowed"')
    change(folder, "stages.yaml", "due_at: approve_decision\n    outcomes: [granted]", "due_at: submission")
    with pytest.raises(DefinitionBroken) as broken:
        read_folder(folder)
    assert any("due before anybody knows place_allowed" in str(one) for one in broken.value.findings)


def test_lint_and_simulate_know_fees(folder: Path):
    change(folder, "rules/place-fee.json", '"out-outcome": "\'exempt\'"', '"out-outcome": "\'free\'"')
    read = read_folder(folder)
    assert any("row TRD-F1 of a fee says free" in str(one) for one in lint(read))
    assert any("small-stall" in str(one) for one in simulate(read, TODAY))


def test_an_example_says_what_it_costs(folder: Path):
    change(folder, "examples/fruit-stall.yaml", 'place: "120.00"', 'place: "12.00"')
    assert any("{'place': '120.00'}" in str(one) for one in simulate(read_folder(folder), TODAY))
