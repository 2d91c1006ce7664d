"""One thing officials can do with a case, as a noun: its words, form, rule and action; and how a page offers it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from eroba.capabilities.services.forms.desk import StepForm
from eroba.capabilities.services.queries.case_file import CaseFile
from eroba.kernel.actions import Actor, Verdict

May = Callable[[Actor, CaseFile], Verdict]
Act = Callable[[Actor, CaseFile, dict[str, Any]], object]


@dataclass(frozen=True)
class Step:
    """One thing that can be done: its code in the address, the action's name in the journal, words, form, rule."""

    code: str
    journal: str
    title: str | Promise
    button: str | Promise
    said: str | Promise
    may: May
    act: Act
    form: type[StepForm] = StepForm
    kind: str = "primary"
    ways: tuple[str, ...] = ()
    """The ways of a stage it takes; none for what may be done in any stage."""


@dataclass(frozen=True)
class Offer:
    """A step as the page offers it: with its form, or with why not."""

    step: Step
    form: StepForm
    href: str
    verdict: Verdict
    basis: str = ""
    """The law behind the step, in the language being read."""
    kind: str = "secondary"
    is_open: bool = False
    has_files: bool = False
