"""Connecting a town to a register: over which connector, with which settings and contract, and switching it off."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.registers import facts
from eroba.capabilities.registers.connections import breaker_of, connectors, locked_secret
from eroba.capabilities.registers.known_registers import KnownRegister, known_registers
from eroba.capabilities.registers.models import Connection
from eroba.capabilities.registers.ports import Connector
from eroba.capabilities.registers.rules import may_connect
from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.base.clock import now
from eroba.kernel.base.errors import BadInput, NotFound, Refusal

SHORTEST_SECONDS, LONGEST_SECONDS = 1, 10


@dataclass(frozen=True)
class Contract:
    """By which contract the owner of a private register lets the town ask."""

    owner: str = ""
    number: str = ""
    from_on: dt.date | None = None
    until_on: dt.date | None = None
    owner_en: str = ""


NO_CONTRACT = Contract()


@action(may=may_connect)
def connect_register(
    by: Actor,
    *,
    register: str,
    connector: str,
    settings: Mapping[str, str],
    secret: str = "",
    total_seconds: int = 3,
    contract: Contract = NO_CONTRACT,
) -> Done[Connection]:
    """Connect the town to a register, or connect it otherwise; an empty secret leaves the one there is."""
    known, way = _known(register), _connector(connector, register)
    checked = checked_settings(way, settings)
    _check_contract(known, contract)
    if not SHORTEST_SECONDS <= total_seconds <= LONGEST_SECONDS:
        raise BadInput(_("We wait for a register between 1 and 10 seconds."))
    row = Connection.objects.select_for_update().filter(register=register).first()
    before = _values(row) if row else {}
    row = row or Connection(register=register)
    is_same_place = row.connector == connector and row.settings.get("address") == checked.get("address")
    if not way.takes_secret or not is_same_place:
        # a key is for one address: whoever leads the line elsewhere must give it anew
        row.secret_locked = ""
    if way.takes_secret and secret:
        row.secret_locked = locked_secret(row, secret)
    row.connector, row.settings, row.total_seconds, row.is_on = connector, checked, total_seconds, True
    row.owner_ka, row.owner_en = contract.owner.strip(), contract.owner_en.strip()
    row.contract_number = contract.number.strip()
    row.contract_from, row.contract_until = contract.from_on, contract.until_on
    row.set_at, row.set_by = now(), by.label
    row.save()
    breaker_of(register).worked()
    told = facts.RegisterConnected(None, register)
    return Done(row, subject=row, before=before, after=_values(row), facts=[told])


@action(may=may_connect)
def switch_register_off(by: Actor, *, register: str) -> Done[Connection]:
    """Stop asking a register in this town; open questions wait until it is switched on again."""
    return _switched(by, register, on=False)


@action(may=may_connect)
def switch_register_on(by: Actor, *, register: str) -> Done[Connection]:
    """Ask a register again that was switched off."""
    return _switched(by, register, on=True)


def checked_settings(way: Connector, given: Mapping[str, str]) -> dict[str, str]:
    """The settings a connector asks for, each checked; raises BadInput with the setting's name and the reason."""
    checked = {}
    for wish in way.wishes:
        value = given.get(wish.name, "").replace("\r\n", "\n").strip()
        if not value and wish.is_required:
            raise BadInput(_("“%(title)s” is missing.") % {"title": wish.title})
        if value and wish.check is not None:
            wish.check(value)
        checked[wish.name] = value
    return checked


def _switched(by: Actor, register: str, *, on: bool) -> Done[Connection]:
    known = _known(register)
    row = Connection.objects.select_for_update().filter(register=register).first()
    if row is None:
        way = next(iter(connectors().values()))
        if on or not way.reaches(register):
            raise Refusal(_("The town is not connected to this register."))
        row = Connection(register=known.code, connector=way.code)
    before = {"is_on": row.is_on}
    row.is_on, row.set_at, row.set_by = on, now(), by.label
    row.save()
    told = facts.RegisterConnected(None, register) if on else facts.RegisterSwitchedOff(None, register)
    return Done(row, subject=row, before=before, after={"is_on": on}, facts=[told])


def _check_contract(known: KnownRegister, contract: Contract) -> None:
    if not known.is_private:
        return
    if not (contract.owner.strip() and contract.number.strip() and contract.from_on):
        raise BadInput(
            _("A private register is asked only by contract: name its owner, the contract and its first day.")
        )
    if contract.until_on and contract.until_on < contract.from_on:
        raise BadInput(_("The contract ends before it begins."))


def _known(register: str) -> KnownRegister:
    known = known_registers().get(register)
    if known is None:
        raise NotFound(_("There is no such register."))
    return known


def _connector(code: str, register: str) -> Connector:
    way = connectors().get(code)
    if way is None or not way.reaches(register):
        raise BadInput(_("This register cannot be reached that way."))
    return way


def _values(row: Connection) -> dict[str, object]:
    """What the journal keeps: everything but the secret."""
    return {
        "register": row.register,
        "connector": row.connector,
        "settings": row.settings,
        "has_secret": bool(row.secret_locked),
        "total_seconds": row.total_seconds,
        "is_on": row.is_on,
        "contract": asdict(_contract_of(row)),
    }


def _contract_of(row: Connection) -> Contract:
    return Contract(
        row.owner_ka, row.contract_number, row.contract_from, row.contract_until, owner_en=row.owner_en
    )
