"""Opens the capability."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PetitionsConfig(AppConfig):
    """Petitions."""

    name = "eroba.capabilities.petitions"
    label = "petitions"
    verbose_name = _("Petitions")
