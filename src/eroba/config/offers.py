"""Who offers which port in this installation. The only place that knows both sides."""

from django.conf import settings

from eroba.capabilities.registers.lookups import RecordedLookUps
from eroba.capabilities.registers.ports import CivilRegister, SocialRegister
from eroba.connectors.civil_register.client import CivilRegisterClient
from eroba.connectors.data_exchange.exchange import ExchangeOptions
from eroba.connectors.social_register.client import SocialRegisterClient
from eroba.kernel.people.ports import RegisterLookups
from eroba.kernel.registry import offer


def offer_ports() -> None:
    """Offers the ports that rooms and capabilities ask for."""
    offer(CivilRegister, CivilRegisterClient(_options(settings.CIVIL_REGISTER_ADDRESS)))
    offer(SocialRegister, SocialRegisterClient(_options(settings.SOCIAL_REGISTER_ADDRESS)))
    offer(RegisterLookups, RecordedLookUps())


def _options(address: str) -> ExchangeOptions:
    return ExchangeOptions(base_url=address, client=settings.REGISTER_CLIENT)
