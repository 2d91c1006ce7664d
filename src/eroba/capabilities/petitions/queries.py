"""Reading petitions and their signatures: what may be shown, counts, the curve, and the lists of the desk."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    Min,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
    prefetch_related_objects,
)
from django.db.models.functions import Coalesce, TruncDate

from eroba.capabilities.petitions.certainty import draw
from eroba.capabilities.petitions.models import (
    Batch,
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
from eroba.kernel.base.databases.only import only
from eroba.kernel.base.databases.prepared import Prepared

State = Petition.State
COUNTED = str(Signature.State.COUNTED)
#: What everybody may see; a refused petition without its text where the reason hides it.
PUBLIC = tuple(str(state) for state in State if state not in (State.WRITING, State.CHECKING))
#: Signatures are checked once collecting has ended; before that nobody has to look for a check.
CAN_HAVE_CHECKS = tuple(
    str(state)
    for state in State
    if state not in (State.WRITING, State.CHECKING, State.REFUSED, State.COLLECTING, State.WITHDRAWN)
)
COMPARED = 300
MOST_CLUSTERS = 20
FOR_SIGNING = (
    "municipality", "kind", "state", "title_ka", "title_en", "opened_on", "closes_on", "locked_key", "matter__number",
)  # fmt: skip
_TO_SIGN = Prepared[Petition](
    lambda number: Petition.objects.select_related("matter").filter(matter__number=number).only(*FOR_SIGNING),
    number=CharField(),
)


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
    """The petition with this number, if the town worked for now has it; `sealed` is its last batch of receipts."""
    plain = Petition.objects.select_related("matter").filter(matter__number=number)
    last = Batch.objects.filter(petition=OuterRef("pk")).order_by("-number").values("number")[:1]
    return only(with_counts(plain).annotate(sealed=Subquery(last)))


def petition_to_sign(number: str) -> Petition | None:
    """The petition with this number as whoever signs needs it: not its texts, and no count of all the others."""
    return _TO_SIGN.only(number=number)


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


def paper_problems(checks: Sequence[Check]) -> dict[UUID, list[PaperProblem]]:
    """The paper lines of checks that are not valid: only paper, for who signed online nobody sees."""
    found: dict[UUID, list[PaperProblem]] = {check.pk: [] for check in checks}
    wrong = CheckedSignature.objects.filter(check_made__in=checks, signature__channel="paper")
    place = ("signature__line__sheet__number", "signature__line__place")
    rows = wrong.exclude(reason="").order_by(*place).values_list("check_made_id", *place, "reason")
    for check, *problem in rows if checks else ():
        found[check].append(PaperProblem(*problem))
    return found


def checks_of(petition: Petition) -> list[Check]:
    """The checks of a petition, the last first; read once, and the rules that ask for them next read nothing more."""
    if petition.state not in CAN_HAVE_CHECKS:
        return []
    known = CheckedSignature.objects.filter(check_made=OuterRef(OuterRef("pk")), signature=OuterRef("pk"))
    counted_here = Signature.objects.filter(petition=OuterRef("petition"), state=COUNTED).order_by()
    unasked = counted_here.filter(~Exists(known)).values("petition").annotate(n=Count("pk")).values("n")
    begun = Check.objects.annotate(
        answered=Count("checked"),
        unasked=Case(When(finished_at=None, then=Coalesce(Subquery(unasked), 0)), default=0),
    )
    prefetch_related_objects([petition], Prefetch("checks", begun.order_by("-begun_at")))
    return list(petition.checks.all())


def last_check_of(petition: Petition) -> Check | None:
    """The check whose result was said last, if there is one."""
    if petition.state not in CAN_HAVE_CHECKS:
        return None
    return petition.checks.exclude(finished_at=None).order_by("-finished_at").first()


def waiting_in(check: Check) -> int:
    """About how many signatures of a check the register has not answered; expects one of `checks_of`."""
    if check.finished_at is not None:
        return 0
    if check.method == Check.Method.WHOLE:
        return int(check.unasked)  # type: ignore[attr-defined]
    # a page counts the sample; to draw it would read every signature, and only who asks the register needs that
    return max(0, check.sample_size - check.answered)  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Cluster:
    """Many signatures from one network on one day, under a name that says nothing about anybody."""

    network: str
    count: int
    held: int
    first_at: dt.datetime


@dataclass(frozen=True)
class CameIn:
    """What came in: how many signatures are in which state, and the networks from which most came."""

    states: dict[str, int]
    clusters: list[Cluster]


def came_in(petition: Petition, least: int = 10) -> CameIn:
    """The signatures of a petition by state, and by network for whoever guards against abuse; in one query."""
    rows = Signature.objects.filter(petition=petition).order_by()
    tally = {"n": Count("pk"), "held": Count("pk", filter=Q(state="held")), "first": Min("taken_at")}
    by_state = rows.values(kind=Value("state"), name=F("state")).annotate(**tally)
    networks = rows.exclude(network_hash="").values(kind=Value("network"), name=F("network_hash"))
    states, clusters = {}, []
    for row in by_state.union(networks.annotate(**tally).filter(n__gte=least), all=True):
        if row["kind"] == "state":
            states[row["name"]] = row["n"]
        else:
            clusters.append(Cluster(row["name"], row["n"], row["held"], row["first"]))
    return CameIn(states, sorted(clusters, key=lambda one: -one.count)[:MOST_CLUSTERS])


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
