"""The only place that writes look-ups: the question before it leaves, and what came back."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from eroba.capabilities.registers import facts
from eroba.capabilities.registers.models import ANSWERED, LookUp, OpenQuestion, Outcome, Reply
from eroba.capabilities.registers.ports import Trouble
from eroba.capabilities.registers.rules import may_look_up, may_record_reply
from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.audit.personal import Erased, encrypt_for
from eroba.kernel.base.canonical import canonical_json, fingerprint
from eroba.kernel.base.clock import now
from eroba.kernel.matters.models import Matter
from eroba.kernel.people.models import Person

#: Longer than any question takes; after it the asking process counts as dead.
ASKING_TIME = dt.timedelta(minutes=2)
SHORTEST_PAUSE = dt.timedelta(minutes=1)
LONGEST_PAUSE = dt.timedelta(hours=6)
PATIENCE = dt.timedelta(days=14)

#: Georgian and English words for the same thing.
BothLanguages = tuple[str, str]


@action(may=may_look_up)
def ask_register(
    by: Actor,
    *,
    person: Person,
    register: str,
    fields: Sequence[str],
    purpose: BothLanguages,
    legal_ground: BothLanguages,
    case_number: str,
) -> Done[LookUp]:
    """Writes down that a register is about to be asked, by whom and why; the same open question is not doubled."""
    key = question_key(person, register, fields, case_number)
    open_already = OpenQuestion.objects.filter(
        look_up__question_key=key, look_up__account_id=by.account_id, given_up_at__isnull=True
    ).select_related("look_up")
    standing = open_already.first()
    if standing is not None:
        OpenQuestion.objects.filter(pk=standing.pk).update(next_at=now() + ASKING_TIME)
        look_up = standing.look_up
    else:
        look_up = LookUp.objects.create(
            person=person,
            register=register,
            fields=list(fields),
            purpose_ka=purpose[0],
            purpose_en=purpose[1],
            legal_ground_ka=legal_ground[0],
            legal_ground_en=legal_ground[1],
            case_number=case_number,
            account_id=by.account_id,
            role=", ".join(sorted(by.roles)),
            unit=by.unit,
            official=by.label,
            is_own=by.person_id == person.pk,
            question_key=key,
        )
        if case_number:
            OpenQuestion.objects.create(look_up=look_up, next_at=now() + ASKING_TIME)
    after = {"register": register, "fields": list(fields), "purpose": purpose[1], "case_number": case_number}
    return Done(look_up, subject=look_up, after=after)


@action(may=may_record_reply)
def record_reply(
    by: Actor,
    *,
    look_up: LookUp,
    outcome: Outcome,
    values: Mapping[str, Any] | None = None,
    trouble: Trouble | None = None,
    as_of: dt.date | None = None,
    retry_after_seconds: int | None = None,
) -> Done[Reply]:
    """Writes down what a register said; values only under the person's own key."""
    reply = Reply.objects.create(
        look_up=look_up,
        outcome=outcome,
        trouble=trouble.value if trouble else "",
        values_locked=_locked(look_up, values) if values else "",
        as_of=as_of,
    )
    happened: type[facts.AboutALookUp] | None
    if outcome in ANSWERED:
        OpenQuestion.objects.filter(look_up__question_key=look_up.question_key).delete()
        happened = facts.LookUpAnswered if outcome == Outcome.FOUND else facts.LookUpFoundNothing
    else:
        happened = _keep_open(look_up, retry_after_seconds)
    told = []
    if happened is not None and look_up.case_number:
        told = [happened(_matter_id(look_up), look_up.pk, look_up.register)]
    after = {"outcome": outcome.value, "trouble": reply.trouble}
    return Done(reply, subject=look_up, after=after, facts=told)


@action(may=may_record_reply)
def drop_question(by: Actor, *, look_up: LookUp) -> Done[LookUp]:
    """Stops asking about somebody who can no longer be asked about, because they were erased."""
    OpenQuestion.objects.filter(look_up=look_up).delete()
    return Done(look_up, subject=look_up, after={"dropped": True})


def take_turn(question: OpenQuestion) -> bool:
    """Takes an open question for this worker, unless another was quicker.

    A lease and nothing anybody decides, therefore no action and no journal entry.
    """
    mine = OpenQuestion.objects.filter(pk=question.pk, attempts=question.attempts, given_up_at__isnull=True)
    return bool(mine.update(attempts=question.attempts + 1, next_at=now() + ASKING_TIME))


def question_key(person: Person, register: str, fields: Sequence[str], case_number: str) -> str:
    """Gives the same code for the same question about the same person in the same case."""
    return fingerprint([person.pk, register, sorted(fields), case_number])


def _locked(look_up: LookUp, values: Mapping[str, Any]) -> str:
    try:
        return encrypt_for(look_up.person_id, canonical_json(values).decode())
    except Erased:  # the person was erased while the register was being asked
        return ""


def _keep_open(look_up: LookUp, retry_after_seconds: int | None) -> type[facts.AboutALookUp] | None:
    """Puts an open question off; tells of it the first time and when patience ends."""
    question = OpenQuestion.objects.filter(look_up=look_up).first()
    if question is None:
        return None
    if now() - look_up.asked_at > PATIENCE:
        OpenQuestion.objects.filter(pk=question.pk).update(given_up_at=now())
        return facts.LookUpGivenUp
    pause = min(SHORTEST_PAUSE * 2 ** min(question.attempts, 10), LONGEST_PAUSE)
    wish = dt.timedelta(seconds=retry_after_seconds or 0)
    OpenQuestion.objects.filter(pk=question.pk).update(next_at=now() + max(pause, wish))
    is_first = Reply.objects.filter(look_up=look_up).count() == 1
    return facts.LookUpUnavailable if is_first else None


def _matter_id(look_up: LookUp) -> Any:
    return Matter.objects.filter(number=look_up.case_number).values_list("pk", flat=True).first()
