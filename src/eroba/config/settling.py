"""Settling in: a web process loads all it will work with before the first request, and then looks at it no more."""

import gc
from importlib import import_module

from django.conf import settings


def settle() -> None:
    """Load all addresses with what is behind them, and keep what is loaded out of every later search for garbage.

    Such a search stops everybody in the process, and most of what it looks at is code that stays for good.
    """
    import_module(settings.ROOT_URLCONF)
    gc.collect()
    gc.freeze()
