"""How an operator connects a town to a register at a REST address: which settings are asked, and what they may be."""

import re

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.registers.ports import Wired, Wish
from eroba.connectors.data_exchange.addresses import check_address
from eroba.connectors.data_exchange.transport import Limits
from eroba.connectors.rest_line.line import RestLine, RestOptions
from eroba.kernel.base.errors import BadInput

_HEADER = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,60}")
_PATH = re.compile(r"[A-Za-z_][\w-]*(\.[A-Za-z_][\w-]*){0,5}", re.ASCII)
_OUR_NAME = re.compile(r"[a-z][a-z0-9_]*")
#: Headers that are the road's own; a secret in one of them would break it.
_TAKEN = {
    "host",
    "content-length",
    "content-type",
    "accept-encoding",
    "transfer-encoding",
    "connection",
    "cookie",
}


def check_header(text: str) -> None:
    """Refuse what cannot be the name of a header for a key."""
    if not _HEADER.fullmatch(text) or text.lower() in _TAKEN:
        raise BadInput(_("This cannot be the name of a header, for example “Authorization” or “X-Api-Key”."))


def check_path(text: str) -> None:
    """Refuse what cannot be a place in an answer."""
    if not _PATH.fullmatch(text):
        raise BadInput(_("Write a name, or names parted by dots, for example “account.holder.id”."))


def check_names(text: str) -> None:
    """Refuse a list of names that cannot be read, with the line that is wrong."""
    for number, line in enumerate(text.splitlines(), start=1):
        ours, equals, theirs = (part.strip() for part in line.partition("="))
        if line.strip() and not (equals and _OUR_NAME.fullmatch(ours) and _PATH.fullmatch(theirs)):
            words = _(
                "Line %(number)s: write “our name = their name”, for example “customer_number = account.no”."
            )
            raise BadInput(words % {"number": number})


def read_names(text: str) -> dict[str, str]:
    """Our names with theirs, from lines that were checked."""
    pairs = (line.partition("=") for line in text.splitlines() if line.strip())
    return {ours.strip(): theirs.strip() for ours, _equals, theirs in pairs}


class RestConnector:
    """A register at a REST address of its own."""

    code = "rest"
    title = _("REST address")
    hint = _(
        "The owner of the register gives the town an address and a key of its own, such as a water company does."
    )
    takes_secret = True
    wishes = (
        Wish("address", _("Address that is asked"), check=check_address),
        Wish("key_header", _("Header for the key"), "", "Authorization", check=check_header),
        Wish(
            "number_key",
            _("Their name for the personal number we send"),
            "",
            "personal_number",
            check=check_path,
        ),
        Wish(
            "person_path",
            _("Where the answer says whom it is about"),
            _("An answer that does not say it is refused."),
            "personal_number",
            check=check_path,
        ),
        Wish("found_path", _("Where it says whether there is an entry"), "", "found", check=check_path),
        Wish("values_path", _("Where the values stand"), "", "values", check=check_path),
        Wish(
            "names",
            _("Their names for our values"),
            _(
                "One on each line: our name = their name. What has the same name on both sides can be left out."
            ),
            is_required=False,
            has_lines=True,
            check=check_names,
        ),
    )

    def reaches(self, register: str) -> bool:
        """Any register may stand at an address."""
        return True

    def line(self, wired: Wired) -> RestLine:
        """The line to the address of a town's settings."""
        said = wired.settings
        asked = ("key_header", "number_key", "person_path", "found_path", "values_path")
        options = RestOptions(
            said["address"],
            wired.secret,
            values=read_names(said.get("names", "")),
            limits=Limits(total_seconds=wired.total_seconds),
            **{name: said[name] for name in asked if said.get(name)},
        )
        return RestLine(options)
