"""The mail server or a register is down in the middle of a case: what was decided stands, and the case goes on."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpx
import pytest

from tests.fixtures.product import Product
from tests.journeys.letterbox import Letterbox
from tests.recovery.processes import case_in, program, stage_of
from tests.recovery.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PATIENCE_SECONDS = 60
MAIL_GIVES_UP_SECONDS = 12
CLERK, HEAD = "clerk@ozurgeti.example", "head@ozurgeti.example"


def wait_until(is_so: Callable[[], object], what: str) -> None:
    """Look again until it is so."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < deadline, what
        time.sleep(1)


@contextmanager
def standing_still(process_id: int) -> Iterator[None]:
    """A program that hangs: it takes connections and says nothing."""
    os.kill(process_id, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(process_id, signal.SIGCONT)


def official(product: Product, email: str) -> Visitor:
    """Somebody at the desk."""
    visitor = Visitor(product.address, email)
    visitor.sign_in()
    return visitor


def test_mail_that_could_not_leave_comes_once(product: Product) -> None:
    number, email = case_in(product, "approval")
    letterbox = Letterbox(product.home)
    letters_before = len(letterbox.letters_for(email))
    process_id, _port = program(product, "eroba.config.letterbox")
    with standing_still(process_id):
        answer = official(product, HEAD).take_step(number, "approve")
        assert answer.status_code == 200 and "Approved" in answer.text
        wait_until(lambda: stage_of(product, number) == "decided", "the decision waited for the mail server")
        # the first try runs into the silence
        time.sleep(MAIL_GIVES_UP_SECONDS)
        assert len(letterbox.letters_for(email)) == letters_before

    wait_until(
        lambda: len(letterbox.letters_for(email)) > letters_before,
        "no e-mail after the mail server came back",
    )
    time.sleep(3)
    came = [letter for letter in letterbox.letters_for(email) if number in letter.as_string()]
    assert len({letter["Message-ID"] for letter in came}) == len(came)


def test_a_case_outlives_a_register_that_is_down_slow_or_confused(product: Product) -> None:
    number, _email = case_in(product, "completeness")
    _process_id, port = program(product, "simulate-registers")
    clerk = official(product, CLERK)

    def suffer(kind: str, seconds: float | None = None) -> None:
        fault = {"kind": kind, "number": seconds, "times": None}
        httpx.put(f"http://127.0.0.1:{port}/control/faults/social", json=fault).raise_for_status()

    def page() -> str:
        return clerk.get(f"/en/ozurgeti/desk/services/{number}/").text

    try:
        suffer("down")
        assert clerk.take_step(number, "accept").status_code == 200
        wait_until(lambda: "Ask again now" in page(), "the silence is not shown")
        assert "They are asked again by themselves; the case is not lost." in page()
        suffer("garbage")
        assert clerk.take_step(number, "ask-registers").status_code == 200
        assert stage_of(product, number) == "look-ups"
        suffer("slow", 2)
        assert clerk.take_step(number, "ask-registers").status_code == 200
    finally:
        httpx.delete(f"http://127.0.0.1:{port}/control/faults/social")
    wait_until(lambda: stage_of(product, number) == "assessment", "the case did not go on")
