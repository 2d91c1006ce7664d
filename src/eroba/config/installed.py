"""What this installation has."""

from django.apps import apps


def capability_names() -> list[str]:
    """The names of the capabilities that are installed; every open town has all of them."""
    floor = "eroba.capabilities."
    return sorted(
        room.name.removeprefix(floor) for room in apps.get_app_configs() if room.name.startswith(floor)
    )
