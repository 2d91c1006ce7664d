"""Sending a public report through an app: a real case, though nobody signed in."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services import rules
from eroba.capabilities.services.actions.applying import begin_case, case_of_submission
from eroba.capabilities.services.actions.sending import AnswersWrong
from eroba.capabilities.services.actions.steps import done
from eroba.capabilities.services.definition.service import ServiceDefinition
from eroba.capabilities.services.form_engine.reading import Surroundings
from eroba.capabilities.services.georeport.sent import SentReport, answers_of
from eroba.capabilities.services.models import Case, CaseNote, Draft, Service, SourceAnswer
from eroba.capabilities.services.models.sealed import seal
from eroba.capabilities.services.published import definition_of
from eroba.capabilities.services.queries.public_reports import settlements_with_places
from eroba.kernel.actions import Actor, Done, action, system_actor
from eroba.kernel.base.clock import today
from eroba.kernel.people.models import Person
from eroba.kernel.tenancy.models import Settlement


@action(may=rules.may_send_report)
def send_report(by: Actor, *, service: Service, sent: SentReport, key: UUID) -> Done[Case]:
    """Make a case of a report that came through an app; the same key again finds the case of the first.

    Whoever sent it is known by what they gave, which may be nothing; no register is asked about them.
    Raises AnswersWrong with each problem beside its argument. Basis: GAC 78.
    """
    standing = case_of_submission(key)
    if standing is not None:
        return Done(standing, subject=standing.matter)
    said = definition_of(service.current)
    around = Surroundings(
        today(), frozenset(str(pk) for pk in Settlement.objects.values_list("pk", flat=True))
    )
    answers, wrong = answers_of(said, sent, settlements_with_places(), around)
    if wrong:
        raise AnswersWrong([{"field": name, "detail": str(words)} for name, words in wrong.items()])
    person = Person.objects.create(
        given_name=sent.given_name[:80], family_name=sent.family_name[:80], phone=sent.phone[:40]
    )
    draft = Draft(pk=key, service=service, version=service.current, person=person)
    case, told = begin_case(system_actor(by.label), draft, said, answers, sent_with=by.label)
    _note_unasked(case, said)
    _note_sender(by, case, sent)
    return done(case, {}, told, personal={"answers": answers}, more={"sent_with": by.label})


def _note_unasked(case: Case, said: ServiceDefinition) -> None:
    """Nobody can be asked about somebody without a personal number; the case must not wait for it."""
    SourceAnswer.objects.bulk_create(
        SourceAnswer(case=case, source=SourceAnswer.Source.REGISTER, code=register.code, found=False)
        for register in said.registers
    )


def _note_sender(by: Actor, case: Case, sent: SentReport) -> None:
    """What officials need to answer, and the public never reads."""
    lines = {_("E-mail"): sent.email, _("Phone"): sent.phone, _("Photo"): sent.media_url}
    words = "\n".join(f"{name}: {value[:500]}" for name, value in lines.items() if value)
    if words:
        CaseNote.objects.create(case=case, text_locked=seal(case.person_id, words), written_by=by.label)
