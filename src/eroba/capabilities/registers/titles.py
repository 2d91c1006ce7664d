"""What the registers are called. Apart from the rest, so that a fact can name a register without knowing it."""

from django.utils.translation import gettext_lazy as _

TITLES = {"civil": _("Civil register"), "social": _("Social Service Agency")}


def register_title(code: str) -> str:
    """Names a register in the reader's language; one that is gone shows its code."""
    return str(TITLES.get(code, code))
