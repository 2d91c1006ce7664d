"""Who may have something tried again or give it up, and what is refused."""

import datetime as dt

import pytest

from eroba.kernel.actions import Actor, NotAllowed
from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.base.canonical import fingerprint
from eroba.kernel.base.clock import now
from eroba.kernel.base.errors import BadInput
from eroba.kernel.matters.numbering import open_matter
from eroba.kernel.outbox.models import Delivery, FactRecord
from eroba.kernel.tenancy.scope import scope
from eroba.kernel.undelivered import rules
from eroba.kernel.undelivered.actions import give_up, try_again, try_all_again
from eroba.kernel.undelivered.queries import undelivered
from eroba.kernel.undelivered.tests.failing import MAIL, one_that_failed

pytestmark = pytest.mark.django_db


def test_a_clerk_and_a_resident_may_not(clerk, applicant):
    delivery = one_that_failed()
    for by in (clerk, applicant, Actor()):
        with pytest.raises(NotAllowed):
            try_again(by, delivery=delivery)
        with pytest.raises(NotAllowed):
            try_all_again(by, listener=MAIL, fact_name="notice.written")
        with pytest.raises(NotAllowed):
            give_up(by, delivery=delivery, reason="no")
    assert Delivery.objects.get().state == "dead"


def test_an_auditor_sees_and_leaves_it_alone(in_ozurgeti):
    auditor = Actor(roles=frozenset({"auditor"}))
    assert rules.may_see_undelivered(auditor) and not rules.may_try_all_again(auditor)


def test_what_has_arrived_is_left_alone(head):
    delivery = one_that_failed(state="done")
    with pytest.raises(NotAllowed):
        try_again(head, delivery=delivery)
    with pytest.raises(NotAllowed):
        give_up(head, delivery=delivery, reason="too late")


def test_what_is_being_tried_at_this_moment_is_left_alone(head):
    delivery = one_that_failed(state="waiting")
    Delivery.objects.update(leased_until=now() + dt.timedelta(minutes=1))
    with pytest.raises(NotAllowed, match="სწორედ ახლა"):
        give_up(head, delivery=delivery, reason="it takes too long")
    Delivery.objects.update(leased_until=now() - dt.timedelta(minutes=1))
    give_up(head, delivery=Delivery.objects.get(), reason="it takes too long")


def test_giving_up_needs_a_reason_and_can_be_undone(head):
    matter = open_matter(kind="case", prefix="SOC", title_ka="დახმარება", title_en="Assistance", state="new")
    delivery = one_that_failed(matter_id=matter.pk)
    with pytest.raises(BadInput):
        give_up(head, delivery=delivery, reason="  ")
    give_up(head, delivery=delivery, reason="handed over")
    with pytest.raises(NotAllowed):
        give_up(head, delivery=delivery, reason="again")
    entry = JournalEntry.objects.get(action="undelivered.give_up")
    assert entry.subject_number == matter.number
    assert entry.after["reason_fingerprint"] == fingerprint("handed over")
    told = FactRecord.objects.get(name="delivery.given_up")
    assert told.matter_id == matter.pk and told.shown_to == "staff"
    try_again(head, delivery=delivery)
    assert (delivery.state, delivery.given_up_because) == ("waiting", "")


def test_all_of_a_kind_leaves_other_kinds_and_towns_alone(head, khobi):
    mine, other = one_that_failed(), one_that_failed(listener="services.on_appeal")
    with scope(khobi):
        theirs = one_that_failed()
    assert try_all_again(head, listener=MAIL, fact_name="notice.written") == 1
    states = {}
    for town in (head_town(), khobi):
        with scope(town):
            states |= dict(Delivery.objects.values_list("pk", "state"))
    assert (states[mine.pk], states[other.pk], states[theirs.pk]) == ("waiting", "dead", "dead")


def head_town():
    from eroba.kernel.tenancy.scope import current_municipality

    return current_municipality()


def test_what_waits_for_its_first_attempt_is_no_failure(in_ozurgeti):
    one_that_failed(state="waiting", attempts=0, problem="")
    one_that_failed(state="waiting", attempts=1, problem="")
    failed = one_that_failed(state="waiting", attempts=1)
    died = one_that_failed(state="waiting", attempts=2, problem="")
    assert set(undelivered()) == {failed, died}
