"""The desk's list of applications: filtered, searched, ordered by deadline, and counted for the day.

A row carries no more than the list shows; what an official may do with a case is asked of the rules.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services.definition.service import ServiceDefinition
from eroba.capabilities.services.models import Case, Service
from eroba.capabilities.services.published import definition_for, definitions_of
from eroba.capabilities.services.queries.spellings import begins_with
from eroba.capabilities.services.rules import STAFF
from eroba.kernel.base.clock import today
from eroba.kernel.base.text import search_key
from eroba.kernel.people.models import Appointment
from eroba.kernel.ui.components import Mark
from eroba.kernel.ui.dates import days_left

SOON_DAYS = 3
WEEK_DAYS = 7
MOST_WORDS = 6
WaitsFor = Case.WaitsFor
# Said as "in", because SQLite looks up no index for a condition that is a column alone.
OPEN = Q(is_open__in=[True])
STATES = {
    "": (_("everything open"), OPEN),
    "town": (_("waiting for us"), OPEN & Q(waits_for=WaitsFor.TOWN)),
    "applicant": (_("waiting for the applicant"), OPEN & Q(waits_for=WaitsFor.APPLICANT)),
    "registers": (_("waiting for registers"), OPEN & Q(waits_for=WaitsFor.REGISTERS)),
    "done": (_("decided or closed"), Q(is_open__in=[False], archived_at__isnull=True)),
    "archive": (_("in the archive"), Q(archived_at__isnull=False)),
    "all": (_("all"), Q()),
}
WHOSE = {"": _("everybody’s"), "mine": _("mine"), "free": _("nobody’s yet")}
DUE = {"": _("any"), "late": _("late"), "today": _("today"), "week": _("in the next 7 days")}
#: The word in the address -> what the list is ordered by.
ORDERS = {
    "due": F("due_on"),
    "number": F("matter__number"),
    "applicant": F("person__family_name"),
    "received": F("received_at"),
}


@dataclass(frozen=True)
class Wanted:
    """Which applications an official wants to see, and in which order; empty words mean the usual list."""

    account_id: UUID | None = None
    q: str = ""
    state: str = ""
    stage: str = ""
    service: str = ""
    whose: str = ""
    due: str = ""
    sort: str = "due"

    @property
    def is_narrow(self) -> bool:
        """Whether anything but the usual list is asked for."""
        return any((self.q, self.state, self.stage, self.service, self.whose, self.due))


@dataclass(frozen=True)
class InboxRow:
    """One application as the list shows it."""

    case: Case
    stage: str
    waits: str
    urgency: Mark
    assigned: str
    is_mine: bool


@dataclass(frozen=True)
class MyDay:
    """What the day holds, in numbers."""

    late: int
    due_today: int
    due_this_week: int
    to_approve: int
    for_applicants: int


def wanted_cases(wanted: Wanted) -> QuerySet[Case]:
    """The applications an official asked for, in their order."""
    cases = _of(Case.objects.filter(_state(wanted)), wanted.whose, wanted.account_id)
    if wanted.stage:
        cases = cases.filter(stage=wanted.stage)
    if wanted.service:
        cases = cases.filter(service__code=wanted.service)
    if wanted.due:
        cases = cases.filter(_due(wanted.due, today()))
    for word in search_key(wanted.q).split()[:MOST_WORDS]:
        name = begins_with(word)
        cases = cases.filter(
            Q(person__family_name__iregex=name)
            | Q(person__given_name__iregex=name)
            | Q(matter__number__icontains=word)
        )
    order = ORDERS[wanted.sort.removeprefix("-")]
    is_down = wanted.sort.startswith("-")
    cases = cases.order_by(order.desc(nulls_last=True) if is_down else order.asc(nulls_last=True), "id")
    return cases.select_related("matter", "service", "version", "person").defer(
        "version__content", "answers_locked", "sources"
    )


def _state(wanted: Wanted) -> Q:
    """Which states are meant; a search for words looks into the archive too, so that nothing is lost there."""
    if wanted.q and wanted.state in ("done", "archive"):
        return Q(is_open__in=[False])
    if wanted.state == "all" and not wanted.q:
        return Q(archived_at__isnull=True)
    return STATES[wanted.state][1]


def inbox_rows(cases: list[Case], account_id: UUID | None, names: Mapping[UUID, str]) -> list[InboxRow]:
    """Say each application in words; `names` are those of today's officials in the language being read."""
    day = today()
    definitions_of([case.version for case in cases])
    return [
        InboxRow(
            case=case,
            stage=stage_title(case),
            waits=str(WaitsFor(case.waits_for).label),
            urgency=urgency(case, day),
            assigned=names.get(case.assigned_to_id, case.assigned_label) if case.assigned_to_id else "",
            is_mine=case.assigned_to_id is not None and case.assigned_to_id == account_id,
        )
        for case in cases
    ]


