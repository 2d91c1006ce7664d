"""A register at a REST address: its own names, its key, and whatever it may send."""

import json
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eroba.capabilities.registers.asking import _believed
from eroba.capabilities.registers.known_registers import known_register
from eroba.capabilities.registers.ports import (
    NotInRegister,
    Question,
    Record,
    Said,
    Trouble,
    Unavailable,
    Wired,
)
from eroba.connectors.data_exchange.addresses import check_address
from eroba.connectors.data_exchange.transport import Limits, Transport
from eroba.connectors.rest_line.connector import RestConnector, check_header, check_names, read_names
from eroba.connectors.rest_line.line import RestLine
from eroba.kernel.base.errors import BadInput

NINO = "99000000101"
QUESTION = Question(
    personal_number=NINO,
    fields=("customer_number", "has_debt"),
    purpose="prefill",
    legal_ground="consent",
    case_number="OZU-2026-SOC-00042",
    asking_body="56",
    official="GE.1",
    message_id="7",
)
SETTINGS = {
    "address": "https://water.example/accounts",
    "key_header": "X-Api-Key",
    "number_key": "holder",
    "person_path": "holder.id",
    "names": "customer_number = account.no\nhas_debt = account.owes",
}
ANSWER: dict[str, Any] = {
    "holder": {"id": NINO},
    "found": True,
    "values": {"account": {"no": "W-1", "owes": False}},
}


class Owner:
    """The owner of a private register: answers with the bytes a test gives it."""

    def __init__(self) -> None:
        self.raw = json.dumps(ANSWER).encode()
        self.line: RestLine = RestConnector().line(Wired("utility", SETTINGS, "the key"))
        self.road = Transport(Limits())
        client = httpx.Client(transport=httpx.MockTransport(self.answer), trust_env=False)
        self.road.__dict__["_client"] = client

    def answer(self, request: httpx.Request) -> httpx.Response:
        self.request = request
        return httpx.Response(200, stream=httpx.ByteStream(self.raw))

    def ask(self) -> Said | Unavailable:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("eroba.connectors.rest_line.line.transport_with", lambda *_: self.road)
            return self.line.ask(QUESTION)


def test_it_asks_and_reads_under_the_owners_names() -> None:
    owner = Owner()
    assert owner.ask() == Said(
        NINO, {"account": ANSWER["values"]["account"], "customer_number": "W-1", "has_debt": False}
    )
    asked = json.loads(owner.request.content)
    assert (asked["holder"], asked["fields"]) == (NINO, ["account.no", "account.owes"])
    assert owner.request.headers["X-Api-Key"] == "the key"
    assert owner.request.headers["X-Case-Number"] == "OZU-2026-SOC-00042"
    assert NINO not in str(owner.request.url)


def test_an_answer_that_names_nobody_is_refused() -> None:
    owner = Owner()
    owner.raw = json.dumps({**ANSWER, "holder": {}}).encode()
    assert owner.ask() == Unavailable(Trouble.NONSENSE)


def test_a_key_is_never_printed() -> None:
    assert "the key" not in repr(Wired("utility", SETTINGS, "the key"))
    assert "the key" not in repr(Owner().line.options)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=20,
)


@given(st.binary(max_size=400) | json_values.map(lambda one: json.dumps(one).encode()))
def test_whatever_comes_is_an_answer_in_words(raw: bytes) -> None:
    owner = Owner()
    owner.raw = raw
    assert isinstance(owner.ask(), Said | Unavailable)


@given(person=json_values, number=json_values, owes=json_values)
def test_only_believable_values_about_this_person_are_kept(person: Any, number: Any, owes: Any) -> None:
    owner = Owner()
    values = {"account": {"no": number, "owes": owes}}
    owner.raw = json.dumps({"holder": {"id": person}, "found": True, "values": values}).encode()
    said = owner.ask()
    assert isinstance(said, Said)
    believed = _believed(known_register("utility"), QUESTION, said)
    if isinstance(believed, Record):
        assert person == NINO and isinstance(owes, bool) and 0 < len(number) <= 200
    else:
        assert isinstance(believed, Unavailable | NotInRegister)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "ftp://a.example",
        "https://",
        "https://a:b@c.example",
        "http://register.example",
        "http://169.254.169.254/",
    ],
)
def test_an_address_on_which_nobody_should_be_asked_is_refused(address: str) -> None:
    with pytest.raises(BadInput):
        check_address(address)


def test_names_are_checked_line_by_line() -> None:
    check_names("customer_number = account.no\n\nhas_debt=owes")
    assert read_names("customer_number = account.no\n\nhas_debt=owes") == {
        "customer_number": "account.no",
        "has_debt": "owes",
    }
    with pytest.raises(BadInput, match="2"):
        check_names("customer_number = account.no\nhas_debt")
    with pytest.raises(BadInput):
        check_header("Content-Length")
