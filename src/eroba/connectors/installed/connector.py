"""The installation's own lines: addresses from its environment, in the demonstration the simulated registers."""

from collections.abc import Mapping
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.registers.ports import RegisterLine, Wired, Wish
from eroba.connectors.data_exchange.transport import AS_USUAL, Limits
from eroba.connectors.rest_line.line import RestLine, RestOptions
from eroba.connectors.xroad.line import XRoadLine, XRoadOptions

SERVICES = {
    "civil": "GOV/PSDA/civil-register/persons/v1/look-up",
    "social": "GOV/SSA/social-register/families/v1/look-up",
    "property": "GOV/NAPR/property-register/owners/v1/look-up",
}
#: The water company answers with names of its own; so does its simulation.
UTILITY_NAMES = {
    "customer_number": "account.number",
    "supply_address": "account.address",
    "customer_since": "account.since",
    "has_debt": "account.in_arrears",
}


class InstalledConnector:
    """What every town has until somebody connects it otherwise."""

    code = "installed"
    title = _("The installation’s own line")
    hint = _(
        "Whoever runs this installation has set it up for all its towns. Nothing has to be typed; take it first."
    )
    takes_secret = False
    wishes: tuple[Wish, ...] = ()

    def __init__(self, addresses: Mapping[str, str], client: str, limits: Limits = AS_USUAL) -> None:
        self.addresses = addresses
        self.client = client
        self.limits = limits

    def reaches(self, register: str) -> bool:
        """Whether the installation names an address of this register."""
        return bool(self.addresses.get(register))

    def line(self, wired: Wired) -> RegisterLine:
        """The line to the address the installation names."""
        address, limits = self.addresses[wired.register], self.limits
        if wired.settings or wired.total_seconds != Wired("", {}).total_seconds:
            limits = replace(limits, total_seconds=wired.total_seconds)
        if wired.register in SERVICES:
            return XRoadLine(XRoadOptions(address, self.client, SERVICES[wired.register], limits=limits))
        names = UTILITY_NAMES if wired.register == "utility" else {}
        return RestLine(
            RestOptions(address, number_key="holder", person_path="holder", values=names, limits=limits)
        )
