"""The same page in another language: the first segment of an address names the language it is in."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import get_language, override

NAMES = {"ka": "ქართული", "en": "English", "hy": "Հայերեն", "az": "Azərbaycanca"}
PARAMETER = "language"
Rest = ParamSpec("Rest")


@dataclass(frozen=True)
class LanguageLink:
    """A link to the page one is on, in one language."""

    code: str
    label: str
    url: str
    current: bool


def language_links(request: HttpRequest) -> list[LanguageLink]:
    """List the languages of the page one is on, each with its address; a town's page has the town's languages."""
    offered = getattr(getattr(request, "municipality", None), "languages", None)
    codes = [code for code, _name in settings.LANGUAGES if offered is None or code in offered]
    now = (get_language() or settings.LANGUAGE_CODE)[:2]
    return [
        LanguageLink(code, NAMES.get(code, code), _address(request, code, codes), code == now)
        for code in codes
    ]


def _address(request: HttpRequest, code: str, codes: list[str]) -> str:
    first, slash, rest = request.path.lstrip("/").partition("/")
    query = request.GET.copy()
    if first in codes:
        path = f"/{code}{slash}{rest}"
    else:
        path, query[PARAMETER] = request.path, code
    return f"{path}?{query.urlencode()}" if query else path


def in_chosen_language(
    view: Callable[Concatenate[HttpRequest, Rest], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, Rest], HttpResponseBase]:
    """Let a page without a language in its path take it from `?language=`, for example /verify/."""

    @wraps(view)
    def spoken(request: HttpRequest, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponseBase:
        codes = [code for code, _name in settings.LANGUAGES]
        asked = request.GET.get(PARAMETER, "")
        with override(asked if asked in codes else get_language()):
            return view(request, *args, **kwargs)

    return spoken
