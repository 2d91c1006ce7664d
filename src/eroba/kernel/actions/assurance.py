"""How sure we are that somebody is who they say: the ways of signing in as a ladder, and what an act asks of it.

What is asked stands in needs.yaml, with its law; a town may ask for more, never for less. An action names its need.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import IntEnum
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import get_language

from eroba.kernel.base.clock import now
from eroba.kernel.tenancy.scope import current_municipality

NEEDS = Path(__file__).parent / "needs.yaml"
SETTING = "needs"


class Level(IntEnum):
    """How somebody showed that the account is theirs; each step is harder to take from them."""

    PASSWORD = 1
    SECOND_STEP = 2
    PASSKEY = 3
    NATIONAL = 4


@dataclass(frozen=True)
class SignIn:
    """What was shown in one session, and when last."""

    shown: Mapping[Level, datetime]

    @property
    def level(self) -> Level:
        """The highest that was shown."""
        return max(self.shown, default=Level.PASSWORD)

    @property
    def since(self) -> datetime | None:
        """When the highest was shown last."""
        return self.shown.get(self.level)

    def shown_at(self, level: Level) -> datetime | None:
        """When this much, or more, was shown last."""
        return max((moment for other, moment in self.shown.items() if other >= level), default=None)


@dataclass(frozen=True, kw_only=True)
class Need:
    """What one kind of act asks of whoever does it."""

    code: str
    title_ka: str
    title_en: str
    level: Level
    within_minutes: int | None
    """How fresh it has to be; nothing when once in a session is enough."""
    basis_ka: str
    basis_en: str
    valid_from: date
    verified: bool
    source: str
    is_raised: bool = False
    """Whether the town asks for more than the law."""

    @property
    def title(self) -> str:
        """What the act is called, in the language being read."""
        return self.title_en if get_language() == "en" else self.title_ka

    @property
    def basis(self) -> str:
        """The law behind it, in the language being read."""
        return self.basis_en if get_language() == "en" else self.basis_ka

    def is_met_by(self, sign_in: SignIn) -> bool:
        """Whether enough was shown, and recently enough."""
        moment = sign_in.shown_at(self.level)
        if moment is None:
            return False
        return self.within_minutes is None or now() - moment <= timedelta(minutes=self.within_minutes)


@cache
def national_needs() -> Mapping[str, Need]:
    """What each kind of act asks everywhere, by code."""
    entries = yaml.safe_load(NEEDS.read_text(encoding="utf-8"))
    return {entry["code"]: _need(entry) for entry in entries}


def need_here(code: str) -> Need:
    """What an act asks in the town worked for now."""
    need = national_needs()[code]
    own = str(current_municipality().settings.get(SETTING, {}).get(code))
    if own not in Level.__members__ or Level[own] <= need.level:
        return need
    return replace(need, level=Level[own], is_raised=True)


def _need(entry: Mapping[str, Any]) -> Need:
    return Need(
        code=entry["code"],
        title_ka=entry["title"]["ka"],
        title_en=entry["title"]["en"],
        level=Level[entry["level"].upper()],
        within_minutes=entry.get("within_minutes"),
        basis_ka=entry["basis"]["ka"],
        basis_en=entry["basis"]["en"],
        valid_from=entry["valid_from"],
        verified=entry["verified"],
        source=entry["source"],
    )
