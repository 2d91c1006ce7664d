"""Confirming that a phone is one's own: a code is sent, and typed."""

import datetime as dt

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.base.clock import now
from eroba.kernel.base.errors import BadInput
from eroba.kernel.notify import rules
from eroba.kernel.notify.codes import is_code_of
from eroba.kernel.notify.facts import PhoneCheckAsked
from eroba.kernel.notify.models import PhoneCheck
from eroba.kernel.notify.phones import mobile_number
from eroba.kernel.notify.queries.phones import waiting_check
from eroba.kernel.people.models import Person

#: What was never confirmed is forgotten after a day.
KEPT_FOR = dt.timedelta(days=1)


@action(may=rules.may_ask_phone_check)
def ask_phone_check(by: Actor, *, person: Person) -> Done[PhoneCheck]:
    """Send a code to the phone a person gave."""
    number = mobile_number(person.phone)
    if not number:
        raise BadInput(_("This is not a number that text messages reach. Change it under My details first."))
    check = PhoneCheck.objects.create(person=person, number=number, language=get_language() or "ka")
    return Done(
        check, after={"person": person.pk, "check": check.pk}, facts=[PhoneCheckAsked(None, check.pk)]
    )


@action(may=rules.may_confirm_phone)
def confirm_phone(by: Actor, *, person: Person, code: str) -> Done[bool]:
    """Take the code a person typed; says whether it was right. A wrong one counts, so it is not an error here.

    Raises BadInput when no code can be typed now.
    """
    waiting = waiting_check(person, mobile_number(person.phone))
    check = PhoneCheck.objects.select_for_update().filter(pk=waiting.pk).first() if waiting else None
    if check is None or not check.takes_codes():
        raise BadInput(_("This code is out of date, or was tried too often. Ask for a new one."))
    check.try_count += 1
    is_right = is_code_of(check.pk, code)
    if is_right:
        check.confirmed_at = now()
    check.save(update_fields=["try_count", "confirmed_at"])
    return Done(is_right, after={"person": person.pk, "check": check.pk, "is_right": is_right})


@action(may=rules.may_write_notice)
def forget_old_checks(by: Actor) -> Done[int]:
    """Forget the numbers that nobody confirmed within a day."""
    old = PhoneCheck.objects.filter(confirmed_at__isnull=True, asked_at__lt=now() - KEPT_FOR)
    count, _kinds = old.delete()
    return Done(count, after={"checks": count})
