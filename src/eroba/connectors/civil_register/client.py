"""Offers the port `CivilRegister` over the data exchange layer; reads every value strictly."""

from eroba.capabilities.registers.ports import (
    CivilRecord,
    NotInRegister,
    Question,
    Unavailable,
)
from eroba.connectors.data_exchange.exchange import Exchange, ExchangeOptions
from eroba.connectors.data_exchange.reading import (
    Reader,
    count,
    past_date,
    past_date_or_none,
    short_text,
)
from eroba.connectors.data_exchange.typed import ask_typed

SERVICE = "GOV/PSDA/civil-register/persons/v1/look-up"

READERS: dict[str, Reader] = {
    "given_name": short_text,
    "family_name": short_text,
    "given_name_latin": short_text,
    "family_name_latin": short_text,
    "birth_date": past_date,
    "died_on": past_date_or_none,
    "municipality_code": short_text,
    "village": short_text,
    "registered_address": short_text,
    "household_count": count,
    "child_count": count,
}


class CivilRegisterClient:
    """The civil register at the address the options name."""

    def __init__(self, options: ExchangeOptions) -> None:
        self._exchange = Exchange("civil", SERVICE, options)

    def ask(self, question: Question) -> CivilRecord | NotInRegister | Unavailable:
        """Ask the civil register about one person."""
        return ask_typed(self._exchange, question, READERS, CivilRecord)
