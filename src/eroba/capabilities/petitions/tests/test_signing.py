"""Signing: codes and how often they can be tried, one person once on every way, what is held back, and receipts."""

import datetime as dt
import threading

import pytest
from django.db import connection
from django.test import Client
from django.utils.translation import override

from eroba.capabilities.petitions import actions, intake, keys, tasks, tokens
from eroba.capabilities.petitions.actions.guarding import InCommon
from eroba.capabilities.petitions.models import Batch, Invalidation, Petition, Signature
from eroba.capabilities.petitions.queries import counted, counted_receipts, receipts_in
from eroba.capabilities.petitions.tests.conftest import reach, signer
from eroba.kernel.actions import NotAllowed
from eroba.kernel.audit.merkle import inclusion_proof, is_included
from eroba.kernel.base.clock import at, today
from eroba.kernel.base.errors import BadInput
from eroba.kernel.tenancy.scope import scope

pytestmark = pytest.mark.django_db
State = Signature.State


def test_a_code_tried_a_thousand_times_is_tried_five_times(opened) -> None:
    taken = intake.take_signature(opened, signer(1), reach(1))
    right, refused = keys.code_for(taken), {BadInput: 0, intake.TooManyTries: 0}
    for guess in range(1000):
        code = f"{(int(right) + 1 + guess) % 10**6:06d}"
        try:
            intake.confirm(Signature.objects.get(pk=taken.pk), code)
        except (BadInput, intake.TooManyTries) as problem:
            refused[type(problem)] += 1
    assert refused == {BadInput: 5, intake.TooManyTries: 995}
    with pytest.raises(intake.TooManyTries):
        intake.confirm(Signature.objects.get(pk=taken.pk), right)
    intake.send_code_again(taken)
    again = Signature.objects.select_related("petition").get(pk=taken.pk)
    assert keys.code_for(again) != right
    assert intake.confirm(again, keys.code_for(again)).state == State.COUNTED


def test_only_so_many_codes_are_sent(opened) -> None:
    taken = intake.take_signature(opened, signer(1), reach(1))
    for _again in range(intake.MOST_CODES - 1):
        intake.send_code_again(taken)
    with pytest.raises(intake.TooManyTries):
        intake.send_code_again(taken)


def test_the_same_person_counts_once_and_nobody_learns_who_signed_before(opened, sign) -> None:
    assert sign(1).state == State.COUNTED
    second = intake.take_signature(opened, signer(1), reach(2))
    assert intake.confirm(second, keys.code_for(second)).state == State.DUPLICATE
    assert counted(opened) == 1
    # both get a receipt, and the page says the same of both
    tasks.seal_all_receipts()
    assert Batch.objects.get().size == 2
    pages = [_checked(one) for one in Signature.objects.all()]
    assert all("The signature is there" in page for page in pages)


def test_a_surer_way_of_signing_takes_the_place_of_a_less_sure_one(opened, sign, author) -> None:
    by_code = sign(1)
    intake.take_from_account(opened, signer(1), author.account_id)
    by_code.refresh_from_db()
    assert by_code.state == State.DUPLICATE and counted(opened) == 1
    third = intake.take_signature(opened, signer(1), reach(3))
    assert intake.confirm(third, keys.code_for(third)).state == State.DUPLICATE


def test_one_second_after_the_last_day_nobody_signs(opened, sign) -> None:
    waiting = intake.take_signature(opened, signer(2), reach(2))
    over = Petition.objects.get(pk=opened.pk)
    with at(dt.datetime.combine(today() + dt.timedelta(days=91), dt.time(0, 0, 1))):
        for act in (
            lambda: intake.take_signature(over, signer(3), reach(3)),
            lambda: intake.confirm(waiting, keys.code_for(waiting)),
        ):
            with override("en"), pytest.raises(NotAllowed, match="not open for signatures"):
                act()


def test_too_many_from_one_address_are_held_back_in_silence_and_can_be_released(opened, clerk) -> None:
    for place in range(8):
        taken = intake.take_signature(opened, signer(place), reach(place, address="198.51.100.7"))
        intake.confirm(taken, keys.code_for(taken))
    assert counted(opened) == intake.MOST_FROM_ADDRESS
    held = Signature.objects.filter(state=State.HELD)
    assert held.count() == 3 and all(one.receipt_hash for one in held)
    assert actions.release_held(clerk, petition=opened, because="A school signed together.") == 3
    assert counted(opened) == 8


