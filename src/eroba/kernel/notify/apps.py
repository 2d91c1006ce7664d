"""Opens the room of notices."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotifyConfig(AppConfig):
    """The room of notices."""

    name = "eroba.kernel.notify"
    label = "notify"
    verbose_name = _("Notices")
