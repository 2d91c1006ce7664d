"""What notices need from outside: somebody who sends text messages. A connector offers it."""

from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True)
class Sms:
    """One text message. The key is the same at each attempt, so that it is sent once."""

    to: str = field(repr=False)
    text: str = field(repr=False)
    key: str
    sender: str = ""


@dataclass(frozen=True)
class SmsAccepted:
    """The gateway has taken the message, under a name of its own."""

    reference: str = ""


@dataclass(frozen=True)
class SmsRefused:
    """The gateway will never send this message, and says why."""

    reason: str


class SmsUnavailable(Exception):
    """No usable answer. `may_have_left` says whether the message may be on its way all the same."""

    def __init__(self, reason: str, *, may_have_left: bool) -> None:
        super().__init__(reason)
        self.may_have_left = may_have_left


class SmsGateway(Protocol):
    """Sends text messages."""

    knows_keys: bool
    """Whether a second message with the same key is left out there; else nothing uncertain is tried again."""

    def send(self, message: Sms) -> SmsAccepted | SmsRefused:
        """Send a message. Raises SmsUnavailable when there is no answer that can be understood."""
        ...
