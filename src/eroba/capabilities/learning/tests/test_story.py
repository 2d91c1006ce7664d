"""The life of learning, told as one test: a clerk goes in, practises, misses something, goes on, and is finished."""

from eroba.capabilities.learning import actions
from eroba.capabilities.learning.models import PracticeRun
from eroba.capabilities.learning.queries import finished_codes, practice_by_code
from eroba.capabilities.learning.tests.test_practices import RIGHT, perform
from eroba.capabilities.services.models import Case, Service
from eroba.kernel.actions import Actor
from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.tenancy.scope import scope

CODE = "clerk-b-missing-paper"


def test_from_the_first_click_to_the_last_check(service: Service, clerk: Actor, head: Actor) -> None:
    copy = actions.enter_training_copy(clerk)
    run = actions.begin_practice(clerk, practice=practice_by_code(CODE))
    with scope(copy):
        case = Case.objects.select_related("person").get(matter_id=run.subject_id)
        assert case.person.is_invented and run.number.startswith(copy.number_prefix)
    assert not Case.objects.exists(), "nothing of it is in the real town"
    first = actions.check_practice(clerk, run=run)
    assert 0 < first.met_count < len(first.results), "what was not done wrong counts, what is left is named"
    perform(clerk, run, RIGHT[CODE])
    assert actions.check_practice(clerk, run=run).finished_at is not None
    actions.reset_training_copy(head)
    assert finished_codes(clerk.account_id) == {CODE}, "what was learned outlives the copy"
    assert PracticeRun.objects.count() == 1
    done = set(JournalEntry.objects.values_list("action", flat=True))
    assert {"learning.enter_training_copy", "learning.begin_practice", "learning.reset_training_copy"} <= done
