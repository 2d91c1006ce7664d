"""The result of a count as plain values: what the command prints, the page shows and the published file says."""

from eroba.capabilities.budgeting.tally.counting import Tally
from eroba.capabilities.budgeting.tally.reasons import plain


def as_json(tally: Tally) -> dict[str, object]:
    """The result for programs; amounts in units of the file's currency."""
    election, votes, scores = tally.election, tally.election.votes(), tally.election.scores()
    told: dict[str, object] = {
        "rule": tally.rule,
        "winners": [election.projects[project].id for project in tally.winners],
        "spent": plain(tally.spent, election.coins),
        "budget": plain(election.budget, election.coins),
        "currency": election.meta.get("currency", ""),
        "voters": election.voters,
    }
    if election.quorum:
        told |= {"quorum": election.quorum, "is_quorate": election.is_quorate}
    if tally.endowment is not None:
        endowment = plain(tally.endowment, election.coins)
        told |= {"completion": tally.completion, "increments": tally.steps, "money_per_voter": endowment}
    told["per_project"] = {
        project.id: {
            "name": project.name,
            "cost": plain(project.cost, election.coins),
            "votes": votes[number],
            "score": plain(scores[number], election.point_parts),
            "won": tally.reasons[number].is_won,
            "reason": tally.reasons[number].code,
            **tally.reasons[number].figures,
            "because": str(tally.reasons[number]),
        }
        for number, project in enumerate(election.projects)
    }
    return told
