"""What stands behind these addresses, for the walk through two towns."""

from typing import Any

from eroba.capabilities.studies import actions
from eroba.capabilities.studies.actions import ProofDraft, Proposal


def furnish(hall: Any) -> dict[str, dict[str, object]]:
    """A proposal nobody has taken up yet, which only its author and the staff read, and one that is studied."""
    by, clerk = hall.actor(hall.resident), hall.actor(hall.clerk)
    hidden = actions.propose_study(by, proposal=Proposal(title_ka=hall.mark, need_ka=hall.mark))
    study = actions.propose_study(clerk, proposal=Proposal(title_ka="მაგალითი", need_ka="მაგალითი"))
    study = actions.take_up_study(clerk, study=study)
    actions.add_proof(clerk, study=study, proof=ProofDraft(title_ka="ცნობა", asked_by_ka="მერია"))
    number: dict[str, object] = {"number": study.matter.number}
    return {
        "studies:detail": {"number": hidden.matter.number},
        "studies:desk_detail": number,
        "studies:desk_take_up": number,
        "studies:desk_remove": number | {"kind": "proof", "line_id": study.proofs.get().pk},
        "studies:desk_act": number | {"act": "counts"},
    }
