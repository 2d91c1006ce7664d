"""What each capability adds to the platform, as pure data, and who offers which port."""

from eroba.kernel.registry.capability import (
    Capability,
    Card,
    Day,
    FeedEntry,
    Figure,
    Hold,
    Look,
    MenuEntry,
    NewsKind,
    OpenExport,
    OpeningStep,
    Overhearing,
    PersonalFile,
    PracticeStart,
    Scope,
    Topic,
    Way,
)
from eroba.kernel.registry.ports import offer, use
from eroba.kernel.registry.receiving import Receiving
from eroba.kernel.registry.shelf import capabilities, menu_of, register, scopes

__all__ = [
    "Capability",
    "Card",
    "Day",
    "FeedEntry",
    "Figure",
    "Hold",
    "Look",
    "MenuEntry",
    "NewsKind",
    "OpenExport",
    "OpeningStep",
    "Overhearing",
    "PersonalFile",
    "PracticeStart",
    "Receiving",
    "Scope",
    "Topic",
    "Way",
    "capabilities",
    "menu_of",
    "offer",
    "register",
    "scopes",
    "use",
]
