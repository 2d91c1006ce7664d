"""Where a call may go: to public addresses by https, and to networks the operator named.

A name is looked up once, and what was found is what is connected to: a name that answers with a public address first
and with an inside one a moment later gains nothing.
"""

import ipaddress
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
NOT_AN_ADDRESS = _("This is not an address of the web. It looks like https://app.example/hooks/eroba.")
ONLY_HTTPS = _(
    "Only addresses that begin with https:// can be used: what we tell must not be read on the way."
)
NO_NAME = _("This address has a name or password in it, or a part after #. Leave that out.")
ODD_PORT = _("This address has an unusual port. Use 443, or one above 1023.")
UNKNOWN = _("Nobody knows this address. Is it written correctly?")
INSIDE = _(
    "This address lies in a private network, or on this machine itself. Whoever runs the platform can allow a network "
    "for webhooks."
)


class Objection(Exception):
    """Nothing may be brought to an address; the words are for whoever typed it."""

    def __init__(self, words: str | Promise) -> None:
        super().__init__(str(words))
        self.words = words


@dataclass(frozen=True)
class Goal:
    """An address as it may be connected to: the machine found for its name, and what to ask there."""

    machine: str
    port: int
    host: str
    path: str
    is_secure: bool


def read_networks(said: str) -> tuple[Network, ...]:
    """The networks an operator allows besides, from a list with commas. Raises ValueError."""
    return tuple(ipaddress.ip_network(one.strip()) for one in said.split(",") if one.strip())


def goal_of(address: str, allowed: Sequence[Network] = ()) -> Goal:
    """Where to connect for an address. Raises Objection."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise Objection(NOT_AN_ADDRESS) from None
    if parts.scheme not in ("https", "http") or not host or not address.isascii() or _has_blank(address):
        raise Objection(NOT_AN_ADDRESS)
    if parts.username is not None or parts.password is not None or parts.fragment:
        raise Objection(NO_NAME)
    is_secure = parts.scheme == "https"
    port = port if port is not None else (443 if is_secure else 80)
    found = _looked_up(host, port)
    is_named = all(_is_in(one, allowed) for one in found)
    if not is_named and not all(_is_public(one) for one in found):
        raise Objection(INSIDE)
    if not is_named and not is_secure:
        raise Objection(ONLY_HTTPS)
    if not is_named and port != 443 and port < 1024:
        raise Objection(ODD_PORT)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Goal(str(found[0]), port, host, path, is_secure)


def _looked_up(host: str, port: int) -> list[Address]:
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Objection(UNKNOWN) from None
    found = [ipaddress.ip_address(str(answer[4][0]).partition("%")[0]) for answer in answers]
    if not found:
        raise Objection(UNKNOWN)
    return found


def _is_public(address: Address) -> bool:
    """Whether an address is on the open internet; one wrapped into another is judged by what it leads to."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inner is not None:
            return _is_public(inner)
        if address in _NAT64:
            return _is_public(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return address.is_global and not address.is_multicast and not address.is_reserved


_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def _is_in(address: Address, allowed: Sequence[Network]) -> bool:
    return any(address.version == network.version and address in network for network in allowed)


def _has_blank(address: str) -> bool:
    return any(letter.isspace() or ord(letter) < 32 for letter in address)
