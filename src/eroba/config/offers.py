"""Who offers which port in this installation. The only place that knows both sides."""

import json
import os
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from eroba.capabilities.budgeting.ports import VoterRegister
from eroba.capabilities.petitions.ports import SignerRegister
from eroba.capabilities.registers.connections import HeldHere
from eroba.capabilities.registers.consent import ConsentChoices
from eroba.capabilities.registers.kinship import CivilKinship
from eroba.capabilities.registers.lookups import RecordedLookUps
from eroba.capabilities.registers.ports import Connector, Connectors
from eroba.capabilities.services.offered import TownServices
from eroba.capabilities.services.ports import Bank
from eroba.config.outgoing import CallsOfRealTowns, MessagesOfRealTowns
from eroba.connectors.bank.client import BankClient, BankOptions
from eroba.connectors.civil_signers.signers import VOTE_BASIS, VOTE_PURPOSE, CivilSigners
from eroba.connectors.clamav.client import ClamavScanner
from eroba.connectors.csv_drop.connector import CsvConnector
from eroba.connectors.installed.connector import InstalledConnector
from eroba.connectors.rest_line.connector import RestConnector
from eroba.connectors.shelf import ConnectorShelf
from eroba.connectors.sms.folder import FolderGateway
from eroba.connectors.sms.http_gateway import GatewayOptions, HttpGateway
from eroba.connectors.webhook_courier.courier import GuardedCourier
from eroba.connectors.webhook_courier.guarding import read_networks
from eroba.connectors.xroad.connector import XRoadConnector
from eroba.kernel.documents.evidence import KeptEvidence
from eroba.kernel.documents.ports import Shelf, VirusScanner
from eroba.kernel.matters.ports import KnownServices
from eroba.kernel.notify.offered import PersonNotices
from eroba.kernel.notify.ports import SmsGateway
from eroba.kernel.people.ports import (
    ConnectedRegisters,
    EvidenceShelf,
    KinshipRegister,
    Notices,
    RegisterConsents,
    RegisterLookups,
)
from eroba.kernel.registry import offer
from eroba.kernel.webhooks.ports import Courier


def offer_ports() -> None:
    """Offers the ports that rooms and capabilities ask for."""
    ways: list[Connector] = [_installed_lines(), XRoadConnector(), RestConnector(), CsvConnector()]
    offer(Connectors, ConnectorShelf(ways))
    offer(SignerRegister, CivilSigners())
    offer(VoterRegister, CivilSigners(VOTE_PURPOSE, VOTE_BASIS))
    offer(RegisterLookups, RecordedLookUps())
    offer(ConnectedRegisters, HeldHere())
    offer(RegisterConsents, ConsentChoices())
    offer(KinshipRegister, CivilKinship())
    offer(KnownServices, TownServices())
    offer(EvidenceShelf, KeptEvidence())
    offer(Notices, PersonNotices())
    if settings.CLAMAV_ADDRESS:
        offer(VirusScanner, ClamavScanner(settings.CLAMAV_ADDRESS))
    if settings.FILES_URL:
        offer(Shelf, _object_store())
    offer(SmsGateway, MessagesOfRealTowns(sms_gateway()))
    offer(Courier, CallsOfRealTowns(GuardedCourier(read_networks(settings.WEBHOOK_NETWORKS))))
    if settings.BANK_ADDRESS:
        offer(Bank, BankClient(BankOptions(settings.BANK_ADDRESS, settings.BANK_MERCHANT, settings.BANK_KEY)))


def sms_gateway() -> SmsGateway:
    """The gateway that the environment names; without one, text messages are kept as files and none is sent."""
    if not settings.SMS_ADDRESS:
        return FolderGateway(settings.SMS_FOLDER)
    given = {
        name: os.environ.get(f"EROBA_SMS_{name.upper()}")
        for name in ("format", "sender", "key_header", "reference")
    }
    parsed = {name: os.environ.get(f"EROBA_SMS_{name.upper()}") for name in ("fields", "headers")}
    options: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    options |= {name: json.loads(value) for name, value in parsed.items() if value}
    knows_keys = os.environ.get("EROBA_SMS_KNOWS_KEYS") == "1"
    return HttpGateway(GatewayOptions(settings.SMS_ADDRESS, knows_keys=knows_keys, **options))


def _installed_lines() -> InstalledConnector:
    addresses = {
        "civil": settings.CIVIL_REGISTER_ADDRESS,
        "social": settings.SOCIAL_REGISTER_ADDRESS,
        "property": settings.PROPERTY_REGISTER_ADDRESS,
        "utility": settings.UTILITY_REGISTER_ADDRESS,
    }
    return InstalledConnector(addresses, settings.REGISTER_CLIENT)


def _object_store() -> Shelf:
    """Opens the object store; its client is an extra, so it is asked for only here."""
    shelf: Shelf = import_string("eroba.connectors.s3.shelf.ObjectShelf").at(
        settings.FILES_URL, settings.FILES_KEY, settings.FILES_SECRET
    )
    return shelf
