"""`make capability NAME=benches`: writes the rooms, the first migration and the Georgian, and says what comes next."""

import argparse
import os
import re
import subprocess
import sys
from pathlib import Path
from string import Template

import polib

from tools.capability.georgian import WORDS

ROOMS = Path(__file__).resolve().parent / "rooms"
NAME = re.compile(r"[a-z][a-z0-9]{2,30}")


def words_for(name: str, noun: str, title: str) -> dict[str, str]:
    """What stands for the words in the rooms: the name, one of them, and how both are written."""
    return {
        "name": name,
        "Name": name.title(),
        "noun": noun,
        "Noun": noun.title(),
        "Title": title,
        "PREFIX": noun[:3].upper(),
    }


def write_rooms(folder: Path, words: dict[str, str]) -> None:
    """Write every room of the new capability; a folder that is there already is left alone."""
    for room in sorted(ROOMS.rglob("*.txt")):
        inside = room.relative_to(ROOMS).with_suffix("")
        if inside.parts[0] == "templates":
            inside = Path("templates", words["name"], *inside.parts[1:])
        target = folder / inside
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(Template(room.read_text(encoding="utf-8")).substitute(words), encoding="utf-8")


def write_georgian(root: Path, folder: Path, title: str, title_ka: str) -> None:
    """Collect its texts and fill in the Georgian of those it begins with."""
    run(root, "tools.messages", "update", may_fail=True)
    path = folder / "locale" / "ka" / "LC_MESSAGES" / "django.po"
    catalogue = polib.pofile(str(path))
    for entry in catalogue:
        entry.msgstr = entry.msgstr or (title_ka if entry.msgid == title else WORDS.get(entry.msgid, ""))
    catalogue.save()
    run(root, "tools.messages", "compile")


def run(root: Path, module: str, *arguments: str, may_fail: bool = False) -> None:
    """Run a module of the project in a checkout."""
    environment = {
        **os.environ,
        "PYTHONPATH": f"{root / 'src'}{os.pathsep}{root}",
        "DJANGO_SETTINGS_MODULE": "eroba.config.settings",
    }
    command = [sys.executable, "-m", module, *arguments]
    result = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True)
    if result.returncode and not may_fail:
        raise SystemExit(f"{' '.join(command[1:])} failed:\n{result.stdout}{result.stderr}")


def main() -> None:
    """Write a capability into this checkout."""
    parser = argparse.ArgumentParser(prog="make capability NAME=…", description=__doc__)
    parser.add_argument("name", help="the plural, as in the address: benches")
    parser.add_argument("--noun", help="one of them: bench (otherwise the name without its s)")
    parser.add_argument("--title", help="how people read it in English (otherwise the name)")
    parser.add_argument("--title-ka", help="and in Georgian (otherwise the English, to be replaced)")
    parser.add_argument("--root", type=Path, default=Path.cwd(), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if not NAME.fullmatch(options.name):
        parser.error("a name has three to thirty small Latin letters and figures, and begins with a letter")
    noun = options.noun or options.name.removesuffix("s")
    title = options.title or options.name.title()
    if not NAME.fullmatch(noun) or noun == options.name:
        parser.error("say what one of them is called: NOUN=bench")
    folder = options.root / "src" / "eroba" / "capabilities" / options.name
    if folder.exists():
        parser.error(f"there is a capability called {options.name} already")
    write_rooms(folder, words_for(options.name, noun, title))
    run(options.root, "django", "makemigrations", options.name)
    write_georgian(options.root, folder, title, options.title_ka or title)
    run(options.root, "ruff", "format", str(folder))  # names of other lengths break lines elsewhere
    print(f"src/eroba/capabilities/{options.name} is there, and passes the tests of the house.")
    print("Begin with its README and tests/test_story.py; say in the glossary what its words mean.")


if __name__ == "__main__":
    main()
