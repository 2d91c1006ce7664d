"""Which values each register holds: the words for them and how each is read. Pure lists; a service picks the fewest."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.registers.other_registers import InBoth
from eroba.capabilities.registers.reading import (
    Reader,
    count,
    past_date,
    past_date_or_none,
    short_text,
    yes_or_no,
)

Words: TypeAlias = Promise | InBoth


@dataclass(frozen=True)
class OwnField:
    """A value a register itself holds: what it is called, and how strictly it is read."""

    words: Words
    read: Reader
    is_hidden: bool = False
    """Asked only by a way of its own, never because a service wants everything."""


CIVIL: Mapping[str, OwnField] = {
    "given_name": OwnField(_("given name"), short_text),
    "family_name": OwnField(_("family name"), short_text),
    "given_name_latin": OwnField(_("given name in Latin letters"), short_text),
    "family_name_latin": OwnField(_("family name in Latin letters"), short_text),
    "birth_date": OwnField(_("date of birth"), past_date),
    "died_on": OwnField(_("date of death, if any"), past_date_or_none),
    "municipality_code": OwnField(_("municipality of the registered address"), short_text),
    "village": OwnField(_("town or village of the registered address"), short_text),
    "registered_address": OwnField(_("registered address"), short_text),
    "household_count": OwnField(_("number of people registered at the address"), count),
    "child_count": OwnField(_("number of children registered at the address"), count),
    "is_parent": OwnField(_("whether you are a parent of the child you named"), yes_or_no, is_hidden=True),
}

SOCIAL: Mapping[str, OwnField] = {
    "social_score": OwnField(_("rating score of the family"), count),
    "scored_on": OwnField(_("date of the rating score"), past_date),
    "receives_subsistence": OwnField(_("whether the family receives subsistence allowance"), yes_or_no),
    "family_count": OwnField(_("number of members of the assessed family"), count),
}

PROPERTY: Mapping[str, OwnField] = {
    "owned_parcel_count": OwnField(_("number of parcels you own"), count),
    "cadastral_code": OwnField(_("cadastral code of the parcel"), short_text),
    "parcel_address": OwnField(_("address of the parcel"), short_text),
    "area_square_metres": OwnField(_("area of the parcel in square metres"), count),
    "owned_since": OwnField(_("owner since"), past_date),
    "has_mortgage": OwnField(_("whether the parcel is mortgaged"), yes_or_no),
}

UTILITY: Mapping[str, OwnField] = {
    "customer_number": OwnField(_("customer number"), short_text),
    "supply_address": OwnField(_("address of the connection"), short_text),
    "customer_since": OwnField(_("customer since"), past_date),
    "has_debt": OwnField(_("whether there is an unpaid bill"), yes_or_no),
}
