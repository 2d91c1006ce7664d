"""Opens the capability."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BudgetConfig(AppConfig):
    """Budget."""

    name = "eroba.capabilities.budget"
    label = "budget"
    verbose_name = _("Budget")
