"""Comparing a signature with the civil register: valid, or the first reason why not. Pure."""

import datetime as dt
import re

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.petitions.ports import RegisteredPerson
from eroba.kernel.base.text import search_key
from eroba.kernel.people.voters import age_on

OLD_ENOUGH = 18
REASONS = {
    "unknown": _("no such personal number"),
    "other_birth": _("another date of birth"),
    "other_name": _("another family name"),
    "died": _("died before signing"),
    "too_young": _("not yet 18"),
    "elsewhere": _("registered in another municipality"),
}


def reason_against(
    typed: dict[str, str], known: RegisteredPerson | None, *, town_code: str, signed_on: dt.date
) -> str:
    """Why a signature is not valid; empty when it is. Names are compared in any spelling."""
    if known is None:
        return "unknown"
    if known.birth_date is None or known.birth_date.isoformat() != typed["birth_date"]:
        return "other_birth"
    if _plain(typed["family_name"]) not in {_plain(name) for name in known.family_names}:
        return "other_name"
    if known.died_on is not None and known.died_on <= signed_on:
        return "died"
    if age_on(known.birth_date, signed_on) < OLD_ENOUGH:
        return "too_young"
    return "elsewhere" if town_code and known.municipality_code != town_code else ""


def _plain(name: str) -> str:
    return re.sub(r"\s", "", search_key(name))
