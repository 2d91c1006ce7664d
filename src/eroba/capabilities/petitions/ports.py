"""What petitions need from outside: a machine that says whether a signer is a voter of this town."""

from typing import Protocol

from eroba.kernel.people.voters import RegisteredPerson, RegisterSilent

__all__ = ["RegisterSilent", "RegisteredPerson", "SignerRegister"]


class SignerRegister(Protocol):
    """Asks the civil register about signers, one by one and by machine; nobody reads the answers."""

    def known_as(self, number: str, *, matter_number: str) -> RegisteredPerson | None:
        """The person with this number; nothing when there is none. Raises RegisterSilent. Not for actions."""
