"""How long the outbox tries: through a weekend and a holiday without a mail server, and not for ever."""

import datetime as dt

import pytest
from django.test import override_settings

from eroba.kernel.base.clock import at, now
from eroba.kernel.outbox.deliver import LEASE, deliver_due
from eroba.kernel.outbox.models import Delivery, FactRecord
from eroba.kernel.outbox.patience import NotASchedule, Patience, patience, read_patience
from eroba.kernel.outbox.problems import described
from eroba.kernel.registry import Capability, shelf

SMTP_SILENT = "the mail server is down"
FRIDAY_EVENING = dt.datetime(2026, 4, 10, 18, 0, tzinfo=dt.UTC)
heard = []


def on_notice(fact, delivery):
    heard.append(delivery.key)
    if len(heard) < on_notice.works_from:
        raise ConnectionRefusedError(SMTP_SILENT)


@pytest.fixture
def waiting(in_ozurgeti, monkeypatch):
    """A notice on its way to a listener that fails until it is told otherwise."""
    heard.clear()
    on_notice.works_from = 10**9
    monkeypatch.setattr(shelf, "listeners_of", lambda name: [("test.on_notice", on_notice)])
    monkeypatch.setattr("eroba.kernel.outbox.deliver.listeners_of", shelf.listeners_of)
    with at(FRIDAY_EVENING):
        record = FactRecord(
            name="notice.written",
            shown_to="staff",
            payload={"notice_id": "00000000-0000-7000-8000-000000000000"},
        )
        record.save(force_insert=True)
        return Delivery.objects.create(fact=record, listener="test.on_notice")


def go_on(delivery, *, until):
    """Lets the worker look whenever something is due, until a moment or the end."""
    moment = FRIDAY_EVENING
    while moment <= until and delivery.state == Delivery.State.WAITING:
        with at(moment):
            deliver_due()
        delivery.refresh_from_db()
        moment = max(delivery.next_at, moment + dt.timedelta(seconds=1))
    return moment


def test_the_schedule_outlasts_easter_and_stays_near():
    assert patience().lasts >= dt.timedelta(days=5), "RFC 5321, 4.5.4.1"
    assert max(patience().pauses) <= dt.timedelta(hours=1), "who is back should not wait half a day for mail"
    assert patience().pauses[0] <= dt.timedelta(seconds=30)
    assert list(patience().pauses) == sorted(patience().pauses)


@pytest.mark.django_db
def test_a_mail_server_that_is_down_over_easter_loses_nothing(waiting):
    tuesday = dt.datetime(2026, 4, 14, 6, 0, tzinfo=dt.UTC)
    go_on(waiting, until=tuesday)
    assert waiting.state == Delivery.State.WAITING and waiting.attempts > 80
    on_notice.works_from = len(heard) + 1
    arrived_at = go_on(waiting, until=tuesday + dt.timedelta(hours=2))
    assert waiting.state == Delivery.State.DONE and arrived_at - tuesday < dt.timedelta(hours=1, minutes=5)
    assert len(set(heard)) == 1


@pytest.mark.django_db
def test_it_is_not_tried_for_ever(waiting):
    ended_at = go_on(waiting, until=FRIDAY_EVENING + dt.timedelta(days=30))
    assert waiting.state == Delivery.State.DEAD and waiting.attempts == patience().most_attempts == len(heard)
    assert dt.timedelta(days=5) < ended_at - FRIDAY_EVENING < dt.timedelta(days=6)
    assert SMTP_SILENT in waiting.last_problem


@pytest.mark.django_db
def test_what_kills_the_worker_each_time_ends_with_somebody_looking(waiting):
    Delivery.objects.update(attempts=patience().most_attempts, leased_until=FRIDAY_EVENING)
    with at(FRIDAY_EVENING + LEASE):
        assert deliver_due() == 0
    waiting.refresh_from_db()
    assert waiting.state == Delivery.State.DEAD and "WorkerDied" in waiting.last_problem and not heard


@pytest.mark.django_db
def test_what_is_tried_anew_is_tried_as_long_as_something_new(waiting):
    many = patience().most_attempts
    Delivery.objects.update(attempts=many, attempts_before=many, next_at=now())
    deliver_due()
    waiting.refresh_from_db()
    assert waiting.state == Delivery.State.WAITING and waiting.attempts == many + 1


def test_a_town_may_have_its_own_pauses(tmp_path):
    file = tmp_path / "retries.yaml"
    file.write_text("- {times: 2, pause_seconds: 5}\n- {times: 1, pause_seconds: 60}\n")
    expected = Patience(tuple(dt.timedelta(seconds=s) for s in (5, 5, 60)))
    assert read_patience(file) == expected
    patience.cache_clear()
    with override_settings(RETRIES_FILE=str(file)):
        assert patience() == expected
    patience.cache_clear()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "5",
        "- {times: 2}",
        "- {times: 0, pause_seconds: 5}",
        "- {times: 2, pause_seconds: soon}",
        "- [",
    ],
)
def test_a_file_that_makes_no_sense_is_refused(tmp_path, text):
    file = tmp_path / "retries.yaml"
    file.write_text(text)
    with pytest.raises(NotASchedule, match=r"retries\.yaml"):
        read_patience(file)


def test_what_is_kept_of_an_error_names_nobody():
    said = described(ValueError("550 nino@example.org 01001012345 GE29NB0000000101904917 order 42"))
    assert said == "ValueError: 550 …@example.org … GE… order 42"


def test_the_shelf_is_as_it_was():
    assert isinstance(Capability(name="x", title="x"), Capability) and shelf.listeners_of("notice.written")
