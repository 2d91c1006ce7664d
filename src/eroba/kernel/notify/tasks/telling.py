"""Telling whoever follows a public matter, and whom it concerns; forgetting who asked for nothing in the end."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils.functional import lazy

from eroba.kernel.actions import system_actor
from eroba.kernel.base.clock import now
from eroba.kernel.matters.models import Matter, Party
from eroba.kernel.notify import actions
from eroba.kernel.notify.actions.writing import Message
from eroba.kernel.notify.models import Follow
from eroba.kernel.notify.queries.follows import followers
from eroba.kernel.notify.queries.wishes import CONCERNED, FOLLOWING
from eroba.kernel.outbox.facts import Fact
from eroba.kernel.outbox.models import Delivery
from eroba.kernel.people.facts import PersonErased
from eroba.kernel.people.models import Account, Appointment
from eroba.kernel.tenancy.scope import current_municipality

NOTIFY = "notify"


def tell_about_public(fact: Fact, delivery: Delivery) -> None:
    """Tells whoever follows a public matter, and whom it concerns, what happened; each of them once."""
    matter = Matter.objects.filter(pk=fact.matter_id, visibility=Matter.Visibility.PUBLIC).first()
    if matter is None:
        return
    told = set(_tell_concerned(matter, fact, delivery))
    for follow in followers(matter, fact.name, at=delivery.fact.at):
        who = str(follow.account_id or follow.email)
        if who not in told and not _is_by(follow.account, delivery):
            told.add(who)
            key = f"{delivery.fact_id}:{follow.account_id or follow.pk}"
            actions.notify_follower(follow, message=_message(matter, fact, key=key, kind=FOLLOWING))


def tell_concerned(fact: Fact, delivery: Delivery) -> None:
    """Tells whom a public matter concerns something that is not for everybody, such as a day that is near."""
    matter = Matter.objects.filter(pk=fact.matter_id, visibility=Matter.Visibility.PUBLIC).first()
    if matter is not None:
        _tell_concerned(matter, fact, delivery)


def on_person_erased(fact: PersonErased, delivery: Delivery) -> None:
    """Removes what was written to a person who was erased; running twice changes nothing more."""
    actions.forget_person(system_actor(NOTIFY), person_id=fact.person_id)


def forget_unconfirmed_addresses() -> int:
    """Each minute: forgets addresses that were not confirmed in time."""
    old = Follow.objects.filter(account__isnull=True, confirmed_at__isnull=True)
    is_due = old.filter(asked_at__lt=now() - actions.WAITS_FOR).exists()
    return actions.forget_unconfirmed(system_actor(NOTIFY)) if is_due else 0


def _tell_concerned(matter: Matter, fact: Fact, delivery: Delivery) -> Iterable[str]:
    """Who was told; whoever did it themselves need not be."""
    told = []
    parties = Party.objects.filter(matter=matter, added_at__lte=delivery.fact.at)
    for party in parties.select_related("account", "person__account"):
        account = party.account or (party.person.account if party.person else None)
        told.append(str(account.pk) if account else "")
        if _is_by(account, delivery):
            continue
        message = _message(matter, fact, key=f"{delivery.fact_id}:{party.pk}", kind=CONCERNED)
        if account is not None:
            actions.notify_account(account, message=message)
    return told


def _message(matter: Matter, fact: Fact, *, key: str, kind: str) -> Message:
    """What happened, in the words of the fact: said when the reader's language is known."""
    path = f"/{current_municipality().slug}/thread/{matter.number}/"
    return Message(key, kind, lazy(lambda: matter.title, str)(), lazy(fact.words, str)(), path, matter)


def _is_by(account: Account | None, delivery: Delivery) -> bool:
    """Whether an official is told of their own act; residents' names are in no fact."""
    label = delivery.fact.actor_label
    if account is None or not label:
        return False
    named = Q(name_ka=label) | Q(name_en=label)
    return Appointment.objects.filter(named, account=account).exists()
