"""The files of the repository, and the Python in them, for the tests of this folder."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCE = ROOT / "src" / "eroba"
Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def files() -> tuple[Path, ...]:
    """Every file that is, or is about to be, in the repository."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    paths = (ROOT / name for name in listed.stdout.split("\0") if name)
    return tuple(path for path in paths if path.is_file())


def named(path: Path) -> str:
    """A file as one speaks of it."""
    return path.relative_to(ROOT).as_posix()


@dataclass(frozen=True)
class Module:
    """One Python file of the repository."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def is_test(self) -> bool:
        return "tests" in self.path.parts or self.path.name == "conftest.py"

    @property
    def line_count(self) -> int:
        return self.text.count("\n")

    def functions(self) -> Iterator[Function]:
        """Every function and method, at any depth."""
        return (node for node in ast.walk(self.tree) if isinstance(node, Function))

    def __str__(self) -> str:
        return named(self.path)


@cache
def modules() -> tuple[Module, ...]:
    """Every Python file written by hand."""
    paths = [path for path in files() if path.suffix == ".py" and "migrations" not in path.parts]
    texts = ((path, path.read_text(encoding="utf-8")) for path in paths)
    return tuple(Module(path, text, ast.parse(text)) for path, text in texts)
