"""What stands behind the addresses of webhooks in a town, for the walk through two towns."""

from typing import Any

from eroba.kernel.api.actions import register_app
from eroba.kernel.webhooks import actions


def furnish(hall: Any) -> dict[str, dict[str, Any]]:
    """Sets up a webhook with the town's mark in its address and the app's name, and a call."""
    head = hall.actor(hall.head)
    made = register_app(
        head,
        kind="partner",
        name=f"Portal {hall.mark}",
        run_by=hall.mark,
        contact="dev@app.example",
        scopes=["workload:read"],
        redirect_uris="",
    )
    webhook = actions.make_webhook(
        head, app=made.app, address=f"https://{hall.mark}.example/hook", rooms=[]
    ).webhook
    actions.try_webhook(head, webhook=webhook)
    named = {"webhook_id": webhook.pk}
    return {
        "webhooks:detail": named,
        "webhooks:again": named,
        "webhooks:act": named | {"act": "switch-off"},
        "api:webhook": named,
        "api:webhook_proof": named,
        "api:webhook_switch": named,
        "api:webhook_secret": named,
        "api:webhook_calls": named,
    }
