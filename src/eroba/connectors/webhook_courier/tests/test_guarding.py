"""Where a call may go: never inside, whatever the address looks like, and never elsewhere than was looked up."""

import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eroba.connectors.webhook_courier import guarding
from eroba.connectors.webhook_courier.guarding import Objection, goal_of, read_networks

PUBLIC = "93.184.216.34"


def answers(*machines: str):
    """A name server that knows these machines for every name."""

    def look_up(host: str, port: int, **_options: object) -> list:
        return [(None, None, None, "", (machine, port)) for machine in machines]

    return look_up


@pytest.mark.parametrize(
    "machine",
    [
        "127.0.0.1", "10.0.0.1", "172.16.3.4", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1",
        "224.0.0.1", "255.255.255.255", "::1", "fe80::1", "fc00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
        "64:ff9b::7f00:1", "2002:7f00:1::", "::",
    ],
)  # fmt: skip
def test_nothing_goes_inside(monkeypatch, machine):
    monkeypatch.setattr(guarding.socket, "getaddrinfo", answers(machine))
    with pytest.raises(Objection) as said:
        goal_of("https://app.example/hook")
    assert said.value.words == guarding.INSIDE


def test_a_name_with_one_inside_machine_among_public_ones_is_refused(monkeypatch):
    monkeypatch.setattr(guarding.socket, "getaddrinfo", answers(PUBLIC, "10.0.0.1"))
    with pytest.raises(Objection):
        goal_of("https://app.example/hook")


def test_what_was_looked_up_is_what_is_connected_to(monkeypatch):
    monkeypatch.setattr(guarding.socket, "getaddrinfo", answers(PUBLIC))
    goal = goal_of("https://app.example:8443/hook?town=1")
    assert (goal.machine, goal.port, goal.host, goal.path) == (PUBLIC, 8443, "app.example", "/hook?town=1")
    assert goal.is_secure


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("http://app.example/", guarding.ONLY_HTTPS),
        ("https://app.example:25/", guarding.ODD_PORT),
        ("https://user:secret@app.example/", guarding.NO_NAME),
        ("https://app.example/#x", guarding.NO_NAME),
        ("ftp://app.example/", guarding.NOT_AN_ADDRESS),
        ("https://", guarding.NOT_AN_ADDRESS),
        ("https://app.example:99999/", guarding.NOT_AN_ADDRESS),
        ("https://app.example/a b", guarding.NOT_AN_ADDRESS),
        ("https://app.example/\r\nHost: inside", guarding.NOT_AN_ADDRESS),
        ("https://ოზურგეთი.example/", guarding.NOT_AN_ADDRESS),
        ("https://[::1", guarding.NOT_AN_ADDRESS),
        ("", guarding.NOT_AN_ADDRESS),
    ],
)
def test_what_cannot_be_used_is_said_in_words(monkeypatch, address, words):
    monkeypatch.setattr(guarding.socket, "getaddrinfo", answers(PUBLIC))
    with pytest.raises(Objection) as said:
        goal_of(address)
    assert said.value.words == words


def test_a_name_nobody_knows_is_said(monkeypatch):
    def nobody(*_asked: object, **_options: object) -> list:
        raise socket.gaierror

    monkeypatch.setattr(guarding.socket, "getaddrinfo", nobody)
    with pytest.raises(Objection) as said:
        goal_of("https://nowhere.example/")
    assert said.value.words == guarding.UNKNOWN


def test_an_operator_can_allow_a_network_of_their_own(monkeypatch):
    monkeypatch.setattr(guarding.socket, "getaddrinfo", answers("10.1.2.3"))
    allowed = read_networks("10.1.0.0/16, fd00::/8")
    assert goal_of("http://portal.inside:81/hook", allowed).machine == "10.1.2.3"
    monkeypatch.setattr(guarding.socket, "getaddrinfo", answers("10.2.0.1"))
    with pytest.raises(Objection):
        goal_of("http://portal.inside/hook", allowed)


@pytest.mark.parametrize(
    "written", ["http://127.1/", "https://2130706433/", "https://0x7f000001/", "https://017700000001/"]
)
def test_other_spellings_of_this_machine_lead_nowhere(written):
    with pytest.raises(Objection):
        goal_of(written)


@given(st.text(max_size=60))
def test_whatever_is_typed_gives_a_goal_or_an_objection(typed):
    real = guarding.socket.getaddrinfo
    guarding.socket.getaddrinfo = answers(PUBLIC)
    try:
        for address in (typed, f"https://{typed}"):
            try:
                goal_of(address)
            except Objection:
                continue
    finally:
        guarding.socket.getaddrinfo = real
