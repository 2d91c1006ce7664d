"""Opens the room of matters."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MattersConfig(AppConfig):
    """The room of numbers and threads."""

    name = "eroba.kernel.matters"
    label = "matters"
    verbose_name = _("Matters")
