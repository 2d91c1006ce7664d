"""Reading programmes: what the priorities say of one, which promises carry it out, and where it is read."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.urls import reverse
from django.utils.translation import gettext as _

from eroba.capabilities.budget.models import Line, NumberedProgramme, Priorities, Programme
from eroba.capabilities.budget.models.figures import Announcement
from eroba.capabilities.budget.models.priorities import YEARS
from eroba.capabilities.budget.reading.found import PROGRAMME
from eroba.kernel.matters.models import Matter
from eroba.kernel.registry import Way
from eroba.kernel.tenancy.scope import current_municipality
from eroba.kernel.undertakings.models import Undertaking, Words

State = Priorities.State
KIND, PROMISE = "programme", "undertaking"


def programme_in(code: str, year: int | None = None) -> Programme | None:
    """What the priorities say of a programme for a year: an adopted document before a draft, then the newest."""
    found = _public_programmes().filter(code=code)
    if year is not None:
        found = found.filter(document__first_year__lte=year, document__first_year__gt=year - YEARS)
    return found.first()


def newest_by_code() -> dict[str, Programme]:
    """What the priorities say of each programme now, by code, in three queries."""
    found: dict[str, Programme] = {}
    for one in _public_programmes():
        found.setdefault(one.code, one)
    return found


def _public_programmes() -> QuerySet[Programme]:
    is_adopted = When(document__state=State.ADOPTED, then=Value(0))
    adopted_first = Case(is_adopted, default=Value(1), output_field=IntegerField())
    found = Programme.objects.filter(stage=Programme.Stage.FINAL).exclude(document__state=State.WRITING)
    ordered = found.select_related("document__matter").order_by(adopted_first, "-document__first_year")
    return ordered.prefetch_related("indicators__actuals")


def numbered_programme(code: str) -> NumberedProgramme | None:
    """A programme under its number."""
    return NumberedProgramme.objects.select_related("matter").filter(code=code).first()


def promises_of(codes: Collection[str]) -> Mapping[str, Sequence[Undertaking]]:
    """The promises that hang on programmes, by code, what is due first on top; one query, however many."""
    tied = Undertaking.objects.select_related("matter").annotate(
        towards=F("matter__links_out__target__programme__code"),
        from_there=F("matter__links_in__source__programme__code"),
    )
    found: dict[str, dict[UUID, Undertaking]] = defaultdict(dict)
    rows = tied.filter(Q(towards__in=codes) | Q(from_there__in=codes))
    for one in sorted(rows, key=lambda one: (one.due_on, one.matter.number)):
        for code in {one.towards, one.from_there} & set(codes):
            found[code][one.pk] = one
    return {code: list(several.values()) for code, several in found.items()}


def years_of(code: str) -> list[int]:
    """The years whose public figures have a line of this programme, newest first."""
    lines = Line.objects.filter(
        classification=PROGRAMME, code=code, announcement__state=Announcement.State.ACCEPTED
    )
    return sorted(set(lines.values_list("announcement__budget__year", flat=True)), reverse=True)


def line_named(code: str) -> Words | None:
    """What the newest public figures call a programme."""
    lines = Line.objects.filter(
        classification=PROGRAMME, code=code, announcement__state=Announcement.State.ACCEPTED
    )
    line = lines.order_by("-announcement__budget__year", "-announcement__announced_on").first()
    return Words(line.title_ka or line.title_en or code, line.title_en) if line else None


def known_codes() -> dict[str, str]:
    """Every programme there is to tie promises to, with its name: of public figures and of public documents."""
    found: dict[str, str] = {}
    lines = Line.objects.filter(classification=PROGRAMME, announcement__state=Announcement.State.ACCEPTED)
    for line in lines.order_by("announcement__budget__year", "announcement__announced_on"):
        found[line.code] = line.title_ka
    written = Programme.objects.filter(stage=Programme.Stage.FINAL).exclude(document__state=State.WRITING)
    for one in written.order_by("document__first_year"):
        found[one.code] = one.title_ka
    return found


def address_of(code: str) -> str:
    """Where a programme is read, whatever budget or document it stands in."""
    here = {"municipality": current_municipality().slug, "code": code}
    return reverse("budget:programme", kwargs=here)


def ways_to_programmes(matter: Matter) -> list[Way]:
    """For the page of a promise: the programmes it carries out; for a programme's number: its page."""
    if matter.kind not in (KIND, PROMISE) or "budget" in current_municipality().switched_off:
        return []
    found = NumberedProgramme.objects.select_related("matter")
    if matter.kind == KIND:
        found = found.filter(matter=matter)
    else:
        tied = Q(matter__links_in__source=matter) | Q(matter__links_out__target=matter)
        found = found.filter(tied).distinct()
    words = _("Programme of the budget: %(name)s")
    return [Way(title=words % {"name": one.matter.title}, address=address_of(one.code)) for one in found]
