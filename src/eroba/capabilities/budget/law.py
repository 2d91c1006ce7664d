"""The period within which the town hall answers a remark of a budget meeting; a town sets its own."""

import datetime as dt
from collections.abc import Sequence

from eroba.kernel.clocks.calendars import Name
from eroba.kernel.clocks.law import Rule
from eroba.kernel.clocks.periods import Period, Unit

ANSWER = "budget.remark"


def periods() -> Sequence[Rule]:
    """The periods of the budget, as proposed to every town; no law was found that names them."""
    return [
        Rule(
            code=ANSWER,
            title=Name(
                ka="პასუხი საბიუჯეტო შეხვედრის შენიშვნაზე", en="Answer to a remark of a budget meeting"
            ),
            period=Period(10, Unit("working_days")),
            basis=Name(ka="შეთავაზებული ვადა; ადგენს მუნიციპალიტეტი", en="Proposed; set by the municipality"),
            valid_from=dt.date(2015, 1, 1),
            source="Proposed by the platform; no law names it",
        )
    ]
