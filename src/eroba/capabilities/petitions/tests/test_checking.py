"""The check of signatures: whole or by a sample, the seed before the draw, silent registers, what an official sees."""

import datetime as dt

import pytest
from django.test import Client
from django.utils.translation import override

from eroba.capabilities.petitions import actions, asking, tasks
from eroba.capabilities.petitions.actions.paper import LineDraft
from eroba.capabilities.petitions.models import Check, Petition, Sheet, SheetLine
from eroba.capabilities.petitions.pages import settlement_rows
from eroba.capabilities.petitions.ports import RegisteredPerson, RegisterSilent, SignerRegister
from eroba.capabilities.petitions.queries import to_check
from eroba.capabilities.petitions.tests.conftest import BORN
from eroba.capabilities.petitions.verification import reason_against
from eroba.kernel.base.clock import at, today
from eroba.kernel.base.errors import BadInput, Refusal
from eroba.kernel.people.models import Account
from eroba.kernel.registry import offer

KNOWN = RegisteredPerson(frozenset({"ნიმუშაძე", "Nimushadze"}), BORN, None, "61")
TYPED = {"number": "61000000001", "family_name": "ნიმუშაძე", "birth_date": BORN.isoformat()}
DAY = dt.date(2026, 11, 1)


class Sulking:
    """A register that answers only every other question."""

    def __init__(self) -> None:
        self.asked = 0

    def known_as(self, number: str, *, matter_number: str) -> RegisteredPerson | None:
        """An answer, or none."""
        self.asked += 1
        if self.asked % 2:
            raise RegisterSilent("down")
        return KNOWN


@pytest.mark.parametrize(
    ("typed", "known", "reason"),
    [
        ({}, KNOWN, ""),
        ({"family_name": "nimushadze"}, KNOWN, ""),
        ({}, None, "unknown"),
        ({"birth_date": "1980-05-18"}, KNOWN, "other_birth"),
        ({"family_name": "სხვაძე"}, KNOWN, "other_name"),
        ({}, RegisteredPerson(KNOWN.family_names, BORN, dt.date(2026, 10, 1), "61"), "died"),
        ({}, RegisteredPerson(KNOWN.family_names, BORN, dt.date(2026, 12, 1), "61"), ""),
        ({}, RegisteredPerson(KNOWN.family_names, BORN, None, "24"), "elsewhere"),
    ],
)
def test_each_reason_is_found(typed, known, reason) -> None:
    assert reason_against({**TYPED, **typed}, known, town_code="61", signed_on=DAY) == reason


def test_whoever_is_eighteen_on_the_day_of_signing_is_old_enough() -> None:
    for born, reason in ((dt.date(2008, 11, 1), ""), (dt.date(2008, 11, 2), "too_young")):
        known = RegisteredPerson(KNOWN.family_names, born, None, "61")
        typed = {**TYPED, "birth_date": born.isoformat()}
        assert reason_against(typed, known, town_code="61", signed_on=DAY) == reason


@pytest.fixture
def over(opened, sign):
    """A petition with forty signatures whose collecting ended."""
    for place in range(40):
        sign(place)
    tasks.seal_all_receipts()
    with at(dt.datetime.combine(today() + dt.timedelta(days=95), dt.time(9), dt.UTC)):
        tasks.end_what_is_over()
        yield Petition.objects.select_related("matter").get(pk=opened.pk)


@pytest.mark.django_db
def test_the_seed_comes_after_the_list_and_before_the_draw(over, clerk) -> None:
    check = actions.begin_check(clerk, petition=over, method="sample", sample_size=30)
    assert to_check(check) == []
    with override("en"), pytest.raises(Refusal, match="not answered"):
        actions.finish_check(clerk, check=check)
    actions.publish_seed(clerk, check=check, seed="07 14 21 28 35")
    with override("en"), pytest.raises(Refusal, match="cannot be changed"):
        actions.publish_seed(clerk, check=Check.objects.get(), seed="another")
    drawn = [one.receipt_hash for one in to_check(check)]
    assert len(drawn) == 30 and drawn == [one.receipt_hash for one in to_check(Check.objects.get())]
    with override("en"), pytest.raises(Refusal, match="under way"):
        actions.begin_check(clerk, petition=over, method="whole")


@pytest.mark.django_db
def test_a_silent_register_is_asked_again_and_nothing_is_lost(over, clerk) -> None:
    offer(SignerRegister, Sulking())
    check = actions.begin_check(clerk, petition=over, method="whole")
    assert asking.ask_register(clerk, check) == 20
    with pytest.raises(Refusal):
        actions.finish_check(clerk, check=check)
    while asking.ask_register(clerk, check):
        pass
    done = actions.finish_check(clerk, check=check)
    assert (done.valid, done.at_least, done.at_most, done.result) == (40, 40, 40, "enough")


@pytest.mark.django_db
def test_a_sample_that_cannot_tell_asks_for_the_whole(over, clerk) -> None:
    Petition.objects.filter(pk=over.pk).update(threshold=39)
    over.refresh_from_db()
    offer(SignerRegister, Sulking())
    check = actions.begin_check(clerk, petition=over, method="sample", sample_size=30)
    actions.publish_seed(clerk, check=check)
    answers = {one.pk: "" if place else "unknown" for place, one in enumerate(to_check(check))}
    actions.record_answers(clerk, check=check, answers=answers)
    done = actions.finish_check(clerk, check=Check.objects.get())
    assert done.result == "unsure" and done.at_least < 39 <= done.at_most
    assert Petition.objects.get(pk=over.pk).state == "verifying"
    with pytest.raises(BadInput):
        actions.begin_check(clerk, petition=over, method="sample", sample_size=5)


@pytest.mark.django_db
def test_an_official_sees_the_line_on_paper_and_nothing_of_who_signed_online(opened, sign, clerk) -> None:
    sign(1)
    sheets = actions.print_sheets(clerk, petition=opened, count=2)
    drafts = [LineDraft(place, f"6100000000{place}", "ნიმუშაძე", BORN) for place in (1, 2)]
    actions.enter_lines(clerk, sheet=sheets[0], lines=drafts)
    actions.enter_lines(clerk, sheet=sheets[1], lines=[LineDraft(7, "61000000002", "ნიმუშაძე", BORN)])
    twin = SheetLine.objects.get(sheet=sheets[1])
    assert twin.problem == "on_paper" and twin.same_as == "1/2"
    assert not SheetLine.objects.exclude(problem="").filter(sheet=sheets[0]).exists()
    actions.enter_lines(clerk, sheet=sheets[0], lines=[LineDraft(2, problem="crossed_out")])
    actions.close_sheet(clerk, sheet=Sheet.objects.get(pk=sheets[0].pk))
    with override("en"), pytest.raises(Refusal, match="entered already"):
        actions.close_sheet(clerk, sheet=Sheet.objects.get(pk=sheets[0].pk))
    official = Client()
    official.force_login(Account.objects.get(pk=clerk.account_id))
    page = official.get(f"/en/ozurgeti/desk/petitions/{opened.matter.number}/").content.decode()
    assert "61000000001" not in page and "signer1" not in page and "ნიმუშაძე" not in page


def test_a_place_with_few_signers_hides_among_others() -> None:
    found = [(("ა", "A"), 40), (("ბ", "B"), 6), (("გ", "C"), 2)]
    with override("en"):
        assert settlement_rows(found, "en") == [("A", 40), ("elsewhere, or not said", 8)]
        assert settlement_rows([(("ა", "A"), 40), ((None, None), 9)], "en")[-1][1] == 49
