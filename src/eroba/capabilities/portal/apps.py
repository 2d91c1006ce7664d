"""Opens the portal."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    """The front pages."""

    name = "eroba.capabilities.portal"
    label = "portal"
    verbose_name = _("Portal")
