"""The nouns of a case's way: stages, what moves a case between them, how it can end."""

from collections.abc import Mapping
from dataclasses import dataclass

from eroba.capabilities.services.definition.fees import StagePayment
from eroba.capabilities.services.definition.texts import NO_TEXT, Text
from eroba.capabilities.services.expressions import holds

# The engine's own actions; a folder says where each leads and who may do it, never invents one.
TRANSITION_CODES = (
    "accept_as_complete", "request_missing_paper", "supply_missing_paper", "leave_unexamined",
    "finish_look_ups", "propose_decision", "return_proposal", "approve_decision", "deliver_decision",
    "lodge_appeal", "dismiss_appeal", "uphold_appeal", "withdraw", "take_up_again",
)  # fmt: skip
LETTER_BY_OUTCOME = "by-outcome"
#: What conditions of the way may speak of besides answers, computed values and facts: how the case was decided.
OUTCOME = "outcome"
SILENCE_WAITS, SILENCE_GOES_ON = "wait", "go-on"
DESTROYED, KEPT_FOR_EVER = "destroy", "keep"
Known = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Branch:
    """Another stage a way leads to, while a condition holds."""

    when: str
    to: str


@dataclass(frozen=True, slots=True)
class OpinionNeed:
    """An opinion of another unit that a stage wants before anything is decided, and what its silence means."""

    code: str
    title: Text
    unit: str
    question: Text
    clock: str
    needed_if: str = ""
    silence: str = SILENCE_WAITS


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
    branches: tuple[Branch, ...] = ()

    def leads_to(self, known: Known) -> str:
        """The stage it leads to, by what is known of the case: the first branch that holds, else where it says."""
        return next((branch.to for branch in self.branches if holds(branch.when, known)), self.to)

    def targets(self) -> tuple[str, ...]:
        """Every stage it can lead to."""
        return (*(branch.to for branch in self.branches), self.to)


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
    opinions: tuple[OpinionNeed, ...] = ()

    def opinions_for(self, known: Known) -> tuple[OpinionNeed, ...]:
        """The opinions wanted here, by what is known of the case."""
        return tuple(one for one in self.opinions if holds(one.needed_if, known))

    def transition(self, code: str) -> Transition | None:
        """Return the way out with this code, if the stage has it."""
        return next((way for way in self.transitions if way.code == code), None)


@dataclass(frozen=True, slots=True)
class Retention:
    """How long an application that ended so is kept, on which law, and what happens then; the town sets the years."""

    then: str
    basis: str = ""
    setting: str = ""
    verified: bool = False

    @property
    def is_for_ever(self) -> bool:
        """Whether it is never destroyed."""
        return self.then == KEPT_FOR_EVER


@dataclass(frozen=True, slots=True)
class Outcome:
    """One way a case can end."""

    code: str
    title: Text
    letter: str = ""
    appealable: bool = False
    retention: Retention | None = None


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
    payments: tuple[StagePayment, ...] = ()

    def stage(self, code: str) -> Stage | None:
        """Return the stage with this code, if there is one."""
        return next((stage for stage in self.stages if stage.code == code), None)

    def outcome(self, code: str) -> Outcome | None:
        """Return the outcome with this code, if there is one."""
        return next((outcome for outcome in self.outcomes if outcome.code == code), None)

    def reached(self, known: Known | None = None) -> set[str]:
        """The stages a case can come to: by what is known of it, or whatever is known."""
        reached: set[str] = set()
        coming = [self.start]
        while coming:
            stage = self.stage(coming.pop())
            if stage and stage.code not in reached:
                reached.add(stage.code)
                for way in stage.transitions:
                    coming += way.targets() if known is None else (way.leads_to(known),)
        return reached
