"""An app follows an application: it is told each step, signed and in order, and loses nothing while it is away."""

import datetime as dt

import pytest

from eroba.capabilities.services import actions as services
from eroba.capabilities.services.tests.people import apply, fresh
from eroba.kernel.api import actions as apps
from eroba.kernel.api.models import LetIn
from eroba.kernel.base.clock import TBILISI, at, now
from eroba.kernel.outbox.models import Delivery
from eroba.kernel.tenancy.scope import scope
from eroba.kernel.undelivered.actions import try_again
from eroba.kernel.undelivered.wording import NOT_TAKEN, reason_of
from eroba.kernel.webhooks import actions
from eroba.kernel.webhooks.models import Call, Webhook
from eroba.kernel.webhooks.tests.conftest import deliver_all, live_until

pytestmark = pytest.mark.django_db
MONDAY = dt.datetime(2026, 11, 16, 10, tzinfo=TBILISI)


@pytest.fixture
def case(made, service, answers, registers, applicant):
    """An application that was sent after the app was set up."""
    registers.values = {"civil": {"given_name": "ნინო"}, "social": {"score": 50000}}
    return apply(applicant, service, answers)


def test_each_step_is_told_once_signed_and_in_order(made, case, clerk, courier):
    services.accept_as_complete(clerk, case=case, edition=case.edition)
    services.write_note(clerk, case=fresh(case), text="for colleagues only")
    deliver_all()
    told = courier.told()
    names = [one["type"] for one in told]
    assert [name for name in names if name.startswith("application.")][:2] == [
        "application.received",
        "application.complete",
    ]
    assert "application.note_written" not in names and "application.looked_at" not in names
    assert sorted(one["data"]["sequence"] for one in told) == list(range(1, len(told) + 1))
    first = next(one["data"] for one in told if one["type"] == "application.received")
    assert first["matter"]["number"] == case.matter.number and first["town"] == "ozurgeti"
    assert "“" in first["sentence"]["en"] and "„" in first["sentence"]["ka"]
    assert courier.all_are_genuine(made.secret)
    deliver_all()
    assert len(courier.brought) == len(told) == len(set(courier.names()))
    assert not Call.objects.filter(taken_at__isnull=True).exists()


def test_no_name_and_no_answer_is_told(case, courier, resident):
    deliver_all()
    words = b"".join(body for _headers, body in courier.brought).decode()
    assert courier.brought and resident.given_name not in words and "GE29" not in words


def test_a_receiver_down_for_a_day_loses_nothing_and_gets_nothing_twice(made, courier, request):
    with at(MONDAY):
        courier.refuses_with = 503
        request.getfixturevalue("case")
        live_until(MONDAY + dt.timedelta(hours=24))
        made.webhook.refresh_from_db()
        assert made.webhook.silent_since is not None and "503" in made.webhook.silent_because
        waiting = Call.objects.filter(taken_at__isnull=True).count()
        assert waiting >= 2 and not courier.brought
        assert courier.asked_count < 24 * 60, "whoever does not answer is not asked for each thing"
        courier.refuses_with = None
        live_until(MONDAY + dt.timedelta(hours=26))
    assert len(courier.names()) == waiting == len(set(courier.names()))
    assert {one["data"]["sequence"] for one in courier.told()} == set(range(1, waiting + 1))
    made.webhook.refresh_from_db()
    assert made.webhook.silent_since is None
    assert not Delivery.objects.filter(listener="webhooks.on_call_queued").exclude(state="done").exists()


def test_what_was_not_taken_in_five_days_stands_at_the_desk_and_can_be_sent(made, case, head, courier):
    courier.refuses_with = 500
    live_until(now() + dt.timedelta(days=7))
    dead = Delivery.objects.filter(listener="webhooks.on_call_queued", state="dead")
    assert dead.count() == Call.objects.count() > 0
    assert reason_of(dead[0].last_problem) is NOT_TAKEN
    courier.refuses_with = None
    name = Call.objects.order_by("number").first().name
    with at(now() + dt.timedelta(days=8)):
        for one in dead:
            try_again(head, delivery=one)
        deliver_all()
    assert name in courier.names() and not dead.all().exists()


