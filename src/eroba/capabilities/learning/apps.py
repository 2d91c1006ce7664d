"""Opens the learning capability."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LearningConfig(AppConfig):
    """Training copy and practice cases."""

    name = "eroba.capabilities.learning"
    label = "learning"
    verbose_name = _("Learning")
