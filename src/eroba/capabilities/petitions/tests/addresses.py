"""What stands behind these addresses, for the walk through two towns."""

from typing import Any

from eroba.capabilities.petitions import actions, intake, keys, tokens
from eroba.capabilities.petitions.actions.guarding import InCommon
from eroba.capabilities.petitions.actions.writing import Text
from eroba.capabilities.petitions.intake import Reach, Signer
from eroba.kernel.base.clock import today


def furnish(hall: Any) -> dict[str, dict[str, Any]]:
    """An open petition with a signature, a sheet and a striking, and one that is being written."""
    resident, head = hall.actor(hall.resident), hall.actor(hall.head)
    hall.town.registered_voters = 100
    hall.town.save()
    written = actions.write_petition(resident, text=Text("discussion", hall.mark, hall.mark))
    other = actions.write_petition(resident, text=Text("discussion", "სკამი", "სკამი პარკში"))
    # its author is a public fact; here the name is the mark of what is private, so nobody stands there
    other.initiators.all().delete()
    handed_in = actions.open_petition(head, petition=_handed_in(other))
    taken = intake.take_signature(
        handed_in,
        Signer("01001012345", hall.mark, today().replace(year=1980, day=1)),
        Reach("email", "a@example.org"),
    )
    intake.confirm(taken, keys.code_for(taken))
    waiting = intake.take_signature(
        handed_in,
        Signer("01001012346", hall.mark, today().replace(year=1980, day=1)),
        Reach("email", "b@example.org"),
    )
    sheet = actions.print_sheets(head, petition=handed_in, count=1)[0]
    struck = actions.strike_out(
        head, petition=handed_in, in_common=InCommon(contact="c@example.org"), because=hall.mark
    )
    number = {"number": handed_in.matter.number}
    own = {"number": written.matter.number}
    return {
        **{f"petitions:{name}": number for name in ("detail", "sign", "detail_json", "days", "receipts")},
        **{f"petitions:{name}": own for name in ("own", "change", "submit", "withdraw")},
        "petitions:print": number,
        "petitions:desk_detail": number,
        "petitions:came_in": number,
        "petitions:desk_act": {**number, "act": "strike"},
        "petitions:sheet": {**number, "sheet": sheet.number},
        "petitions:undo": {**number, "key": str(struck.pk)},
        "petitions:join": {"token": tokens.invite_token(written)},
        "petitions:wait": {"token": tokens.wait_token(waiting)},
        "petitions:confirm": {"token": tokens.confirm_token(waiting)},
    }


def _handed_in(petition: Any) -> Any:
    petition.state = "checking"
    petition.save(update_fields=["state"])
    return petition
