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
    assert main(["service", "simulate", str(ASSISTANCE), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out.partition("\n")[2])["is_fine"] is True


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
