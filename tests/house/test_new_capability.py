"""`make capability` writes rooms that pass the tests of the house, with a story that holds."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.tree import ROOT, files

pytestmark = pytest.mark.slow
ROOMS = "src/eroba/capabilities/benches"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The repository as it is, elsewhere, with the built front end and what the type checker knows already."""
    for path in files():
        target = tmp_path / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    for made in ("src/eroba/kernel/ui/built", ".mypy_cache"):
        if (ROOT / made).is_dir():
            shutil.copytree(ROOT / made, tmp_path / made, dirs_exist_ok=True)
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    # What stands here was read by the tests of this folder already: there they read the new rooms only.
    (tmp_path / ".git" / "info" / "exclude").write_text(f"*.py\n!/{ROOMS}/**\n")
    return tmp_path


def run(checkout: Path, *arguments: str) -> subprocess.CompletedProcess:
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    surroundings |= {
        "PYTHONPATH": f"{checkout / 'src'}{os.pathsep}{checkout}",
        "EROBA_HOME": str(checkout / "var"),
        "EROBA_DATABASE_URL": "",
    }
    return subprocess.run(
        [sys.executable, "-m", *arguments], cwd=checkout, env=surroundings, capture_output=True, text=True
    )


def test_a_new_capability_passes_the_tests_of_the_house(checkout: Path) -> None:
    written = run(checkout, "tools.capability", "benches", "--noun", "bench", "--title-ka", "სკამები")
    assert written.returncode == 0, written.stdout + written.stderr
    tests = [ROOMS, "tests/house", f"--deselect=tests/house/{Path(__file__).name}"]
    checked = run(checkout, "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", *tests)
    assert checked.returncode == 0, checked.stdout[-6000:]
    for tool in (("ruff", "check", ROOMS), ("ruff", "format", "--check", ROOMS), ("mypy",)):
        said = run(checkout, *tool)
        assert said.returncode == 0, said.stdout + said.stderr


@pytest.mark.parametrize("name", ["services", "Benches", "bench", "a"])
def test_a_name_that_cannot_be_is_refused_in_words(name: str) -> None:
    said = run(ROOT, "tools.capability", name)
    assert said.returncode == 2 and "Traceback" not in said.stderr and said.stderr.strip()
