"""Addresses of built files and script tags, each third-party one with its checksum."""

import json
from functools import cache

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from eroba.kernel.ui.assets.paths import VENDOR_LIST


def asset(name: str) -> str:
    """Give the address of a built file, for example `eroba.css`."""
    return static(f"eroba/{name}")


def script(name: str) -> SafeString:
    """Load a third-party script from the built folder, checked against its checksum."""
    checksum = _checksums().get(name, "")
    integrity = format_html(' integrity="{}"', checksum) if checksum else ""
    return format_html('<script src="{}"{} defer></script>', asset(name), integrity)


@cache
def _checksums() -> dict[str, str]:
    if not VENDOR_LIST.exists():
        return {}
    return {row["file"]: row["sha384"] for row in json.loads(VENDOR_LIST.read_text(encoding="utf-8"))}
