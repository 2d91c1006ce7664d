"""What ends a petition without anybody's will, what stays hidden of a refusal, and what paper does not give away."""

import datetime as dt

import pytest
from django.test import Client

from eroba.capabilities.petitions import actions, tasks
from eroba.capabilities.petitions.actions import collecting
from eroba.capabilities.petitions.actions.paper import LineDraft
from eroba.capabilities.petitions.models import Batch, Petition, Sheet, Signature, TownRule
from eroba.capabilities.petitions.queries import counted, receipts_in
from eroba.capabilities.petitions.tests.conftest import BORN, TEXT
from eroba.kernel.audit.merkle import root_of
from eroba.kernel.base.clock import at, today
from eroba.kernel.outbox.models import FactRecord
from eroba.kernel.people.models import Body, Term

pytestmark = pytest.mark.django_db
State = Petition.State


def later(days: int) -> dt.datetime:
    """A morning so many days from now."""
    return dt.datetime.combine(today() + dt.timedelta(days=days), dt.time(9), dt.UTC)


@pytest.fixture
def term(opened) -> Term:
    """A council whose term ends in ten days."""
    council = Body.objects.create(code="council", kind="council", name_ka="საკრებულო", founded_on=today())
    return Term.objects.create(
        body=council,
        number=1,
        from_on=today() - dt.timedelta(days=1000),
        until_on=today() + dt.timedelta(days=10),
    )


def put_rule(at_term_end: str) -> None:
    """The town's rule, from today on."""
    TownRule.objects.create(
        valid_from=today(), part=1, of=100, basis_ka="წესი", collecting_days=90, at_term_end=at_term_end
    )


def test_the_end_of_a_term_ends_open_petitions_even_when_it_is_seen_days_later(opened, sign, term) -> None:
    put_rule("close")
    sign(1)
    with at(later(10)):
        assert tasks.see_end_of_term() == 0  # its last day
    with at(later(14)):
        assert tasks.see_end_of_term() == 1
        assert tasks.see_end_of_term() == 0
    opened.refresh_from_db()
    assert (opened.state, opened.final_count) == (State.ENDED, 1)
    assert opened.key_ends_on == opened.closed_on + dt.timedelta(days=30)


def test_where_the_rule_says_so_petitions_go_on_once_for_each_term(opened, term) -> None:
    put_rule("carry_over")
    with at(later(13)):
        assert [tasks.see_end_of_term() for _minute in range(3)] == [1, 0, 0]
    with at(later(14)):
        assert tasks.see_end_of_term() == 0
    opened.refresh_from_db()
    assert opened.state == State.COLLECTING and opened.carried_over_on == today() + dt.timedelta(days=13)
    assert FactRecord.objects.filter(name="petition.carried_over").count() == 1


def test_a_petition_opened_for_the_next_council_is_left_alone(opened, term) -> None:
    put_rule("close")
    Petition.objects.filter(pk=opened.pk).update(opened_on=term.until_on + dt.timedelta(days=1))
    with at(later(12)):
        assert tasks.see_end_of_term() == 0


@pytest.mark.parametrize(("why", "is_hidden"), [("insult", True), ("unclear", False)])
def test_what_a_refusal_hides_is_nowhere(written, author, clerk, why: str, is_hidden: bool) -> None:
    handed_in = actions.submit_petition(author, petition=written)
    actions.refuse_petition(clerk, petition=handed_in, why=why, words="ეს სიტყვები")
    number, browser = written.matter.number, Client()
    base = "/ka/ozurgeti/petitions"
    page = browser.get(f"{base}/{number}/")
    assert page.status_code == 200 and number in page.content.decode()
    addresses = [
        f"{base}/",
        f"{base}/?q=განათება",
        f"{base}/similar/?title_ka=გზის განათება ბახვში",
        "/ka/ozurgeti/",
    ]
    addresses += [f"{base}/{name}" for name in ("petitions.csv", "petitions.json")]
    addresses += [f"{base}/{number}/{name}" for name in ("petition.json", "receipts.json", "days.csv")]
    everywhere = [page, *map(browser.get, addresses)]
    told = "".join(one.content.decode() for one in everywhere if one.status_code == 200)
    assert (TEXT.demand in told or TEXT.title_ka in told) is not is_hidden
    assert ("ეს სიტყვები" in told) is not is_hidden


def test_a_sheet_of_one_line_does_not_tell_whether_its_signer_signed_online(opened, sign, clerk) -> None:
    for place in (1, 2):
        sign(place)
    sheets = actions.print_sheets(clerk, petition=opened, count=4)

    def close(sheet: Sheet, *places: int) -> int:
        drafts = [
            LineDraft(n, f"{61000000000 + place}", "ნიმუშაძე", BORN) for n, place in enumerate(places, 1)
        ]
        actions.enter_lines(clerk, sheet=sheet, lines=drafts)
        actions.close_sheet(clerk, sheet=Sheet.objects.get(pk=sheet.pk))
        return counted(opened)

    # the one had signed online and the other had not: the count says nothing of either
    assert close(sheets[0], 1) == close(sheets[1], 11) == 2
    assert close(sheets[2], 12, 13) == 2
    # the fifth line brings all
    assert close(sheets[3], 14) == 6
    last = actions.print_sheets(clerk, petition=opened, count=1)[0]
    assert close(last, 15) == 6
    with at(later(95)):
        tasks.end_what_is_over()
    assert Petition.objects.get(pk=opened.pk).final_count == 7
    assert Signature.objects.filter(state="counted").exclude(receipt_hash="").count() == 7


def test_whoever_is_confirmed_while_receipts_are_sealed_waits_for_the_next_batch(
    opened, sign, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in range(5):
        sign(place)

    def slowly(receipts: list[bytes]) -> bytes:
        for place in range(20, 26):
            sign(place)
        return root_of(receipts)

    monkeypatch.setattr(collecting, "root_of", slowly)
    tasks.seal_all_receipts()
    batch = Batch.objects.get()
    sealed = receipts_in(batch.pk)
    assert (batch.size, len(sealed)) == (5, 5)
    assert root_of([one.encode() for one in sealed]).hex() == batch.root
    monkeypatch.undo()
    tasks.seal_all_receipts()
    assert [one.size for one in Batch.objects.order_by("number")] == [5, 6]
