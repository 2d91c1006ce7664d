"""A service as the files of its folder, by name: read and checked as one, and written out from what was frozen."""

import json
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from eroba.capabilities.services.definition.folder import ServiceFolder, read_folder

SHEETS = ("service", "form", "stages")
PARTS = {"rules": ".json", "letters": ".html", "examples": ".yaml"}
_IN_PART = re.compile(r"(rules|letters|examples)/[A-Za-z0-9_][A-Za-z0-9_.-]{0,120}")
_LETTER = re.compile(r"letters/[A-Za-z0-9_-]{1,60}\.[a-z]{2}\.html")


def is_file_of_service(name: str) -> bool:
    """Whether a folder may have a file of this name; nothing that leads elsewhere."""
    if name in {f"{sheet}.yaml" for sheet in SHEETS}:
        return True
    part = name.partition("/")[0]
    if not _IN_PART.fullmatch(name) or ".." in name or not name.endswith(PARTS[part]):
        return False
    return part != "letters" or bool(_LETTER.fullmatch(name))


def read_files(files: Mapping[str, bytes]) -> ServiceFolder:
    """Read files as a folder; raises DefinitionBroken with every finding. Their names were checked before."""
    with tempfile.TemporaryDirectory() as place:
        for name, body in files.items():
            path = Path(place) / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(body)
        return read_folder(Path(place))


def files_of_folder(path: Path) -> dict[str, bytes]:
    """Return a folder's files by name, examples and all."""
    files = {f"{name}.yaml": (path / f"{name}.yaml").read_bytes() for name in SHEETS}
    for part in PARTS:
        inside = sorted((path / part).iterdir()) if (path / part).is_dir() else []
        files |= {f"{part}/{one.name}": one.read_bytes() for one in inside}
    return files


def files_of_content(content: Mapping[str, Any]) -> dict[str, bytes]:
    """Write frozen content out as files; what is frozen has no examples."""
    files = {
        f"{name}.yaml": yaml.safe_dump(content[name], allow_unicode=True, sort_keys=False, width=110).encode()
        for name in SHEETS
    }
    for name, table in content["rules"].items():
        files[f"rules/{name}.json"] = json.dumps(table, ensure_ascii=False, indent=1).encode()
    return files | {f"letters/{name}.html": body.encode() for name, body in content["letters"].items()}
