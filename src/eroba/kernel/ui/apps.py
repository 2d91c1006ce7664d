"""Registers the face with Django under the label `ui`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FaceConfig(AppConfig):
    """Templates, tags and words that every page shares; no models."""

    name = "eroba.kernel.ui"
    label = "ui"
    verbose_name = _("Face")
