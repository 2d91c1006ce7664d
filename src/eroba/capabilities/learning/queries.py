"""Reading: the training copy of the town, the practice cases of a role, and how far somebody came."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.learning.models import PracticeRun
from eroba.capabilities.learning.practice.checking import Done
from eroba.capabilities.learning.practice.files import Check, Practice, read_practices
from eroba.kernel.actions import Actor
from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.base.errors import NotFound, Refusal
from eroba.kernel.registry import capabilities
from eroba.kernel.tenancy.models import TRAINING_ENDING, Municipality
from eroba.kernel.tenancy.scope import current_municipality, scope


@dataclass(frozen=True)
class Checked:
    """One check with what came of it: met, missed, or not looked at yet."""

    check: Check
    held: bool | None


@dataclass(frozen=True)
class Standing:
    """A practice case and how far the trainee came with it."""

    practice: Practice
    run: PracticeRun | None
    is_reachable: bool = True

    @property
    def checks(self) -> list[Checked]:
        """Each check with what came of it when it was last looked at."""
        results = self.run.results if self.run else {}
        return [Checked(check, results.get(check.code)) for check in self.practice.checks]

    @property
    def is_checked(self) -> bool:
        """Whether somebody has looked at all."""
        return self.run is not None and self.run.checked_at is not None


def training_copy(town: Municipality | None = None) -> Municipality | None:
    """The training copy of a town (the one worked for, unless another is meant), if it has been made."""
    here = town or current_municipality()
    return Municipality.objects.filter(training_of=here, slug=f"{here.slug}{TRAINING_ENDING}").first()


@cache
def all_practices() -> tuple[Practice, ...]:
    """Every practice case that the capabilities bring along."""
    return tuple(read_practices([path for capability in capabilities() for path in capability.practices]))


def practice_by_code(code: str) -> Practice:
    """One practice case; raises NotFound when there is none of this code."""
    found = next((one for one in all_practices() if one.code == code), None)
    if found is None:
        raise NotFound(_("There is no such practice case."))
    return found


def practices_for(by: Actor) -> list[Standing]:
    """The practice cases of the roles somebody holds, with how far they came."""
    runs = _latest_runs(by.account_id)
    copy = training_copy()
    mine = [one for one in all_practices() if one.role in by.roles or "operator" in by.roles]
    return [_standing(one, runs.get(one.code), copy) for one in mine]


def standing_of(by: Actor, practice: Practice) -> Standing:
    """How far somebody came with one practice case."""
    return _standing(practice, _latest_runs(by.account_id).get(practice.code), training_copy())


def what_was_done(run: PracticeRun, practice: Practice) -> Done:
    """What the trainee did since they began, from the journal of the training copy, and how the thing stands now."""
    copy = Municipality.objects.filter(pk=run.copy_id).first()
    if copy is None or training_copy() != copy:
        raise Refusal(_("The training copy was put back meanwhile. Please begin this case again."))
    with scope(copy):
        entries = JournalEntry.objects.filter(
            subject_id=run.subject_id, account_id=run.account_id, at__gte=run.started_at
        )
        acts = list(entries.order_by("at", "id").values_list("action", flat=True))
        looks = {
            name: look for capability in capabilities() for name, look in capability.practice_states.items()
        }
        state = looks[practice.start](run.subject_id) if practice.start in looks else {}
    return Done(acts, state, str(run.account_id))


def _standing(practice: Practice, run: PracticeRun | None, copy: Municipality | None) -> Standing:
    return Standing(practice, run, run is not None and copy is not None and run.copy_id == copy.pk)


def _latest_runs(account_id: UUID | None) -> dict[str, PracticeRun]:
    """The latest run of each practice case."""
    runs: Sequence[PracticeRun] = PracticeRun.objects.filter(account_id=account_id).order_by("started_at")
    found: dict[str, PracticeRun] = {}
    for run in runs:
        standing = found.get(run.practice)
        if standing is None or run.started_at >= standing.started_at:
            found[run.practice] = run
    return found


def finished_codes(account_id: UUID | None) -> set[str]:
    """The practice cases somebody has finished once, whatever they began since."""
    done = PracticeRun.objects.filter(account_id=account_id, finished_at__isnull=False)
    return set(done.values_list("practice", flat=True))
