"""Asks validators from outside what they think of our pages: the Nu Html Checker of the W3C's validator."""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
CHECKER = FOLDER / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


def can_validate() -> bool:
    """Whether the checker and a Java to run it are on this machine."""
    return CHECKER.is_file() and shutil.which("java") is not None


def problems_of(pages: Mapping[str, str]) -> list[str]:
    """Every error the checker finds in some pages, with the page's address and the line."""
    with tempfile.TemporaryDirectory() as folder:
        addresses = {}
        for number, (address, text) in enumerate(pages.items()):
            file = Path(folder) / f"{number}.html"
            file.write_text(text, encoding="utf-8")
            addresses[file.as_uri()] = address
        command = ["java", "-Xss4m", "-jar", str(CHECKER), "--format", "json", "--errors-only", folder]
        said = subprocess.run(command, capture_output=True, text=True).stderr
    found = json.loads(said)["messages"]
    if not addresses or any("url" not in one for one in found):
        raise RuntimeError(f"the checker read nothing: {said[:2000]}")
    return [
        f"{addresses.get(one['url'].replace('file:/', 'file:///', 1), one['url'])}, "
        f"line {one.get('lastLine')}: {one['message']}"
        for one in found
    ]
