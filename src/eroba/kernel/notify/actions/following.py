"""Following a public matter or a topic, with an account or by e-mail alone, and ceasing to."""

import datetime as dt
from uuid import UUID

from django.conf import settings
from django.core.validators import validate_email
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.base.clock import now
from eroba.kernel.base.errors import BadInput
from eroba.kernel.matters.models import Matter
from eroba.kernel.notify import rules
from eroba.kernel.notify.facts import FollowAsked
from eroba.kernel.notify.models import CalendarAddress, Follow, Notice, Pace, PhoneCheck, QuietHours, Wish
from eroba.kernel.notify.queries.follows import topic_or_refuse
from eroba.kernel.people.models import Account, AccountTown
from eroba.kernel.tenancy.scope import current_municipality

#: An address that was not confirmed is forgotten; asking again sooner than this sends nothing new.
WAITS_FOR, ASK_AGAIN_AFTER = dt.timedelta(days=2), dt.timedelta(minutes=10)
PACES = (str(Pace.AT_ONCE), str(Pace.DAILY), str(Pace.WEEKLY))


@action(may=rules.may_follow)
def follow(by: Actor, *, matter: Matter | None = None, topic: str = "") -> Done[Follow]:
    """Follows something with one's account; twice is once."""
    _require_one(matter, topic)
    account = Account.objects.get(pk=by.account_id)
    kept, is_new = Follow.objects.get_or_create(
        account=account, matter=matter, topic=topic, defaults={"language": account.language}
    )
    mark = AccountTown(account=account, municipality=current_municipality())
    AccountTown.objects.bulk_create([mark], ignore_conflicts=True)
    return Done(kept, subject=matter, after={"topic": topic, "is_new": is_new})


@action(may=rules.may_ask_to_follow)
def ask_to_follow(
    by: Actor, *, email: str, language: str, pace: str, matter: Matter | None = None, topic: str = ""
) -> Done[Follow]:
    """Asks to follow something by e-mail; nothing is sent but one question, until the address was confirmed.

    Whoever follows already gets no second question: nobody learns from us which addresses follow what.
    """
    _require_one(matter, topic)
    validate_email(email)
    if pace not in PACES or language not in dict(settings.LANGUAGES):
        raise BadInput(_("Choose how often we write, and in which language."))
    defaults = {"language": language, "pace": pace}
    kept, is_new = Follow.objects.get_or_create(
        email=email, account=None, matter=matter, topic=topic, defaults=defaults
    )
    is_waiting = kept.confirmed_at is None
    asks_again = is_waiting and not is_new and kept.asked_at < now() - ASK_AGAIN_AFTER
    if asks_again:
        kept.language, kept.pace, kept.asked_at = language, pace, now()
        kept.save(update_fields=["language", "pace", "asked_at"])
    told = [FollowAsked(matter.pk if matter else None, kept.pk)] if is_new or asks_again else []
    return Done(kept, subject=matter, after={"topic": topic, "is_new": is_new}, facts=told)


@action(may=rules.may_stop)
def confirm_follow(by: Actor, *, follow: Follow) -> Done[Follow]:
    """Notes that whoever reads an address wants the news; twice is once."""
    if follow.confirmed_at is None:
        follow.confirmed_at = now()
        follow.save(update_fields=["confirmed_at"])
    return Done(follow, subject=follow.matter, after={"follow": follow.pk})


@action(may=rules.may_unfollow)
def unfollow(by: Actor, *, follow: Follow) -> Done[None]:
    """Stops following; what was written stays on My page."""
    matter, topic, pk = follow.matter, follow.topic, follow.pk
    follow.delete()
    return Done(None, subject=matter, before={"follow": pk, "topic": topic})


@action(may=rules.may_write_notice)
def forget_unconfirmed(by: Actor) -> Done[int]:
    """Forgets addresses that were not confirmed within two days."""
    old = Follow.objects.filter(
        account__isnull=True, confirmed_at__isnull=True, asked_at__lt=now() - WAITS_FOR
    )
    count, _kinds = old.delete()
    return Done(count, after={"follows": count})


@action(may=rules.may_write_notice)
def forget_person(by: Actor, *, person_id: UUID) -> Done[int]:
    """Removes what was written to a person who was erased here, and what they wished and followed."""
    written = Notice.objects.filter(person_id=person_id)
    accounts = list(written.exclude(account=None).values_list("account_id", flat=True).distinct())
    written.delete()
    PhoneCheck.objects.filter(person_id=person_id).delete()
    for model in (Wish, QuietHours, CalendarAddress, Follow):
        model.objects.filter(Q(account__in=accounts)).delete()  # type: ignore[attr-defined]
    return Done(len(accounts), after={"person": person_id})


def _require_one(matter: Matter | None, topic: str) -> None:
    if (matter is None) == (not topic):
        raise ValueError("one follows a matter or a topic")
    if topic:
        topic_or_refuse(topic)
