"""A folder is tested before it is published: its own examples, and what a town would regret."""

import json
from pathlib import Path

import pytest

from eroba.capabilities.services.definition.folder import ServiceFolder, read_folder
from eroba.capabilities.services.lint import lint, open_questions
from eroba.capabilities.services.simulate import run_example, simulate, simulation_of
from eroba.capabilities.services.tests.conftest import ASSISTANCE, SEED, TODAY
from eroba.capabilities.services.tests.rich_folder import rich_folder
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


def test_invented_applicants_reach_every_row_without_the_examples(copied_folder: Path):
    for example in (copied_folder / "examples").iterdir():
        if example.name != "no-condition-met.yaml" and example.stem != list(FOLDER.examples)[5]:
            example.unlink()
    whole = simulation_of(read_folder(copied_folder), TODAY)
    assert {one.kind: one.never for one in whole.reached if one.never} == {}
    assert all(finding.severity == "warning" for finding in whole.findings) and whole.invented_count > 50
    by_answers = [who for who in whole.first_by_row.values() if not who.endswith("by-an-official")]
    assert len(by_answers) == len(whole.first_by_row)


def test_simulating_twice_tells_the_same(assistance_folder: ServiceFolder):
    first, second = (simulation_of(assistance_folder, TODAY).as_plain() for _time in range(2))
    assert first == second and json.dumps(first)


def test_what_nobody_reaches_is_told(copied_folder: Path):
    change(
        copied_folder,
        "form.yaml",
        "  - code: payment\n",
        "  - code: payment\n    shown_if: monthly_income * 2 < 0\n",
    )
    whole = simulation_of(read_folder(copied_folder), TODAY)
    assert [one.never for one in whole.reached if one.kind == "pages"] == [("payment",)]
    assert any("no applicant comes to the page payment" in finding.message for finding in whole.findings)


def test_a_table_that_fails_for_somebody_is_found(copied_folder: Path):
    last_row(copied_folder, "in-reason", "'illness'")
    words = "\n".join(map(str, simulate(read_folder(copied_folder), TODAY)))
    assert "invented applicant mixed-" in words and "no row of the table fits" in words


def test_rich_folders_are_walked_too(tmp_path: Path):
    folder = read_folder(rich_folder(tmp_path))
    assert lint(folder) == [] and simulate(folder, TODAY) == []
    whole = simulation_of(folder, TODAY)
    assert all(not one.never for one in whole.reached if one.kind in ("pages", "questions"))


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


def last_row(folder: Path, cell: str, value: str) -> None:
    """Write one condition into the last row of the seed's table."""
    path = folder / "rules" / "eligibility.json"
    head, tail = path.read_text().rsplit(f'"{cell}": ""', 1)
    path.write_text(f'{head}"{cell}": "{value}"{tail}')


def test_a_gap_in_the_table_is_found_with_an_example(copied_folder: Path):
    last_row(copied_folder, "in-reason", "'illness'")
    words = found(copied_folder)
    assert "rules/eligibility.json: error: no row fits when registered_here is yes" in words
    assert "reason is “single-parent”" in words and "reason is “illness”" not in words


def test_a_last_row_with_conditions_may_close_the_table(copied_folder: Path):
    # Whoever is registered elsewhere met the first row, so nobody is left without an answer.
    last_row(copied_folder, "in-registered-here", "true")
    assert found(copied_folder) == ""


def test_a_row_others_leave_nothing_for_is_found(copied_folder: Path):
    path = copied_folder / "rules" / "eligibility.json"
    table = json.loads(path.read_text())
    rows = next(node for node in table["nodes"] if "content" in node)["content"]["rules"]
    rows.insert(0, rows[-1] | {"_id": "SOC-0", "in-granted-this-year": ">= 0", "out-rule-code": "'SOC-0'"})
    path.write_text(json.dumps(table))
    words = found(copied_folder)
    assert all(f"row SOC-{number} never decides" in words for number in (1, 5, 9))
    assert "SOC-0 never" not in words


def test_a_condition_that_can_never_hold_is_found(copied_folder: Path):
    change(copied_folder, "form.yaml", "shown_if: reason == 'other'", "shown_if: reason == 'flood'")
    assert "“reason == 'flood'” can never hold" in found(copied_folder)


def test_a_condition_its_own_page_rules_out_is_found(copied_folder: Path):
    change(copied_folder, "form.yaml", "shown_if: reason == 'illness'", "shown_if: reason == 'single-parent'")
    assert "“reason == 'single-parent'” can never hold" in found(copied_folder)


def test_a_text_pasted_for_both_languages_is_found(copied_folder: Path):
    change(copied_folder, "form.yaml", "en: Given name}", "en: სახელი}")
    assert "“სახელი” stands in Georgian and in English" in found(copied_folder)


def test_a_letter_nobody_gets_is_found(copied_folder: Path):
    (copied_folder / "letters" / "lonely.ka.html").write_text("<h1>წერილი</h1>")
    assert "letters/lonely.ka.html: error: nobody ever gets this letter" in found(copied_folder)


def test_what_is_fetched_for_nothing_is_found(copied_folder: Path):
    change(copied_folder, "form.yaml", "        prefill: {register: civil, field: birth_date}\n", "")
    change(copied_folder, "form.yaml", "code: birth_date", "code: born_on")
    assert "civil.birth_date is fetched and used nowhere" in found(copied_folder)


def test_where_order_decides_is_told(assistance_folder: ServiceFolder):
    told = open_questions(assistance_folder.definition)
    assert "eligibility: SOC-4 before SOC-6, SOC-7" in told["order_decides"] and told["not_decided"] == []


def test_connected_registers_decide_what_may_be_asked(assistance_folder: ServiceFolder):
    assert lint(assistance_folder, {"pensions": frozenset({"monthly_income"})})[0].message == (
        "monthly_income is asked though the pensions register holds it"
    )
