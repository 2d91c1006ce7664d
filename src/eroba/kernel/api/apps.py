"""Opens the room of the programming interface."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApiConfig(AppConfig):
    """The room of the programming interface and of the apps that use it."""

    name = "eroba.kernel.api"
    label = "api"
    verbose_name = _("Apps and interface")
