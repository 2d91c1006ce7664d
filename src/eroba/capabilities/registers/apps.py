"""Opens the room of look-ups in registers."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegistersConfig(AppConfig):
    """The room of look-ups."""

    name = "eroba.capabilities.registers"
    label = "registers"
    verbose_name = _("Registers")
