"""What the worker does for petitions: codes at once; each minute receipts, thresholds, ends, letters, keys."""

import datetime as dt
import logging
from collections.abc import Callable

from django.db.models import QuerySet

from eroba.capabilities.petitions import actions, asking, sending
from eroba.capabilities.petitions.codes_out import send_codes
from eroba.capabilities.petitions.law import rule_here, seed
from eroba.capabilities.petitions.models import Check, Letter, Petition, Signature, TownRule
from eroba.capabilities.petitions.queries import with_counts
from eroba.kernel.actions import system_actor
from eroba.kernel.base.clock import now, today
from eroba.kernel.people.models import Body, Term

__all__ = [
    "announce_thresholds",
    "destroy_keys",
    "end_what_is_over",
    "forget_unconfirmed",
    "go_on_with_checks",
    "seal_all_receipts",
    "see_end_of_term",
    "send_codes",
    "send_letters",
]
State = Petition.State
AT_ONCE = 200
#: So late the end of a term is still seen, when nothing ran on the day after it.
SEEN_LATE = dt.timedelta(days=30)
UNCONFIRMED_KEPT = dt.timedelta(days=2)
logger = logging.getLogger("eroba.petitions")


def seal_all_receipts() -> int:
    """Seals the receipts given since the last minute, petition by petition."""
    fresh = Signature.objects.filter(batch=None).exclude(receipt_hash="").order_by()
    keys = list(fresh.values_list("petition", flat=True).distinct())
    return _each(Petition.objects.filter(pk__in=keys), actions.seal_receipts)


def announce_thresholds() -> int:
    """Says which petitions have as many signatures as they need."""
    waiting = with_counts(Petition.objects.filter(state=State.COLLECTING, reached_on=None))
    reached = [one for one in waiting if one.signed >= (one.threshold or 0)]  # type: ignore[attr-defined]
    by = system_actor("petitions")
    for petition in reached:
        actions.announce_threshold(by, petition=petition)
    return len(reached)


def end_what_is_over() -> int:
    """Ends collecting once the last day and the days to enter paper are over."""
    last = today() - dt.timedelta(days=seed()["sheet_days"])
    return _each(Petition.objects.filter(state=State.COLLECTING, closes_on__lt=last), actions.end_collecting)


def go_on_with_checks() -> int:
    """Asks the register about the signatures of open checks, and says the result of those that are through."""
    by, done = system_actor("petitions"), 0
    for check in Check.objects.filter(finished_at=None).select_related("petition__matter"):
        if check.method == Check.Method.SAMPLE and not check.seed:
            continue
        if asking.ask_register(by, check) == 0 and not asking.still_unasked(check):
            actions.finish_check(by, check=check)
            done += 1
    return done


def send_letters() -> int:
    """Sends letters to the signers who asked for news, each once."""
    by, total = system_actor("petitions"), 0
    for letter in Letter.objects.filter(done_at=None).select_related("petition__matter").order_by("number"):
        asked = Signature.objects.filter(
            petition=letter.petition, state="counted", wants_news=True, news_number__lt=letter.number
        )
        reached = []
        for signature in asked.order_by("pk")[:AT_ONCE]:
            try:
                sending.send_letter(letter, signature)
                reached.append(signature.pk)
            except Exception:
                logger.exception("a letter to a signer could not be sent; trying again")
        is_done = len(reached) == asked.count()
        if reached or is_done:
            actions.note_letter_sent(
                by, petition=letter.petition, letter=letter, reached=reached, is_done=is_done
            )
        total += len(reached)
    return total


def destroy_keys() -> int:
    """Destroys the keys of petitions whose time to appeal is over."""
    over = Petition.objects.filter(key_ends_on__lt=today(), locked_key__isnull=False)
    return _each(over, actions.destroy_key)


def see_end_of_term() -> int:
    """After a council's term: open petitions end or go on, as the town's rule says; once, though seen days later."""
    yesterday = today() - dt.timedelta(days=1)
    councils = Term.objects.filter(body__kind=Body.Kind.COUNCIL)
    over = councils.filter(until_on__range=(yesterday - SEEN_LATE, yesterday)).order_by("until_on")
    return sum(_see_end(until) for until in over.values_list("until_on", flat=True))


def _see_end(until: dt.date) -> int:
    going_on = (State.COLLECTING, State.VERIFYING, State.REGISTERED, State.REFERRED, State.ANSWERED)
    still = Petition.objects.filter(state__in=going_on, opened_on__lte=until)
    still = still.exclude(carried_over_on__gt=until)
    if rule_here(until + dt.timedelta(days=1)).at_term_end == TownRule.AtTermEnd.CLOSE:
        return _each(still, actions.end_with_term)
    return _each(still, actions.carry_over)


def _each(found: QuerySet[Petition], act: Callable[..., object]) -> int:
    by, count = system_actor("petitions"), 0
    for petition in found.select_related("matter"):
        act(by, petition=petition)
        count += 1
    return count


def forget_unconfirmed() -> int:
    """Removes what was never confirmed, two days later."""
    before = now() - UNCONFIRMED_KEPT
    if not Signature.objects.filter(state="waiting", taken_at__lt=before).exclude(channel="paper").exists():
        return 0
    return actions.forget_unconfirmed(system_actor("petitions"), before=before)
