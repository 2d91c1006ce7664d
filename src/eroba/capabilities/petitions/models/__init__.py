"""The nouns: petitions, signatures, paper sheets, checks of signatures, and what was held back."""

from eroba.capabilities.petitions.models.checks import Check, CheckedSignature, Invalidation
from eroba.capabilities.petitions.models.paper import Sheet, SheetLine
from eroba.capabilities.petitions.models.petitions import Initiator, Letter, Petition, TownRule, VoterRoll
from eroba.capabilities.petitions.models.signatures import Batch, Signature

__all__ = [
    "Batch",
    "Check",
    "CheckedSignature",
    "Initiator",
    "Invalidation",
    "Letter",
    "Petition",
    "Sheet",
    "SheetLine",
    "Signature",
    "TownRule",
    "VoterRoll",
]
