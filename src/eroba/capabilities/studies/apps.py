"""Opens the capability."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StudiesConfig(AppConfig):
    """Studies."""

    name = "eroba.capabilities.studies"
    label = "studies"
    verbose_name = _("Studies")
