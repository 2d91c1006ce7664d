"""Copies the few third-party scripts we serve, and lists every third-party thing with its licence."""

import base64
import hashlib
import importlib.util
import json
import re
import shutil
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path

from eroba.kernel.ui.assets.paths import BUILT, NODE_MODULES, VENDOR_LIST

SOURCE_MAP = re.compile(rb"//# sourceMappingURL=\S+\s*$")


@dataclass(frozen=True)
class Served:
    """A file of somebody else's that we serve, or compiled ours from."""

    file: str
    name: str
    version: str
    licence: str
    sha384: str


def copy_scripts() -> None:
    """Put htmx and the govuk-frontend module beside our own scripts."""
    govuk = NODE_MODULES / "govuk-frontend/dist/govuk/govuk-frontend.min.js"
    htmx = _package_folder("django_htmx") / "static/django_htmx/htmx-2.min.js"
    for source, name in ((govuk, "govuk-frontend.min.js"), (htmx, "htmx.min.js")):
        # The map is not shipped, and the hashing storage refuses a script that names a missing file.
        (BUILT / name).write_bytes(SOURCE_MAP.sub(b"", source.read_bytes()))


def write_list() -> None:
    """Write vendor.json and the licence texts of everything third-party in the built folder."""
    htmx_version = metadata.version("django-htmx")
    rows = [
        _served("htmx.min.js", "htmx (as shipped by django-htmx)", htmx_version, "0BSD"),
        _from_npm("govuk-frontend.min.js", "govuk-frontend"),
        _from_npm("eroba.css", "govuk-frontend"),
    ]
    for font in sorted((BUILT / "fonts").iterdir()) + sorted((BUILT / "letters").iterdir()):
        rows.append(_from_npm(str(font.relative_to(BUILT)), f"@fontsource-variable/{_typeface(font.name)}"))
    VENDOR_LIST.write_text(json.dumps([asdict(row) for row in rows], indent=1), encoding="utf-8")
    _copy_licences({row.name for row in rows})


def _typeface(file_name: str) -> str:
    if "heading" in file_name:
        return "noto-serif-georgian"
    return "noto-sans" if "numero" in file_name else "noto-sans-georgian"


def _from_npm(file: str, package: str) -> Served:
    about = json.loads((NODE_MODULES / package / "package.json").read_text(encoding="utf-8"))
    return _served(file, package, about["version"], about["license"])


def _served(file: str, name: str, version: str, licence: str) -> Served:
    digest = hashlib.sha384((BUILT / file).read_bytes()).digest()
    return Served(file, name, version, licence, f"sha384-{base64.b64encode(digest).decode()}")


def _copy_licences(packages: set[str]) -> None:
    folder = BUILT / "licences"
    folder.mkdir(exist_ok=True)
    for package in packages:
        for name in ("LICENSE", "LICENSE.txt", "README.md"):
            source = NODE_MODULES / package / name
            if source.exists():
                shutil.copyfile(source, folder / f"{package.strip('@').replace('/', '-')}.txt")
                break


def _package_folder(name: str) -> Path:
    found = importlib.util.find_spec(name)
    if found is None or found.origin is None:
        raise ModuleNotFoundError(f"{name} is not installed")
    return Path(found.origin).parent
