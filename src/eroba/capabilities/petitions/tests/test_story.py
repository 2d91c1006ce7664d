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
from eroba.kernel.actions import Actor, NotAllowed
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


def later(days: int) -> dt.datetime:
    """A morning so many days from now."""
    return dt.datetime.combine(today() + dt.timedelta(days=days), dt.time(9), dt.UTC)


def sign_on_every_way(opened: Petition, author: Actor, clerk: Actor) -> None:
    """By a code, by the button behind a link, with an account; and on paper, one of them for the second time."""
    first = intake.take_signature(opened, signer(1), reach(1))
    tasks.send_codes()
    assert keys.code_for(first) in mail.outbox[-1].subject
    intake.confirm(first, keys.code_for(first))
    intake.confirm_known(intake.take_signature(opened, signer(2), reach(2, wants_news=True)))
    intake.take_from_account(opened, signer(3), author.account_id)
    sheet = actions.print_sheets(clerk, petition=opened, count=1)[0]
    lines = [
        LineDraft(place, f"6100000000{who}", "ნიმუშაძე", BORN)
        for place, who in ((1, 4), (2, 1), (3, 5), (5, 6), (6, 7))
    ]
    actions.enter_lines(clerk, sheet=sheet, lines=[*lines, LineDraft(4, problem="unreadable")])
    assert counted(opened) == 3
    actions.close_sheet(clerk, sheet=Sheet.objects.get(pk=sheet.pk))


def go_through_the_council(petition: Petition, head: Actor) -> Petition:
    """Handed over, answered, decided; whoever asked for news gets two letters, and no third."""
    referred = actions.refer_petition(head, petition=petition)
    words = Words("განვიხილავთ", "We will discuss it")
    answered = actions.answer_petition(head, petition=referred, words=words)
    decided = actions.note_decision(
        head, petition=answered, outcome="accepted", words=Words("დავამატებთ", "Yes")
    )
    mail.outbox.clear()
    tasks.send_letters()
    tasks.send_letters()
    assert [one.to for one in mail.outbox] == [["signer2@example.org"]] * 2
    return decided


def test_a_petition_from_the_first_word_to_the_destroyed_key(author, opened, clerk, head) -> None:
    assert opened.threshold == 3 and opened.roll_count == 201 and opened.share == "1/100"
    sign_on_every_way(opened, author, clerk)
    assert counted(opened) == 7
    tasks.seal_all_receipts()
    tasks.announce_thresholds()
    sealed = JournalEntry.objects.get(action="petitions.seal_receipts")
    assert sealed.after["receipts"] == 8 and sealed.after["counted"] == 7
    with at(later(95)):
        tasks.end_what_is_over()
        over = Petition.objects.get(pk=opened.pk)
        assert over.state == State.VERIFYING and over.final_count == 7
        offer(SignerRegister, Register())
        check = actions.begin_check(clerk, petition=over, method="whole")
        assert asking.ask_register(clerk, check) == 0
        tasks.go_on_with_checks()
        over = Petition.objects.get(pk=opened.pk)
        assert over.state == State.REGISTERED and over.confirmed_count == 6
        decided = go_through_the_council(over, head)
    page = Client().get(f"/en/ozurgeti/petitions/{opened.matter.number}/").content.decode()
    assert "We will discuss it" in page and "accepted" in page and "6 of 7" in page
    with at(later(140)):
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
