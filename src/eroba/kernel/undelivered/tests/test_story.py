"""A mail server that is down too long, from the first failure to the message that arrives after all."""

import pytest
from django.core.mail import EmailMultiAlternatives

from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.base.clock import now
from eroba.kernel.notify.actions import notify_person
from eroba.kernel.outbox.deliver import deliver_due
from eroba.kernel.outbox.models import Delivery
from eroba.kernel.outbox.patience import patience
from eroba.kernel.undelivered.actions import give_up, try_again, try_all_again
from eroba.kernel.undelivered.queries import counts_by_standing, kinds_undelivered


def fail_until_dead():
    while Delivery.objects.filter(state="waiting").exists():
        Delivery.objects.filter(state="waiting").update(next_at=now())
        deliver_due()


def down(*args, **kwargs):
    """A mail server that does not answer."""
    raise ConnectionRefusedError("[Errno 111] Connection refused")


@pytest.mark.django_db
def test_a_message_is_tried_dies_is_tried_anew_and_arrives(resident, head, monkeypatch, mailoutbox):
    monkeypatch.setattr(EmailMultiAlternatives, "send", down)
    monkeypatch.setattr(
        "eroba.kernel.outbox.deliver.patience", lambda: type(patience())(patience().pauses[:2])
    )
    for number in range(3):
        notify_person(resident, key=f"case-{number}", subject="s", body="b")
    fail_until_dead()
    assert counts_by_standing() == {"dead": 3, "waiting": 0, "given_up": 0}
    (kind,) = kinds_undelivered()
    assert (kind.listener, kind.fact_name, kind.count) == ("notify.send_by_email", "notice.written", 3)

    first, second, third = Delivery.objects.filter(state="dead").order_by("id")
    give_up(head, delivery=third, reason="  Nino read it at the counter. ")
    try_again(head, delivery=first)
    deliver_due()
    first.refresh_from_db()
    assert first.state == "waiting" and first.attempts == 4, "it begins anew, and is not dead at once"

    monkeypatch.undo()
    assert try_all_again(head, listener=kind.listener, fact_name=kind.fact_name) == 2
    assert deliver_due() == 2 and len(mailoutbox) == 2
    third.refresh_from_db()
    assert (third.state, third.given_up_because) == ("given_up", "Nino read it at the counter.")
    assert counts_by_standing() == {"dead": 0, "waiting": 0, "given_up": 1}

    acts = JournalEntry.objects.filter(action__startswith="undelivered.").order_by("id")
    assert [act.action.partition(".")[2] for act in acts] == ["give_up", "try_again", "try_all_again"]
    assert acts[2].after["count"] == 2 and set(acts[2].after["deliveries"]) == {str(first.pk), str(second.pk)}
    assert not any("Nino" in str(act.after) for act in acts), "a reason may speak of a person"
