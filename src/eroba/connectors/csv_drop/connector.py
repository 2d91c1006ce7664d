"""How an operator connects a town to a register that comes as a file."""

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.registers.ports import Wired, Wish
from eroba.connectors.csv_drop.line import CsvLine
from eroba.kernel.base.errors import BadInput

LONGEST_DAYS = 366


def check_days(text: str) -> None:
    """Refuse an age that is none."""
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:4]) <= LONGEST_DAYS and len(text) < 4):
        raise BadInput(_("Write a number of days from 1 to 366."))


class CsvConnector:
    """A file with one line for each person."""

    code = "csv"
    title = _("File (CSV), delivered into a folder or at the desk")
    hint = _(
        "The register has no line of its own. Its owner delivers a file from time to time; answers are as old as it is."
    )
    takes_secret = False
    wishes = (
        Wish(
            "most_days",
            _("How many days old a file may be"),
            _("An older one is not used any more; the questions wait for the next."),
            "30",
            check=check_days,
        ),
    )

    def reaches(self, register: str) -> bool:
        """Any register may come as a file, but kinship: it is no value of one person."""
        return True

    def line(self, wired: Wired) -> CsvLine:
        """The line to the town's copy."""
        return CsvLine(wired.register, int(wired.settings.get("most_days") or "30"))
