"""Paper sheets: printed with their numbers, entered line by line, counted when a sheet is closed."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.petitions import facts, keys, rules
from eroba.capabilities.petitions.actions.keeping import lock
from eroba.capabilities.petitions.models import Petition, Sheet, SheetLine, Signature
from eroba.capabilities.petitions.models.paper import LINES
from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.base.clock import now
from eroba.kernel.base.errors import BadInput
from eroba.kernel.tenancy.models import Settlement

State, Channel, Problem = Signature.State, Signature.Channel, SheetLine.Problem
MOST_SHEETS = 50
#: Lines of sheets are counted when so many wait together, and all of them in the end.
FEWEST_TOGETHER = 5


@dataclass(frozen=True)
class LineDraft:
    """One line as it was entered: a signer, or why there is none."""

    place: int
    number: str = field(default="", repr=False)
    family_name: str = field(default="", repr=False)
    birth_date: dt.date | None = field(default=None, repr=False)
    settlement: Settlement | None = None
    problem: str = ""


@action(may=rules.may_print_sheets)
def print_sheets(by: Actor, *, petition: Petition, count: int) -> Done[Sequence[Sheet]]:
    """Give out numbers for so many sheets, to be printed."""
    if not 1 <= count <= MOST_SHEETS:
        raise BadInput(_("Between 1 and 50 sheets can be printed at once."))
    last = petition.sheets.aggregate(last=Max("number"))["last"] or 0
    made = [Sheet(petition=petition, number=last + step) for step in range(1, count + 1)]
    Sheet.objects.bulk_create(made)
    after = {"sheets": [last + 1, last + count]}
    return Done(made, subject=petition.matter, after=after)


@action(may=rules.may_enter_sheet)
def enter_lines(by: Actor, *, sheet: Sheet, lines: Sequence[LineDraft]) -> Done[Sheet]:
    """Keep lines of a sheet, each as a signature that waits or with its problem; what was there is replaced."""
    for draft in lines:
        if not 1 <= draft.place <= LINES:
            raise BadInput(_("A sheet has lines 1 to 10."))
        _take_away(sheet, draft.place)
        line = SheetLine(sheet=sheet, place=draft.place, problem=draft.problem)
        if not draft.problem:
            _fill(line, draft)
        line.save(force_insert=True)
    return Done(sheet, subject=sheet.petition.matter, after={"sheet": sheet.number, "lines": len(lines)})


@action(may=rules.may_enter_sheet)
def close_sheet(by: Actor, *, sheet: Sheet) -> Done[Sheet]:
    """Close a sheet whose lines are all entered. Who signed online too counts once, and nobody here learns of it.

    Lines are counted when enough of them wait together: by a single one the count would tell who signed online.
    """
    petition = lock(sheet.petition)
    lines = SheetLine.objects.filter(sheet=sheet).count()
    taken = SheetLine.objects.filter(sheet=sheet).exclude(signature=None).count()
    if not lines:
        raise BadInput(_("No line of this sheet is entered yet."))
    sheet.closed_at, sheet.entered_by = now(), by.label
    sheet.save(update_fields=["closed_at", "entered_by"])
    count_closed_sheets(petition, fewest=FEWEST_TOGETHER)
    problems = lines - taken
    told = facts.SheetClosed(petition.matter_id, sheet=sheet.number, taken=taken, problems=problems)
    after = {"sheet": sheet.number, "taken": taken, "problems": problems}
    return Done(sheet, subject=petition.matter, after=after, facts=[told])


def count_closed_sheets(petition: Petition, *, fewest: int = 1) -> None:
    """Counts the lines of closed sheets that wait, if there are so many; runs inside an act that holds the petition."""
    waiting = Signature.objects.filter(petition=petition, channel=Channel.PAPER, state=State.WAITING)
    together = list(waiting.exclude(line__sheet__closed_at=None))
    if len(together) < fewest:
        return
    numbers = [signature.number_hash for signature in together]
    same = Signature.objects.filter(petition=petition, number_hash__in=numbers, state=State.COUNTED)
    same.exclude(channel=Channel.PAPER).update(state=State.DUPLICATE)
    moment = now()
    for signature in together:
        signature.state, signature.confirmed_at = str(State.COUNTED), moment
        signature.receipt_hash = keys.receipt_hash(keys.receipt_of(signature.pk))
        signature.save(update_fields=["state", "confirmed_at", "receipt_hash"])


def _take_away(sheet: Sheet, place: int) -> None:
    """What was entered for a line before goes, with its signature, which waits until the sheet is closed."""
    for line in SheetLine.objects.filter(sheet=sheet, place=place).select_related("signature"):
        line.delete()
        if line.signature is not None:
            line.signature.delete()


def _fill(line: SheetLine, draft: LineDraft) -> None:
    petition = line.sheet.petition
    if draft.birth_date is None:
        raise BadInput(_("Line %(place)s has no date of birth.") % {"place": draft.place})
    hashed = keys.number_hash(petition, draft.number)
    twin = SheetLine.objects.filter(signature__petition=petition, signature__number_hash=hashed)
    twin = twin.select_related("sheet").exclude(sheet=line.sheet, place=draft.place)
    if (other := twin.first()) is not None:
        line.problem, line.same_as = str(Problem.ON_PAPER), f"{other.sheet.number}/{other.place}"
        return
    values = {"number": draft.number, "family_name": draft.family_name}
    line.signature = Signature.objects.create(
        petition=petition,
        channel=Channel.PAPER,
        number_hash=hashed,
        locked=keys.lock_values(petition, {**values, "birth_date": draft.birth_date.isoformat()}),
        settlement=draft.settlement,
        code_due=False,
    )
