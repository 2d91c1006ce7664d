"""Purposes that come back in many services, in both languages, and how a text is kept in both."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

PURPOSES = {
    "prefill": _("to fill in your application, so that you need not type what the register knows"),
    "eligibility": _("to check whether the conditions of the service are met"),
    "kinship": _("to confirm that you are a parent of the child for whom you want to act"),
    "identity": _("to establish who you are and where you are registered"),
}


def in_both_languages(text: str | Mapping[str, str]) -> tuple[str, str]:
    """Gives a text in Georgian and in English: from both, from a known purpose, or the same text twice."""
    if isinstance(text, Mapping):
        georgian = str(text.get("ka") or text.get("en") or "")
        return georgian, str(text.get("en") or georgian)
    if text not in PURPOSES:
        return text, text
    with override("ka"):
        georgian = str(PURPOSES[text])
    with override("en"):
        return georgian, str(PURPOSES[text])
