"""Law as data for looks at people's data: by when a question is answered, and how long a look may be kept back."""

import datetime as dt

from eroba.kernel.clocks.calendars import Name
from eroba.kernel.clocks.law import Rule
from eroba.kernel.clocks.periods import Period, Unit

#: Nobody has compared these with the consolidated text; a town can set another period at the desk.
ANSWER = Rule(
    code="registers.look_question",
    title=Name("პასუხი კითხვაზე მონაცემების გამოთხოვის შესახებ", "Answer to a question about a look"),
    period=Period(10, Unit.WORKING_DAYS),
    basis=Name(
        "„პერსონალურ მონაცემთა დაცვის შესახებ“ საქართველოს კანონი, მუხლები 13 და 14",
        "Law on Personal Data Protection, art. 13 and 14",
    ),
    extension=Period(10, Unit.WORKING_DAYS),
    valid_from=dt.date(2024, 3, 1),
    verified=False,
    source="Law in force since March 2024; number of days and articles unchecked",
    warn_days=3,
)

#: How long an order may keep a look back at most, in days. Our own selection until somebody checked the law.
LONGEST_DELAY_DAYS = 365


def periods_of_looks() -> list[Rule]:
    """The legal periods this room works with, for the desk's list."""
    return [ANSWER]
