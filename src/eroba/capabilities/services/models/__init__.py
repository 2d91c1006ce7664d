"""The nouns of services: published versions, drafts, cases and what belongs to them."""

from eroba.capabilities.services.models.cases import (
    Case,
    CaseNote,
    CasePaper,
    ClerkFinding,
    PaperRequest,
    RegisterAnswer,
)
from eroba.capabilities.services.models.catalogue import Service, ServiceVersion
from eroba.capabilities.services.models.decisions import Appeal, Decision, SentLetter
from eroba.capabilities.services.models.drafts import Draft, DraftPaper

__all__ = [
    "Appeal",
    "Case",
    "CaseNote",
    "CasePaper",
    "ClerkFinding",
    "Decision",
    "Draft",
    "DraftPaper",
    "PaperRequest",
    "RegisterAnswer",
    "SentLetter",
    "Service",
    "ServiceVersion",
]
