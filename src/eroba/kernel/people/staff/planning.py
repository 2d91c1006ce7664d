"""What a list of staff would change: compared with the posts of today, line by line, before anything is done."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from eroba.kernel.actions import Actor
from eroba.kernel.base.choices import TextChoices
from eroba.kernel.base.clock import today
from eroba.kernel.people.models import Account, Appointment, Unit
from eroba.kernel.people.staff.reading import Problem, StaffLine, StaffList
from eroba.kernel.ui.dates import in_words


class Kind(TextChoices):
    """What becomes of one line."""

    NEW = "new", _("new post")
    ENDS = "ends", _("post ends")
    RENAMED = "renamed", _("name corrected")
    SAME = "same", _("stays as it is")


@dataclass(frozen=True)
class Change:
    """One line and what it would do."""

    kind: Kind
    line: StaffLine
    unit: Unit
    post: Appointment | None = None
    detail: str | Promise = ""


@dataclass
class Plan:
    """Everything a file would do, what is wrong with it, and who stands here and not in the file."""

    changes: list[Change] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    not_in_file: list[Appointment] = field(default_factory=list)

    @property
    def good(self) -> list[Change]:
        """The changes of those lines that nothing is wrong with."""
        wrong = {problem.line for problem in self.problems}
        return [change for change in self.changes if change.line.line not in wrong]

    @property
    def is_applicable(self) -> bool:
        """Whether there is something to do in lines that nothing is wrong with, and the file itself can be read."""
        is_read = not any(problem.line == 0 for problem in self.problems)
        return is_read and any(change.kind != Kind.SAME for change in self.good)

    @property
    def mark(self) -> str:
        """The same for the same changes: so that what is applied is what was shown."""
        # the same line may stand elsewhere in a file written anew
        said = [
            f"{c.kind}|{c.unit.pk}|{c.post.pk if c.post else ''}|{replace(c.line, line=0)}" for c in self.good
        ]
        return hashlib.sha256("\n".join(said).encode()).hexdigest()


def plan_of(by: Actor, read: StaffList) -> Plan:
    """Compares what was read with the posts held today or later."""
    plan = Plan(problems=list(read.problems))
    known = _units()
    standing = _standing_posts()
    own = Account.objects.filter(pk=by.account_id).values_list("email", flat=True).first() or ""
    seen = set()
    for line in read.lines:
        unit = known.get(line.unit.lower())
        if unit is None:
            words = format_lazy(_("There is no unit “{unit}”. Found it first."), unit=line.unit)
            plan.problems.append(Problem(line.line, words, line.cells))
            continue
        change = _change(line, unit, standing.get((line.email, line.role, unit.pk)))
        if change.kind == Kind.NEW and line.email == own.lower() and not by.has_role("operator"):
            words = _("Nobody gives a post to themselves. Ask another head of unit.")
            plan.problems.append(Problem(line.line, words, line.cells))
        if change.post is not None:
            plan.problems += [
                Problem(line.line, words, line.cells) for words in _days_that_stay(line, change.post)
            ]
        seen.add((line.email, line.role, unit.pk))
        plan.changes.append(change)
    plan.not_in_file = [post for key, post in standing.items() if key not in seen]
    plan.problems.sort(key=lambda problem: problem.line)
    return plan


def _days_that_stay(line: StaffLine, post: Appointment) -> list[Promise]:
    """A first day, and a last day once it is written, do not change by a list."""
    wrong = []
    if line.from_on is not None and line.from_on != post.from_on:
        wrong.append(
            format_lazy(_("This post began on {day}; a list does not change that."), day=post.from_on)
        )
    if post.until_on is not None and line.until_on != post.until_on:
        wrong.append(
            format_lazy(_("This post ends on {day}; a list does not change that."), day=post.until_on)
        )
    return wrong


def _change(line: StaffLine, unit: Unit, post: Appointment | None) -> Change:
    if post is None:
        return Change(Kind.NEW, line, unit, detail=in_words(line.from_on or today()))
    if line.until_on is not None and post.until_on is None:
        return Change(Kind.ENDS, line, unit, post, in_words(line.until_on))
    if line.name_ka != post.name_ka or (line.name_en and line.name_en != post.name_en):
        return Change(Kind.RENAMED, line, unit, post, f"{post.name_ka} → {line.name_ka}")
    return Change(Kind.SAME, line, unit, post)


def _units() -> dict[str, Unit]:
    found = list(Unit.objects.order_by("code"))
    names = {name.lower(): unit for unit in found for name in (unit.name_en, unit.name_ka) if name}
    return {**names, **{unit.code.lower(): unit for unit in found}}


def _standing_posts() -> dict[tuple[str, str, object], Appointment]:
    lasting = Q(until_on__isnull=True) | Q(until_on__gte=today())
    found: Sequence[Appointment] = Appointment.objects.filter(lasting).select_related("account", "unit")
    return {(post.account.email.lower(), post.role, post.unit_id): post for post in found}
