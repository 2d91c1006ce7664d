"""The contract with a security server: which headers leave, what an answer must prove, what its errors mean."""

import base64
import hashlib
import json
from collections.abc import Mapping

import httpx
import pytest

from eroba.capabilities.registers.ports import Question, Said, Trouble, Unavailable, Wired
from eroba.connectors.data_exchange import transport
from eroba.connectors.xroad import headers as names
from eroba.connectors.xroad.connector import XRoadConnector, check_client, check_service
from eroba.connectors.xroad.line import XRoadLine, XRoadOptions
from eroba.kernel.base.errors import BadInput

NINO = "99000000101"
OPTIONS = XRoadOptions("https://security.example/", "GE/MUN/{town}/eroba", "GOV/10203040/persons/look-up/v1")
QUESTION = Question(
    personal_number=NINO,
    fields=("given_name",),
    purpose="ვინაობის დადგენა",
    legal_ground="GAC 78",
    case_number="ოზუ-2026-SOC-00042",
    asking_body="56",
    official="GE.01234",
    message_id="0192-f3",
)


class SecurityServer:
    """Answers one request the way a test tells it, and keeps what it was asked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.change: dict[str, str | None] = {}
        self.status, self.about = 200, NINO
        client = httpx.Client(transport=httpx.MockTransport(self.answer), trust_env=False)
        road = transport.Transport(OPTIONS.limits)
        road.__dict__["_client"] = client
        monkeypatch.setattr("eroba.connectors.xroad.line.transport_with", lambda *_: road)

    def answer(self, request: httpx.Request) -> httpx.Response:
        self.request = request
        sent = {name: request.headers.get(name, "") for name in names.SENT}
        told: Mapping[str, str | None] = {
            names.MESSAGE_ID: sent[names.MESSAGE_ID],
            names.REQUEST_HASH: names.request_hash(sent, request.content),
            **self.change,
        }
        body = {"personal_number": self.about, "found": True, "values": {"given_name": "ნინო"}}
        headers = {name: value for name, value in told.items() if value is not None}
        raw = httpx.ByteStream(json.dumps(body).encode())
        return httpx.Response(self.status, headers=headers, stream=raw)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> SecurityServer:
    return SecurityServer(monkeypatch)


def test_the_headers_of_the_protocol_leave(server: SecurityServer) -> None:
    assert XRoadLine(OPTIONS).ask(QUESTION) == Said(NINO, {"given_name": "ნინო"})
    assert str(server.request.url) == "https://security.example/r1/GE/GOV/10203040/persons/look-up/v1"
    assert server.request.headers["X-Road-Client"] == "GE/MUN/56/eroba"
    assert server.request.headers["X-Road-Id"] == "0192-f3"
    assert server.request.headers["X-Road-UserId"] == "GE.01234"
    # percent-encoded UTF-8: a Georgian number of a case is no header of HTTP as it stands
    assert server.request.headers["X-Road-Issue"] == "%E1%83%9D%E1%83%96%E1%83%A3-2026-SOC-00042"
    assert NINO not in str(server.request.url) and NINO not in str(server.request.headers)


@pytest.mark.parametrize(
    ("change", "trouble"),
    [
        ({names.REQUEST_HASH: "d3Jvbmc="}, Trouble.NONSENSE),
        ({names.REQUEST_HASH: None}, Trouble.NONSENSE),
        ({names.MESSAGE_ID: "another"}, Trouble.NONSENSE),
        ({names.ERROR: "Server.ServerProxy.AccessDenied"}, Trouble.REFUSED),
        ({names.ERROR: "Client.ClientProxy.UnknownMember"}, Trouble.REFUSED),
        ({names.ERROR: "Server.ClientProxy.NetworkError"}, Trouble.DOWN),
    ],
)
def test_an_answer_that_is_not_ours_or_an_error_is_not_used(
    server: SecurityServer, change: dict[str, str | None], trouble: Trouble
) -> None:
    server.change = change
    assert XRoadLine(OPTIONS).ask(QUESTION) == Unavailable(trouble)


def test_who_may_not_ask_is_told_apart_from_a_server_that_failed(server: SecurityServer) -> None:
    server.status = 500
    assert XRoadLine(OPTIONS).ask(QUESTION) == Unavailable(Trouble.DOWN)
    server.change = {names.ERROR: "Server.ServerProxy.AccessDenied"}
    assert XRoadLine(OPTIONS).ask(QUESTION) == Unavailable(Trouble.REFUSED)


def test_the_hash_is_that_of_the_protocol() -> None:
    sent = {"X-Road-Client": "GE/MUN/56/eroba", "X-Road-Issue": "1", "X-Road-Id": "2", "X-Road-UserId": "3"}
    lines = b"x-road-client: GE/MUN/56/eroba\nx-road-issue: 1\nx-road-id: 2\nx-road-userid: 3\n"
    of_headers, of_body = hashlib.sha512(lines).digest(), hashlib.sha512(b"{}").digest()
    with_body = base64.b64encode(hashlib.sha512(of_headers + of_body).digest()).decode()
    assert names.request_hash(sent, b"{}") == with_body
    assert names.request_hash(sent, b"") == base64.b64encode(of_headers).decode()


@pytest.mark.parametrize(
    "text", ["", "GE/MUN/56", "GE/MUN/56/a/b", "GE//56/a", "GE/MUN/5 6/a", "GE/MUN/{x}/a"]
)
def test_a_client_of_another_shape_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        check_client(text)


def test_settings_become_a_line() -> None:
    settings = {"address": "https://s.example", "client": "GE/MUN/{town}/eroba", "service": "GOV/1/p/s"}
    check_service(settings["service"])
    line = XRoadConnector().line(Wired("civil", settings | {"checks_hash": "no"}, total_seconds=5))
    assert (line.options.checks_request_hash, line.options.limits.total_seconds) == (False, 5)
