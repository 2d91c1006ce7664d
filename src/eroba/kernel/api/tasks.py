"""What the room of the programming interface does by itself: forgetting with a person, and with time."""

from eroba.kernel.actions import system_actor
from eroba.kernel.api import actions
from eroba.kernel.api.queries import tokens_past_their_time
from eroba.kernel.outbox.facts import Fact

PLATFORM = "platform"


def on_person_erased(fact: Fact, delivery: object) -> None:
    """Forgets which apps somebody let in, once they were erased."""
    actions.forget_doors_of(system_actor(PLATFORM), person_id=fact.person_id)  # type: ignore[attr-defined]


def forget_old_tokens() -> None:
    """Deletes tokens and codes whose time is over; says so in the journal only when there were any."""
    if any(rows.exists() for rows in tokens_past_their_time()):
        actions.forget_old_tokens(system_actor(PLATFORM))
