"""What else one can do with a public matter: follow it, read its feed. Offered by manifests, drawn by its pages."""

from eroba.kernel.matters.models import Matter
from eroba.kernel.registry import Way, capabilities


def ways_of(matter: Matter) -> list[Way]:
    """The ways the manifests offer for a public matter; none for one that is not public."""
    if matter.visibility != Matter.Visibility.PUBLIC:
        return []
    return [way for capability in capabilities() for ways in capability.ways for way in ways(matter)]
