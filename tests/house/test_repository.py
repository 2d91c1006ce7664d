"""What lies in the repository: our own work only, and nothing of the machine it was made on."""

import re
from pathlib import Path

import pytest

from tests.house.tree import ROOT, SOURCE, files, named

TEXTS = {".py", ".md", ".html", ".txt", ".toml", ".yaml", ".yml", ".json", ".scss", ".js", ".svg", ".po", ""}
PACKAGES = ROOT / "package-lock.json"
THIRD_PARTY = re.compile(r"\.min\.(js|css)$|(^|/)(node_modules|vendor)/|\.(woff2?|ttf|otf|mo|pyc)$")
REGISTRIES = (r"pypi\.org", "pythonhosted", r"registry\.npmjs", r"deb\.debian", r"unpkg\.com")
NETWORKS = ("jsdelivr", "cdnjs", r"fonts\.googleapis", r"fonts\.gstatic")
MACHINE = ("/work/", "/tmp/", r"/home/\w", "/root/")
FOREIGN = re.compile("|".join([*REGISTRIES, *NETWORKS, *(rf"(?<![\w.~-]){path}" for path in MACHINE)]))
TAG = re.compile(r"<(\w[\w-]*)\b((?:[^<>{}]|\{\{.*?\}\}|\{%.*?%\})*)>", re.DOTALL)
INLINE = re.compile(r"\s(style|on[a-z]+)\s*=", re.IGNORECASE)
EXECUTABLE_SCRIPT = re.compile(r"\bsrc\s*=|type\s*=\s*[\"']application/(ld\+)?json[\"']")


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


def test_nothing_of_others_is_committed() -> None:
    assert [named(path) for path in files() if THIRD_PARTY.search(named(path))] == []


def test_no_registry_and_no_machine_is_named() -> None:
    found = [
        f"{named(path)}:{number} {line.strip()[:80]}"
        for path in files()
        if path.suffix in TEXTS and path.suffix != ".lock" and path not in (Path(__file__), PACKAGES)
        for number, line in enumerate(text_of(path).splitlines(), 1)
        if FOREIGN.search(line)
    ]
    assert not found


def is_not_a_page(path: Path) -> bool:
    """Letters and mail: no policy holds there, and mail readers know nothing but inline styles."""
    return path.stem.startswith("email") or bool({"mail", "letters"} & set(path.parts))


@pytest.mark.parametrize("folder", ["templates"])
def test_templates_have_no_style_and_no_script_in_them(folder: str) -> None:
    """The content security policy would refuse them, and the page would look broken."""
    found = []
    for path in files():
        if path.suffix != ".html" or folder not in path.parts or is_not_a_page(path):
            continue
        for name, attributes in TAG.findall(text_of(path)):
            is_inline_script = name == "script" and not EXECUTABLE_SCRIPT.search(attributes)
            if name == "style" or is_inline_script or INLINE.search(attributes):
                found.append(f"{named(path)}: <{name}{attributes[:60]}>")
    assert not found


CAPABILITIES = sorted(path.parent for path in (SOURCE / "capabilities").glob("*/__init__.py"))


@pytest.mark.parametrize("capability", CAPABILITIES, ids=lambda path: path.name)
def test_a_capability_has_the_rooms_a_reader_looks_for(capability: Path) -> None:
    wanted = ["README.md", "capability.py", "tests/test_story.py"]
    assert [name for name in wanted if not (capability / name).exists()] == []
    assert text_of(capability / "README.md").count("\n") <= 40


def test_the_makefile_is_what_continuous_integration_runs() -> None:
    assert "make test" in text_of(ROOT / ".ci" / "run")
