"""Opens the room of discussion."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DiscussionConfig(AppConfig):
    """The room of comments."""

    name = "eroba.kernel.discussion"
    label = "discussion"
    verbose_name = _("Discussion")
