"""`kill -9` at each step while the bank confirms, the worker follows and money goes back: paid once, returned once."""

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest

from eroba.capabilities.services import actions
from eroba.capabilities.services.models import Case, Fee, Payment, Refund
from eroba.capabilities.services.queries.fees import fee_of
from eroba.capabilities.services.tests.money import approved_stall, opened, paid
from eroba.capabilities.services.tests.people import ToldRegisters, fresh
from eroba.kernel.actions import Actor, system_actor
from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.base.clock import at
from eroba.kernel.documents.models import Letter
from eroba.kernel.notify.models import Notice, Sending
from eroba.kernel.outbox.models import FactRecord
from eroba.kernel.people.ports import RegisterLookups
from eroba.kernel.registry import ports
from tests.recovery.every_step import work
from tests.recovery.outcome import arrived_everywhere, journal_is_whole
from tests.recovery.processes import told_by
from tests.recovery.short_payments import RETURNED_ON

pytestmark = pytest.mark.slow
ONCE = ("fee.paid", "decision.delivered", "refund.asked", "refund.done")
LEAST_DEATHS = {"notice": 25, "follow-up": 100, "asking": 15, "returning": 12, "news": 12}


def changes(action: str, name: str) -> list[tuple[str, str]]:
    """What the journal says an action changed, each time that it changed anything."""
    entries = JournalEntry.objects.filter(action=f"services.{action}").values_list("before", "after")
    return [
        (before.get(name, ""), after[name]) for before, after in entries if before.get(name) != after[name]
    ]


def paid_once(case: Case, payment: Payment) -> None:
    """One payment, one receipt, one letter that waited for the money, and each told once."""
    assert [(one.state, one.is_surplus) for one in Payment.objects.all()] == [(Payment.State.PAID, False)]
    assert changes("record_bank_answer", "state") == [("open", "paid")]
    receipts = case.papers.filter(key__startswith="receipt:")
    assert receipts.count() == 1 and Letter.objects.count() == 2, "the receipt and the decision, each once"
    assert case.stage == "decided"


def returned_once(case: Case, book: Path) -> None:
    """However often the bank was asked to pay back, it was asked under one key, and the fee is returned."""
    asked = book.read_text().splitlines()
    assert len(asked) > 1 and len(set(asked)) == 1, (
        "the bank was asked to pay back twice, or nobody was killed then"
    )
    assert [one.state for one in Refund.objects.all()] == [Refund.State.DONE]
    assert changes("record_refund_answer", "refund") == [("asked", "done")]
    assert JournalEntry.objects.filter(action="services.ask_refund").count() == 1
    assert fee_of(case, "place").state == Fee.State.REFUNDED


@pytest.mark.django_db(transaction=True)
def test_money_comes_once_and_goes_back_once_whoever_is_killed_when(
    applicant: Actor, clerk: Actor, head: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(ports._offered, RegisterLookups, registers := ToldRegisters())
    case = approved_stall(registers, applicant, clerk, head)
    payment, book = opened(applicant, case), tmp_path / "book"
    call = f"main({payment.reference!r}, {str(head.account_id)!r}, {str(book)!r})"
    said = told_by(f"from tests.recovery.short_payments import main; {call}")
    deaths = {line[1]: int(line[2]) for line in said if line[0] == "died"}
    assert all(deaths[name] >= least for name, least in LEAST_DEATHS.items()), deaths
    assert ["acknowledged"] in said
    # the bank says it once more, long after
    with at(RETURNED_ON + dt.timedelta(days=3)):
        actions.record_bank_answer(system_actor("bank"), payment=payment, answer=paid(payment))
        assert work()
    case = fresh(case)
    paid_once(case, payment)
    returned_once(case, book)
    told = FactRecord.objects.filter(matter_id=case.matter_id, name__in=ONCE)
    assert Counter(told.values_list("name", flat=True)) == Counter(ONCE)
    for fact in told:
        assert Notice.objects.filter(key__startswith=f"{fact.pk}:").count() <= 1, fact.name
    assert not Sending.objects.filter(sent_at=None, problem="").exists()
    arrived_everywhere()
    journal_is_whole()
