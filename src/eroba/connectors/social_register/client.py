"""Offers the port `SocialRegister` over the data exchange layer; reads every value strictly."""

from eroba.capabilities.registers.ports import (
    NotInRegister,
    Question,
    SocialRecord,
    Unavailable,
)
from eroba.connectors.data_exchange.exchange import Exchange, ExchangeOptions
from eroba.connectors.data_exchange.reading import Reader, count, past_date, yes_or_no
from eroba.connectors.data_exchange.typed import ask_typed

SERVICE = "GOV/SSA/social-register/families/v1/look-up"

READERS: dict[str, Reader] = {
    "social_score": count,
    "scored_on": past_date,
    "receives_subsistence": yes_or_no,
    "family_count": count,
}


class SocialRegisterClient:
    """The Social Service Agency's database at the address the options name."""

    def __init__(self, options: ExchangeOptions) -> None:
        self._exchange = Exchange("social", SERVICE, options)

    def ask(self, question: Question) -> SocialRecord | NotInRegister | Unavailable:
        """Ask the Social Service Agency about one person's family."""
        return ask_typed(self._exchange, question, READERS, SocialRecord)