def test_an_answer_lost_on_the_way_brings_the_same_call_again(made, case, courier):
    courier.loses_answers = True
    deliver_all()
    courier.loses_answers = False
    live_until(now() + dt.timedelta(hours=2))
    again = [name for name in set(courier.names()) if courier.names().count(name) > 1]
    assert again, "it was not tried again"
    bodies = {body for headers, body in courier.brought if headers["webhook-id"] == again[0]}
    assert len(bodies) == 1, "the words changed under the same name"


def test_whoever_shuts_the_app_out_is_not_told_of_any_more(made, case, applicant, courier):
    courier.refuses_with = 503
    deliver_all()
    apps.shut_out(applicant, let_in=LetIn.objects.get())
    courier.refuses_with = None
    live_until(now() + dt.timedelta(hours=2))
    assert not courier.brought
    calls = Call.objects.all()
    assert calls and all(call.withheld_at and not call.body for call in calls)


def test_without_leave_an_app_hears_nothing_of_an_application(
    head,
    courier,
    applicant,
    service,
    answers,
    registers,
    portal,
):
    apps.shut_out(applicant, let_in=LetIn.objects.get())
    actions.make_webhook(head, app=portal, address="https://portal.example/", rooms=[])
    apply(applicant, service, answers)
    deliver_all()
    assert not courier.brought and not Call.objects.exists()


def test_it_is_told_only_of_what_it_asked_for(head, portal, courier, applicant, service, answers, registers):
    actions.make_webhook(head, app=portal, address="https://portal.example/", rooms=["clocks"])
    apply(applicant, service, answers)
    deliver_all()
    assert not [one for one in courier.told() if one["type"].startswith("application.")]


def test_an_address_that_is_no_more_is_switched_off_and_what_waits_is_kept(made, case, head, courier):
    courier.refuses_with = 410
    deliver_all()
    made.webhook.refresh_from_db()
    assert not made.webhook.is_on and "410" in made.webhook.off_because
    asked = courier.asked_count
    live_until(now() + dt.timedelta(hours=3))
    assert courier.asked_count == asked
    courier.refuses_with = None
    actions.switch_webhook_on(head, webhook=made.webhook)
    live_until(now() + dt.timedelta(hours=5))
    assert len(courier.brought) == Call.objects.count()


def test_a_new_secret_and_the_old_one_are_both_good_for_a_day(made, case, head, courier):
    newer = actions.change_secret(head, webhook=made.webhook)
    deliver_all()
    assert courier.all_are_genuine(made.secret) and courier.all_are_genuine(newer.secret)
    courier.brought.clear()
    with at(now() + dt.timedelta(hours=25)):
        actions.try_webhook(head, webhook=made.webhook)
        deliver_all()
        assert courier.all_are_genuine(newer.secret) and not courier.all_are_genuine(made.secret)


def test_what_was_told_can_be_told_again_under_the_same_names(made, case, head, courier):
    deliver_all()
    first = sorted(courier.names())
    courier.brought.clear()
    actions.tell_again(head, webhook=made.webhook, since=now() - dt.timedelta(hours=1))
    deliver_all()
    assert sorted(courier.names()) == first


def test_the_other_town_hears_nothing(made, case, khobi, courier):
    with scope(khobi):
        assert not Webhook.objects.exists() and not Call.objects.exists()


def test_secrets_do_not_lie_open(made):
    kept = Webhook.objects.values_list("secret_locked", flat=True).get()
    assert made.secret.removeprefix("whsec_") not in kept


def test_without_any_webhook_nothing_more_is_written(applicant, service, answers, registers, courier):
    apply(applicant, service, answers)
    assert not Delivery.objects.filter(listener="webhooks.on_anything").exists()
