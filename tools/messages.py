"""Texts to translate: collects them from code and templates into the catalogues, compiles those, finds what
is missing.

Does without GNU gettext: templates are read by Django's own `templatize`, Python by Babel, catalogues by
polib. Every room has its own catalogue, so that a capability can be added or taken away with its words.
"""

import argparse
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import polib
from babel.messages.extract import extract
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "eroba"
LANGUAGES = ("ka",)
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
TEMPLATE_ENDINGS = {".html", ".txt", ".xml", ".svg"}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w+\}")


@dataclass(frozen=True)
class Message:
    """One text as it stands in the code: what gettext looks it up by."""

    text: str
    plural: str = ""
    context: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What makes two texts the same entry of a catalogue."""
        return self.context, self.text


@dataclass
class State:
    """What is wrong with one room's catalogue in one language."""

    catalogue: Path
    missing: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.missing or self.stale or self.broken)

    def __str__(self) -> str:
        lines = [self.catalogue.relative_to(ROOT).as_posix()]
        for title, texts in (
            ("no translation", self.missing),
            ("in no source any more", self.stale),
            ("placeholders differ", self.broken),
        ):
            lines += [f"  {title}: {text!r}" for text in texts]
        return "\n".join(lines)


def rooms() -> list[Path]:
    """Every folder that has a catalogue of its own: kernel rooms, capabilities, connectors, and the
    composition."""
    floors = [SOURCE / name for name in ("kernel", "capabilities", "connectors")]
    found = [room for floor in floors for room in floor.iterdir() if (room / "__init__.py").exists()]
    return sorted([*found, SOURCE / "config"])


def catalogue_of(room: Path, language: str) -> Path:
    """Where the room keeps its texts in a language."""
    return room / "locale" / language / "LC_MESSAGES" / "django.po"


def _python_of(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return text
    # What templatize leaves is not indented like Python; the tokenizer minds, the messages do not.
    return "\n".join(line.lstrip() for line in templatize(text, origin=str(path)).splitlines())


def _files_of(room: Path) -> Iterator[Path]:
    for path in sorted(room.rglob("*")):
        parts = path.relative_to(room).parts
        if "tests" in parts or "migrations" in parts or "built" in parts:
            continue
        is_template = path.suffix in TEMPLATE_ENDINGS and {"templates", "letters"} & set(parts)
        if path.suffix == ".py" or is_template:
            yield path


def messages_of(room: Path) -> dict[Message, list[str]]:
    """Every text of a room with the files it stands in."""
    found: dict[Message, list[str]] = {}
    for path in _files_of(room):
        source = BytesIO(_python_of(path).encode("utf-8"))
        for _line, texts, _comments, context in extract(
            "python", source, KEYWORDS, options={"encoding": "utf-8"}
        ):
            text, plural = texts if isinstance(texts, tuple) else (texts, "")
            if text:
                places = found.setdefault(Message(text, plural or "", context or ""), [])
                place = path.relative_to(ROOT).as_posix()
                if place not in places:
                    places.append(place)
    return found


def _translations(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def _placeholders_agree(entry: polib.POEntry) -> bool:
    originals = [entry.msgid, entry.msgid_plural] if entry.msgid_plural else [entry.msgid]
    wanted = set().union(*(PLACEHOLDER.findall(text) for text in originals))
    # One form of a plural may leave the number out ("one day"); no form may name what is not there.
    given = [set(PLACEHOLDER.findall(text)) for text in _translations(entry)]
    if entry.msgid_plural:
        return all(names <= wanted for names in given)
    return given == [wanted]


def state_of(room: Path, language: str) -> State:
    """Compare a room's catalogue with its code and templates."""
    path = catalogue_of(room, language)
    state = State(path)
    catalogue = polib.pofile(str(path)) if path.exists() else polib.POFile()
    entries = {(entry.msgctxt or "", entry.msgid): entry for entry in catalogue if not entry.obsolete}
    wanted = {message.key: message for message in messages_of(room)}
    for key, message in wanted.items():
        entry = entries.get(key)
        if entry is None or entry.fuzzy or not all(_translations(entry)):
            state.missing.append(message.text)
        elif bool(entry.msgid_plural) != bool(message.plural) or not _placeholders_agree(entry):
            state.broken.append(message.text)
    state.stale = [text for context, text in entries if (context, text) not in wanted]
    return state


def states() -> list[State]:
    """The catalogues that are not complete, in every language."""
    return [state for language in LANGUAGES for room in rooms() if (state := state_of(room, language))]


def update(room: Path, language: str) -> None:
    """Write the room's catalogue anew: its texts of today, with the translations that are known."""
    path = catalogue_of(room, language)
    known = {(e.msgctxt or "", e.msgid): e for e in polib.pofile(str(path))} if path.exists() else {}
    catalogue = polib.POFile(wrapwidth=110)
    catalogue.metadata = {
        "Project-Id-Version": "Eroba",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n!=1);",
    }
    for message, places in messages_of(room).items():
        old = known.get(message.key)
        entry = polib.POEntry(msgid=message.text, msgctxt=message.context or None)
        entry.occurrences = [(place, "") for place in places]
        if message.plural:
            entry.msgid_plural = message.plural
            entry.msgstr_plural = dict(old.msgstr_plural) if old and old.msgstr_plural else {0: "", 1: ""}
        elif old:
            entry.msgstr = old.msgstr
        if old:
            entry.tcomment, entry.flags = old.tcomment, [flag for flag in old.flags if flag == "fuzzy"]
        if "%(" in message.text or "%s" in message.text or "%d" in message.text:
            entry.flags.append("python-format")
        catalogue.append(entry)
    if len(catalogue):
        path.parent.mkdir(parents=True, exist_ok=True)
        catalogue.save(str(path))
    else:
        path.unlink(missing_ok=True)


def compile_all() -> int:
    """Compile every catalogue that is newer than its compiled form; returns how many."""
    count = 0
    for path in SOURCE.rglob("*.po"):
        compiled = path.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime <= path.stat().st_mtime:
            polib.pofile(str(path)).save_as_mofile(str(compiled))
            count += 1
    return count


def main() -> None:
    """Update, compile or check the catalogues."""
    parser = argparse.ArgumentParser(prog="python -m tools.messages", description=__doc__)
    parser.add_argument("what", choices=["update", "compile", "check"])
    what = parser.parse_args().what
    if what == "update":
        for language in LANGUAGES:
            for room in rooms():
                update(room, language)
    if what in ("update", "compile"):
        print(f"  compiled {compile_all()} catalogues")
    if what in ("update", "check"):
        found = states()
        print("\n".join(map(str, found)) or "Every text has its translation.")
        raise SystemExit(bool(found) and what == "check")


if __name__ == "__main__":
    main()
