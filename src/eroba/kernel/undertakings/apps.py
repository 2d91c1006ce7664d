"""Opens the room of undertakings."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UndertakingsConfig(AppConfig):
    """The room of promises."""

    name = "eroba.kernel.undertakings"
    label = "undertakings"
    verbose_name = _("Promises")
