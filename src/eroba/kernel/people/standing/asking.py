"""Asking to act for somebody, with what happens outside any transaction: keeping the paper, asking the register."""

from typing import Any

from django.core.files.base import File

from eroba.kernel.actions import Actor, system_actor
from eroba.kernel.base.errors import Refusal
from eroba.kernel.people.ports import EvidenceShelf, KinshipRegister
from eroba.kernel.people.standing import actions
from eroba.kernel.people.standing.models import Representation
from eroba.kernel.people.standing.queries import representation_of_id
from eroba.kernel.registry.ports import is_offered, use


def ask_with_paper(
    by: Actor, *, basis: str, claim: actions.Claim, span: actions.Span, file: File | None
) -> Representation:
    """Keeps the paper, writes the request down, and lets a register confirm it where one knows."""
    kept = use(EvidenceShelf).keep(by, file, about=by.person_id) if file else None  # type: ignore[type-abstract]
    asked = actions.ask_representation(by, basis=basis, claim=claim, span=span, evidence_id=kept)
    if basis == Representation.Basis.PARENT and is_offered(KinshipRegister):
        _let_the_register_confirm(by, representation_of_id(asked.pk))
    return representation_of_id(asked.pk)


def _let_the_register_confirm(by: Actor, asked: Representation) -> None:
    register: Any = use(KinshipRegister)  # type: ignore[type-abstract]
    if register.is_parent(by, parent=asked.representative, child=asked.represented):
        try:
            actions.confirm_representation(system_actor("civil register"), representation=asked)
        except Refusal:
            # an official will look at it, as if there were no register
            return
