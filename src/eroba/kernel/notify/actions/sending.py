"""What happens to news on its way out: let go after quiet hours, put into a digest, tried, sent, or refused."""

import datetime as dt
from collections.abc import Sequence

from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.base.clock import now
from eroba.kernel.notify.facts import DigestMade, NoticeLetGo
from eroba.kernel.notify.models import Digest, Pace, Sending
from eroba.kernel.notify.rules import may_write_notice


@action(may=may_write_notice)
def let_go(by: Actor, *, sending: Sending) -> Done[Sending]:
    """Hands on a message whose quiet hours are over; a second call does nothing."""
    held = Sending.objects.select_for_update().filter(pk=sending.pk, let_go_at__isnull=True).first()
    if held is None:
        return Done(sending)
    held.let_go_at = now()
    held.save(update_fields=["let_go_at"])
    return Done(held, after={"sending": held.pk}, facts=[NoticeLetGo(None, held.pk)])


@action(may=may_write_notice)
def make_digest(by: Actor, *, sendings: Sequence[Sending]) -> Done[Digest | None]:
    """Puts what waits for one reader into one e-mail; what another worker has taken already stays out."""
    wanted = [sending.pk for sending in sendings]
    held = list(
        Sending.objects.select_for_update(of=("self",))
        .select_related("notice__follow")
        .filter(pk__in=wanted, let_go_at__isnull=True)
    )
    if not held:
        return Done(None)
    first = held[0].notice
    digest = Digest.objects.create(
        account_id=first.account_id,
        email=first.follow.email if first.follow and not first.account_id else "",
        language=first.language,
        pace=Pace.WEEKLY if all(each.pace == Pace.WEEKLY for each in held) else Pace.DAILY,
    )
    Sending.objects.filter(pk__in=[each.pk for each in held]).update(let_go_at=now(), digest=digest)
    after = {"digest": digest.pk, "notices": len(held)}
    return Done(digest, subject=digest, after=after, facts=[DigestMade(None, digest.pk)])


@action(may=may_write_notice)
def note_tried(by: Actor, *, sending: Sending, at: dt.datetime | None) -> Done[Sending]:
    """Notes before a text message is handed over that this was begun; and takes it back when surely none left."""
    sending.tried_at = at
    sending.save(update_fields=["tried_at"])
    return Done(sending, after={"sending": sending.pk})


@action(may=may_write_notice)
def note_sent(by: Actor, *, sending: Sending, problem: str = "", segments: int = 0) -> Done[Sending]:
    """Notes that a message left, or for good why it cannot: then the notice stays on My page only."""
    sending.sent_at = None if problem else now()
    sending.problem, sending.segment_count = problem[:200], segments
    sending.save(update_fields=["sent_at", "problem", "segment_count"])
    after = {"notice": sending.notice_id, "channel": sending.channel, "is_sent": not problem}
    return Done(sending, subject=sending.notice.matter, after=after)


@action(may=may_write_notice)
def note_digest_sent(by: Actor, *, digest: Digest, problem: str = "") -> Done[Digest]:
    """Notes that a digest left with all that is in it, or for good why it cannot."""
    digest.sent_at = None if problem else now()
    digest.problem = problem[:200]
    digest.save(update_fields=["sent_at", "problem"])
    digest.sendings.update(sent_at=digest.sent_at, problem=digest.problem)
    return Done(digest, subject=digest, after={"digest": digest.pk, "is_sent": not problem})
