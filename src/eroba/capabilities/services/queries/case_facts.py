"""The facts of a case as the decision sees them, each with where it came from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from eroba.capabilities.services.definition.service import DecisionFact, ServiceDefinition
from eroba.capabilities.services.form_engine.asking import computed_values, known_from_answers
from eroba.capabilities.services.form_engine.showing import shown_count, shown_money
from eroba.capabilities.services.models import Case, SourceAnswer
from eroba.capabilities.services.published import definition_for
from eroba.capabilities.services.queries.cases import GRANTED
from eroba.capabilities.services.rules_engine import (
    FactSources,
    KnownFacts,
    Ruling,
    TableFailed,
    decide,
    gather_facts,
)
from eroba.kernel.ui.names import as_read


@dataclass(frozen=True)
class CaseFacts:
    """Everything a decision rests on: where each fact came from, what is missing, what the rule says."""

    service: ServiceDefinition
    sources: FactSources
    known: KnownFacts
    findings: Mapping[str, SourceAnswer]
    registers_said: Sequence[SourceAnswer]
    ruling: Ruling | None = None
    failure: str = ""

    def known_for_stages(self) -> dict[str, object]:
        """What conditions of stages may speak of: answers, what follows from them, and the facts known by now."""
        return known_from_answers(self.service.form, self.sources.answers) | self.known.as_mapping()  # type: ignore[arg-type]


@dataclass(frozen=True)
class FactLine:
    """One fact as the desk shows it: words, and where it came from."""

    fact: DecisionFact
    words: str
    source: str
    is_missing: bool
    is_needed: bool


def facts_of(case: Case) -> CaseFacts:
    """Gather the facts of a case and ask its table, unless something needed is missing."""
    service = definition_for(case)
    said = list(case.source_answers.all())
    findings = {one.code: one for one in said if one.source == SourceAnswer.Source.OFFICIAL}
    registers = [one for one in said if one.source == SourceAnswer.Source.REGISTER]
    answers = case.answers
    sources = FactSources(
        answers=answers,
        computed=computed_values(service.form, answers),
        registers={one.code: one.values() for one in registers},
        clerk={code: one.values().get("value") for code, one in findings.items()},
        earlier_cases=granted_this_year(case),
    )
    known = gather_facts(service, sources)
    if known.missing:
        return CaseFacts(service, sources, known, findings, registers)
    try:
        ruling = decide(service, known.as_mapping(), case.service.settings_over(service.setting_values()))
    except TableFailed as failure:
        return CaseFacts(service, sources, known, findings, registers, failure=str(failure))
    return CaseFacts(service, sources, known, findings, registers, ruling)


def fact_lines(facts: CaseFacts) -> list[FactLine]:
    """Return the facts as lines for the desk, in the order of the service."""
    values, missing = facts.known.as_mapping(), {fact.code for fact in facts.known.missing}
    return [
        FactLine(
            fact,
            words=shown_fact(facts.service, fact, values.get(fact.code)),
            source=_source_words(facts, fact),
            is_missing=fact.code in missing,
            is_needed=fact.code in missing or fact.code in values,
        )
        for fact in facts.service.decision.facts
    ]


def shown_fact(service: ServiceDefinition, fact: DecisionFact, value: object) -> str:
    """Return one fact in words."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if fact.kind == "money":
        return shown_money(str(value))
    if fact.kind == "number":
        return shown_count(str(value))
    field = service.form.field(fact.field) if fact.kind == "choice" else None
    choice = field.choice(str(value)) if field else None
    return str(choice.label) if choice else str(value)


def _source_words(facts: CaseFacts, fact: DecisionFact) -> str:
    finding = facts.findings.get(fact.code)
    if finding is not None:
        return _("established by %(who)s") % {"who": as_read(finding.answered_by)}
    if fact.source == "register":
        register = facts.service.register(fact.register)
        return str(register.title) if register else fact.register
    return {
        "answer": _("said by the applicant"),
        "computed": _("worked out from the answers"),
        "earlier_cases": _("our own records"),
        "clerk": _("to be established by you"),
    }[fact.source]


def granted_this_year(case: Case) -> int:
    """How often the applicant was granted this service in the year of this application, without it."""
    counted = getattr(case, "granted_count", None)
    if counted is not None:
        return int(counted)
    return (
        Case.objects.filter(
            service=case.service,
            person=case.person_id,
            outcome=GRANTED,
            received_at__year=case.received_at.year,
        )
        .exclude(pk=case.pk)
        .count()
    )
