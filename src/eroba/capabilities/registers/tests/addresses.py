"""What stands behind the addresses of look-ups in the walk through two towns."""

from collections.abc import Mapping
from typing import Any

from eroba.capabilities.registers.actions import ask_about_look, ask_register, record_reply
from eroba.capabilities.registers.models import Outcome
from tests.towns.hall import TownHall


def furnish(hall: TownHall) -> Mapping[str, Mapping[str, Any]]:
    """Lets the clerk look the resident up once; the mark stands in the purpose, the case and the values."""
    clerk = hall.actor(hall.clerk)
    look_up = ask_register(
        clerk,
        person=hall.person,
        register="civil",
        fields=("given_name",),
        purpose=(hall.mark, hall.mark),
        legal_ground=("კანონი", "Law"),
        case_number=hall.mark,
    )
    record_reply(clerk, look_up=look_up, outcome=Outcome.FOUND, values={"given_name": hall.mark})
    asked = ask_about_look(hall.actor(hall.resident), look_up=look_up, text=hall.mark)
    return {
        "registers_my:own-looks": {"kind": "csv"},
        "registers:ask": {"look": look_up.pk},
        "registers_desk:question": {"number": asked.matter.number},
    }
