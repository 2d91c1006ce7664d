"""`kill -9` at the steps of putting the training copy back: the old one or a whole new one, and the town untouched."""

from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from eroba.capabilities.learning import actions
from eroba.capabilities.learning.queries import training_copy
from eroba.capabilities.services.definition.folder import read_folder
from eroba.capabilities.services.tests.conftest import ASSISTANCE
from eroba.capabilities.services.tests.people import publish
from eroba.kernel.actions import Actor
from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.outbox.models import FactRecord
from eroba.kernel.people.models import Account
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import scope
from tests.recovery.outcome import journal_is_whole
from tests.recovery.processes import told_by

pytestmark = pytest.mark.slow
ROUNDS, LEAST_DEATHS = 2, 40
#: What a reset itself leaves in the town: that it was done, and who is to hear of it.
TOLD = {"JournalEntry", "FactRecord", "Delivery"}


def everything_in_town() -> dict[str, Any]:
    """Each row of the town worked for, as it stands, but for what a reset tells."""
    kinds = [one for one in apps.get_models() if getattr(one, "belongs_to_a_municipality", False)]
    return {
        kind.__name__: sorted(map(str, kind.objects.values_list()))  # type: ignore[attr-defined]
        for kind in kinds
        if kind.__name__ not in TOLD
    }


@pytest.mark.django_db(transaction=True)
def test_a_reset_leaves_the_old_copy_or_a_whole_new_one_whoever_is_killed_when(
    in_ozurgeti: Municipality, head: Actor
) -> None:
    publish(read_folder(ASSISTANCE))
    first = actions.enter_training_copy(head)
    before = everything_in_town()
    said = told_by(f"from tests.recovery.short_resets import main; main({str(head.account_id)!r})")
    deaths = [int(line[2]) for line in said if line[0] == "died"]
    assert len(deaths) == ROUNDS and sum(deaths) >= LEAST_DEATHS and ["reset"] in said, said
    seen = [line[2:] for line in said if line[0] == "saw"]
    assert all(what == "whole" for what, *_count in seen), "half a copy was seen"
    copies = Municipality.objects.filter(training_of=in_ozurgeti)
    counts = [int(count) for _what, count in seen]
    assert counts == sorted(counts) and counts[0] == 1
    assert resets() == ROUNDS == copies.count() - 1, "done twice, or a copy nobody answers for"
    copy = actions.reset_training_copy(head)
    assert training_copy() == copy != first and everything_in_town() == before
    assert FactRecord.objects.filter(name="training.copy_made").count() == copies.count()
    only_the_standing_one_lets_in(head, copy)
    for town in (in_ozurgeti, *copies):
        with scope(town):
            journal_is_whole()


def resets() -> int:
    """How many resets the town's journal tells of."""
    return JournalEntry.objects.filter(action="learning.reset_training_copy").count()


def only_the_standing_one_lets_in(head: Actor, copy: Municipality) -> None:
    """The head comes into the copy that stands, nobody into a retired one, and a stranger into none."""
    official, stranger = Client(), Client()
    official.force_login(Account.objects.get(pk=head.account_id))
    stranger.force_login(Account.objects.create_user("stranger@example.org", "a long password"))
    for one in Municipality.objects.filter(training_of=copy.training_of_id):
        address = f"/en/{one.slug}/desk/services/"
        assert official.get(address).status_code == (200 if one == copy else 404), one.slug
        assert stranger.get(address).status_code == 404, one.slug
