"""A town's own acts over a service: its council's resolution stands where the folder names a rule of some town.

A folder calls such a law by a word that begins with `local-`; all other laws are the same in every town.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from eroba.capabilities.services.definition.service import LegalResource, ServiceDefinition
from eroba.capabilities.services.definition.texts import NO_TEXT, Text

LOCAL = "local-"
OwnActs = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, kw_only=True)
class OwnAct:
    """An act of the town's own council: what it is called, where its text is, from when it is in force."""

    title_ka: str
    title_en: str = ""
    article: str = ""
    url: str = ""
    valid_from: str = ""
    is_verified: bool = False

    def as_plain(self) -> dict[str, Any]:
        """The act as it is kept."""
        return {
            "title_ka": self.title_ka,
            "title_en": self.title_en,
            "article": self.article,
            "url": self.url,
            "valid_from": self.valid_from,
            "is_verified": self.is_verified,
        }


def local_laws(said: ServiceDefinition) -> list[LegalResource]:
    """The laws of a service that each town has of its own."""
    return [law for law in said.legal if law.code.startswith(LOCAL)]


def with_own_acts(said: ServiceDefinition, own: OwnActs) -> ServiceDefinition:
    """The service as this town reads it: its own acts in place of the folder's examples."""
    if not own:
        return said
    return replace(said, legal=tuple(_own_or_as_said(law, own.get(law.code)) for law in said.legal))


def _own_or_as_said(law: LegalResource, own: Mapping[str, Any] | None) -> LegalResource:
    if not own or not law.code.startswith(LOCAL):
        return law
    languages = {"ka": own["title_ka"], "en": own.get("title_en") or law.title.in_language("en")}
    return replace(
        law,
        title=Text.of(languages),
        article=own.get("article", ""),
        url=own.get("url", ""),
        valid_from=own.get("valid_from", ""),
        verified=bool(own.get("is_verified")),
        note=NO_TEXT,
    )