def test_a_letterbox_is_the_same_however_it_is_written() -> None:
    assert keys.contact_hash("N.ino+petition@GoogleMail.com") == keys.contact_hash("nino@gmail.com")
    assert keys.contact_hash("a.b@example.org") != keys.contact_hash("ab@example.org")


def test_a_fourth_signature_from_one_letterbox_is_held_back(opened) -> None:
    for place in range(4):
        taken = intake.take_signature(
            opened, signer(place), reach(place, contact=f"home+{place}@example.org")
        )
        intake.confirm(taken, keys.code_for(taken))
    assert counted(opened) == 3


def test_striking_out_is_looked_at_first_done_and_taken_back(opened, sign, clerk, head) -> None:
    for place in range(4):
        sign(place)
    in_common = InCommon(contact="signer1@example.org")
    assert in_common.found(opened).count() == 1 and counted(opened) == 4
    struck = actions.strike_out(clerk, petition=opened, in_common=in_common, because="A program signed.")
    assert struck.struck_count == 1 and counted(opened) == 3
    sign(1)  # the person signs once more meanwhile
    actions.undo_striking(head, invalidation=Invalidation.objects.get())
    assert counted(opened) == 4
    with pytest.raises(BadInput):
        InCommon().found(opened)


def test_a_receipt_proves_that_a_signature_is_in_the_sealed_batch(opened, sign) -> None:
    signed = [sign(place) for place in range(7)]
    tasks.seal_all_receipts()
    batch = Batch.objects.get()
    leaves = [one.encode() for one in receipts_in(batch.pk)]
    for one in signed:
        place = leaves.index(keys.receipt_hash(keys.receipt_of(one.pk)).encode())
        proof = inclusion_proof(leaves, place)
        assert is_included(leaves[place], place, batch.size, proof, bytes.fromhex(batch.root))
    assert len(counted_receipts(opened)) == counted(opened) == 7
    tasks.seal_all_receipts()
    assert Batch.objects.count() == 1
    assert keys.read_receipt(keys.receipt_of(signed[0].pk).lower().replace("-", " ")) != ""
    wrong = Client().post("/en/ozurgeti/petitions/receipt/", {"receipt": "AAAAA-AAAAA-AAAAA-AAAAA"})
    assert wrong.status_code == 422


def test_a_link_opened_by_a_program_confirms_nothing(opened) -> None:
    taken = intake.take_signature(opened, signer(1), reach(1))
    address = f"/en/ozurgeti/petitions/confirm/{tokens.confirm_token(taken)}/"
    assert Client().get(address).status_code == 200
    assert Client().head(address).status_code == 200
    taken.refresh_from_db()
    assert taken.state == State.WAITING
    assert Client().post(address).status_code == 302
    taken.refresh_from_db()
    assert taken.state == State.COUNTED


def test_nothing_readable_is_stored_of_a_signer(opened) -> None:
    taken = intake.take_signature(opened, signer(1), reach(1, address="198.51.100.7"))
    stored = str(Signature.objects.filter(pk=taken.pk).values().get())
    for said in ("61000000001", "ნიმუშაძე", "1980", "signer1@", "198.51.100.7", keys.code_for(taken)):
        assert said not in stored
    assert "61000000001" not in repr(signer(1)) and "signer1@" not in repr(reach(1))


@pytest.mark.django_db(transaction=True)
def test_many_confirm_the_same_person_at_the_same_moment(opened, in_ozurgeti) -> None:
    taken = [intake.take_signature(opened, signer(1), reach(place)) for place in range(6)]

    def confirm(one: Signature) -> None:
        with scope(in_ozurgeti):
            intake.confirm(one, keys.code_for(one))
        connection.close()

    threads = [threading.Thread(target=confirm, args=[one]) for one in taken]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counted(opened) == 1
    assert Signature.objects.filter(state=State.DUPLICATE).count() == 5


def _checked(signature: Signature) -> str:
    receipt = keys.receipt_of(signature.pk)
    return Client().post("/en/ozurgeti/petitions/receipt/", {"receipt": receipt}).content.decode()
