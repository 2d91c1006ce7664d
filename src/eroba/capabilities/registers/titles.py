"""What the registers are called. Apart from the rest, so that a fact can name a register without knowing it."""

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.registers.other_registers import other_registers

TITLES = {
    "civil": _("Civil register"),
    "social": _("Social Service Agency"),
    "property": _("Property register"),
    "utility": _("Customer accounts of the water company"),
}


def register_title(code: str) -> str:
    """Names a register in the reader's language; one that is gone shows its code."""
    if code in TITLES:
        return str(TITLES[code])
    other = other_registers().get(code)
    return str(other.title) if other else code
