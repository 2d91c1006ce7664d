"""The nouns: rounds with their areas and phases, projects with their checks, marks, ballots and outcomes."""

from eroba.capabilities.budgeting.models.projects import Finding, Merger, Milestone, Project
from eroba.capabilities.budgeting.models.rounds import Area, Phase, Round
from eroba.capabilities.budgeting.models.voting import Ballot, CodeTry, Mark, Outcome, VotingCode

__all__ = [
    "Area",
    "Ballot",
    "CodeTry",
    "Finding",
    "Mark",
    "Merger",
    "Milestone",
    "Outcome",
    "Phase",
    "Project",
    "Round",
    "VotingCode",
]
