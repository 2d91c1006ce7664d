"""Opens the documents room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    """The room of files, letters and seals."""

    name = "eroba.kernel.documents"
    label = "documents"
    verbose_name = _("Documents")
