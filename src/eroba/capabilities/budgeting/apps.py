"""Opens the budgeting capability."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BudgetingConfig(AppConfig):
    """Participatory budgets."""

    name = "eroba.capabilities.budgeting"
    label = "budgeting"
    verbose_name = _("Participatory budget")
