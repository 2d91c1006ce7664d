"""Sends the code that confirms a phone, and forgets numbers nobody confirmed."""

from django.utils import translation
from django.utils.translation import gettext as _

from eroba.kernel.actions import system_actor
from eroba.kernel.base.clock import now
from eroba.kernel.notify import actions
from eroba.kernel.notify.codes import code_of
from eroba.kernel.notify.facts import PhoneCheckAsked
from eroba.kernel.notify.models import PhoneCheck
from eroba.kernel.notify.ports import Sms, SmsGateway
from eroba.kernel.notify.sms_text import fitted
from eroba.kernel.outbox.models import Delivery
from eroba.kernel.registry import use


def send_code(fact: PhoneCheckAsked, delivery: Delivery) -> None:
    """Sends the code as a text message. One that is out of date is not sent; a second attempt has the same key."""
    check = PhoneCheck.objects.select_related("municipality").filter(pk=fact.check_id).first()
    if check is None or not check.takes_codes():
        return
    with translation.override(check.language):
        words = _("%(code)s is your code for %(town)s. Tell it to nobody.") % {
            "town": check.municipality.name,
            "code": code_of(check.pk),
        }
    gateway = use(SmsGateway)  # type: ignore[type-abstract]
    gateway.send(Sms(check.number, fitted(words, segments=1), f"phone-check-{check.pk}"))


def forget_unconfirmed_phones() -> int:
    """Each minute: forgets numbers that nobody confirmed within a day."""
    old = PhoneCheck.objects.filter(confirmed_at__isnull=True, asked_at__lt=now() - actions.KEPT_FOR)
    return actions.forget_old_checks(system_actor("notify")) if old.exists() else 0
