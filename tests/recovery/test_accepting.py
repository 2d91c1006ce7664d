"""`kill -9` between accepting and opening, and at every statement of both: what was accepted is opened, and once."""

import threading
from collections import Counter

import pytest
from django.db import connections

from eroba.capabilities.services import actions
from eroba.capabilities.services.definition.folder import read_folder
from eroba.capabilities.services.models import Case, Draft
from eroba.capabilities.services.tests.conftest import ASSISTANCE
from eroba.capabilities.services.tests.people import fill_in, publish
from eroba.kernel.actions import Actor
from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.outbox.models import FactRecord
from eroba.kernel.people.models import Account, Person
from eroba.kernel.receipts.models import Receipt
from eroba.kernel.receipts.opening import open_waiting
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import scope
from tests.recovery.processes import told_by

pytestmark = pytest.mark.slow
ENDS = [*range(16), *range(16, 46, 3)]


def prepare() -> Municipality:
    """Two drafts for each life."""
    town, _created = Municipality.objects.update_or_create(
        slug="ozurgeti",
        defaults={"number_prefix": "OZU", "name_ka": "ოზურგეთი", "name_en": "Ozurgeti", "is_open": True},
    )
    with scope(town):
        folder = read_folder(ASSISTANCE)
        service = publish(folder)
        account = Account.objects.create_user("many@example.org", "a long password")
        first = Person.objects.create(account=account, given_name="ნინო", family_name="ნიმუშაძე")
        by = Actor(
            account_id=account.pk, person_id=first.pk, roles=frozenset({"resident"}), label="applicant"
        )
        model = fill_in(by, service, folder.examples["disaster"]["answers"])
        for _each in range(2 * len(ENDS)):
            person = Person.objects.create(given_name="ნინო", family_name="ნიმუშაძე")
            draft = Draft(service=service, version=model.version, person=person, visited=model.visited)
            draft.keep(model.answers)
            draft.save()
        actions.discard_draft(by, draft=model)
    return town


def open_the_rest(town: Municipality) -> None:
    """Two workers at once, until nothing is left."""

    def work() -> None:
        try:
            with scope(town):
                while Receipt.objects.filter(state=Receipt.State.WAITING).exists():
                    open_waiting(limit=3)
        finally:
            connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()


@pytest.mark.django_db(transaction=True)
def test_what_was_accepted_is_opened_once_whoever_is_killed_when() -> None:
    town = prepare()
    said = told_by(f"from tests.recovery.short_lives import main; main({ENDS})")
    told = {key for word, *keys in said for key in keys if word == "accepted"}
    deaths = sum(line == ["died"] for line in said)
    assert deaths >= len(ENDS) * 0.8 and len(told) >= len(ENDS) * 0.5
    with scope(town):
        waiting = Receipt.objects.filter(state=Receipt.State.WAITING).count()
    assert waiting, "nobody was killed between accepting and opening"
    open_the_rest(town)
    with scope(town):
        receipts = list(Receipt.objects.order_by("id"))
        cases = {case.submission_key: case for case in Case.objects.select_related("matter")}
        assert told <= {str(receipt.key) for receipt in receipts}, "what was acknowledged is gone"
        assert {receipt.key for receipt in receipts} == set(cases) and len(cases) == Case.objects.count()
        assert not any(receipt.sealed for receipt in receipts)
        assert not Draft.objects.filter(pk__in=cases).exists()
        numbers = [cases[receipt.key].matter.number for receipt in receipts]
        assert numbers == sorted(numbers), "not in the order of receipt"
        assert [int(number[-5:]) for number in numbers] == list(range(1, len(numbers) + 1))
        for counted in (
            JournalEntry.objects.filter(action="services.submit_application").values_list(
                "subject_id", flat=True
            ),
            FactRecord.objects.filter(name="application.received").values_list("matter_id", flat=True),
        ):
            assert Counter(counted) == Counter({case.matter_id: 1 for case in cases.values()})
        assert all(
            case.received_at == receipt.received_at for receipt in receipts for case in [cases[receipt.key]]
        )
