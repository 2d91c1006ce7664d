"""Taking in signatures, many at once: one short insert each, no row that all of them wait for.

No action for each of them: what signers do is journaled in batches (docs/decisions/0041), and nobody who works at the
town hall has a part in it. The rule is asked all the same, and the database itself lets nobody count twice.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import CharField, DateTimeField, F, UUIDField
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from eroba.capabilities.petitions import keys, rules
from eroba.capabilities.petitions.models import Petition, Signature
from eroba.kernel.actions import NotAllowed
from eroba.kernel.actions.actor import NOBODY
from eroba.kernel.base.clock import now, today
from eroba.kernel.base.databases.prepared import Prepared
from eroba.kernel.base.errors import BadInput, Refusal
from eroba.kernel.tenancy.models import Settlement

State, Channel = Signature.State, Signature.Channel
MOST_TRIES = 5
MOST_CODES = 3
CODE_LASTS = dt.timedelta(hours=24)
#: More within so long is kept and held back, without a word to whoever did it.
WITHIN = dt.timedelta(minutes=5)
MOST_FROM_ADDRESS = 5
MOST_FROM_NETWORK = 40
#: A family may share a letterbox.
MOST_PER_CONTACT = 3
#: The addresses from which one network signed lately, no more of them than it takes to hold one back.
_LATELY = Prepared[tuple[str]](
    lambda petition, network, since: Signature.objects.filter(
        petition_id=petition, network_hash=network, taken_at__gt=since
    ).values_list("address_hash")[: MOST_FROM_NETWORK + 1],
    petition=UUIDField(),
    network=CharField(),
    since=DateTimeField(),
)


class TooManyTries(Refusal):
    """Says that a code can be tried no more."""

    status = 429


@dataclass(frozen=True)
class Signer:
    """Who signs, as typed: what the register needs to know them by, and nothing more."""

    number: str = field(repr=False)
    family_name: str = field(repr=False)
    birth_date: dt.date = field(repr=False)
    settlement: Settlement | None = None
    initials: str = ""

    def values(self) -> Mapping[str, str]:
        """What is locked away until the check."""
        return {
            "number": self.number,
            "family_name": self.family_name,
            "birth_date": self.birth_date.isoformat(),
        }


@dataclass(frozen=True)
class Reach:
    """Where the code goes and in which language; whether news are wanted there; where the request came from."""

    channel: str
    contact: str = field(repr=False)
    language: str = "ka"
    wants_news: bool = False
    address: str = ""


def take_signature(petition: Petition, signer: Signer, reach: Reach) -> Signature:
    """Keeps a signature that waits for its code. Raises NotAllowed when the petition is not open."""
    _require_open(petition)
    address, network = keys.address_hashes(reach.address, today().isoformat())
    signature = _made(petition, signer, reach.channel)
    signature.language, signature.wants_news = reach.language, reach.wants_news
    signature.address_hash, signature.network_hash = address, network
    signature.contact_hash = keys.contact_hash(reach.contact)
    signature.contact_locked = keys.lock_contact(signature, reach.contact)
    signature.held_because = _why_held(petition, address, network)
    signature.save(force_insert=True)
    return signature


def take_from_account(petition: Petition, signer: Signer, account_id: UUID) -> Signature:
    """Counts a signature of somebody who signed in and is known here; it takes the place of one by code."""
    _require_open(petition)
    signature = _made(petition, signer, Channel.ACCOUNT)
    signature.account_id, signature.code_due = account_id, False
    signature.save(force_insert=True)
    return _count(signature, replacing=(Channel.EMAIL, Channel.SMS))


def confirm(signature: Signature, code: str) -> Signature:
    """Counts a signature whose code was typed. Raises BadInput for a wrong one, TooManyTries after five."""
    if signature.state != State.WAITING:
        return signature
    _require_open(signature.petition)
    if signature.taken_at < now() - CODE_LASTS:
        raise Refusal(_("This code is more than a day old. Please sign again."))
    # counted before it is looked at: many tries at the same moment are as many tries
    used = Signature.objects.filter(pk=signature.pk, tries__lt=MOST_TRIES).update(tries=F("tries") + 1)
    if not used:
        raise TooManyTries(_("That was five wrong codes. Ask for a new code."))
    if not keys.is_code_for(signature, code):
        left = MOST_TRIES - signature.tries - 1
        words = ngettext(
            "This is not the code. %(count)s try left.", "This is not the code. %(count)s tries left.", left
        )
        raise BadInput(words % {"count": left})
    return confirm_known(signature)


def confirm_known(signature: Signature) -> Signature:
    """Counts a signature whose owner pressed the button behind the link that only they were sent."""
    if signature.state != State.WAITING:
        return signature
    _require_open(signature.petition)
    if signature.held_because or _is_contact_used_up(signature):
        signature.held_because = signature.held_because or "contact"
        return _settle(signature, State.HELD)
    return _count(signature)


def send_code_again(signature: Signature) -> None:
    """Queues another code; the former works no more. Raises TooManyTries after the third."""
    changed = Signature.objects.filter(
        pk=signature.pk, state=State.WAITING, code_round__lt=MOST_CODES
    ).update(code_round=F("code_round") + 1, tries=0, code_due=True, taken_at=now())
    if not changed:
        raise TooManyTries(_("No more codes can be sent for this signature. Please sign again tomorrow."))


def _made(petition: Petition, signer: Signer, channel: object) -> Signature:
    return Signature(
        petition=petition,
        channel=str(channel),
        number_hash=keys.number_hash(petition, signer.number),
        locked=keys.lock_values(petition, signer.values()),
        settlement=signer.settlement,
        initials=signer.initials,
    )


def _require_open(petition: Petition) -> None:
    verdict = rules.may_sign(NOBODY, petition)
    if not verdict:
        raise NotAllowed(verdict)


def _why_held(petition: Petition, address: str, network: str) -> str:
    if not network:
        return ""
    found = _LATELY.all(petition=petition.pk, network=network, since=now() - WITHIN)
    if found.count((address,)) >= MOST_FROM_ADDRESS:
        return "address"
    return "network" if len(found) >= MOST_FROM_NETWORK else ""


def _is_contact_used_up(signature: Signature) -> bool:
    same = Signature.objects.filter(
        petition_id=signature.petition_id,
        contact_hash=signature.contact_hash,
        state__in=(State.COUNTED, State.HELD, State.DUPLICATE),
    )
    return bool(signature.contact_hash) and same.count() >= MOST_PER_CONTACT


def _count(signature: Signature, replacing: tuple[object, ...] = ()) -> Signature:
    """Counts it, unless the person counts already; a surer way of signing takes the place of a less sure one."""
    if replacing:
        same = Signature.objects.filter(
            petition_id=signature.petition_id,
            number_hash=signature.number_hash,
            state=State.COUNTED,
            channel__in=[str(channel) for channel in replacing],
        )
        with transaction.atomic():
            same.update(state=State.DUPLICATE)
            return _settle(signature, State.COUNTED)
    return _settle(signature, State.COUNTED)


def _settle(signature: Signature, state: object) -> Signature:
    signature.state, signature.confirmed_at = str(state), now()
    signature.receipt_hash = keys.receipt_hash(keys.receipt_of(signature.pk))
    waiting = Signature.objects.filter(pk=signature.pk, state=State.WAITING)
    values = {name: getattr(signature, name) for name in ("confirmed_at", "receipt_hash", "held_because")}
    try:
        with transaction.atomic():
            waiting.update(state=str(state), code_due=False, **values)
    except IntegrityError:
        # the same personal number counts already; whoever typed it learns nothing about that
        signature.state = str(State.DUPLICATE)
        waiting.update(state=str(State.DUPLICATE), code_due=False, **values)
    return signature
