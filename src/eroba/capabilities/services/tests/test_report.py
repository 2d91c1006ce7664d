"""A check as a report to read, in both languages, and with the amounts a town set for itself."""

import argparse
import ast
from dataclasses import replace
from pathlib import Path

import pytest
from django.utils.translation import override

from eroba.capabilities.services import commands, finding_words
from eroba.capabilities.services.checking import Check, check_folder, own_values
from eroba.capabilities.services.definition.findings import Finding
from eroba.capabilities.services.definition.folder import ServiceFolder, read_folder
from eroba.capabilities.services.report import report_of, report_page
from eroba.capabilities.services.tests.conftest import ASSISTANCE, SEED, TODAY
from eroba.capabilities.services.tests.people import publish
from eroba.kernel.tenancy.models import Municipality

ROOM = Path(commands.__file__).parent
CHECKS = [
    *sorted((ROOM / "definition").glob("*.py")),
    *(
        ROOM / name
        for name in ("lint.py", "simulate.py", "expressions.py", "exchange.py", "queries/working.py")
    ),
]


@pytest.fixture(scope="module")
def notice() -> ServiceFolder:
    """A service whose table compares with amounts a town may set."""
    return read_folder(SEED / "construction-notice-class-one")


@pytest.fixture(scope="module")
def whole(assistance_folder: ServiceFolder) -> Check:
    """The seed service, checked once."""
    return check_folder(assistance_folder, TODAY)


def test_a_sound_service_says_so_and_tells_how_everybody_ends(whole: Check):
    with override("en"):
        page = report_page(report_of(whole))
    assert "Nothing stands against publishing it." in page
    assert "Granted, 500" in page and "SOC-4" in page
    assert "The form does not take: " in page
    assert "http" not in page.replace("http://www.w3.org/2000/svg", ""), "the page fetches nothing"


def test_the_report_is_georgian_for_who_reads_georgian(whole: Check):
    with override("ka"):
        page = report_page(report_of(whole))
    assert "გამოქვეყნებას ხელს არაფერი უშლის." in page and 'lang="ka"' in page


def test_what_must_be_mended_stands_first_with_its_line(whole: Check):
    wrong = [
        Finding("form.yaml", 3, "no applicant comes to the page x", "", "warning"),
        Finding("stages.yaml", 12, "no way leads to the stage y"),
    ]
    with override("en"):
        page = report_page(report_of(replace(whole, findings=wrong)))
    assert "1 mistake must be mended before it can be published." in page
    assert "Line 12" in page and "no way leads to the stage y" in page


def test_a_towns_own_threshold_can_leave_a_row_without_work(notice: ServiceFolder):
    assert check_folder(notice, TODAY).is_fine
    here = check_folder(notice, TODAY, {"height_most": "0"})
    assert not here.is_fine
    assert any("never decides" in one.message for one in here.findings)
    assert here.otherwise_in_town(), "who was granted by the folder's amounts ends otherwise here"


def test_a_towns_own_amount_changes_how_somebody_ends_and_breaks_nothing(assistance_folder: ServiceFolder):
    here = check_folder(
        assistance_folder, TODAY, {"amount_illness": "650.00", "unknown": "1", "score_low": "?"}
    )
    assert here.is_fine and here.own_values == {"amount_illness": "650.00"}
    assert here.otherwise_in_town()["illness-middle-score"]["amount"] == "650.00"
    with override("en"):
        page = report_page(report_of(here, "Ozurgeti"))
    assert "What the town set for itself" in page and "650" in page


def test_an_amount_equal_to_the_folders_is_none_of_the_towns_own(assistance_folder: ServiceFolder):
    assert own_values(assistance_folder, {"amount_illness": "500"}) == {}


@pytest.mark.django_db
def test_the_command_looks_with_the_amounts_of_the_town(
    in_ozurgeti: Municipality, notice: ServiceFolder, capsys: pytest.CaptureFixture[str], tmp_path: Path
):
    service = publish(notice)
    service.own_settings = {"height_most": "0"}
    service.save()
    slug, path = in_ozurgeti.slug, str(SEED / "construction-notice-class-one")
    assert _run("lint", path) == 0
    assert _run("lint", path, "--municipality", slug) == 1
    assert "never decides" in capsys.readouterr().err
    page = tmp_path / "report.html"
    ways = ("--municipality", slug, "--format", "html", "--output", str(page), "--language", "ka")
    assert _run("simulate", path, *ways) == 1
    assert in_ozurgeti.name_ka in page.read_text(encoding="utf-8")


def test_the_command_writes_the_page(tmp_path: Path):
    page = tmp_path / "report.html"
    assert _run("simulate", str(ASSISTANCE), "--format", "html", "--output", str(page)) == 0
    assert "One-off social assistance" in page.read_text(encoding="utf-8")


#: What is to be written as it stands is no sentence.
AS_WRITTEN = ("prefill:", "answer ==", "fact ==", "{{")


def test_every_sentence_of_a_check_has_its_georgian():
    unlisted = sorted(
        {words for path in CHECKS for words in _sentences(path) if not finding_words.is_listed(words)}
    )
    assert unlisted == []


def test_names_in_a_sentence_stay_and_its_inner_sentence_is_translated_too():
    wrong = Finding(
        "form.yaml", 2, "pages › 1: “x #” cannot be read: text templates (`) are not allowed", "it once"
    )
    with override("ka"):
        told = finding_words.in_words(wrong)
    assert told.message == "pages › 1: „x #“ ვერ იკითხება: ტექსტის შაბლონი (`) დაუშვებელია"
    assert told.instead == "ერთხელ"
    with override("en"):
        assert finding_words.in_words(wrong) == wrong


def _run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    commands.add_arguments(parser)
    return commands.run(parser.parse_args(words))


def _sentences(path: Path) -> list[str]:
    """What `Finding(…)` and `_broken(…)` of a module say, with an X for each changing part."""
    found = []
    for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in ("Finding", "_broken"):
            first = 2
            said = [_words(one) for one in call.args[first : first + 2]]
            found += [words for words in said if words.count(" ") > 1 and not words.startswith(AS_WRITTEN)]
    return [words.replace("which X", "which is asked nowhere") for words in found]


def _words(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "X" for part in node.values)
    return ""
