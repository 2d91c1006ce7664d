"""What frames a page: built files with their checksums, the languages, the way home."""

import json
from collections.abc import Sequence
from functools import cache

from django.core.exceptions import DisallowedHost
from django.template import Context
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from eroba.kernel.ui.assets.paths import VENDOR_LIST
from eroba.kernel.ui.language import LanguageLink, language_links


def asset(name: str) -> str:
    """Give the address of a built file, for example `eroba.css`."""
    return static(f"eroba/{name}")


def script(name: str) -> SafeString:
    """Load a third-party script from the built folder, checked against its checksum."""
    checksum = _checksums().get(name, "")
    integrity = format_html(' integrity="{}"', checksum) if checksum else ""
    return format_html('<script src="{}"{} defer></script>', asset(name), integrity)


def page_languages(context: Context) -> Sequence[LanguageLink]:
    """List the languages of this page; empty on pages drawn without a request."""
    given = context.get("language_links")
    request = context.get("request")
    return given if given is not None else language_links(request) if request is not None else []


def home_address(context: Context) -> str:
    """Give the front page of the town, or of the country where there is no town."""
    town, request = context.get("municipality"), context.get("request")
    # On a town's own domain the town's segment falls away.
    has_own_domain = getattr(request, "urlconf", None) is not None
    slug = f"{town.slug}/" if town and not has_own_domain else ""
    return f"/{get_language()}/{slug}"


def main_site(context: Context) -> str:
    """Give the host where people sign in: empty when we are there, else the whole address."""
    is_elsewhere = getattr(context.get("request"), "urlconf", None) is not None
    return str(context.get("site_address", "")) if is_elsewhere else ""


def origin(context: Context) -> str:
    """Give scheme and host of this page, for addresses that must be whole; empty where there is no lawful host."""
    request = context.get("request")
    try:
        return f"{request.scheme}://{request.get_host()}" if request is not None else ""
    except DisallowedHost:
        return ""


@cache
def _checksums() -> dict[str, str]:
    if not VENDOR_LIST.exists():
        return {}
    return {row["file"]: row["sha384"] for row in json.loads(VENDOR_LIST.read_text(encoding="utf-8"))}
