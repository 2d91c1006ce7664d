"""The pages about the seed services are what their folders say; a page that was forgotten or written by hand fails."""

import argparse
from pathlib import Path

import pytest

from eroba.capabilities.services import commands
from eroba.capabilities.services.definition.folder import read_folder
from eroba.capabilities.services.page import index_page, service_page
from eroba.capabilities.services.tests.conftest import SEED

PAGES = Path(__file__).resolve().parents[5] / "docs" / "services"
FOLDERS = sorted(path for path in SEED.iterdir() if path.is_dir())
# Written by hand: how one makes a folder.
GUIDES = {"reference", "write-your-first-service"}
AGAIN = "run `eroba service document src/eroba/capabilities/services/seed/* --output docs/services`"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_each_page_says_what_the_folder_says(folder: Path):
    read = read_folder(folder)
    kept = (PAGES / f"{read.definition.code}.md").read_text(encoding="utf-8")
    assert kept == service_page(read), AGAIN


def test_the_list_names_every_service_and_no_page_is_left_over():
    folders = [read_folder(folder) for folder in FOLDERS]
    assert (PAGES / "README.md").read_text(encoding="utf-8") == index_page(folders), AGAIN
    made = {path.stem for path in PAGES.iterdir()} - GUIDES
    assert made == {one.definition.code for one in folders} | {"README"}


def test_what_is_not_checked_stands_on_the_page():
    page = service_page(read_folder(SEED / "construction-permit"))
    assert "`resolution-255`" in page and "**to be checked**" in page


def test_the_command_writes_the_pages(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    parser = argparse.ArgumentParser()
    commands.add_arguments(parser)
    options = parser.parse_args(["document", *map(str, FOLDERS), "--output", str(tmp_path / "pages")])
    assert commands.run(options) == 0
    assert f"{len(FOLDERS)} pages" in capsys.readouterr().out
    assert len(list((tmp_path / "pages").iterdir())) == len(FOLDERS) + 1


def test_a_broken_folder_is_said_and_nothing_is_written(copied_folder: Path, tmp_path: Path):
    (copied_folder / "form.yaml").unlink()
    parser = argparse.ArgumentParser()
    commands.add_arguments(parser)
    options = parser.parse_args(["document", str(copied_folder), "--output", str(tmp_path / "pages")])
    assert commands.run(options) == 1
    assert not (tmp_path / "pages").exists()
