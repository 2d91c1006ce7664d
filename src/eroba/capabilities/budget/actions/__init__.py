"""The only place that writes budgets and priorities."""

from eroba.capabilities.budget.actions.figures import (
    Laid,
    accept_figures,
    decline_figures,
    lay_before,
)
from eroba.capabilities.budget.actions.priorities import (
    Measured,
    Planned,
    adopt_priorities,
    answer_remark,
    open_priorities,
    publish_draft,
    record_remark,
    write_programme,
)
from eroba.capabilities.budget.actions.programmes import record_actual, tie_promise, untie_promise

__all__ = [
    "Laid",
    "Measured",
    "Planned",
    "accept_figures",
    "adopt_priorities",
    "answer_remark",
    "decline_figures",
    "lay_before",
    "open_priorities",
    "publish_draft",
    "record_actual",
    "record_remark",
    "tie_promise",
    "untie_promise",
    "write_programme",
]
