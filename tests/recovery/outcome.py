"""What must hold after every death, seen from outside: the journal is whole, and every fact has arrived."""

from eroba.kernel.audit.head_check import head_flaws
from eroba.kernel.audit.sealer import journal_flaws, seal_journal, unchained_count
from eroba.kernel.outbox.models import Delivery


def journal_is_whole() -> None:
    """Chain what is left, and check the chain from its first link to its last."""
    seal_journal(thorough=True)
    assert not unchained_count()
    assert [*journal_flaws(), *head_flaws()] == []


def arrived_everywhere() -> None:
    """Nothing waits, and nothing was put aside."""
    left = Delivery.objects.exclude(state=Delivery.State.DONE)
    assert list(left.values_list("fact__name", "listener", "state", "last_problem")) == []
