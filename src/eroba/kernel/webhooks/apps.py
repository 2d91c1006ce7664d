"""Opens the room of webhooks."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebhooksConfig(AppConfig):
    """The room in which apps are told what happened."""

    name = "eroba.kernel.webhooks"
    label = "webhooks"
    verbose_name = _("Webhooks")
