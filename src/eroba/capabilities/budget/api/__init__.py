"""The programming interface of the budget: the same figures as on the pages, open to everybody, in whole tetri."""

from eroba.capabilities.budget.api.operations import router

__all__ = ["router"]
