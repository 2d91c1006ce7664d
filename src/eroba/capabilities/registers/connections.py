"""Over which line a town asks a register, what the town is connected to, and whether a contract is in force."""

from collections.abc import Mapping
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag

from eroba.capabilities.registers.breaker import Breaker
from eroba.capabilities.registers.known_registers import KnownRegister, known_registers
from eroba.capabilities.registers.models import Connection
from eroba.capabilities.registers.ports import Connector, Connectors, RegisterLine, Trouble, Wired
from eroba.kernel.base.clock import today
from eroba.kernel.base.secrets import derived_key, lock_away, unlock
from eroba.kernel.registry import use
from eroba.kernel.tenancy.scope import current_municipality

PURPOSE = "eroba.secret-of-connection"


@dataclass(frozen=True)
class Way:
    """How a register is reached in this town now; `row` is missing where the installation's own line is used."""

    known: KnownRegister
    connector: Connector | None
    row: Connection | None

    @property
    def trouble(self) -> Trouble | None:
        """Why nobody can be asked over it, whatever the register's health."""
        if self.connector is None or (self.row is not None and not self.row.is_on):
            return Trouble.NOT_CONNECTED
        if self.known.is_private and not contract_in_force(self.row):
            return Trouble.NO_CONTRACT
        return None

    @property
    def is_open(self) -> bool:
        """Whether the register may be asked over it."""
        return self.trouble is None

    def line(self) -> RegisterLine:
        """The line itself; only for a way that is open."""
        if self.connector is None:
            raise LookupError(f"{self.known.code} is not connected")
        return self.connector.line(self._wired())

    def _wired(self) -> Wired:
        if self.row is None:
            return Wired(self.known.code, {})
        return Wired(
            self.known.code,
            self.row.settings,
            opened_secret(self.row),
            total_seconds=float(self.row.total_seconds),
        )


def ways_here() -> dict[str, Way]:
    """How each known register is reached in the town worked for, in one question to the database."""
    rows = {row.register: row for row in Connection.objects.all()}
    return {code: _way(known, rows.get(code)) for code, known in known_registers().items()}


def way_to(known: KnownRegister) -> Way:
    """How one register is reached in the town worked for."""
    return _way(known, Connection.objects.filter(register=known.code).first())


def _way(known: KnownRegister, row: Connection | None) -> Way:
    shelf = connectors()
    connector = shelf.get(row.connector) if row else next(iter(shelf.values()), None)
    if connector is not None and not connector.reaches(known.code):
        connector = None
    return Way(known, connector, row)


def connectors() -> Mapping[str, Connector]:
    """Every connector of this installation, by code."""
    return use(Connectors).known()  # type: ignore[type-abstract]


def breaker_of(register: str) -> Breaker:
    """The breaker of one register in the town worked for; other towns have their own."""
    return Breaker(f"{current_municipality().slug}:{register}")


def contract_in_force(row: Connection | None) -> bool:
    """Whether a contract with the register's owner is in force today."""
    if row is None or not row.contract_number or row.contract_from is None:
        return False
    return row.contract_from <= today() and (row.contract_until is None or today() <= row.contract_until)


def held_here() -> dict[str, frozenset[str]]:
    """Which values the registers hold that this town can ask, by register: what no form need ask a person.

    What a private register holds is not in it: without consent it has to be asked of the person.
    """
    ways = ways_here()
    return {
        code: frozenset(way.known.field_names)
        for code, way in ways.items()
        if way.is_open and not way.known.is_private
    }


class HeldHere:
    """Offers the kernel's port `ConnectedRegisters`."""

    def held(self) -> Mapping[str, frozenset[str]]:
        """Gives the values the connected registers of this town hold."""
        return held_here()


def locked_secret(row: Connection, secret: str) -> str:
    """Locks a secret away so that it opens only for this connection."""
    return lock_away(secret.encode(), key=derived_key(PURPOSE), about=row.pk.bytes).hex()


def opened_secret(row: Connection) -> str:
    """Opens a connection's secret for asking; nothing when there is none or the installation's key is another."""
    if not row.secret_locked:
        return ""
    try:
        return unlock(bytes.fromhex(row.secret_locked), key=derived_key(PURPOSE), about=row.pk.bytes).decode()
    except (InvalidTag, ValueError):
        return ""