def urgency(case: Case, day: dt.date) -> Mark:
    """How pressing an application is, as a word with its shape."""
    if case.waits_for == WaitsFor.NOBODY:
        return Mark(gettext("done"), "good")
    if case.due_on is None or (case.waits_for == WaitsFor.APPLICANT and case.due_on >= day):
        return Mark(gettext("the clock is stopped"), "paused")
    left = (case.due_on - day).days
    kind = "late" if left < 0 else "attention" if left <= SOON_DAYS else "quiet"
    return Mark(days_left(case.due_on, day), kind)


def stage_title(case: Case) -> str:
    """The stage a case is in, in words."""
    stage = definition_for(case).flow.stage(case.stage)
    return str(stage.title) if stage else case.stage


def my_day(wanted: Wanted, services: list[ServiceDefinition]) -> MyDay:
    """Count what falls due today and this week, what waits for approval and what for applicants."""
    day = today()
    ours = Q(waits_for__in=[WaitsFor.TOWN, WaitsFor.REGISTERS])
    counted = _of(Case.objects.filter(OPEN), wanted.whose, wanted.account_id).aggregate(
        late=Count("id", filter=ours & _due("late", day)),
        due_today=Count("id", filter=ours & _due("today", day)),
        due_this_week=Count("id", filter=ours & _due("week", day)),
        to_approve=Count("id", filter=Q(stage__in=approval_stages(services))),
        for_applicants=Count("id", filter=Q(waits_for=WaitsFor.APPLICANT)),
    )
    return MyDay(**counted)


def approval_stages(services: list[ServiceDefinition]) -> list[str]:
    """The stages in which a second official has to approve."""
    stages = (stage for service in services for stage in service.flow.stages)
    return sorted({stage.code for stage in stages if stage.transition("approve_decision")})


def services_here() -> list[tuple[Service, ServiceDefinition]]:
    """Every service of the town with what its version in force says."""
    services = list(Service.objects.select_related("current").defer("current__content"))
    said = definitions_of([service.current for service in services])
    return [(service, said[service.current_id]) for service in services]


def stage_choices(services: list[ServiceDefinition]) -> list[tuple[str, str]]:
    """The stages one can filter by, each once, in the order cases go through them."""
    titles: dict[str, str] = {}
    for service in services:
        for stage in service.flow.stages:
            titles.setdefault(stage.code, str(stage.title))
    return list(titles.items())


def officials_here() -> dict[UUID, str]:
    """Who handles applications in this town today: account and name in the language being read."""
    day = today()
    posts = Appointment.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=day), from_on__lte=day, role__in=STAFF
    ).order_by("name_ka")
    is_english = get_language() == "en"
    return {post.account_id: post.name_en if is_english else post.name_ka for post in posts}


def _of(cases: QuerySet[Case], whose: str, account_id: UUID | None) -> QuerySet[Case]:
    if whose == "mine":
        return cases.filter(assigned_to=account_id)
    return cases.filter(assigned_to__isnull=True) if whose == "free" else cases


def _due(when: str, day: dt.date) -> Q:
    if when == "late":
        return Q(due_on__lt=day)
    if when == "today":
        return Q(due_on=day)
    return Q(due_on__gte=day, due_on__lte=day + dt.timedelta(days=WEEK_DAYS))
