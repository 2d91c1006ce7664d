"""Reads a service folder from disk, checks every file of it, and gives one frozen content and its nouns.

The folder's name means nothing; the code stands in service.yaml.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eroba.capabilities.services.definition.findings import DefinitionBroken, Finding
from eroba.capabilities.services.definition.freezing import thaw
from eroba.capabilities.services.definition.letter_body import LARGEST_LETTER_BYTES, findings_in_letter
from eroba.capabilities.services.definition.references import findings_in_references
from eroba.capabilities.services.definition.schema_check import findings_by_schema
from eroba.capabilities.services.definition.service import ServiceDefinition
from eroba.capabilities.services.definition.table import make_table, read_table
from eroba.capabilities.services.definition.yaml_reading import LARGEST_FILE_BYTES, Sheet, read_yaml

MOST_FILES_PER_FOLDER = 200
_SHEETS = ("service", "form", "stages")
_PARTS = {"rules": ".json", "letters": ".html", "examples": ".yaml"}


@dataclass(frozen=True)
class ServiceFolder:
    """A folder that has been read: what will be frozen, its nouns, and its test applicants."""

    content: dict[str, Any]
    definition: ServiceDefinition
    examples: dict[str, dict[str, Any]]
    sheets: dict[str, Sheet]


def read_folder(folder: Path) -> ServiceFolder:
    """Read and check a service folder; raises DefinitionBroken with every finding at once."""
    findings: list[Finding] = []
    sheets = {kind: _sheet(folder / f"{kind}.yaml", f"{kind}.yaml", kind, findings) for kind in _SHEETS}
    tables = {path.stem: _table(path, findings) for path in _files(folder, "rules", findings)}
    letters = {path.stem: _letter(path, findings) for path in _files(folder, "letters", findings)}
    examples = {
        path.stem: _sheet(path, f"examples/{path.name}", "example", findings)
        for path in _files(folder, "examples", findings)
    }
    if findings:
        raise DefinitionBroken(findings)
    content = _content(sheets, tables, letters)
    definition = thaw(content)
    findings.extend(findings_in_references(definition, sheets))
    if any(finding.severity == "error" for finding in findings):
        raise DefinitionBroken(findings)
    plain_examples: dict[str, Any] = {name: sheet.content for name, sheet in examples.items()}
    return ServiceFolder(content, definition, plain_examples, sheets)


def _content(
    sheets: Mapping[str, Sheet], tables: Mapping[str, object], letters: Mapping[str, str]
) -> dict[str, Any]:
    return {
        "format": 1,
        "service": sheets["service"].content,
        "form": sheets["form"].content,
        "stages": sheets["stages"].content,
        "rules": dict(tables),
        "letters": dict(letters),
    }


def _sheet(path: Path, file: str, kind: str, findings: list[Finding]) -> Sheet:
    empty = Sheet(file, {})
    written = _bytes(path, file, LARGEST_FILE_BYTES, findings)
    if written is None:
        return empty
    try:
        sheet = read_yaml(file, written)
    except DefinitionBroken as broken:
        findings.extend(broken.findings)
        return empty
    findings.extend(findings_by_schema(kind, sheet))
    return sheet


def _table(path: Path, findings: list[Finding]) -> Mapping[str, object]:
    written = _bytes(path, f"rules/{path.name}", LARGEST_FILE_BYTES, findings)
    try:
        plain = read_table(path.stem, written or b"{}")
        make_table(path.stem, plain)
    except DefinitionBroken as broken:
        findings.extend(broken.findings)
        return {}
    return plain


def _letter(path: Path, findings: list[Finding]) -> str:
    file = f"letters/{path.name}"
    written = _bytes(path, file, LARGEST_LETTER_BYTES, findings) or b""
    try:
        body = written.decode("utf-8-sig")
    except UnicodeDecodeError:
        findings.append(Finding(file, 0, "the letter is not UTF-8 text", "the same text saved as UTF-8"))
        return ""
    findings.extend(findings_in_letter(file, body))
    return body


def _files(folder: Path, part: str, findings: list[Finding]) -> list[Path]:
    inside = folder / part
    if inside.is_symlink():
        findings.append(Finding(part, 0, "links out of the folder are not followed", "the files themselves"))
        return []
    paths = sorted(inside.iterdir()) if inside.is_dir() else []
    if len(paths) > MOST_FILES_PER_FOLDER:
        findings.append(Finding(part, 0, "too many files", f"at most {MOST_FILES_PER_FOLDER}"))
        return []
    strangers = [path for path in paths if path.suffix != _PARTS[part] or path.is_symlink()]
    findings.extend(
        Finding(
            f"{part}/{path.name}", 0, "this file does not belong here", f"a name ending in {_PARTS[part]}"
        )
        for path in strangers
    )
    return [path for path in paths if path not in strangers]


def _bytes(path: Path, file: str, largest: int, findings: list[Finding]) -> bytes | None:
    if path.is_symlink() or not path.is_file():
        findings.append(Finding(file, 0, "the file is missing", f"a file {file}"))
        return None
    with path.open("rb") as opened:
        return opened.read(largest + 1)
