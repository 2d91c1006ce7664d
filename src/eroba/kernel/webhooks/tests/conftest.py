"""An app that a resident let in, the courier of the tests, and a webhook between them."""

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from eroba.capabilities.services.tests.conftest import (  # noqa: F401
    answers,
    assistance_folder,
    registers,
    service,
)
from eroba.kernel.actions import Actor
from eroba.kernel.api.actions import let_in
from eroba.kernel.api.models import App
from eroba.kernel.api.tests.conftest import READ, register
from eroba.kernel.base.clock import at, now
from eroba.kernel.outbox.deliver import deliver_due
from eroba.kernel.outbox.models import Delivery
from eroba.kernel.registry import ports
from eroba.kernel.webhooks import tasks
from eroba.kernel.webhooks.actions import Made, make_webhook
from eroba.kernel.webhooks.ports import Courier, NotTaken
from eroba.kernel.webhooks.signing import is_genuine, read_secret

ADDRESS = "https://portal.example/hooks/eroba"


@dataclass
class ToldCourier:
    """A courier that brings nothing anywhere, and answers what the test says."""

    brought: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    asked_count: int = 0
    refuses_with: int | None = None
    loses_answers: bool = False

    def objection(self, address: str) -> str | None:
        """Only addresses of the tests are known."""
        return None if address.startswith("https://") else "not an address"

    def bring(self, address: str, headers: Mapping[str, str], body: bytes) -> int:
        """Keep the call, or refuse it."""
        self.asked_count += 1
        if self.refuses_with is not None:
            raise NotTaken(f"it answered with status {self.refuses_with}", status=self.refuses_with)
        self.brought.append((dict(headers), body))
        if self.loses_answers:
            raise NotTaken("no answer in time")
        return 204

    def told(self) -> list[dict[str, Any]]:
        """What was told, in the order in which it came."""
        return [json.loads(body) for _headers, body in self.brought]

    def names(self) -> list[str]:
        """The names of the calls, in the order in which they came."""
        return [headers["webhook-id"] for headers, _body in self.brought]

    def all_are_genuine(self, shown: str) -> bool:
        """Whether each call is signed with a secret."""
        second = int(now().timestamp())
        key = read_secret(shown)
        return all(is_genuine(key, headers, body, now=second) for headers, body in self.brought)


@pytest.fixture
def courier(monkeypatch: pytest.MonkeyPatch) -> Iterator[ToldCourier]:
    """The courier of the tests, in place of the real one."""
    told = ToldCourier()
    monkeypatch.setitem(ports._offered, Courier, told)
    tasks._resting.clear()
    yield told
    tasks._resting.clear()


@pytest.fixture
def portal(head: Actor, applicant: Actor) -> App:
    """An app that the resident lets read their applications."""
    made = register(head, kind="server", name="National portal", scopes=[READ])
    let_in(applicant, app=made.app, scopes=[READ])
    return made.app


@pytest.fixture
def made(head: Actor, portal: App, courier: ToldCourier) -> Made:
    """A webhook of that app, for everything."""
    return make_webhook(head, app=portal, address=ADDRESS, rooms=[])


def deliver_all() -> None:
    """Let the worker do everything that is due."""
    while deliver_due():
        pass


def live_until(moment: dt.datetime) -> None:
    """Let the worker work, one due thing after another, until a moment."""
    while True:
        waiting = Delivery.objects.filter(state="waiting", next_at__lte=moment).order_by("next_at")
        next_at = waiting.values_list("next_at", flat=True).first()
        if next_at is None:
            return
        with at(max(next_at, now())):
            deliver_due()
