"""The life of a petition, told as one test: from the first word to the destroyed key."""

import datetime as dt

import pytest
from django.core import mail
from django.test import Client
from django.utils.translation import override

from eroba.capabilities.petitions import actions, asking, intake, keys, tasks
from eroba.capabilities.petitions.actions.council import Words
from eroba.capabilities.petitions.actions.paper import LineDraft
from eroba.capabilities.petitions.models import Petition, Sheet, Signature
from eroba.capabilities.petitions.ports import RegisteredPerson, SignerRegister
from eroba.capabilities.petitions.queries import counted
from eroba.capabilities.petitions.tests.conftest import BORN, reach, signer
from eroba.kernel.actions import NotAllowed
from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.base.clock import at, today
from eroba.kernel.registry import offer

pytestmark = pytest.mark.django_db
State = Petition.State


class Register:
    """A register that knows everybody of the tests, but one who lives elsewhere."""

    def known_as(self, number: str, *, matter_number: str) -> RegisteredPerson | None:
        """Whoever is asked about."""
        code = "24" if number.endswith("05") else "61"
        return RegisteredPerson(frozenset({"ნიმუშაძე", "გამოგონილი"}), BORN, None, code)


def test_a_petition_from_the_first_word_to_the_destroyed_key(
    author, written, opened, clerk, head, sign
) -> None:
    number = opened.matter.number
    assert opened.threshold == 3 and opened.roll_count == 201 and opened.share == "1/100"
    # by a code in an e-mail, by the button in another, with an account, on paper
    sign(1)
    assert "Street lights" in Client().get(f"/en/ozurgeti/petitions/{number}/").content.decode()
    taken = intake.take_signature(opened, signer(2), reach(2, wants_news=True))
    tasks.send_codes()
    assert keys.code_for(taken) in mail.outbox[-1].subject
    intake.confirm_known(taken)
    intake.take_from_account(opened, signer(3), author.account_id)
    sheet = actions.print_sheets(clerk, petition=opened, count=1)[0]
    lines = [
        LineDraft(1, "61000000004", "ნიმუშაძე", BORN),
        LineDraft(2, "61000000001", "ნიმუშაძე", BORN),
        LineDraft(3, "61000000005", "ნიმუშაძე", BORN),
        LineDraft(4, problem="unreadable"),
    ]
    actions.enter_lines(clerk, sheet=sheet, lines=lines)
    assert counted(opened) == 3
    actions.close_sheet(clerk, sheet=Sheet.objects.get(pk=sheet.pk))
    assert counted(opened) == 5  # the first signed on paper too and counts once
    tasks.seal_all_receipts()
    tasks.announce_thresholds()
    sealed = JournalEntry.objects.get(action="petitions.seal_receipts")
    assert sealed.after["receipts"] == 6 and sealed.after["counted"] == 5
    assert not JournalEntry.objects.filter(action__contains="sign").exists()

    with at(dt.datetime.combine(today() + dt.timedelta(days=95), dt.time(9), dt.UTC)):
        tasks.end_what_is_over()
        over = Petition.objects.get(pk=opened.pk)
        assert over.state == State.VERIFYING and over.final_count == 5
        offer(SignerRegister, Register())
        check = actions.begin_check(clerk, petition=over, method="whole")
        assert asking.ask_register(clerk, check) == 0
        tasks.go_on_with_checks()
        over = Petition.objects.get(pk=opened.pk)
        assert over.state == State.REGISTERED and over.confirmed_count == 4
        referred = actions.refer_petition(head, petition=over)
        answered = actions.answer_petition(
            head, petition=referred, words=Words("განვიხილავთ", "We will discuss it")
        )
        decided = actions.note_decision(
            head, petition=answered, outcome="accepted", words=Words("დავამატებთ", "Yes")
        )
        mail.outbox.clear()
        tasks.send_letters()
        assert [one.to for one in mail.outbox] == [["signer2@example.org"]] * 2
        tasks.send_letters()
        assert len(mail.outbox) == 2
    page = Client().get(f"/en/ozurgeti/petitions/{number}/").content.decode()
    assert "We will discuss it" in page and "accepted" in page and "4 of 5" in page

    with at(dt.datetime.combine(today() + dt.timedelta(days=140), dt.time(9), dt.UTC)):
        tasks.destroy_keys()
    decided.refresh_from_db()
    assert decided.locked_key is None
    assert not Signature.objects.exclude(number_hash="", locked="", contact_locked="").exists()
    with pytest.raises(keys.KeyDestroyed):
        keys.number_hash(decided, "61000000001")


def test_whoever_may_not_reads_why(opened, author) -> None:
    with override("en"), pytest.raises(NotAllowed, match="Only the staff"):
        actions.refuse_petition(author, petition=opened, why="unclear", words="…")
    with override("en"), pytest.raises(NotAllowed, match="not at this step"):
        actions.submit_petition(author, petition=opened)


def test_another_town_does_not_see_it(opened, khobi) -> None:
    assert Client().get(f"/en/khobi/petitions/{opened.matter.number}/").status_code == 404


def test_what_was_not_opened_is_nobodys_business(written, khobi) -> None:
    assert Client().get(f"/en/ozurgeti/petitions/{written.matter.number}/").status_code == 404
