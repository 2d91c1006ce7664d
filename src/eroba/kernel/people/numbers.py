"""The personal number of a Georgian citizen: its shape, and how it is matched and shown without being stored bare.

Reads a date of birth too, since the two are always told together.
"""

import datetime as dt
import re

from django.utils.translation import gettext_lazy as _

from eroba.kernel.audit.personal import decrypt_for, encrypt_for
from eroba.kernel.base.clock import today
from eroba.kernel.base.errors import BadInput
from eroba.kernel.base.secrets import keyed_hash
from eroba.kernel.people.models import Person
from eroba.kernel.tenancy.scope import current_municipality

OLDEST_YEARS = 125

ELEVEN_DIGITS = re.compile(r"[0-9]{11}")


def read_personal_number(text: str) -> str:
    """Eleven digits, whatever spaces or dashes were typed between; raises BadInput otherwise."""
    digits = re.sub(r"[\s\-–]", "", text)
    if not ELEVEN_DIGITS.fullmatch(digits):
        raise BadInput(_("A personal number has 11 digits, for example 01001012345."))
    return digits


def read_birth_date(said: dt.date | str) -> dt.date:
    """A date of birth, which lies neither in the future nor before anybody alive; raises BadInput otherwise."""
    try:
        born_on = said if isinstance(said, dt.date) else dt.date.fromisoformat(said.strip())
    except ValueError:
        raise BadInput(_("A date of birth looks like 27 3 1985.")) from None
    if born_on > today():
        raise BadInput(_("The date of birth lies in the future. Please check the year."))
    if born_on.year < today().year - OLDEST_YEARS:
        raise BadInput(_("The date of birth lies too far in the past. Please check the year."))
    return born_on


def hash_personal_number(number: str) -> str:
    """The matching key of a number: another one in each town, so that towns cannot be joined by it."""
    return keyed_hash(number, purpose=f"eroba.personal-number.{current_municipality().pk}")


def set_personal_number(person: Person, number: str) -> None:
    """Gives a person their number: hashed, encrypted and its last two digits. Does not save."""
    person.personal_number_hash = hash_personal_number(number)
    person.personal_number_locked = encrypt_for(person.pk, number)
    person.personal_number_end = number[-2:]


def shown_personal_number(person: Person) -> str | None:
    """The whole number, for the person or a look-up; nothing when the person was erased or has none."""
    if not person.personal_number_locked:
        return None
    return decrypt_for(person.pk, person.personal_number_locked)
