"""What somebody gets: their own choices over what each kind of news proposes."""

from eroba.kernel.notify.models import Channel, Pace, QuietHours, Wish
from eroba.kernel.notify.timing import Quiet
from eroba.kernel.people.models import Account
from eroba.kernel.registry import NewsKind
from eroba.kernel.registry.shelf import news_kinds

GENERAL = "notify.general"
FOLLOWING = "notify.following"
CONCERNED = "notify.concerned"

#: What can be chosen for each channel. A digest is an e-mail; what is urgent stands in none.
CHOICES: dict[str, tuple[str, ...]] = {
    Channel.INBOX: (Pace.AT_ONCE, Pace.NEVER),
    Channel.EMAIL: (Pace.AT_ONCE, Pace.DAILY, Pace.WEEKLY, Pace.NEVER),
    Channel.SMS: (Pace.AT_ONCE, Pace.NEVER),
}


def choices_of(kind: NewsKind, channel: str) -> tuple[str, ...]:
    """The paces one can choose for a kind of news on a channel; what is urgent always stands on My page."""
    if not kind.is_urgent:
        return CHOICES[channel]
    return (Pace.AT_ONCE,) if channel == Channel.INBOX else (Pace.AT_ONCE, Pace.NEVER)


def proposed(kind: NewsKind, channel: str) -> str:
    """How soon a kind of news comes by a channel as long as somebody has chosen nothing."""
    pace = {Channel.INBOX: "at_once", Channel.EMAIL: kind.email, Channel.SMS: kind.sms}[Channel(channel)]
    return pace if pace in choices_of(kind, channel) else str(Pace.AT_ONCE)


def kind_of(code: str) -> NewsKind:
    """A kind of news by its code; LookupError when no manifest declares it."""
    kinds = news_kinds()
    if code not in kinds:
        raise LookupError(f"no manifest declares the news {code!r}")
    return kinds[code]


def paces_of(account: Account | None, kind: NewsKind) -> dict[str, str]:
    """How soon this news comes by each channel, for an account or for somebody who has none."""
    paces = {channel: proposed(kind, channel) for channel in Channel.values}
    if account is not None:
        for wish in Wish.objects.filter(account=account, kind=kind.code):
            if wish.pace in choices_of(kind, wish.channel):
                paces[wish.channel] = wish.pace
    return paces


def wishes_of(account: Account) -> dict[tuple[str, str], str]:
    """Everything an account gets in the town worked for now: kind and channel to pace."""
    found = {
        (code, channel): proposed(kind, channel)
        for code, kind in news_kinds().items()
        for channel in Channel.values
    }
    chosen = Wish.objects.filter(account=account).values_list("kind", "channel", "pace")
    return found | {(kind, channel): pace for kind, channel, pace in chosen if (kind, channel) in found}


def quiet_of(account: Account | None) -> Quiet | None:
    """An account's quiet hours in the town worked for now."""
    found = QuietHours.objects.filter(account=account).first() if account is not None else None
    return found.quiet if found else None
