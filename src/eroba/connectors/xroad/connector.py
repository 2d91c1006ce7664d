"""How an operator connects a town to a register over X-Road: which settings are asked, and what they may be."""

import re

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.registers.ports import Wired, Wish
from eroba.connectors.data_exchange.addresses import check_address
from eroba.connectors.data_exchange.transport import Limits
from eroba.connectors.xroad.line import XRoadLine, XRoadOptions
from eroba.kernel.base.errors import BadInput

_PART = r"[^/\s{}?#%;\\]+"
_CLIENT = re.compile(rf"{_PART}/{_PART}/(?:{_PART}|\{{town\}})/{_PART}")
_SERVICE = re.compile(rf"{_PART}(?:/{_PART}){{3,}}")


def check_client(text: str) -> None:
    """Refuse a client that is not INSTANCE/CLASS/MEMBER/SUBSYSTEM."""
    if not _CLIENT.fullmatch(text):
        raise BadInput(_("Write the client as INSTANCE/CLASS/MEMBER/SUBSYSTEM, for example GE/MUN/56/eroba."))


def check_service(text: str) -> None:
    """Refuse a service that is not CLASS/MEMBER/SUBSYSTEM/SERVICE, with a path behind it or not."""
    if not _SERVICE.fullmatch(text):
        raise BadInput(_("Write the service as CLASS/MEMBER/SUBSYSTEM/SERVICE, with its path if it has one."))


def check_yes_no(text: str) -> None:
    """Refuse anything but yes and no."""
    if text not in ("yes", "no"):
        raise BadInput(_("Write “yes” or “no”."))


class XRoadConnector:
    """A register behind an X-Road security server."""

    code = "x-road"
    title = _("X-Road (message protocol for REST)")
    hint = _(
        "For registers of the state, over the town’s own security server. Its keeper knows the names that are asked."
    )
    takes_secret = False
    wishes = (
        Wish("address", _("Address of our security server"), check=check_address),
        Wish(
            "client",
            _("Our subsystem"),
            _("INSTANCE/CLASS/MEMBER/SUBSYSTEM; {town} becomes the code of the town that asks."),
            "GE-TEST/MUN/{town}/eroba",
            check=check_client,
        ),
        Wish(
            "service",
            _("The register’s service"),
            _("CLASS/MEMBER/SUBSYSTEM/SERVICE/path"),
            check=check_service,
        ),
        Wish(
            "checks_hash",
            _("Check that an answer belongs to its question"),
            _("“yes”, unless the security server counts other headers than we do."),
            "yes",
            check=check_yes_no,
        ),
    )

    def reaches(self, register: str) -> bool:
        """Any register may stand behind a security server."""
        return True

    def line(self, wired: Wired) -> XRoadLine:
        """The line to the service of a town's settings."""
        said = wired.settings
        options = XRoadOptions(
            said["address"],
            said["client"],
            said["service"],
            checks_request_hash=said.get("checks_hash", "yes") == "yes",
            limits=Limits(total_seconds=wired.total_seconds),
        )
        return XRoadLine(options)
