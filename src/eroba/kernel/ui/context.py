"""What every template may rely on: the town, the languages of this page. Touches neither session nor person."""

from django.http import HttpRequest
from django.utils.translation import get_language

from eroba.kernel.ui.language import language_links


def face(request: HttpRequest) -> dict[str, object]:
    """Give templates `municipality`, `LANGUAGE_CODE` and `language_links`."""
    return {
        "municipality": getattr(request, "municipality", None),
        "LANGUAGE_CODE": get_language(),
        "language_links": language_links(request),
    }
