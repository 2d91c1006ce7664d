"""What the worker does each minute for a town: say in public which promises became late, and remind of near ones."""

from eroba.kernel.actions import system_actor
from eroba.kernel.undertakings.actions import announce_due_soon, announce_late
from eroba.kernel.undertakings.queries import due_soon_unannounced, late_unannounced

AT_ONCE = 100


def announce_late_undertakings() -> int:
    """Announces promises whose day has passed, each once for each day; returns how many."""
    by = system_actor("worker")
    late = list(late_unannounced()[:AT_ONCE])
    for undertaking in late:
        announce_late(by, undertaking=undertaking)
    return len(late)


def remind_of_undertakings() -> int:
    """Reminds of promises whose day is near, each once for each day; returns how many."""
    by = system_actor("worker")
    near = list(due_soon_unannounced()[:AT_ONCE])
    for undertaking in near:
        announce_due_soon(by, undertaking=undertaking)
    return len(near)
