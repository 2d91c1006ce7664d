"""Writing down that an official looked, once a day for each case, and keeping a note once for two clicks."""

import datetime as dt

from django.db import transaction

from eroba.capabilities.services import actions
from eroba.capabilities.services.models import Case
from eroba.kernel.actions import Actor
from eroba.kernel.audit.models import JournalEntry
from eroba.kernel.base.clock import TBILISI, now, today

SAME_CLICK = dt.timedelta(minutes=1)


def note_look(by: Actor, case: Case) -> None:
    """Write down that an official opened a case; once for each official, case and day."""
    if (
        case.looked_by == by.account_id
        and case.looked_at
        and case.looked_at.astimezone(TBILISI).date() == today()
    ):
        return
    midnight = dt.datetime.combine(today(), dt.time(), TBILISI)
    looks = JournalEntry.objects.filter(subject_id=case.matter_id, at__gte=midnight)
    if not looks.filter(action="services.look_at_case", account_id=by.account_id).exists():
        actions.look_at_case(by, case=case)


def keep_note(by: Actor, case: Case, text: str) -> None:
    """Keep a note; the same words of the same official within a minute are a second click."""
    with transaction.atomic():
        Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
        last = case.notes.filter(written_by=by.label, written_at__gte=now() - SAME_CLICK).last()
        if last is None or case.opened(last.text_locked) != text.strip():
            actions.write_note(by, case=case, text=text)


def was_done(by: Actor, case: Case, action: str, edition: int) -> bool:
    """Whether this official has already done this to the edition they saw: then it was a second click."""
    acts = JournalEntry.objects.filter(subject_id=case.matter_id, account_id=by.account_id)
    return acts.filter(action=f"services.{action}", after__edition=edition + 1).exists()
