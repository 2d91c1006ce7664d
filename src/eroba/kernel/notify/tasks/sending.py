"""What happens after a notice was written: it leaves by e-mail or text, at once, later, or with others in a digest.

When a mail server or a gateway is down the outbox tries again, with growing pauses. One channel never waits for the
other: each has a listener of its own.
"""

import hashlib
from itertools import groupby
from smtplib import SMTPRecipientsRefused

from django.core.mail import EmailMultiAlternatives
from django.db.models import QuerySet

from eroba.kernel.actions import system_actor
from eroba.kernel.base.clock import now
from eroba.kernel.base.text import name_in
from eroba.kernel.notify import actions
from eroba.kernel.notify.facts import DigestMade, FollowAsked, NoticeLetGo, NoticeWritten
from eroba.kernel.notify.mail import digest_letter, letter_of, question_letter
from eroba.kernel.notify.models import Channel, Digest, Follow, Pace, Sending
from eroba.kernel.notify.ports import Sms, SmsGateway, SmsRefused, SmsUnavailable
from eroba.kernel.notify.queries.phones import reachable_number
from eroba.kernel.notify.sms_text import fitted, segment_count
from eroba.kernel.outbox.models import Delivery
from eroba.kernel.registry import use
from eroba.kernel.tenancy.scope import current_municipality

PERMANENT = 500
MOST_SEGMENTS = 2
AT_ONCE = 200
NOTIFY = "notify"
NOTHING_LEAVES = "a training copy sends nothing"


def send_by_email(fact: NoticeWritten, delivery: Delivery) -> None:
    """Sends a notice by e-mail, once, if the reader wants it now; any error means "later"."""
    for sending in _free().filter(notice_id=fact.notice_id, channel=Channel.EMAIL):
        _send_email(sending)


def send_by_sms(fact: NoticeWritten, delivery: Delivery) -> None:
    """Sends a notice as a text message, once, if the reader wants it now; any error means "later"."""
    for sending in _free().filter(notice_id=fact.notice_id, channel=Channel.SMS):
        _send_sms(sending)


def send_let_go(fact: NoticeLetGo, delivery: Delivery) -> None:
    """Sends what waited for the end of the quiet hours."""
    for sending in _free().filter(pk=fact.sending_id):
        if sending.channel == Channel.SMS:
            _send_sms(sending)
        else:
            _send_email(sending)


def send_digest(fact: DigestMade, delivery: Delivery) -> None:
    """Sends a digest, once."""
    digest = Digest.objects.select_related("account", "municipality").filter(pk=fact.digest_id).first()
    if digest is None or digest.sent_at or digest.problem:
        return
    sendings = digest.sendings.select_related("notice__matter").order_by("notice__written_at", "pk")
    to = digest.account.email if digest.account else digest.email
    problem = _post(digest_letter(digest, [sending.notice for sending in sendings], to=to))
    actions.note_digest_sent(system_actor(NOTIFY), digest=digest, problem=problem)


def ask_to_confirm(fact: FollowAsked, delivery: Delivery) -> None:
    """Asks an address whether it really wants to follow something; a question that is out of date is not sent."""
    waiting = Follow.objects.filter(pk=fact.follow_id, confirmed_at__isnull=True, account__isnull=True)
    for follow in waiting.select_related("matter", "municipality"):
        _post(question_letter(follow))


def let_due_go() -> int:
    """Each minute: lets go what waited for the end of quiet hours, and makes the digests that are due."""
    by = system_actor(NOTIFY)
    due = Sending.objects.filter(let_go_at__isnull=True, due_at__lte=now()).select_related("notice__follow")
    held = list(due.order_by("due_at", "pk")[:AT_ONCE])
    for sending in held:
        if sending.pace == Pace.AT_ONCE:
            actions.let_go(by, sending=sending)
    together = [sending for sending in held if sending.pace != Pace.AT_ONCE]
    for _reader, sendings in groupby(sorted(together, key=_reader_of), key=_reader_of):
        actions.make_digest(by, sendings=list(sendings))
    return len(held)


def _free() -> QuerySet[Sending]:
    """What may leave by itself, with all that is needed to send it."""
    unsettled = Sending.objects.filter(
        sent_at__isnull=True, problem="", let_go_at__isnull=False, digest__isnull=True
    )
    return unsettled.select_related(
        "notice__account",
        "notice__person",
        "notice__follow__matter",
        "notice__matter",
        "notice__municipality",
    )


def _send_email(sending: Sending) -> None:
    notice = sending.notice
    to = notice.account.email if notice.account else notice.follow.email if notice.follow else ""
    problem = _post(letter_of(notice, to=to)) if to else "no address"
    actions.note_sent(system_actor(NOTIFY), sending=sending, problem=problem)


def _send_sms(sending: Sending) -> None:
    by, notice = system_actor(NOTIFY), sending.notice
    if current_municipality().is_training:
        actions.note_sent(by, sending=sending, problem=NOTHING_LEAVES)
        return
    gateway = use(SmsGateway)  # type: ignore[type-abstract]
    if sending.tried_at and not gateway.knows_keys:
        actions.note_sent(by, sending=sending, problem="it may have left already; not sent a second time")
        return
    text = sms_text_of(sending)
    to = reachable_number(notice.person)
    message = Sms(to, text, _sms_key(sending), sender="")
    actions.note_tried(by, sending=sending, at=now())
    try:
        answer = gateway.send(message) if to else SmsRefused("no number that text messages reach")
    except SmsUnavailable as unavailable:
        if not unavailable.may_have_left:
            actions.note_tried(by, sending=sending, at=None)
        raise
    problem = answer.reason if isinstance(answer, SmsRefused) else ""
    actions.note_sent(by, sending=sending, problem=problem, segments=segment_count(text))


def sms_text_of(sending: Sending) -> str:
    """What a text message says: who writes and what about; the rest is read on My page."""
    notice = sending.notice
    town = notice.municipality
    name = name_in(notice.language, ka=town.name_ka, en=town.name_en)
    return fitted(f"{name}: {notice.subject}", segments=MOST_SEGMENTS)


def _sms_key(sending: Sending) -> str:
    return hashlib.sha256(f"{sending.municipality_id}:{sending.pk}".encode()).hexdigest()[:40]


def _post(letter: EmailMultiAlternatives) -> str:
    """Hands a mail over; says why when the address will never take it, and raises when it should be tried again."""
    if current_municipality().is_training:
        return NOTHING_LEAVES
    try:
        letter.send()
    except SMTPRecipientsRefused as refused:
        code, words = next(iter(refused.recipients.values()))
        if code < PERMANENT:
            raise
        return f"{code} {words.decode('utf-8', 'replace')}"[:200]
    return ""


def _reader_of(sending: Sending) -> tuple[str, str, str]:
    notice = sending.notice
    address = notice.follow.email if notice.follow and not notice.account_id else ""
    return str(notice.account_id or ""), address, notice.language
