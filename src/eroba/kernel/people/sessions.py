"""Where an account is signed in: on which device, from which network, when last; and how one of them is ended.

Networks are kept coarsely: enough to recognise a stranger, too little to follow somebody around.
"""

import ipaddress
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from allauth.usersessions.models import UserSession
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare

from eroba.kernel.base.clock import now
from eroba.kernel.people.assurance import SIGNED_IN_AT
from eroba.kernel.people.devices import device_words
from eroba.kernel.people.hand_over import TIED, end_tied_to, session_of_key
from eroba.kernel.people.models import Account

SEEN_AT = "seen_at"
NOTED_EVERY = timedelta(minutes=10)
MOST_SHOWN = 50
NETWORK_BITS = {4: 24, 6: 48}


@dataclass(frozen=True)
class SignedIn:
    """One place where an account is signed in, in words its owner can compare with their memory."""

    id: int
    device: str
    network: str
    since: datetime
    last_used_at: datetime
    is_current: bool


def network_of(address: str) -> str:
    """The network an address lies in: the first three of its four numbers, or the like of a longer one."""
    known = ipaddress.ip_address(address)
    mapped = getattr(known, "ipv4_mapped", None)
    known = mapped or known
    return str(ipaddress.ip_network((known, NETWORK_BITS[known.version]), strict=False).network_address)


def network_words(network: str) -> str:
    """A network as it is shown: the part that is known, and a dot for the rest."""
    if ipaddress.ip_address(network).version == 4:
        return f"{network.rpartition('.')[0]}.•"
    return f"{network.rstrip(':')}:•"


def sessions_of(account: Account, current_key: str | None) -> Sequence[SignedIn]:
    """Where the account is signed in now, this browser first, then by last use."""
    kept = list(UserSession.objects.filter(user=account).order_by("-last_seen_at")[:MOST_SHOWN])
    alive = _alive(account, [session.session_key for session in kept])
    shown = [
        SignedIn(
            id=session.pk,
            device=device_words(session.user_agent),
            network=network_words(network_of(session.ip)),
            since=session.created_at,
            last_used_at=session.last_seen_at,
            is_current=session.session_key == current_key,
        )
        for session in kept
        if session.session_key in alive
    ]
    return sorted(shown, key=lambda one: not one.is_current)


def _alive(account: Account, keys: Sequence[str]) -> set[str]:
    expected = account.get_session_auth_hash()
    rows = Session.objects.filter(session_key__in=keys, expire_date__gt=now())
    return {
        row.session_key
        for row in rows
        if constant_time_compare(row.get_decoded().get(HASH_SESSION_KEY, ""), expected)
    }


class SessionsAdapter(DefaultUserSessionsAdapter):
    """Ends sessions together with those on the towns' own domains that hang on them."""

    def end_sessions(self, sessions: Iterable[UserSession]) -> None:
        """Signs out each of these places."""
        for session in sessions:
            end_tied_to(session_of_key(session.session_key))
            session.end()


def keep_network_only(sender: Any, instance: UserSession, **_signal: Any) -> None:
    """Sees to it that no exact address is stored with a session."""
    instance.ip = network_of(instance.ip)


def begin_counting_use(sender: Any, request: HttpRequest | None, **_signal: Any) -> None:
    """A session that begins was used now, and whoever began it showed now that the account is theirs."""
    if request is not None:
        request.session[SEEN_AT] = request.session[SIGNED_IN_AT] = now().timestamp()


class LastUse:
    """Notes every few minutes that a session is in use, and from which network; touches no session of itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        account = getattr(request, "_cached_user", None)
        if account is not None and account.is_authenticated and request.session.accessed:
            _note_use(request)
        return response


def _note_use(request: HttpRequest) -> None:
    moment = now()
    if moment.timestamp() - request.session.get(SEEN_AT, 0) < NOTED_EVERY.total_seconds():
        return
    request.session[SEEN_AT] = moment.timestamp()
    keys = [request.session.session_key, *request.session.get(TIED, [])]
    # A view that changed the account's password gave this session another key; it is noted by the next use.
    UserSession.objects.filter(session_key__in=[key for key in keys if key]).update(last_seen_at=moment)
