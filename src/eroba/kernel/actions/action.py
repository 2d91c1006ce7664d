"""The one decorator behind every change: scope, rule, transaction, journal, facts.

An action returns `Done(result, …)` with what belongs in the journal; whoever calls it gets the result.
"""

import functools
import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar
from uuid import UUID

from eroba.kernel.actions.actor import Actor
from eroba.kernel.actions.assurance import national_needs
from eroba.kernel.actions.ledger import one_act
from eroba.kernel.actions.standing_in import standing_in, witness
from eroba.kernel.actions.verdict import NotAllowed, Verdict, require
from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.audit.personal import encrypt_for
from eroba.kernel.base.canonical import canonical_json, plain
from eroba.kernel.outbox.facts import Fact

P = ParamSpec("P")
R = TypeVar("R")
_all: dict[str, Callable] = {}


@dataclass(frozen=True)
class Done(Generic[R]):
    """What an action did: its result, and what the journal and the listeners are told.

    `subject` is the matter (or any row) it is about; `before` and `after` hold nothing about a person;
    `personal` maps a person's id to values that only that person's key will open.
    """

    result: R
    subject: Any = None
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)
    personal: Mapping[UUID, Mapping[str, Any]] = field(default_factory=dict)
    facts: Sequence[Fact] = ()


def action(
    *,
    may: Callable[..., Verdict],
    basis: str = "",
    needs: str = "",
    for_others: bool = False,
    entered_as: str = "",
) -> Callable[[Callable[Concatenate[Actor, P], Done[R]]], Callable[Concatenate[Actor, P], R]]:
    """Makes a function an action. `may` is the rule; it gets `by` and those arguments its signature names. Only with
    `for_others` can it be done by somebody who acts for another person.

    `needs` names the entry of needs.yaml that says how sure we must be of whoever acts. What only accepts something
    (`kernel/receipts`) names with `entered_as` the act by which the journal will hear of it. Raises NotAllowed with the
    rule's reason, LevelTooLow, ScopeMissing outside a municipality; anything raised inside undoes everything.
    """
    if needs and needs not in national_needs():
        raise LookupError(f"needs.yaml says nothing of {needs!r}")
    wanted = [name for name in inspect.signature(may).parameters if name != "by"]

    def decorate(function: Callable[Concatenate[Actor, P], Done[R]]) -> Callable[Concatenate[Actor, P], R]:
        name = f"{_room_of(function.__module__)}.{function.__name__}"

        @functools.wraps(function)
        def act(by: Actor, /, *args: P.args, **kwargs: P.kwargs) -> R:
            with one_act() as ledger, standing_in(by.acting, for_others) as outermost:
                verdict = may(by, **{key: kwargs[key] for key in wanted if key in kwargs})
                _refuse_unless(verdict)
                require(by, needs)
                done = function(by, *args, **kwargs)
                if not entered_as:
                    entry = _entry_of(name, by, verdict.basis or basis, done)
                    ledger.enter(entry, done.facts, actor_label=by.label)
                    witness(by.acting if outermost else None, name, done.subject)
            return done.result

        vars(act).update(is_action=True, rule=may, needs=needs, entered_as=entered_as)
        _all[name] = act
        return act

    return decorate


def all_actions() -> dict[str, Callable]:
    """Every action that has been loaded, by its name in the journal."""
    return dict(_all)


def _refuse_unless(verdict: Verdict) -> None:
    if not verdict:
        raise NotAllowed(verdict)


def _room_of(module: str) -> str:
    """`eroba.capabilities.services.actions.deciding` -> `services`."""
    return module.split(".")[2] if module.startswith("eroba.") else module


def _entry_of(name: str, by: Actor, basis: str, done: Done) -> JournalEntry:
    subject, after = done.subject, dict(done.after)
    if by.acting is not None:
        # both are named: who acted, and for whom
        after["acting"] = {
            "for": by.person_id,
            "by": by.acting.by_person_id,
            "representation": by.acting.representation_id,
        }
    return JournalEntry(
        action=name,
        account_id=by.account_id,
        role=", ".join(sorted(by.roles)),
        unit=by.unit,
        channel=by.channel,
        basis=basis,
        subject_id=getattr(subject, "pk", None),
        subject_number=str(getattr(subject, "number", "")),
        before=plain(done.before),
        after=plain(after),
        personal={
            str(person_id): encrypt_for(person_id, canonical_json(values).decode())
            for person_id, values in done.personal.items()
        },
    )
