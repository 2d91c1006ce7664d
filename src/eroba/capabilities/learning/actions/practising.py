"""Beginning a practice case, and looking at what was done."""

from eroba.capabilities.learning import facts, rules
from eroba.capabilities.learning.actions.training import enter_training_copy
from eroba.capabilities.learning.models import PracticeRun
from eroba.capabilities.learning.practice.checking import holds
from eroba.capabilities.learning.practice.files import Practice
from eroba.capabilities.learning.queries import practice_by_code, what_was_done
from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.base.clock import now
from eroba.kernel.outbox.facts import Fact
from eroba.kernel.people.models import Account
from eroba.kernel.registry import capabilities
from eroba.kernel.tenancy.scope import scope


@action(may=rules.may_practise)
def begin_practice(by: Actor, *, practice: Practice) -> Done[PracticeRun]:
    """Make the beginning of a practice case in the training copy, one of its own for this trainee."""
    copy = enter_training_copy(by)
    starts = {
        name: start for capability in capabilities() for name, start in capability.practice_starts.items()
    }
    trainee = Account.objects.get(pk=by.account_id)
    with scope(copy):
        begun = starts[practice.start](trainee, practice.said)
    run = PracticeRun(
        account=trainee,
        practice=practice.code,
        copy_id=copy.pk,
        subject_id=begun.subject_id,
        number=begun.number,
        address=begun.address,
        started_at=now(),
    )
    run.save(force_insert=True)
    after = {"practice": practice.code, "copy": copy.pk, "number": begun.number}
    return Done(run, subject=run, after=after, facts=[facts.PracticeBegun(None)])


@action(may=rules.may_check_practice)
def check_practice(by: Actor, *, run: PracticeRun) -> Done[PracticeRun]:
    """Look at what the trainee has done so far; full marks finish the case."""
    practice = practice_by_code(run.practice)
    done = what_was_done(run, practice)
    held = PracticeRun.objects.select_for_update().get(pk=run.pk)
    held.results = {check.code: holds(check, done) for check in practice.checks}
    held.checked_at = now()
    told: list[Fact] = []
    if all(held.results.values()) and held.finished_at is None:
        held.finished_at = now()
        told.append(facts.PracticeFinished(None))
    held.save(update_fields=["results", "checked_at", "finished_at"])
    after = {"practice": run.practice, "met": held.met_count, "of": len(held.results)}
    return Done(held, subject=held, after=after, facts=told)
