"""The life of a promise: made, answered, put off, kept, given up, replaced; each with its public line of history."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.base.clock import now, today
from eroba.kernel.base.errors import BadInput, Refusal
from eroba.kernel.matters.models import Link, Matter, Party
from eroba.kernel.matters.numbering import link_matters, open_matter
from eroba.kernel.matters.parties import add_party
from eroba.kernel.outbox.facts import Fact
from eroba.kernel.people.models import Account
from eroba.kernel.undertakings import facts, rules
from eroba.kernel.undertakings.models import Change, Evidence, Undertaking, Words

State, Kind = Undertaking.State, Change.Kind
LONGEST_TITLE = 190


@dataclass(frozen=True)
class EvidenceDraft:
    """Something that shows that a promise was kept: what it is, and an address on this site or elsewhere."""

    title: str
    address: str


@action(may=rules.may_promise)
def promise(
    by: Actor, *, text: Words, promised_by: Words, due_on: date, arose_from: Matter | None = None
) -> Done[Undertaking]:
    """Write down a public promise; it gets a number and hangs on the matter it arose from."""
    made = _make(by, text=text, promised_by=promised_by, due_on=due_on)
    told: list[Fact] = [facts.UndertakingPromised(made.matter_id, due_on=due_on)]
    if arose_from is not None:
        link_matters(source=made.matter, relation=Link.Relation.AROSE_FROM, target=arose_from)
        for party in Party.objects.filter(matter=arose_from):
            add_party(matter=made.matter, person=party.person, account=party.account)
        told.append(facts.UndertakingArose(arose_from.pk, number=made.matter.number, due_on=due_on))
    return Done(made, subject=made.matter, after=_values(made), facts=told)


@action(may=rules.may_answer)
def answer(by: Actor, *, undertaking: Undertaking, words: Words) -> Done[Undertaking]:
    """Say in public how a promise stands; earlier answers stay in its history."""
    locked = _lock(undertaking, must_be_open=False)
    words = _require(words, _("Write the answer."))
    locked.answer_ka, locked.answer_en, locked.answered_at = words.ka, words.en, now()
    locked.save(update_fields=["answer_ka", "answer_en", "answered_at"])
    _write_down(by, locked, Kind.ANSWERED, words)
    return Done(
        locked,
        subject=locked.matter,
        after={"answer": words.ka},
        facts=[facts.UndertakingAnswered(locked.matter_id)],
    )


@action(may=rules.may_mark_kept)
def mark_kept(
    by: Actor, *, undertaking: Undertaking, evidence: Sequence[EvidenceDraft], on: date | None = None
) -> Done[Undertaking]:
    """Say that a promise was kept, with at least one thing that everybody can look at."""
    locked, day = _lock(undertaking), on or today()
    if not locked.promised_on <= day <= today():
        raise BadInput(_("The day must lie between the promise and today."))
    if not evidence:
        raise BadInput(_("Add at least one thing that shows it: a page, a picture, a report."))
    for shown in evidence:
        _require_address(shown)
        Evidence.objects.create(undertaking=locked, title=shown.title.strip(), address=shown.address.strip())
    before = _values(locked)
    _end(locked, State.KEPT, day)
    _write_down(by, locked, Kind.KEPT)
    kept = facts.UndertakingKept(locked.matter_id, ended_on=day, due_on=locked.due_on)
    return Done(locked, subject=locked.matter, before=before, after=_values(locked), facts=[kept])


@action(may=rules.may_postpone)
def postpone(by: Actor, *, undertaking: Undertaking, due_on: date, reason: Words) -> Done[Undertaking]:
    """Put a promise off to a later day; the first day and the reason stay public."""
    locked = _lock(undertaking)
    reason = _require(reason, _("Say why it is put off. Everybody will read it."))
    if due_on <= max(locked.due_on, today()):
        raise BadInput(_("Choose a day that is later than the present one and lies ahead."))
    before, due_before = _values(locked), locked.due_on
    locked.due_on = due_on
    locked.save(update_fields=["due_on"])
    _write_down(by, locked, Kind.POSTPONED, reason, due_before)
    moved = facts.UndertakingPostponed(locked.matter_id, due_before=due_before, due_on=due_on)
    return Done(locked, subject=locked.matter, before=before, after=_values(locked), facts=[moved])


@action(may=rules.may_mark_broken)
def mark_broken(by: Actor, *, undertaking: Undertaking, reason: Words) -> Done[Undertaking]:
    """Say openly that a promise will not be kept, and why."""
    locked = _lock(undertaking)
    reason, before = (
        _require(reason, _("Say why it will not be kept. Everybody will read it.")),
        _values(locked),
    )
    _end(locked, State.BROKEN, today())
    _write_down(by, locked, Kind.BROKEN, reason)
    broken = facts.UndertakingBroken(locked.matter_id)
    return Done(locked, subject=locked.matter, before=before, after=_values(locked), facts=[broken])


@action(may=rules.may_replace)
def replace(
    by: Actor, *, undertaking: Undertaking, text: Words, due_on: date, reason: Words
) -> Done[Undertaking]:
    """Put another promise in the place of one; both stay, tied together. Returns the new one."""
    locked = _lock(undertaking)
    reason, before = _require(reason, _("Say why it is replaced. Everybody will read it.")), _values(locked)
    made = _make(by, text=text, promised_by=locked.promised_by, due_on=due_on)
    link_matters(source=made.matter, relation=Link.Relation.REPLACES, target=locked.matter)
    locked.replaced_by = made
    _end(locked, State.REPLACED, today())
    _write_down(by, locked, Kind.REPLACED, reason)
    told = [
        facts.UndertakingReplaced(locked.matter_id, number=made.matter.number),
        facts.UndertakingPromised(made.matter_id, due_on=due_on),
    ]
    after = {**_values(locked), "by": made.matter.number}
    return Done(made, subject=locked.matter, before=before, after=after, facts=told)


@action(may=rules.may_announce_late)
def announce_due_soon(by: Actor, *, undertaking: Undertaking) -> Done[Undertaking]:
    """Remind whoever promised that the day is near; a second call for the same day says nothing."""
    locked = _lock(undertaking, must_be_open=False)
    if locked.state != State.OPEN or locked.due_soon_announced_for == locked.due_on:
        return Done(locked, subject=locked.matter)
    locked.due_soon_announced_for = locked.due_on
    locked.save(update_fields=["due_soon_announced_for"])
    soon = facts.UndertakingDueSoon(locked.matter_id, due_on=locked.due_on)
    return Done(locked, subject=locked.matter, after=_values(locked), facts=[soon])


@action(may=rules.may_announce_late)
def announce_late(by: Actor, *, undertaking: Undertaking) -> Done[Undertaking]:
    """Say in public that the promised day has passed; a second call for the same day says nothing."""
    locked = _lock(undertaking, must_be_open=False)
    is_over = locked.state == State.OPEN and locked.due_on < today()
    if not is_over or locked.late_announced_for == locked.due_on:
        return Done(locked, subject=locked.matter)
    locked.late_announced_for = locked.due_on
    locked.save(update_fields=["late_announced_for"])
    _write_down(by, locked, Kind.LATE)
    late = facts.UndertakingLate(locked.matter_id, due_on=locked.due_on)
    return Done(locked, subject=locked.matter, after=_values(locked), facts=[late])


def _make(by: Actor, *, text: Words, promised_by: Words, due_on: date) -> Undertaking:
    text = _require(text, _("Say what is promised."))
    promised_by = _require(promised_by, _("Say who promises."))
    if due_on <= today():
        raise BadInput(_("A promise needs a day that lies ahead."))
    matter = open_matter(
        kind="undertaking",
        prefix="UND",
        title_ka=Truncator(text.ka).chars(LONGEST_TITLE),
        title_en=Truncator(text.en or text.ka).chars(LONGEST_TITLE),
        visibility=Matter.Visibility.PUBLIC,
        state=str(State.OPEN),
    )
    made = Undertaking.objects.create(
        matter=matter,
        text_ka=text.ka,
        text_en=text.en,
        promised_by_ka=promised_by.ka,
        promised_by_en=promised_by.en,
        promised_on=today(),
        first_due_on=due_on,
        due_on=due_on,
    )
    _write_down(by, made, Kind.PROMISED)
    if by.account_id:
        # whoever wrote it down is reminded when the day comes near
        add_party(matter=matter, account=Account.objects.get(pk=by.account_id))
    return made


def _lock(undertaking: Undertaking, *, must_be_open: bool = True) -> Undertaking:
    """The promise as it is now: two officials may press a button at the same time."""
    locked = Undertaking.objects.select_for_update().get(pk=undertaking.pk)
    if must_be_open and locked.state != State.OPEN:
        raise Refusal(_("Somebody ended this promise a moment ago. Please look at it again."))
    return locked


def _end(undertaking: Undertaking, state: object, on: date) -> None:
    undertaking.state, undertaking.ended_on = str(state), on
    undertaking.save(update_fields=["state", "ended_on", "replaced_by"])
    matter = undertaking.matter
    matter.state, matter.closed_at = str(state), now()
    matter.save(update_fields=["state", "closed_at"])


def _write_down(
    by: Actor,
    undertaking: Undertaking,
    kind: object,
    words: Words | None = None,
    due_before: date | None = None,
) -> None:
    said = words or Words("")
    Change.objects.create(
        undertaking=undertaking,
        kind=kind,
        by_label=by.label if not by.is_system else "",
        due_before=due_before,
        due_on=undertaking.due_on,
        words_ka=said.ka,
        words_en=said.en,
    )


def _require(words: Words, otherwise: Any) -> Words:
    cleaned = Words(words.ka.strip(), words.en.strip())
    if not cleaned.ka:
        raise BadInput(otherwise)
    return cleaned


def _require_address(shown: EvidenceDraft) -> None:
    address = shown.address.strip()
    is_here = address.startswith("/") and not address.startswith("//")
    if not shown.title.strip() or not (is_here or address.startswith(("https://", "http://"))):
        raise BadInput(_("Each evidence needs a title, and an address that begins with https:// or /."))


def _values(undertaking: Undertaking) -> dict[str, Any]:
    return {"state": undertaking.state, "due_on": undertaking.due_on, "ended_on": undertaking.ended_on}
