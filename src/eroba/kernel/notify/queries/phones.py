"""Which number of a person text messages may go to: the one they gave, once they have shown that it is theirs."""

from eroba.kernel.notify.models import PhoneCheck
from eroba.kernel.notify.phones import mobile_number
from eroba.kernel.people.models import Person


def reachable_number(person: Person | None) -> str:
    """The confirmed mobile number of a person, as a gateway takes it; empty without one."""
    number = mobile_number(person.phone) if person is not None else ""
    return number if number and is_confirmed(person, number) else ""


def is_confirmed(person: Person | None, number: str) -> bool:
    """Whether the person has shown in this town that the number is theirs."""
    return PhoneCheck.objects.filter(person=person, number=number, confirmed_at__isnull=False).exists()


def waiting_check(person: Person, number: str) -> PhoneCheck | None:
    """The check whose code can be typed now: always the newest, so that an older message is of no use."""
    newest = PhoneCheck.objects.filter(person=person, number=number).order_by("-asked_at").first()
    return newest if newest is not None and newest.takes_codes() else None
