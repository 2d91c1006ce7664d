"""The nouns of a case's way: stages, what moves a case between them, how it can end."""

from dataclasses import dataclass

from eroba.capabilities.services.definition.texts import NO_TEXT, Text

# The engine's own actions; a folder says where each leads and who may do it, never invents one.
TRANSITION_CODES = (
    "accept_as_complete", "request_missing_paper", "supply_missing_paper", "leave_unexamined",
    "finish_look_ups", "propose_decision", "return_proposal", "approve_decision", "deliver_decision",
    "lodge_appeal", "dismiss_appeal", "uphold_appeal", "withdraw",
)  # fmt: skip
LETTER_BY_OUTCOME = "by-outcome"


@dataclass(frozen=True, slots=True)
class Transition:
    """One way out of a stage: what is done, by whom, on which law, and what it does to the clocks."""

    code: str
    title: Text
    to: str
    by: tuple[str, ...]
    basis: str = ""
    four_eyes: bool = False
    letter: str = ""
    outcome: str = ""
    starts_clocks: tuple[str, ...] = ()
    ends_clocks: tuple[str, ...] = ()
    stops_clocks: tuple[str, ...] = ()
    resumes_clocks: tuple[str, ...] = ()
    only_after_clock: str = ""
    only_before_clock: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """Where a case stands, in words for the applicant, and who is to move it."""

    code: str
    title: Text
    public_text: Text
    waits_for: str
    roles: tuple[str, ...] = ()
    final: bool = False
    transitions: tuple[Transition, ...] = ()

    def transition(self, code: str) -> Transition | None:
        """Return the way out with this code, if the stage has it."""
        return next((way for way in self.transitions if way.code == code), None)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One way a case can end."""

    code: str
    title: Text
    letter: str = ""
    appealable: bool = False


@dataclass(frozen=True, slots=True)
class Submission:
    """What happens to clocks and letters at the moment an application comes in."""

    starts_clocks: tuple[str, ...] = ()
    letter: str = ""


@dataclass(frozen=True, slots=True)
class Flow:
    """All stages and outcomes, and the stage a new case begins in."""

    start: str
    stages: tuple[Stage, ...]
    outcomes: tuple[Outcome, ...]
    on_submission: Submission = Submission()
    note: Text = NO_TEXT

    def stage(self, code: str) -> Stage | None:
        """Return the stage with this code, if there is one."""
        return next((stage for stage in self.stages if stage.code == code), None)

    def outcome(self, code: str) -> Outcome | None:
        """Return the outcome with this code, if there is one."""
        return next((outcome for outcome in self.outcomes if outcome.code == code), None)
