"""What the worker does each minute for a town: say in public which promises became late."""

from eroba.kernel.actions import system_actor
from eroba.kernel.undertakings.actions import announce_late
from eroba.kernel.undertakings.queries import late_unannounced

AT_ONCE = 100


def announce_late_undertakings() -> int:
    """Announces promises whose day has passed, each once for each day; returns how many."""
    by = system_actor("worker")
    late = list(late_unannounced()[:AT_ONCE])
    for undertaking in late:
        announce_late(by, undertaking=undertaking)
    return len(late)
