"""Finding out whether somebody is who they say: shape, tries, the civil register; then the action records it.

Not an action itself, because the register is asked over the network and no transaction may wait for it.
"""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from eroba.kernel.actions import Actor
from eroba.kernel.base.clock import now
from eroba.kernel.base.errors import BadInput, Refusal
from eroba.kernel.people import actions, rules
from eroba.kernel.people.actions.identity import Confirmed
from eroba.kernel.people.models import IdentityTry, Person
from eroba.kernel.people.numbers import read_birth_date, read_personal_number
from eroba.kernel.people.ports import Answer, RegisterLookups
from eroba.kernel.registry import use

#: Only what is needed to recognise somebody and to greet them by their name.
ASKED = (
    "given_name",
    "family_name",
    "family_name_latin",
    "birth_date",
    "died_on",
    "registered_address",
    "village",
)
MOST_TRIES = 5
PAUSE = dt.timedelta(hours=1)


class TooManyTries(Refusal):
    """Says that one has to wait before the next try, and until when."""

    status = 429


class RegisterSilent(Refusal):
    """Says that the civil register gives no answer now; nothing typed is lost."""

    status = 503


def identify_by_register(by: Actor, *, personal_number: str, family_name: str, birth_date: dt.date) -> Person:
    """Asks the civil register whether these three belong together, and ties the account to the person if so.

    Raises BadInput for what cannot be right or does not fit, TooManyTries after five wrong tries in an hour,
    RegisterSilent when there is no answer, NotAllowed when the person has another account.
    """
    number, born_on = read_personal_number(personal_number), read_birth_date(birth_date)
    refuse_after_too_many_tries(by)
    person = actions.start_identity_check(by, personal_number=number)
    answer = _ask(by, person)
    if not answer.is_answered:
        actions.forget_try(by)
        raise RegisterSilent(
            _(
                "The civil register gives no answer at the moment, so we cannot confirm who you are. "
                "Try again in a few minutes; nothing you typed was wrong."
            )
        )
    if not _fits(answer, family_name=family_name, birth_date=born_on):
        raise BadInput(_no_match(by))
    if answer.values.get("died_on"):
        raise Refusal(_("The civil register says that this person has died. Please come to the town hall."))
    return actions.identify_person(by, person=person, confirmed=_confirmed(answer.values, born_on))


def _ask(by: Actor, person: Person) -> Answer:
    return use(RegisterLookups).look_up(  # type: ignore[type-abstract]
        by=by,
        person=person,
        register="civil",
        purpose="identity",
        basis=rules.PROCESSING_IN_BOTH,
        fields=ASKED,
    )


def tries_left(by: Actor) -> int:
    """How many wrong tries the account still has this hour, in all towns together."""
    return max(0, MOST_TRIES - _recent_tries(by).count())


def refuse_after_too_many_tries(by: Actor) -> None:
    """Raises TooManyTries when the account has used up its tries."""
    recent = list(_recent_tries(by).order_by("at"))
    if len(recent) >= MOST_TRIES:
        again = localtime(recent[-MOST_TRIES].at + PAUSE).strftime("%H:%M")
        raise TooManyTries(
            _(
                "That was five tries that did not fit. You can try again after %(time)s, "
                "or come to the town hall with your identity card."
            )
            % {"time": again}
        )


def _recent_tries(by: Actor) -> Any:
    return IdentityTry.objects.filter(account_id=by.account_id, at__gt=now() - PAUSE)


def _no_match(by: Actor) -> str:
    """Never says which of the three is wrong: that would help somebody who guesses."""
    left = tries_left(by)
    first = _(
        "The personal number, the family name and the date of birth do not belong together in the civil register. "
        "Please compare them with your identity card."
    )
    second = ngettext("You have %(count)s try left.", "You have %(count)s tries left.", left) % {
        "count": left
    }
    return f"{first} {second}"


def _fits(answer: Answer, *, family_name: str, birth_date: dt.date) -> bool:
    if not answer.found:
        return False
    written = {_plain(str(answer.values.get(key) or "")) for key in ("family_name", "family_name_latin")} - {
        ""
    }
    return (
        _plain(family_name) in written and str(answer.values.get("birth_date"))[:10] == birth_date.isoformat()
    )


def _plain(name: str) -> str:
    """A name without what people write differently: capitals, spaces, hyphens."""
    return re.sub(r"[\s\-–'’]", "", name).casefold()


def _confirmed(values: Mapping[str, Any], born_on: dt.date) -> Confirmed:
    return Confirmed(
        given_name=str(values.get("given_name") or ""),
        family_name=str(values.get("family_name") or ""),
        birth_date=born_on,
        address=str(values.get("registered_address") or values.get("address") or ""),
        village=str(values.get("village") or ""),
    )
