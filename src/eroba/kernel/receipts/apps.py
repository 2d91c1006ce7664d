"""Opens the room of receipts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReceiptsConfig(AppConfig):
    """The room in which what people send is accepted."""

    name = "eroba.kernel.receipts"
    label = "receipts"
    verbose_name = _("Receipts")
