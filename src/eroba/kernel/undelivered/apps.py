"""Opens the room of what did not arrive."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UndeliveredConfig(AppConfig):
    """The room of what did not arrive."""

    name = "eroba.kernel.undelivered"
    label = "undelivered"
    verbose_name = _("What did not arrive")
