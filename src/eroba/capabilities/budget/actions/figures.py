"""Figures of a budget: laid before an official as they were read, then published or declined."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from eroba.capabilities.budget import facts, rules
from eroba.capabilities.budget.models import Announcement, Budget, Line
from eroba.capabilities.budget.reading.found import ReadBudget
from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.base.clock import now, today
from eroba.kernel.base.errors import BadInput, Refusal
from eroba.kernel.matters.numbering import open_matter

State = Announcement.State
FIRST_YEAR, YEARS_AHEAD = 1995, 5
AT_ONCE = 500


@dataclass(frozen=True, kw_only=True)
class Laid:
    """Where figures come from: the file, whose figures they are, and the day they are of."""

    year: int
    file_name: str
    fingerprint: str
    source_ka: str
    announced_on: dt.date
    source_en: str = ""
    source_href: str = ""
    is_example: bool = False


@action(may=rules.may_lay_before)
def lay_before(by: Actor, *, laid: Laid, read: ReadBudget) -> Done[Announcement]:
    """Keep what was read of a file, so that an official can look at it before everybody does."""
    if read.faults or not read.lines:
        raise BadInput(_("The file has faults: they must be mended before its figures can be kept."))
    if read.currency != "GEL":
        words = _("The amounts are in %(currency)s; the budget of a town here is kept in lari.")
        raise BadInput(words % {"currency": read.currency[:10]})
    if not FIRST_YEAR <= laid.year <= today().year + YEARS_AHEAD:
        raise BadInput(_("%(year)s is no year of a budget here.") % {"year": laid.year})
    if laid.announced_on > today():
        raise BadInput(_("The day the figures are of lies ahead."))
    budget = _budget_of(laid.year)
    made = Announcement(
        budget=budget,
        announced_on=laid.announced_on,
        file_name=laid.file_name[:200],
        fingerprint=laid.fingerprint,
        source_ka=laid.source_ka[:300],
        source_en=laid.source_en[:300],
        source_href=laid.source_href,
        is_example=laid.is_example,
        unit=read.unit,
        holds=[list(pair) for pair in read.holds()],
        gaps=[vars(gap) for gap in read.gaps],
        remarks=_in_both_languages(read),
        read_label=by.label[:120],
    )
    made.save(force_insert=True)
    _write_lines(made, read)
    after = {
        "file": made.file_name,
        "fingerprint": made.fingerprint,
        "lines": len(read.lines),
        "gaps": len(read.gaps),
    }
    return Done(made, subject=budget.matter, after=after, facts=[facts.BudgetFiguresRead(budget.matter_id)])


@action(may=rules.may_accept_figures)
def accept_figures(by: Actor, *, announcement: Announcement, because: str = "") -> Done[Announcement]:
    """Publish figures; where parts do not make their whole, only with words that say why."""
    locked = _lock(announcement)
    if locked.gaps and not because.strip():
        raise BadInput(
            _("Parts do not add up to their whole: say why the figures are published all the same.")
        )
    earlier = Announcement.objects.filter(budget=locked.budget, state=State.ACCEPTED)
    known = {tuple(pair) for one in earlier for pair in one.holds}
    is_again = bool(known & set(locked.pairs))
    _decide(by, locked, State.ACCEPTED, because)
    kind = facts.BudgetFiguresAnnouncedAgain if is_again else facts.BudgetFiguresPublished
    matter = locked.budget.matter
    if matter.visibility != "public":
        matter.visibility = "public"
        matter.save(update_fields=["visibility"])
    told = kind(matter.pk, announced_on=locked.announced_on)
    after = {"state": locked.state, "because": because, "holds": locked.holds}
    return Done(locked, subject=matter, before={"state": "waiting"}, after=after, facts=[told])


@action(may=rules.may_decline_figures)
def decline_figures(by: Actor, *, announcement: Announcement, because: str) -> Done[Announcement]:
    """Decline figures that were read; they stay at the desk with the reason."""
    if not because.strip():
        raise BadInput(_("Say why the figures are declined."))
    locked = _lock(announcement)
    _decide(by, locked, State.DECLINED, because)
    told = facts.BudgetFiguresDeclined(locked.budget.matter_id)
    after = {"state": locked.state, "because": because}
    return Done(locked, subject=locked.budget.matter, before={"state": "waiting"}, after=after, facts=[told])


def _budget_of(year: int) -> Budget:
    """The budget of a year; opened with its number when there is none."""
    found = Budget.objects.select_related("matter").filter(year=year).first()
    if found is not None:
        return found
    titles = {}
    for language in ("ka", "en"):
        with override(language):
            titles[f"title_{language}"] = str(Budget(year=year))
    matter = open_matter(kind="budget", prefix="BUD", visibility="staff", state="open", **titles)
    made = Budget(matter=matter, year=year)
    made.save(force_insert=True)
    return made


def _write_lines(made: Announcement, read: ReadBudget) -> None:
    rows = [
        Line(
            announcement=made,
            classification=line.classification,
            code=line.code,
            title_ka=line.title_ka,
            title_en=line.title_en,
            sheet=line.sheet[:60],
            row=line.row,
            **line.amounts,
        )
        for line in read.lines
    ]
    Line.objects.bulk_create(rows, batch_size=AT_ONCE)


def _in_both_languages(read: ReadBudget) -> list[dict[str, object]]:
    found = []
    for one in read.remarks:
        said: dict[str, object] = {"sheet": one.sheet, "row": one.row}
        for language in ("ka", "en"):
            with override(language):
                said[language] = str(one.words)
        found.append(said)
    return found


def _lock(announcement: Announcement) -> Announcement:
    locked = (
        Announcement.objects.select_for_update(of=("self",))
        .select_related("budget__matter")
        .get(pk=announcement.pk)
    )
    if locked.state != State.WAITING:
        raise Refusal(_("It was decided about these figures already."))
    return locked


def _decide(by: Actor, locked: Announcement, state: State, because: str) -> None:
    locked.state, locked.decided_at = str(state), now()
    locked.decided_label, locked.decided_because = by.label[:120], because.strip()[:2000]
    locked.save(update_fields=["state", "decided_at", "decided_label", "decided_because"])
