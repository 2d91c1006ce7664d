"""The nouns of services: published versions, drafts, cases and what belongs to them."""

from eroba.capabilities.services.models.archive import ArchivedCase, DestructionList
from eroba.capabilities.services.models.arrivals import ArrivedVersion
from eroba.capabilities.services.models.cases import (
    Case,
    CaseNote,
    CasePaper,
    PaperRequest,
    SourceAnswer,
)
from eroba.capabilities.services.models.catalogue import Service, ServiceVersion
from eroba.capabilities.services.models.decisions import Appeal, Decision
from eroba.capabilities.services.models.drafts import Draft, DraftPaper
from eroba.capabilities.services.models.fees import Fee, Payment, Refund, Statement, StatementLine
from eroba.capabilities.services.models.figures import FiguresMade, ProcessFigure
from eroba.capabilities.services.models.moves import MovedCase, VersionMove
from eroba.capabilities.services.models.opinions import Opinion
from eroba.capabilities.services.models.reports import PublicReport
from eroba.capabilities.services.models.standing_in import HandedCase, HandOver, Substitution
from eroba.capabilities.services.models.together import CaseMerge, CaseTie
from eroba.capabilities.services.models.visits import Counter, CounterClosure, CounterHours, Visit
from eroba.capabilities.services.models.working import WorkingCopy, WorkingText

__all__ = [
    "Appeal",
    "ArchivedCase",
    "ArrivedVersion",
    "Case",
    "CaseMerge",
    "CaseNote",
    "CasePaper",
    "CaseTie",
    "Counter",
    "CounterClosure",
    "CounterHours",
    "Decision",
    "DestructionList",
    "Draft",
    "DraftPaper",
    "Fee",
    "FiguresMade",
    "HandOver",
    "HandedCase",
    "MovedCase",
    "Opinion",
    "PaperRequest",
    "Payment",
    "ProcessFigure",
    "PublicReport",
    "Refund",
    "Service",
    "ServiceVersion",
    "SourceAnswer",
    "Statement",
    "StatementLine",
    "Substitution",
    "VersionMove",
    "Visit",
    "WorkingCopy",
    "WorkingText",
]
