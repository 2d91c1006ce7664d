"""Why something did not arrive, in words a head of unit can act on. The technical text is for who runs the platform."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from eroba.kernel.outbox.models import FactRecord
from eroba.kernel.outbox.problems import NOBODY_LISTENS, WORKER_DIED
from eroba.kernel.registry.shelf import capabilities, fact_types


@dataclass(frozen=True)
class Reason:
    """Why something did not arrive: a few words for a list, and what one can do about it."""

    short: Promise
    words: Promise


SILENT = Reason(
    _("no answer"),
    _("The other side does not answer: its server is down, or the way there is broken."),
)
SLOW = Reason(
    _("answered too late"),
    _("The other side did not answer in time."),
)
MAIL_REFUSED = Reason(
    _("mail refused"),
    _("The mail server does not take this message. Look at the address it was sent to."),
)
MAIL_LOCKED = Reason(
    _("mail password wrong"),
    _("The mail server does not know us: the name or password we sign in with is wrong."),
)
BUSY = Reason(
    _("database busy"),
    _("The database did not answer, or was busy with something else."),
)
GONE = Reason(
    _("no longer there"),
    _("What it speaks of is no longer there. It can be given up."),
)
NO_ROOM = Reason(
    _("nobody listens"),
    _("The part of the platform that was to hear of it was taken away. It can be given up."),
)
DIED = Reason(
    _("worker stopped"),
    _(
        "The worker stopped in the middle, each time. Ask whoever looks after the platform before you try again."
    ),
)
REFUSED = Reason(
    _("a rule said no"),
    _("A rule of the platform said no. The technical text has its reason."),
)
FULL = Reason(
    _("disk full"),
    _("There is no room left on the disk, or a file cannot be written."),
)
OURS = Reason(
    _("our mistake"),
    _("The platform made a mistake here. Whoever looks after it needs the technical text."),
)

NOT_TAKEN = Reason(
    _("not taken by the app"),
    _("The app does not take what it is told. Its webhook’s page says since when and why; tell its makers."),
)
RESTS = Reason(
    _("webhook off"),
    _("The webhook is switched off. Switch it on, then try again."),
)

_REASONS: dict[str, Reason] = {
    **dict.fromkeys("NotTaken Resting".split(), NOT_TAKEN),
    "SwitchedOff": RESTS,
    **dict.fromkeys(
        (
            "ConnectionRefusedError ConnectionResetError ConnectionAbortedError ConnectionError gaierror "
            "BrokenPipeError SMTPServerDisconnected SMTPConnectError SMTPHeloError ConnectError ReadError "
            "SmsUnavailable"
        ).split(),
        SILENT,
    ),
    **dict.fromkeys("TimeoutError ConnectTimeout ReadTimeout timeout".split(), SLOW),
    **dict.fromkeys(
        "SMTPRecipientsRefused SMTPSenderRefused SMTPDataError SMTPNotSupportedError".split(), MAIL_REFUSED
    ),
    "SMTPAuthenticationError": MAIL_LOCKED,
    **dict.fromkeys("OperationalError InterfaceError PoolTimeout".split(), BUSY),
    **dict.fromkeys("DoesNotExist ObjectDoesNotExist NotFound".split(), GONE),
    **dict.fromkeys("NotAllowed Refusal BadInput Erased".split(), REFUSED),
    **dict.fromkeys("OSError PermissionError FileNotFoundError".split(), FULL),
    NOBODY_LISTENS: NO_ROOM,
    WORKER_DIED: DIED,
}


def reason_of(problem: str) -> Reason:
    """Why it did not arrive. Nothing is known before the first failure was written down."""
    return _REASONS.get(problem.partition(":")[0], OURS) if problem else DIED


def why(problem: str) -> str:
    """Why it did not arrive, in plain words."""
    return str(reason_of(problem).words)


def room_title(listener: str) -> str:
    """Which part of the platform was to hear of it."""
    name = listener.partition(".")[0]
    return next((str(room.title) for room in capabilities() if room.name == name), name)


def happening(fact_name: str) -> str:
    """What kind of thing happened: the fact's sentence with gaps where its values stand."""
    kind = fact_types().get(fact_name)
    if kind is None:
        return fact_name
    return str(kind.sentence).format_map(_Gaps())  # type: ignore[attr-defined]


def happened(record: FactRecord) -> str:
    """What happened, as the timeline says it."""
    return record.words()


class _Gaps(dict):
    """Answers every name with three dots."""

    def __missing__(self, key: str) -> str:
        return "…"
