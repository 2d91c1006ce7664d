"""Reading petitions and their signatures: what may be shown, counts, the curve, and the lists of the desk."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, TruncDate

from eroba.capabilities.petitions.certainty import draw
from eroba.capabilities.petitions.models import (
    Check,
    CheckedSignature,
    Initiator,
    Petition,
    Sheet,
    SheetLine,
    Signature,
)
from eroba.capabilities.petitions.similar import most_similar
from eroba.kernel.base.clock import TBILISI, now

State = Petition.State
COUNTED = str(Signature.State.COUNTED)
#: What everybody may see; a refused petition without its text where the reason hides it.
PUBLIC = tuple(str(state) for state in State if state not in (State.WRITING, State.CHECKING))
COMPARED = 300


def counted(petition: Petition) -> int:
    """How many people signed, each once: asked of the signatures themselves, so that it can never drift."""
    return Signature.objects.filter(petition_id=petition.pk, state=COUNTED).count()


def public_petitions() -> QuerySet[Petition]:
    """What everybody may see, with the number of signatures."""
    shown = Petition.objects.filter(state__in=PUBLIC).exclude(opened_on=None, state=State.WITHDRAWN)
    return with_counts(shown.filter(is_text_hidden=False).select_related("matter"))


def with_counts(petitions: QuerySet[Petition]) -> QuerySet[Petition]:
    """Adds `signed`: the count now, or as it stood in the end."""
    here = Signature.objects.filter(petition=OuterRef("pk"), state=COUNTED).order_by()
    now_counted = here.values("petition").annotate(n=Count("pk")).values("n")
    return petitions.annotate(signed=Coalesce("final_count", Subquery(now_counted), 0))


def petition_numbered(number: str) -> Petition | None:
    """The petition with this number, if the town worked for now has it."""
    return with_counts(Petition.objects.select_related("matter")).filter(matter__number=number).first()


def initiators_of(petition: Petition) -> QuerySet[Initiator]:
    """The initiative group, the author first."""
    return petition.initiators.select_related("person").order_by("-is_author", "joined_at")


def similar_to(typed: str, but_not: Petition | None = None) -> list[Petition]:
    """Petitions of this town that ask for nearly the same as what is being typed, in any alphabet."""
    shown = public_petitions().filter(opened_on__isnull=False)
    rows = list(shown.order_by("-opened_on")[:COMPARED])
    known = {one: one.search_key for one in rows if but_not is None or one.pk != but_not.pk}
    return most_similar(typed, known)


def days_of(petition: Petition) -> list[tuple[dt.date, int]]:
    """How many signed on each day, the first day first."""
    rows = Signature.objects.filter(petition=petition, state=COUNTED, confirmed_at__isnull=False)
    by_day = rows.annotate(day=TruncDate("confirmed_at", tzinfo=TBILISI)).values("day")
    return [(row["day"], row["n"]) for row in by_day.annotate(n=Count("pk")).order_by("day")]


def settlements_of(petition: Petition) -> list[tuple[Any, int]]:
    """How many signed in each settlement until midnight: a table that moved at once would show who signs."""
    midnight = now().astimezone(TBILISI).replace(hour=0, minute=0, second=0, microsecond=0)
    rows = Signature.objects.filter(petition=petition, state=COUNTED, confirmed_at__lt=midnight)
    named = rows.values("settlement__name_ka", "settlement__name_en").annotate(n=Count("pk")).order_by("-n")
    return [((row["settlement__name_ka"], row["settlement__name_en"]), row["n"]) for row in named]


def initials_of(petition: Petition, most: int = 30) -> list[str]:
    """The initials of those who chose to show them, the latest first."""
    shown = Signature.objects.filter(petition=petition, state=COUNTED).exclude(initials="")
    return list(shown.order_by("-confirmed_at").values_list("initials", flat=True)[:most])


def counted_receipts(petition: Petition) -> list[str]:
    """What is published of each counted signature, in order of itself: it tells no order of signing."""
    rows = Signature.objects.filter(petition=petition, state=COUNTED).exclude(receipt_hash="")
    return sorted(rows.values_list("receipt_hash", flat=True))


def to_check(check: Check) -> list[Signature]:
    """The signatures a check has to ask about: all counted, or those the seed draws."""
    rows = Signature.objects.filter(petition=check.petition, state=COUNTED)
    if check.method == Check.Method.WHOLE:
        return list(rows.order_by("receipt_hash"))
    if not check.seed:
        return []
    drawn = set(draw(counted_receipts(check.petition), check.seed, check.sample_size))
    return [row for row in rows.order_by("receipt_hash") if row.receipt_hash in drawn]


def still_unasked(check: Check) -> list[Signature]:
    """The signatures of a check about which the register has said nothing yet."""
    known = set(CheckedSignature.objects.filter(check_made=check).values_list("signature_id", flat=True))
    waiting = [one for one in to_check(check) if one.pk not in known]
    if check.method == Check.Method.SAMPLE and not check.seed:
        return list(Signature.objects.filter(petition=check.petition, state=COUNTED)[:1])
    return waiting


@dataclass(frozen=True)
class PaperProblem:
    """A line of paper that does not count, and why; the official looks it up on the sheet."""

    sheet: int
    place: int
    reason: str


def paper_problems(check: Check) -> list[PaperProblem]:
    """The paper lines of a check that are not valid: only paper, for who signed online nobody sees."""
    wrong = CheckedSignature.objects.filter(check_made=check, signature__channel="paper").exclude(reason="")
    rows = wrong.values_list("signature__line__sheet__number", "signature__line__place", "reason")
    ordered = rows.order_by("signature__line__sheet__number", "signature__line__place")
    return [PaperProblem(*row) for row in ordered]


@dataclass(frozen=True)
class Cluster:
    """Many signatures from one network on one day, under a name that says nothing about anybody."""

    network: str
    count: int
    held: int
    first_at: dt.datetime


def clusters_of(petition: Petition, least: int = 10) -> list[Cluster]:
    """The networks from which most signatures came, for whoever guards against abuse."""
    rows = Signature.objects.filter(petition=petition).exclude(network_hash="").values("network_hash")
    many = rows.annotate(
        n=Count("pk"), held=Count("pk", filter=Q(state="held")), first=Min("taken_at")
    ).filter(n__gte=least)
    return [
        Cluster(row["network_hash"], row["n"], row["held"], row["first"]) for row in many.order_by("-n")[:20]
    ]


def states_of(petition: Petition) -> dict[str, int]:
    """How many signatures are in which state."""
    rows = Signature.objects.filter(petition=petition).values("state").annotate(n=Count("pk")).order_by()
    return {row["state"]: row["n"] for row in rows}


def sheets_of(petition: Petition) -> QuerySet[Sheet]:
    """The sheets of a petition with how many lines are entered."""
    return petition.sheets.annotate(entered=Count("lines")).order_by("number")


def lines_of(sheet: Sheet) -> dict[int, SheetLine]:
    """The lines entered so far, by their place."""
    return {line.place: line for line in SheetLine.objects.filter(sheet=sheet).order_by("place")}


def signature_known_by(receipt_hash: str) -> Signature | None:
    """The signature a receipt was given for."""
    rows = Signature.objects.select_related("petition__matter", "batch")
    return rows.filter(receipt_hash=receipt_hash).first() if receipt_hash else None


def receipts_in(batch_id: UUID) -> Sequence[str]:
    """The receipts sealed in a batch, in their order in the tree."""
    rows = Signature.objects.filter(batch_id=batch_id).values_list("receipt_hash", flat=True)
    return sorted(rows)
