"""Who sent something, as plain values in a receipt, and as an actor again when it is opened."""

from typing import Any
from uuid import UUID

from eroba.kernel.actions import Actor
from eroba.kernel.actions.acting import Acting


def written(by: Actor) -> dict[str, Any]:
    """An actor as plain values. How surely they signed in was asked when they sent; a name is never written."""
    acting = by.acting
    return {
        "account_id": _text(by.account_id),
        "person_id": _text(by.person_id),
        "roles": sorted(by.roles),
        "unit": by.unit,
        "label": by.label,
        "channel": by.channel,
        "identified_by": by.identified_by,
        "acting": acting
        and {
            "representation_id": str(acting.representation_id),
            "by_person_id": str(acting.by_person_id),
            "reach": acting.reach,
            "target": acting.target,
        },
    }


def actor_again(plain: dict[str, Any]) -> Actor:
    """The actor these values were written of."""
    acting = plain["acting"]
    return Actor(
        account_id=_key(plain["account_id"]),
        person_id=_key(plain["person_id"]),
        roles=frozenset(plain["roles"]),
        unit=plain["unit"],
        label=plain["label"],
        channel=plain["channel"],
        identified_by=plain["identified_by"],
        acting=acting
        and Acting(
            representation_id=UUID(acting["representation_id"]),
            by_person_id=UUID(acting["by_person_id"]),
            reach=acting["reach"],
            target=acting["target"],
        ),
    )


def _text(key: UUID | None) -> str | None:
    return str(key) if key else None


def _key(text: str | None) -> UUID | None:
    return UUID(text) if text else None
