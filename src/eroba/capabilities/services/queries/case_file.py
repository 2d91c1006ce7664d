"""Everything an official needs to decide one case, gathered once: facts, differences, papers, notes, decisions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services.definition.form import Field
from eroba.capabilities.services.definition.service import RegisterUse, ServiceDefinition
from eroba.capabilities.services.form_engine.showing import shown_answer
from eroba.capabilities.services.models import (
    Appeal,
    Case,
    CaseNote,
    CasePaper,
    Decision,
    Fee,
    Opinion,
    SourceAnswer,
)
from eroba.capabilities.services.published import cited
from eroba.capabilities.services.queries.case_facts import CaseFacts, facts_of
from eroba.capabilities.services.queries.cases import whole_cases, with_grants
from eroba.capabilities.services.queries.inbox import officials_here
from eroba.capabilities.services.queries.opinions import (
    MissingOpinion,
    missing_opinions,
    opinions_in,
    written_among_officials,
)
from eroba.capabilities.services.queries.together import with_company
from eroba.kernel.base.errors import NotFound
from eroba.kernel.base.text import search_key


@dataclass(frozen=True)
class Difference:
    """Something the applicant said that a register says otherwise."""

    field: Field
    said: str
    register_says: str
    register: str


@dataclass(frozen=True)
class LookUpState:
    """A register the service asks, and what became of it in this case."""

    register: RegisterUse
    basis: str
    answer: SourceAnswer | None

    @property
    def is_answered(self) -> bool:
        """Whether the register has answered, also that it knows nothing."""
        return self.answer is not None and self.answer.is_answered


@dataclass(frozen=True)
class OpenedNote:
    """A note with its text."""

    text: str
    by: str
    at: object


@dataclass(frozen=True)
class CaseFile:
    """One case with everything that lies in it."""

    case: Case
    facts: CaseFacts
    said: Mapping[str, SourceAnswer]
    reader_id: UUID | None = None

    @property
    def service(self) -> ServiceDefinition:
        """What the case's version of the service says."""
        return self.facts.service

    @cached_property
    def officials(self) -> Mapping[UUID, str]:
        """Who handles applications here today."""
        return officials_here()

    @cached_property
    def decisions(self) -> Sequence[Decision]:
        """Everything that was proposed, oldest first, each with its appeal."""
        found = list(self.case.decisions.select_related("appeal"))
        for decision in found:
            decision.case = self.case
        return found

    @property
    def open_decision(self) -> Decision | None:
        """The decision that is proposed or approved and not delivered yet."""
        states = (Decision.State.PROPOSED, Decision.State.APPROVED)
        return next((one for one in self.decisions if one.state in states), None)

    @property
    def delivered(self) -> Decision | None:
        """The decision the applicant has."""
        states = [one for one in self.decisions if one.state == Decision.State.DELIVERED]
        return states[-1] if states else None

    @property
    def returned(self) -> Decision | None:
        """The last proposal, if a head sent it back."""
        last = self.decisions[-1] if self.decisions else None
        return last if last and last.state == Decision.State.RETURNED else None

    @property
    def open_appeal(self) -> Appeal | None:
        """The appeal nobody has decided yet."""
        appeals = [appeal for one in self.decisions if (appeal := getattr(one, "appeal", None))]
        return next((one for one in appeals if one.state == Appeal.State.LODGED), None)

    @cached_property
    def papers(self) -> Sequence[CasePaper]:
        """The papers brought and the letters sent."""
        return list(self.case.papers.select_related("file", "letter"))

    @cached_property
    def notes(self) -> Sequence[OpenedNote]:
        """What colleagues wrote for each other."""
        return [
            OpenedNote(self.case.opened(note.text_locked) or "", note.written_by, note.written_at)
            for note in self.written
            if not hasattr(note, "opinion")
        ]

    @cached_property
    def look_ups(self) -> Sequence[LookUpState]:
        """Each register of the service, and whether it has answered."""
        return [
            LookUpState(one, str(cited(self.service, one.basis)), self.said.get(one.code))
            for one in self.service.registers
        ]

    @cached_property
    def written(self) -> Sequence[CaseNote]:
        """Everything officials wrote for each other: notes, and questions to other units, in one go."""
        return written_among_officials(self.case, self.reader_id)

    @cached_property
    def opinions(self) -> Sequence[Opinion]:
        """Everything other units were asked, oldest first."""
        return opinions_in(self.case, self.written)

    @cached_property
    def missing_opinions(self) -> Sequence[MissingOpinion]:
        """What the stage still wants to hear from other units before anything is decided."""
        self.case.opinions_read = self.opinions  # type: ignore[attr-defined]
        return missing_opinions(self.case, self.facts)

    def sealed(self, locked: str) -> str:
        """A text kept under the applicant's key; empty once they were erased."""
        return str(self.case.opened(locked) or "")


def case_file(number: str, reader_id: UUID | None = None) -> CaseFile:
    """The file of a case by its number, for an official; raises NotFound when there is none in this town."""
    fees = Fee.objects.filter(case=OuterRef("pk")).order_by()
    case = (
        with_grants(with_company(whole_cases()))
        .annotate(has_fees=Exists(fees), has_due_fees=Exists(fees.filter(state=Fee.State.DUE)))
        .prefetch_related("source_answers")
        .filter(matter__number=number)
        .first()
    )
    if case is None:
        raise NotFound(_("There is no application with this number here."))
    registers = {
        one.code: one for one in case.source_answers.all() if one.source == SourceAnswer.Source.REGISTER
    }
    return CaseFile(case, facts_of(case), registers, reader_id)


def differences(file: CaseFile) -> list[Difference]:
    """What the applicant said and a register says otherwise; spelling and signs between words do not count."""
    found = []
    answers, registers = file.facts.sources.answers, file.facts.sources.registers
    for field in file.service.form.fields():
        if field.prefill is None:
            continue
        said = _comparable(answers.get(field.code))
        known = registers.get(field.prefill.register, {}).get(field.prefill.field)
        if said in (None, "") or known in (None, "") or search_key(str(said)) == search_key(str(known)):
            continue
        register = file.service.register(field.prefill.register)
        title = str(register.title) if register else field.prefill.register
        found.append(Difference(field, masked(field, said), masked(field, known), title))
    return found


def _comparable(said: object) -> object:
    """An answer as a register would write it; of an address its line, of a person the name."""
    return said.get("street") or said.get("name") if isinstance(said, Mapping) else said


def masked(field: Field, value: object, settlements: Mapping[str, str] | None = None) -> str:
    """An answer in words; of a personal number only its end."""
    return shown_answer(field, value, settlements or {}, is_masked=True)  # type: ignore[arg-type]
