"""The nouns of the budget: a year, announced figures and their lines, priorities with remarks, numbered programmes."""

from eroba.capabilities.budget.models.figures import Announcement, Line
from eroba.capabilities.budget.models.priorities import Indicator, Priorities, Programme, Remark
from eroba.capabilities.budget.models.programmes import Actual, NumberedProgramme
from eroba.capabilities.budget.models.years import Budget

__all__ = [
    "Actual",
    "Announcement",
    "Budget",
    "Indicator",
    "Line",
    "NumberedProgramme",
    "Priorities",
    "Programme",
    "Remark",
]
