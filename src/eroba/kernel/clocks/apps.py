"""Opens the room of clocks."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClocksConfig(AppConfig):
    """The room of legal deadlines."""

    name = "eroba.kernel.clocks"
    label = "clocks"
    verbose_name = _("Clocks")
