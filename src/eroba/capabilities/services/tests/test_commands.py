"""`eroba service`: lists, checks and publishes; broken folders are made at test time."""

import json
from pathlib import Path

import pytest

from eroba.capabilities.services.models import Service
from eroba.capabilities.services.tests.conftest import ASSISTANCE
from eroba.capabilities.services.tests.test_definition import change
from eroba.config.command import main
from eroba.kernel.tenancy.scope import scope


def test_a_good_folder_passes(capsys):
    assert main(["service", "lint", str(ASSISTANCE)]) == 0
    assert "the order decides: eligibility: SOC-4 before SOC-6, SOC-7\n" in capsys.readouterr().out
    assert main(["service", "simulate", str(ASSISTANCE)]) == 0
    assert "rows: 8 of 8 reached\n" in capsys.readouterr().out
    assert main(["service", "simulate", str(ASSISTANCE), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["is_fine"] is True and told["coverage"]["letters"]["never"] == []
    assert told["examples"]["disaster"] == {"outcome": "granted", "rule": "SOC-3", "amount": "1000.00"}


BOMBS = [
    ("form.yaml", "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "anchors and aliases"),
    ("form.yaml", "pages: " + "[" * 30 + "]" * 30, "too deep or too many values"),
    ("form.yaml", "pages: [" + "1," * 30_000 + "]", "too deep or too many values"),
    ("form.yaml", "pages: !!python/object/apply:os.system ['true']", "tags (!) are not allowed"),
    ("service.yaml", "x" * 600_000, "larger than"),
    ("service.yaml", '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aa">]><l>&a;</l>', "service.yaml"),
    ("letters/granted.en.html", '<!DOCTYPE l [<!ENTITY a "aa">]><h1>&a;</h1>', "not allowed"),
    ("rules/eligibility.json", "[" * 100_000, "rules/eligibility.json"),
    ("rules/eligibility.json", '{"nodes": 5}', "needs a list of nodes"),
    ("rules/eligibility.json", "<xml/>", "not JSON"),
]


@pytest.mark.parametrize(("file", "written", "said"), BOMBS, ids=range(len(BOMBS)))
@pytest.mark.parametrize("job", ["lint", "simulate"])
def test_bombs_are_refused_in_words(
    copied_folder: Path, capsys, job: str, file: str, written: str, said: str
):
    (copied_folder / file).write_text(written)
    assert main(["service", job, str(copied_folder)]) == 1
    assert said in capsys.readouterr().err


GROWING = [
    ("map([1..100000], # + 1)", "loops over lists"),
    ("len([1..999999999]) > 1", "ranges (..) are not allowed"),
    ("`${reason}${reason}` == 'x'", "text templates"),
    ("(" * 50 + "1" + ")" * 50, "nested more than"),
    ("reason == 'x' and " * 40 + "true", "is longer than 400 characters"),
]


@pytest.mark.parametrize(("expression", "said"), GROWING)
def test_expressions_that_loop_or_grow_are_refused(copied_folder: Path, capsys, expression: str, said: str):
    change(copied_folder, "form.yaml", "shown_if: reason == 'other'", f"shown_if: {json.dumps(expression)}")
    assert main(["service", "lint", str(copied_folder)]) == 1
    assert said in capsys.readouterr().err


def test_folders_that_lead_elsewhere_are_refused(copied_folder: Path, tmp_path: Path, capsys):
    (copied_folder / "letters").rename(tmp_path / "elsewhere")
    (copied_folder / "letters").symlink_to(tmp_path / "elsewhere")
    assert main(["service", "lint", str(copied_folder)]) == 1
    assert "letters: error: links out of the folder are not followed" in capsys.readouterr().err
    assert main(["service", "lint", str(tmp_path / "nothing")]) == 1
    said = capsys.readouterr().err
    assert said.startswith(f"{tmp_path / 'nothing'}: error: there is no such folder")
    assert "service.yaml: error: the file is missing" in said


def test_a_table_that_names_another_file_is_refused(copied_folder: Path, capsys):
    change(copied_folder, "service.yaml", "table: eligibility", "table: ../../secret")
    assert main(["service", "simulate", str(copied_folder)]) == 1
    assert "service.yaml" in capsys.readouterr().err


def test_a_broken_folder_fails_with_file_and_line(copied_folder: Path, capsys):
    change(copied_folder, "form.yaml", "kind: money", "kind: cash")
    assert main(["service", "lint", str(copied_folder), "--format", "json"]) == 1
    finding = json.loads(capsys.readouterr().out)["findings"][0]
    assert finding["file"] == "form.yaml" and finding["line"] > 1 and "one of" in finding["instead"]


@pytest.mark.django_db
def test_publishing_checks_first(ozurgeti, copied_folder: Path, capsys):
    change(copied_folder, "examples/disaster.yaml", 'amount: "1000.00"', 'amount: "1.00"')
    assert main(["service", "publish", str(copied_folder), "--municipality", "ozurgeti"]) == 1
    assert "examples/disaster.yaml" in capsys.readouterr().err
    assert main(["service", "publish", str(ASSISTANCE), "--municipality", "ozurgeti"]) == 0
    with scope(ozurgeti):
        assert Service.objects.get().current.number == 1
    assert main(["service", "list", "--municipality", "ozurgeti", "--format", "json"]) == 0
    told = capsys.readouterr().out
    assert json.loads(told[told.index("[") :])[0]["code"] == "one-off-social-assistance"
