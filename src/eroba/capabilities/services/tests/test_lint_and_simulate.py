"""A folder is tested before it is published: its own examples, and what a town would regret."""

from pathlib import Path

import pytest

from eroba.capabilities.services.definition.folder import ServiceFolder, read_folder
from eroba.capabilities.services.lint import lint
from eroba.capabilities.services.simulate import run_example, simulate
from eroba.capabilities.services.tests.conftest import ASSISTANCE, SEED, TODAY
from eroba.capabilities.services.tests.test_definition import change

FOLDER = read_folder(ASSISTANCE)


@pytest.mark.parametrize(
    "folder", sorted(path for path in SEED.iterdir() if path.is_dir()), ids=lambda path: path.name
)
def test_every_seed_folder_is_clean(folder: Path):
    read = read_folder(folder)
    assert lint(read) + simulate(read, TODAY) == []


@pytest.mark.parametrize("name", sorted(FOLDER.examples))
def test_each_example_ends_as_it_says(name: str):
    example = FOLDER.examples[name]
    run = run_example(FOLDER.definition, name, example, TODAY)
    expected = {
        key: sorted(value) if isinstance(value, list) else value for key, value in example["expect"].items()
    }
    assert run.as_expected() == expected


def test_an_example_that_ends_otherwise_is_found(copied_folder: Path):
    change(copied_folder, "examples/disaster.yaml", 'amount: "1000.00"', 'amount: "999.00"')
    messages = [str(finding) for finding in simulate(read_folder(copied_folder), TODAY)]
    assert messages == [
        "examples/disaster.yaml: error: expected outcome granted, rule SOC-3, amount 999.00, "
        "got outcome granted, rule SOC-3, amount 1000.00"
    ]


def test_a_row_no_example_reaches_is_a_warning(copied_folder: Path):
    (copied_folder / "examples" / "low-income.yaml").unlink()
    findings = simulate(read_folder(copied_folder), TODAY)
    assert [(finding.severity, "SOC-7" in finding.message) for finding in findings] == [("warning", True)]


def found(folder: Path) -> str:
    return "\n".join(map(str, lint(read_folder(folder))))


def test_asking_what_a_register_holds_is_found(copied_folder: Path):
    change(copied_folder, "form.yaml", "        prefill: {register: civil, field: birth_date}\n", "")
    assert "birth_date is asked though the civil register holds it" in found(copied_folder)


def test_a_missing_letter_is_found(copied_folder: Path):
    (copied_folder / "letters" / "refused.en.html").unlink()
    assert "letters/refused.en.html: error: the letter is missing" in found(copied_folder)


def test_a_stage_nobody_reaches_is_found(copied_folder: Path):
    change(copied_folder, "stages.yaml", "to: look-ups", "to: assessment")
    assert "no way leads to the stage look-ups" in found(copied_folder)


def test_a_dead_end_is_found(copied_folder: Path):
    change(
        copied_folder,
        "stages.yaml",
        "        to: decided\n        by: [system, clerk, head]",
        "        to: delivery\n        by: [system, clerk, head]",
    )
    change(copied_folder, "stages.yaml", "    final: true\n", "")
    words = found(copied_folder)
    assert "from delivery no way leads to an end" in words


def test_a_table_that_ends_openly_is_found(copied_folder: Path):
    path = copied_folder / "rules" / "eligibility.json"
    head, tail = path.read_text().rsplit('"in-registered-here": ""', 1)
    path.write_text(head + '"in-registered-here": "true"' + tail)
    assert "the last row has conditions" in found(copied_folder)


def test_connected_registers_decide_what_may_be_asked(assistance_folder: ServiceFolder):
    assert lint(assistance_folder, {"pensions": frozenset({"monthly_income"})})[0].message == (
        "monthly_income is asked though the pensions register holds it"
    )
