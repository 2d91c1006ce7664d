"""What stands behind these addresses, for the walk through two towns."""

from typing import Any

from eroba.capabilities.budgeting import actions
from eroba.capabilities.budgeting.models import Area, Project, Round
from eroba.capabilities.budgeting.tests import rounds
from eroba.kernel.base.clock import at, today


def furnish(hall: Any) -> dict[str, dict[str, Any]]:
    """A counted round whose winner is being carried out, and one that is being prepared."""
    resident, head, clerk = hall.actor(hall.resident), hall.actor(hall.head), hall.actor(hall.clerk)
    found = rounds.bring_to_voting(head, clerk, resident)
    with at(rounds.VOTING):
        rounds.vote_as(found.town, 1, found.lots[60])
    rounds.count(found.round)
    won = Project.objects.get(round=found.round, lot=found.lots[60])
    begun = actions.begin_project(
        head, project=won, promised_by=rounds.Words("მერია"), due_on=today().replace(year=today().year + 2)
    )
    actions.add_milestone(clerk, project=begun, title=rounds.Words("შესყიდვა"), due_on=today())
    secret = actions.make_round(head, said=rounds.RoundRules(title_ka=hall.mark, year=2028))
    assert Round.objects.count() == 2 and Area.objects.count() == 2
    number, project = {"number": found.round.matter.number}, {"number": won.matter.number}
    whole = ("detail", "projects", "csv", "projects_json", "rules", "propose", "vote", "receipt", "results")
    return {
        **{f"budgeting:{name}": number for name in (*whole, "results_json")},
        **{f"api:{name}": number for name in ("round", "round_projects", "round_results")},
        **{f"budgeting:{name}": {**number, "place": 0} for name in ("booth", "ballots", "assist")},
        **{
            f"budgeting:{name}": project
            for name in ("project", "photo", "own", "answer", "withdraw", "merger")
        },
        "budgeting:milestone_photo": {**project, "place": 0},
        "budgeting:desk_project": project,
        "budgeting:desk_project_act": {**project, "act": "step"},
        "budgeting:desk_detail": {"number": secret.matter.number},
        "budgeting:desk_act": {"number": secret.matter.number, "act": "rules"},
    }
