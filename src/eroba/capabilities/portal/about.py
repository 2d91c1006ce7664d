"""The pages about Eroba itself: what it is, help, privacy, accessibility, and whose work we use."""

import json
from dataclasses import dataclass
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static

from eroba.kernel.ui.assets.paths import BUILT, VENDOR_LIST
from eroba.kernel.ui.public_pages import public_page


@dataclass(frozen=True)
class ThirdParty:
    """A work of others that we serve files of."""

    name: str
    version: str
    licence: str
    files: tuple[str, ...]
    text_href: str


@public_page
def page(request: HttpRequest, name: str) -> HttpResponse:
    """One of the pages that are only words."""
    return render(request, f"portal/about/{name}.html")


@public_page
def licences(request: HttpRequest) -> HttpResponse:
    """Whose work we serve, under which licence, with its text."""
    return render(request, "portal/about/licences.html", {"works": third_party_works()})


def third_party_works() -> list[ThirdParty]:
    """What the front end's build wrote down about the files of others; nothing before it was built."""
    if not VENDOR_LIST.exists():
        return []
    rows = sorted(
        json.loads(VENDOR_LIST.read_text(encoding="utf-8")), key=lambda row: (row["name"], row["file"])
    )
    return [
        _work(name, version, licence, [row["file"] for row in found])
        for (name, version, licence), found in groupby(
            rows, key=lambda row: (row["name"], row["version"], row["licence"])
        )
    ]


def _work(name: str, version: str, licence: str, files: list[str]) -> ThirdParty:
    text = f"licences/{name.lstrip('@').replace('/', '-').split()[0]}.txt"
    href = static(f"eroba/{text}") if (BUILT / text).exists() else ""
    return ThirdParty(name, version, licence, tuple(files), href)
