"""The simulator on its own: invented people only, its switches, its command line."""

import socket
import subprocess
import sys

import pytest

from eroba.connectors.register_simulator import commands
from eroba.connectors.register_simulator.faults import Fault, FaultBoard, read_fault
from eroba.connectors.register_simulator.people import CROWD, CROWD_BORN, population


def test_everybody_is_invented_and_recognisable_as_such() -> None:
    known = population()
    assert len(known.people) >= 40
    assert all(number.startswith("99") and len(number) == 11 for number in known.people)
    assert all("გამოგონილი" in home.line_ka for home in known.households.values())
    assert {one.household for one in known.people.values()} == set(known.households)


def test_a_crowd_signed_and_most_of_it_is_known() -> None:
    known = population()
    found = [one for number in CROWD[:690] if (one := known.somebody(str(number))) is not None]
    # enough for the demonstration's petition to pass its check, and some signatures that do not
    assert 650 <= len(found) < 690
    told = known.civil(found[0])
    assert (told["family_name"], told["birth_date"], told["died_on"]) == ("გამოგონილი", CROWD_BORN, None)
    assert known.social(found[0]) is None and known.property(found[0]) is None
    assert known.somebody(str(CROWD.stop)) is None and known.somebody("") is None
    assert known.somebody("99000000501") is known.people["99000000501"]


def test_the_dead_do_not_count_as_household_members() -> None:
    known = population()
    widow = known.civil(known.people["99000000502"])
    assert (widow["household_count"], widow["died_on"]) == (1, None)
    assert known.civil(known.people["99000000501"])["died_on"] == "2024-11-09"


@pytest.mark.parametrize(
    ("text", "register", "fault"),
    [
        ("social:slow=3", "social", Fault("slow", 3.0)),
        ("civil:html,times=1", "civil", Fault("html", None, 1)),
        ("civil:limit=9,times=2", "civil", Fault("limit", 9.0, 2)),
    ],
)
def test_a_fault_can_be_typed(text: str, register: str, fault: Fault) -> None:
    assert read_fault(text) == (register, fault)


@pytest.mark.parametrize(
    "text", ["", "slow", "moon:slow", "civil:sulky", "civil:slow=x", "civil:html,often", "civil:slow=-1"]
)
def test_a_mistyped_fault_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not REG|no such|could not|between"):
        read_fault(text)


def test_a_fault_for_the_next_question_is_gone_after_it() -> None:
    board = FaultBoard()
    board.switch_on("civil", Fault("html", None, 2))
    assert [bool(board.strike("civil")) for _ in range(3)] == [True, True, False]


def test_the_command_says_what_is_wrong() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        for arguments, words in (
            (["--fault", "civil:sulky"], "no such fault"),
            (["--port", port], "cannot be used"),
        ):
            done = subprocess.run(
                [sys.executable, "-m", "eroba.connectors.register_simulator", *arguments],
                capture_output=True,
                text=True,
                timeout=20,
                check=False,
            )
            assert done.returncode > 0
            assert words in done.stderr


def test_the_command_has_help_with_an_example(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["simulate-registers", "--help"])
    with pytest.raises(SystemExit):
        commands.main()
    assert "Example: eroba simulate-registers" in capsys.readouterr().out
