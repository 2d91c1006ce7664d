"""`eroba tally FILE.pb`: counts a participatory budget again, so that anybody can check an official result.

It needs no database, no account and no network; what it cannot read it says in one sentence.
"""

import argparse
import json
import sys
from fractions import Fraction
from pathlib import Path

from eroba.capabilities.budgeting.pabulib.amounts import positive_amount
from eroba.capabilities.budgeting.pabulib.faults import Fault
from eroba.capabilities.budgeting.side_by_side import compared_as_json, compared_as_text
from eroba.capabilities.budgeting.tally.comparison import compare_rules
from eroba.capabilities.budgeting.tally.counting import (
    COMPLETIONS,
    RULES,
    Tally,
    count_election,
    rule_of_file,
)
from eroba.capabilities.budgeting.tally.election import Election
from eroba.capabilities.budgeting.tally.intake import read_election
from eroba.capabilities.budgeting.tally.reasons import plain, written
from eroba.capabilities.budgeting.tally.report import as_json
from eroba.capabilities.budgeting.tally.ties import in_order

EXAMPLE = "eroba tally Poland_Warszawa_2026.pb.gz --rule equal-shares --completion add1u --format json"
FINE, UNREADABLE = 0, 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which file, and by which rule; without one, by the rule that the file names."""
    parser.add_argument(
        "path", type=Path, metavar="FILE.pb", help="a file of the common format, .pb or .pb.gz"
    )
    parser.add_argument("--rule", choices=RULES, help="otherwise the rule that the file names, or greedy")
    parser.add_argument(
        "--completion", choices=COMPLETIONS, help="how equal shares spends what is left; none if not given"
    )
    parser.add_argument(
        "--increment",
        type=_increment,
        default=Fraction(1),
        metavar="N",
        help="for add1 and add1u: how much more everybody gets at a time, in units of currency; 1 if not given",
    )
    parser.add_argument(
        "--compare",
        action="store_true",
        help="greedy and equal shares side by side; completion add1u if not given",
    )
    parser.add_argument("--format", choices=("text", "json"), default="text")


def run(options: argparse.Namespace) -> int:
    """Counts and prints; 2 when the file cannot be counted."""
    try:
        with options.path.open("rb") as stream:
            election = read_election(stream)
    except Fault as fault:
        return _complain(options.path, str(fault))
    except OSError as problem:
        return _complain(options.path, problem.strerror or "cannot be read")
    for remark in election.remarks:
        print(f"eroba tally: {options.path}: {remark}", file=sys.stderr)
    print(_compared(election, options) if options.compare else _counted(election, options))
    return FINE


def _counted(election: Election, options: argparse.Namespace) -> str:
    rule, completion = rule_of_file(election.meta)
    if options.rule:
        rule, completion = options.rule, "none"
    tally = count_election(election, rule, options.completion or completion, options.increment)
    return _as_asked(options, as_json(tally)) or as_text(tally)


def _compared(election: Election, options: argparse.Namespace) -> str:
    no_skip = (options.rule or rule_of_file(election.meta)[0]) == "greedy-no-skip"
    greedy = "greedy-no-skip" if no_skip else "greedy"
    found = compare_rules(election, options.completion or "add1u", options.increment, greedy)
    return _as_asked(options, compared_as_json(found)) or compared_as_text(found)


def _as_asked(options: argparse.Namespace, told: dict[str, object]) -> str:
    return json.dumps(told, ensure_ascii=False, indent=2) if options.format == "json" else ""


def as_text(tally: Tally) -> str:
    """The result for people: the winners first, each project with its reason."""
    election, scores = tally.election, tally.election.scores()
    currency = election.meta.get("currency", "")
    rule = f"{tally.rule}, completion {tally.completion}" if tally.endowment is not None else tally.rule
    lines = [
        f"{election.meta.get('description') or 'Participatory budget'}: {written(election.voters)} voters, {rule}",
        f"{len(tally.winners)} of {len(election.projects)} projects won; spent {_money(tally.spent, election.coins)} "
        f"of {_money(election.budget, election.coins)} {currency}".rstrip(),
    ]
    if not election.is_quorate:
        lines.append(f"nothing wins: for that {written(election.quorum)} ballots had to be cast")
    if tally.endowment is not None:
        lines.append(f"everybody had {written(float(tally.endowment / election.coins))} to spend")
    won = set(tally.winners)
    others = [project for project in in_order(election, scores) if project not in won]
    for number in (*tally.winners, *others):
        project = election.projects[number]
        mark = "won " if number in won else "lost"
        lines += [
            f"{mark}  {project.id:>8}  {_money(project.cost, election.coins):>14}  {project.name}".rstrip(),
            f"      {tally.reasons[number]}",
        ]
    return "\n".join(lines)


def _money(amount: int, coins: int) -> str:
    return written(plain(amount, coins))


def _increment(text: str) -> Fraction:
    try:
        return positive_amount(text, "the increment", 0)
    except Fault as fault:
        raise argparse.ArgumentTypeError(str(fault)) from None


def _complain(path: Path, problem: str) -> int:
    print(f"eroba tally: {path}: {problem}", file=sys.stderr)
    return UNREADABLE
