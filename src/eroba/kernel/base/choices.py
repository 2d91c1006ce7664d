"""Choices with words, as Django knows them, told to the type checker as what they are: texts."""

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:

    class TextChoices(StrEnum):
        """A closed list of codes, each with its words."""

        choices: list[tuple[str, Any]]
        values: list[str]
        label: Any
else:
    TextChoices = models.TextChoices
