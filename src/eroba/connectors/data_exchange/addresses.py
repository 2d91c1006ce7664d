"""Which addresses a register may have: secure ones, or ones within the town hall's own network."""

import ipaddress
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from eroba.kernel.base.errors import BadInput


def check_address(address: str) -> None:
    """Refuse an address over which a question about a person must not travel; raises BadInput."""
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        raise BadInput(_("This is not an address. It begins with https://.")) from None
    if parts.scheme not in ("http", "https") or not host or parts.username or parts.query or parts.fragment:
        raise BadInput(_("Write the address as https://name/path, without a name, password or “?”."))
    if parts.scheme == "http" and not _is_within(host):
        raise BadInput(
            _(
                "Without https only an address within the town hall’s own network may be asked, for example 10.0.0.5."
            )
        )


def _is_within(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        found = ipaddress.ip_address(host)
    except ValueError:
        return False
    return found.is_private and not found.is_link_local
