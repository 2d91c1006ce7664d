"""Opens the outbox's room."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """The room of facts and their delivery."""

    name = "eroba.kernel.outbox"
    label = "outbox"
    verbose_name = "Outbox"
