"""Writing a notice once, planning by which channels and when it leaves, and noting that it was read."""

from dataclasses import dataclass
from typing import TypeAlias

from django.utils import translation
from django.utils.functional import Promise

from eroba.kernel.actions import Actor, Done, action, system_actor
from eroba.kernel.base.clock import now
from eroba.kernel.matters.models import Matter
from eroba.kernel.notify.facts import NoticeWritten
from eroba.kernel.notify.models import Channel, Follow, Notice, Pace, Sending
from eroba.kernel.notify.queries.phones import reachable_number
from eroba.kernel.notify.queries.wishes import FOLLOWING, GENERAL, kind_of, paces_of, quiet_of
from eroba.kernel.notify.rules import may_mark_read, may_write_notice
from eroba.kernel.notify.timing import due_at
from eroba.kernel.people.models import Account, AccountTown, Person
from eroba.kernel.registry import NewsKind
from eroba.kernel.tenancy.scope import current_municipality

Words: TypeAlias = str | Promise
DEFAULT_LANGUAGE = "ka"


@dataclass(frozen=True)
class Addressee:
    """Whom a notice is for: a person, an account without one, or an address that follows something."""

    person: Person | None = None
    account: Account | None = None
    follow: Follow | None = None

    @property
    def language(self) -> str:
        """In which language one writes to them."""
        if self.account is not None:
            return self.account.language
        return self.follow.language if self.follow is not None else DEFAULT_LANGUAGE


@dataclass(frozen=True)
class Message:
    """What is said. The same key writes one notice, however often it is called; lazy texts wait for the language.

    `path` is where to read on, without a language in front: `/ozurgeti/services/…`; the language is added.
    """

    key: str
    kind: str
    subject: Words
    body: Words
    path: str = ""
    matter: Matter | None = None


def notify_person(
    person: Person,
    *,
    key: str,
    subject: Words,
    body: Words,
    path: str = "",
    matter: Matter | None = None,
    kind: str = GENERAL,
) -> Notice | None:
    """Tells a person something by the channels they wish, once for each key; nothing is written if they wish none."""
    message = Message(key, kind, subject, body, path, matter)
    return write_notice(system_actor("notify"), to=Addressee(person, person.account), message=message)


def notify_account(account: Account, *, message: Message) -> Notice | None:
    """Tells an account something, in the town worked for now, also when nobody knows which person it is."""
    person = Person.objects.filter(account=account, erased_at__isnull=True).first()
    return write_notice(system_actor("notify"), to=Addressee(person, account), message=message)


def notify_follower(follow: Follow, *, message: Message) -> Notice | None:
    """Tells whoever follows something."""
    if follow.account is not None:
        return notify_account(follow.account, message=message)
    return write_notice(system_actor("notify"), to=Addressee(follow=follow), message=message)


@action(may=may_write_notice)
def write_notice(by: Actor, *, to: Addressee, message: Message) -> Done[Notice | None]:
    """Writes a notice and plans its ways out, unless one with this key was written already."""
    standing = Notice.objects.filter(key=message.key).first()
    if standing is not None:
        return Done(standing, subject=message.matter, after={"notice": standing.pk, "is_new": False})
    kind = kind_of(message.kind)
    paces = _paces(to, kind)
    if set(paces.values()) == {str(Pace.NEVER)}:
        return Done(None, subject=message.matter, after={"kind": kind.code, "is_wished": False})
    notice = _notice(to, message, is_in_inbox=paces[Channel.INBOX] != Pace.NEVER)
    _plan(notice, to, kind, paces)
    if to.account is not None:
        # the inbox looks for notices in the towns that have left this mark
        mark = AccountTown(account=to.account, municipality=current_municipality())
        AccountTown.objects.bulk_create([mark], ignore_conflicts=True)
    told = NoticeWritten(message.matter.pk if message.matter else None, notice.pk)
    after = {"notice": notice.pk, "kind": kind.code, "is_new": True}
    return Done(notice, subject=message.matter, after=after, facts=[told])


@action(may=may_mark_read)
def mark_read(by: Actor, *, notice: Notice) -> Done[Notice]:
    """Notes when a notice was opened for the first time."""
    if notice.read_at is None:
        notice.read_at = now()
        notice.save(update_fields=["read_at"])
    return Done(notice, subject=notice.matter, after={"notice": notice.pk})


def _paces(to: Addressee, kind: NewsKind) -> dict[str, str]:
    paces = paces_of(to.account, kind)
    if to.account is None:
        # Somebody without an account has no text messages they asked for; an address has its own pace.
        email = to.follow.pace if to.follow is not None and kind.code == FOLLOWING else Pace.NEVER
        paces = {Channel.INBOX: str(Pace.AT_ONCE), Channel.EMAIL: str(email), Channel.SMS: str(Pace.NEVER)}
    return {str(channel): pace for channel, pace in paces.items()}


def _notice(to: Addressee, message: Message, *, is_in_inbox: bool) -> Notice:
    language = to.language
    with translation.override(language):
        subject, body = str(message.subject)[:200], str(message.body)
    return Notice.objects.create(
        key=message.key,
        kind=message.kind,
        subject=subject,
        body=body,
        person=to.person,
        account=to.account,
        follow=to.follow,
        matter=message.matter,
        language=language,
        path=_in_language(message.path, language),
        is_in_inbox=is_in_inbox,
    )


def _plan(notice: Notice, to: Addressee, kind: NewsKind, paces: dict[str, str]) -> None:
    """Says by which channels a notice leaves and when; what need not wait is let go with the notice's own fact."""
    quiet, moment = quiet_of(to.account), notice.written_at
    for channel in (Channel.EMAIL, Channel.SMS):
        pace = paces[str(channel)]
        if pace == Pace.NEVER or (channel == Channel.SMS and not reachable_number(to.person)):
            continue
        due = due_at(moment, pace, quiet, is_urgent=kind.is_urgent)
        let_go = moment if pace == Pace.AT_ONCE and due <= moment else None
        Sending.objects.create(notice=notice, channel=channel, pace=pace, due_at=due, let_go_at=let_go)


def _in_language(path: str, language: str) -> str:
    if not path or path.startswith(("/ka/", "/en/", "/verify/", "http")):
        return path
    return f"/{language}/{path.lstrip('/')}"
