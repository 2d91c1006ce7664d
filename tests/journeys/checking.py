"""What anybody can check about a letter: by its code on the page, and by the file alone, far from the product."""

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import expect

from tests.fixtures.product import ROOT
from tests.journeys.screen import Screen

CODE = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{5}\b")


@dataclass(frozen=True)
class Verdict:
    """What the command said of a file."""

    status: int
    words: str


def text_of(letter: Path) -> str:
    """The words of a PDF, as any reader copies them."""
    done = subprocess.run(["pdftotext", str(letter), "-"], capture_output=True, text=True, check=True)
    return done.stdout


def code_on(letter: Path) -> str:
    """The code printed beside the square."""
    found = CODE.search(text_of(letter))
    assert found, "no code on the letter"
    return found[0]


def check_on_the_page(screen: Screen, letter: Path, number: str) -> None:
    """Type the code as somebody who holds the letter and has no account."""
    code = code_on(letter)
    screen.open("/verify/" if screen.language == "ka" else "/verify/?language=en")
    screen.fill(code=code)
    screen.press("Check the code")
    screen.says("The municipality issued this letter, and it stands.")
    expect(screen.main).to_contain_text(number)
    assert code in screen.page.url


def save_the_keys(screen: Screen, folder: Path) -> Path:
    """Keep the published keys, as anybody may."""
    answer = screen.page.request.get("/verify/keys.json")
    assert answer.ok
    keys = folder / "keys.json"
    keys.write_bytes(answer.body())
    return keys


def verify_far_away(letter: Path, keys: Path) -> Verdict:
    """`eroba verify decision` with nothing but the file and the keys: no database, no settings of the town."""
    far = letter.parent / "far-away"
    settings = {name: value for name, value in os.environ.items() if not name.startswith("EROBA_")}
    settings |= {"EROBA_HOME": str(far), "EROBA_DATABASE_URL": f"sqlite:///{far / 'nothing.sqlite3'}"}
    settings |= {"PYTHONPATH": str(ROOT / "src")}
    words = ["eroba.config.command", "verify", "decision", str(letter), "--keys", str(keys)]
    done = subprocess.run([sys.executable, "-m", *words], env=settings, capture_output=True, text=True)
    return Verdict(done.returncode, done.stdout + done.stderr)


def changed(letter: Path) -> Path:
    """The same file with one byte turned."""
    content = bytearray(letter.read_bytes())
    content[len(content) // 3] ^= 1
    file = letter.with_name("changed.pdf")
    file.write_bytes(bytes(content))
    return file
