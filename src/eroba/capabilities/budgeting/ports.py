"""What participatory rounds need from outside: a machine that says whether a voter is registered in this town."""

from typing import Protocol

from eroba.kernel.people.voters import RegisteredPerson


class VoterRegister(Protocol):
    """Asks the civil register about one voter at the moment of voting; nobody reads the answer."""

    def known_as(self, number: str, *, matter_number: str) -> RegisteredPerson | None:
        """The person with this number; nothing when there is none. Raises RegisterSilent. Not for actions."""
