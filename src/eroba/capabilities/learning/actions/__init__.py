"""The only place where training copies and practice runs are written."""

from eroba.capabilities.learning.actions.practising import begin_practice, check_practice
from eroba.capabilities.learning.actions.training import enter_training_copy, reset_training_copy

__all__ = ["begin_practice", "check_practice", "enter_training_copy", "reset_training_copy"]
