"""Opinions of other units: asked for, several at once and each by its own day, given, or taken back."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services import facts_among_officials as facts
from eroba.capabilities.services import rules_among_officials as rules
from eroba.capabilities.services.actions.steps import done, hold, require_text, state_of, touch
from eroba.capabilities.services.models import Case, CaseNote, Opinion
from eroba.capabilities.services.models.sealed import seal
from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.base.clock import now, today
from eroba.kernel.base.errors import BadInput, Refusal
from eroba.kernel.documents.actions import keep_upload
from eroba.kernel.documents.uploads import AcceptedUpload
from eroba.kernel.people.models import Unit

MOST_AT_ONCE = 5
LONGEST_WAIT_DAYS = 90
LONGEST_TEXT = 10_000


@dataclass(frozen=True)
class Question:
    """Whom to ask what, until when; `code` says which of the opinions a stage wants it is."""

    unit: Unit
    text: str
    due_on: dt.date
    code: str = ""


@action(may=rules.may_ask_opinions)
def ask_opinions(
    by: Actor, *, case: Case, edition: int, questions: Sequence[Question]
) -> Done[list[Opinion]]:
    """Ask one unit or several for their opinion, each until its own day. Basis: GAC 96."""
    if not 0 < len(questions) <= MOST_AT_ONCE:
        raise BadInput(_("Choose at least one unit, and five at most."))
    case = hold(case, edition)
    before = state_of(case)
    asked = [_asked(by, case, one) for one in questions]
    touch(case, by)
    case.save(update_fields=["edition", "changed_at", "changed_by"])
    told = [
        facts.OpinionAsked(case.matter_id, opinion=one.pk, unit=names_of(one.unit), due_on=one.due_on)
        for one in asked
    ]
    personal = {f"question {one.unit.code}": one.text for one in questions}
    more = {"asked": [{"unit": one.unit.code, "due_on": one.due_on} for one in asked]}
    all_told = done(case, before, told, personal=personal, more=more)
    return Done(asked, all_told.subject, all_told.before, all_told.after, all_told.personal, all_told.facts)


@action(may=rules.may_give_opinion)
def give_opinion(
    by: Actor, *, opinion: Opinion, stance: str, text: str, upload: AcceptedUpload | None = None
) -> Done[Opinion]:
    """Answer for the unit that was asked; nobody is overtaken by that, so no edition is asked."""
    words = require_text(text, _("Write the opinion, in a sentence at least."), most=LONGEST_TEXT)
    if stance not in Opinion.Stance.values:
        raise BadInput(_("Choose what the unit says."))
    held = _held(opinion)
    case = held.case
    held.state, held.stance = Opinion.State.GIVEN, stance
    held.answer_locked = seal(case.person_id, words)
    held.answered_by_id, held.answered_label, held.answered_at = by.account_id, by.label, now()
    if upload is not None:
        held.file = keep_upload(by, upload=upload, person_id=case.person_id)
    held.save()
    given = facts.OpinionGiven(case.matter_id, opinion=held.pk, unit=names_of(held.unit))
    more = {"unit": held.unit.code, "stance": stance}
    told = done(case, {}, [given], personal={"opinion": words}, more=more)
    return Done(held, told.subject, told.before, told.after, told.personal, told.facts)


@action(may=rules.may_drop_opinion)
def drop_opinion(by: Actor, *, opinion: Opinion) -> Done[Opinion]:
    """Take a question back that nobody has answered; the unit need not answer any more."""
    held = _held(opinion)
    held.state = Opinion.State.DROPPED
    held.save(update_fields=["state"])
    case = held.case
    dropped = facts.OpinionDropped(case.matter_id, opinion=held.pk, unit=names_of(held.unit))
    told = done(case, {}, [dropped], more={"unit": held.unit.code})
    return Done(held, told.subject, told.before, told.after, told.personal, told.facts)


@action(may=rules.may_note_late_opinion)
def note_late_opinion(by: Actor, *, opinion: Opinion) -> Done[Opinion]:
    """Say once, where everybody concerned reads it, that a unit has not answered by its day."""
    held = _held(opinion)
    held.late_told_at = now()
    held.save(update_fields=["late_told_at"])
    late = facts.OpinionLate(held.case.matter_id, opinion=held.pk, unit=names_of(held.unit))
    return Done(held, subject=held.case.matter, after={"unit": held.unit.code}, facts=[late])


def names_of(unit: Unit) -> dict[str, str]:
    """A unit's name as facts keep it."""
    return {"ka": unit.name_ka, "en": unit.name_en}


def _asked(by: Actor, case: Case, question: Question) -> Opinion:
    words = require_text(question.text, _("Write what you want to know."), most=4000)
    latest = today() + dt.timedelta(days=LONGEST_WAIT_DAYS)
    if not today() < question.due_on <= latest:
        raise BadInput(
            format_lazy(_("Give each unit at least a day, and no more than {n} days."), n=LONGEST_WAIT_DAYS)
        )
    standing = Opinion.objects.filter(
        case=case, unit=question.unit, code=question.code, state=Opinion.State.ASKED
    )
    if standing.exists():
        raise Refusal(
            format_lazy(_("{unit} was asked already and has not answered yet."), unit=question.unit.name)
        )
    note = CaseNote(case=case, text_locked=seal(case.person_id, words), written_by=by.label)
    note.save(force_insert=True)
    return Opinion.objects.create(
        case=case,
        note=note,
        unit=question.unit,
        code=question.code,
        asked_by_id=by.account_id,
        asked_label=by.label,
        due_on=question.due_on,
    )


def _held(opinion: Opinion) -> Opinion:
    """Lock the opinion until the action ends; refused when somebody answered or took it back meanwhile."""
    held = (
        Opinion.objects.select_for_update(of=("self",))
        .select_related("unit", "case__matter", "case__service", "case__version", "case__person")
        .get(pk=opinion.pk)
    )
    if not held.is_asked:
        raise Refusal(rules.ANSWERED)
    return held
