"""Opens the room of services."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ServicesConfig(AppConfig):
    """The capability of services."""

    name = "eroba.capabilities.services"
    label = "services"
    verbose_name = _("Services")
