"""Opens the room of people."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """The room of accounts and persons."""

    name = "eroba.kernel.people"
    label = "people"
    verbose_name = _("People")
