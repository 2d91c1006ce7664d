"""The verifier printed in the documentation works as it stands there, without anything of Eroba."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from eroba.kernel.documents.seal import keys_json
from eroba.kernel.documents.tests.letters import drawn_letter, town_seal

PAGE = Path(__file__).resolve().parents[5] / "docs" / "verify-a-decision.md"


@pytest.fixture
def verifier(tmp_path: Path) -> list[str]:
    (program,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert len(program.splitlines()) <= 45 and "eroba" not in program.lower().replace("eroba-decision", "")
    (tmp_path / "verify.py").write_text(program, encoding="utf-8")
    (tmp_path / "keys.json").write_text(json.dumps(keys_json([town_seal().published])), encoding="utf-8")
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(drawn_letter().pdf)
    return [sys.executable, "-I", str(tmp_path / "verify.py"), str(letter), str(tmp_path / "keys.json")]


def test_a_genuine_letter_passes(verifier: list[str]) -> None:
    run = subprocess.run(verifier, capture_output=True, text=True, check=True)
    assert "OZU-2026-SOC-00042" in run.stdout and "დაგენიშნოთ" in run.stdout


def test_a_foreign_key_list_fails(verifier: list[str]) -> None:
    keys = Path(verifier[-1])
    keys.write_text(keys.read_text().replace(town_seal().published.key_id, "0" * 16))
    assert subprocess.run(verifier, capture_output=True, check=False).returncode != 0
