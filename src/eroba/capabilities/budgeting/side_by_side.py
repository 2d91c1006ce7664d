"""Shows greedy and equal shares side by side, for programs as JSON and for people as a table."""

from eroba.capabilities.budgeting.tally.comparison import Comparison, Served
from eroba.capabilities.budgeting.tally.counting import Tally
from eroba.capabilities.budgeting.tally.reasons import plain, written
from eroba.capabilities.budgeting.tally.ties import in_order

GREEDY, SHARES = "greedy", "equal_shares"


def compared_as_json(found: Comparison) -> dict[str, object]:
    """Both results for programs; amounts in units of the file's currency, parts between 0 and 1."""
    election, votes = found.greedy.election, found.greedy.election.votes()
    won = {GREEDY: set(found.greedy.winners), SHARES: set(found.shares.winners)}
    return {
        "budget": plain(election.budget, election.coins),
        "currency": election.meta.get("currency", ""),
        "voters": election.voters,
        GREEDY: _result(found.greedy, found.greedy_served),
        SHARES: _result(found.shares, found.shares_served) | {"completion": found.shares.completion},
        "voters_better_off_with": {
            GREEDY: found.prefer_greedy,
            SHARES: found.prefer_shares,
            "either": found.indifferent,
        },
        "per_project": {
            project.id: {
                "name": project.name,
                "cost": plain(project.cost, election.coins),
                "votes": votes[number],
                "won": {rule: number in winners for rule, winners in won.items()},
                "supporters_better_off_with": dict(zip((GREEDY, SHARES), found.backing[number], strict=True)),
            }
            for number, project in enumerate(election.projects)
        },
    }


def compared_as_text(found: Comparison) -> str:
    """Both results for people: the figures, then each project that wins by either rule."""
    election = found.greedy.election
    named = f"{found.shares.rule}, {found.shares.completion}"
    figures = [
        ("", found.greedy.rule, named),
        ("winners", *(str(len(one.winners)) for one in (found.greedy, found.shares))),
        ("spent", *(written(plain(one.spent, election.coins)) for one in (found.greedy, found.shares))),
        *_served_rows(found.greedy_served, found.shares_served),
        ("voters who have more from it", written(found.prefer_greedy), written(found.prefer_shares)),
    ]
    lines = [f"{label:<34}{first:>22}{second:>26}" for label, first, second in figures]
    lines += ["", f"{'project':>8}  {'cost':>14}  {'greedy':>8}  {'shares':>8}  name"]
    by_greedy, by_shares = set(found.greedy.winners), set(found.shares.winners)
    for number in in_order(election, election.scores()):
        if number in by_greedy | by_shares:
            project = election.projects[number]
            marks = ["won" if number in winners else "-" for winners in (by_greedy, by_shares)]
            cost = written(plain(project.cost, election.coins))
            lines.append(
                f"{project.id:>8}  {cost:>14}  {marks[0]:>8}  {marks[1]:>8}  {project.name}".rstrip()
            )
    return "\n".join(lines)


def _result(tally: Tally, served: Served) -> dict[str, object]:
    election = tally.election
    return {
        "rule": tally.rule,
        "winners": [election.projects[project].id for project in tally.winners],
        "spent": plain(tally.spent, election.coins),
        "voters_with_a_winner": round(served.with_a_winner / max(1, served.voters), 6),
        "mean_winners": plain(served.mean_winners),
        "mean_part": round(served.mean_part, 6),
    }


def _served_rows(greedy: Served, shares: Served) -> list[tuple[str, str, str]]:
    both = (greedy, shares)
    with_a_winner = [f"{100 * one.with_a_winner / max(1, one.voters):.1f} %" for one in both]
    means = [written(float(one.mean_winners)) for one in both]
    parts = [f"{100 * one.mean_part:.1f} %" for one in both]
    return [
        ("voters with at least one winner", with_a_winner[0], with_a_winner[1]),
        ("winners a voter supports, mean", means[0], means[1]),
        ("won of what a ballot asks for, mean", parts[0], parts[1]),
    ]
