"""Setting aside what could not be opened, so that the outbox goes on with it and nothing else has to wait."""

from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.receipts import rules
from eroba.kernel.receipts.facts import ReceiptSetAside
from eroba.kernel.receipts.models import Receipt

State = Receipt.State


@action(may=rules.may_set_aside)
def set_aside(by: Actor, *, receipt: Receipt, problem: str) -> Done[Receipt]:
    """Hand over to the outbox what could not be opened: it is tried again for days, and people see it and why.

    The journal keeps the kind of the problem only: its words may speak of a person.
    """
    waiting = Receipt.objects.filter(pk=receipt.pk, state=State.WAITING)
    if not waiting.update(state=State.SET_ASIDE):
        return Done(receipt, subject=receipt)
    receipt.state = State.SET_ASIDE
    after = {"kind": receipt.kind, "state": receipt.state, "problem": problem.partition(":")[0]}
    told = ReceiptSetAside(None, receipt_id=receipt.pk, number=receipt.number, key=receipt.key)
    return Done(receipt, subject=receipt, after=after, facts=[told])
