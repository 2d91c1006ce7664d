"""What stands behind the addresses of apps in a town, for the walk through two towns."""

from typing import Any

from eroba.kernel.api import actions


def furnish(hall: Any) -> dict[str, dict[str, Any]]:
    """Registers an app of the town, with the town's mark in its name, and lets it in."""
    made = actions.register_app(
        hall.actor(hall.head),
        kind="device",
        name=f"App {hall.mark}",
        run_by=hall.mark,
        contact="dev@app.example",
        scopes=["applications:read"],
        redirect_uris="https://app.example/back",
    )
    door = actions.let_in(hall.actor(hall.resident), app=made.app, scopes=["applications:read"])
    named = {"app_id": made.app.pk}
    return {
        "apps_desk:detail": named,
        "apps_desk:act": named | {"act": "switch-off"},
        "my_apps:shut_out": {"town": hall.town.slug, "door_id": door.pk},
    }
