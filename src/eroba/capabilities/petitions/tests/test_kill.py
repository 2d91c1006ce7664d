"""`kill -9` in a storm of signatures: none that was acknowledged is lost, none counts twice, the count is right."""

from collections import Counter

import pytest

from eroba.capabilities.petitions import keys, tasks
from eroba.capabilities.petitions.models import Batch, Petition, Signature
from eroba.capabilities.petitions.queries import counted, receipts_in
from tests.recovery.processes import told_by

State = Signature.State
LIVES = 6


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_signatures_survive_the_death_of_the_web_process(opened: Petition) -> None:
    number = opened.matter.number
    said = told_by(f"from tests.recovery.signing_lives import main; main({number!r}, {LIVES})")
    assert sum(line == ["died"] for line in said) == LIVES
    told = {receipt: int(place) for word, *rest in said if word == "signed" for place, receipt in [rest]}
    assert len(told) > 2 * LIVES
    kept = {one.receipt_hash: one for one in Signature.objects.exclude(state=State.WAITING)}
    assert told.keys() <= kept.keys(), "a signature is gone whose receipt was shown"
    assert {one.state for one in kept.values()} == {State.COUNTED, State.DUPLICATE}
    # each person counts once, and everybody who was told so does
    counts = Counter(one.number_hash for one in kept.values() if one.state == State.COUNTED)
    assert set(counts.values()) == {1}
    everybody = {keys.number_hash(opened, f"{61000000000 + place}") for place in told.values()}
    assert everybody <= counts.keys() == {one.number_hash for one in kept.values()}
    assert counted(opened) == len(counts)
    # all receipts are sealed, and each once
    tasks.seal_all_receipts()
    sealed = [receipt for batch in Batch.objects.all() for receipt in receipts_in(batch.pk)]
    assert sorted(sealed) == sorted(kept)
    assert sum(Batch.objects.values_list("size", flat=True)) == len(kept)
