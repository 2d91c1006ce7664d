"""What leaves the house: nothing of a training copy, whoever sends it. The rooms ask too; this is the last wall."""

from collections.abc import Mapping, Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from eroba.kernel.notify.ports import Sms, SmsAccepted, SmsGateway, SmsRefused
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import current_scope
from eroba.kernel.webhooks.ports import Courier, NotTaken


def is_in_training() -> bool:
    """Whether a training copy is being worked for now."""
    here = current_scope()
    return isinstance(here, Municipality) and here.is_training


class MailOfRealTowns(EmailBackend):
    """Sends mail as any other, except what a training copy would send: that is dropped."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Hands the mails over; says how many were taken."""
        return 0 if is_in_training() else super().send_messages(email_messages)


class MessagesOfRealTowns:
    """A gateway for text messages that refuses whatever a training copy would send."""

    def __init__(self, gateway: SmsGateway) -> None:
        self.gateway = gateway
        self.knows_keys = gateway.knows_keys

    def send(self, message: Sms) -> SmsAccepted | SmsRefused:
        """Sends a message; raises SmsUnavailable as the gateway does."""
        if is_in_training():
            return SmsRefused("a training copy sends nothing")
        return self.gateway.send(message)


class CallsOfRealTowns:
    """A courier that brings nothing of a training copy to anybody."""

    def __init__(self, courier: Courier) -> None:
        self.courier = courier

    def objection(self, address: str) -> Promise | str | None:
        """Why nothing may be brought to an address; from a training copy nothing ever may."""
        if is_in_training():
            return _("A training copy tells nothing to anybody outside.")
        return self.courier.objection(address)

    def bring(self, address: str, headers: Mapping[str, str], body: bytes) -> int:
        """Brings a call; raises NotTaken as the courier does."""
        if is_in_training():
            raise NotTaken("a training copy sends nothing")
        return self.courier.bring(address, headers, body)
