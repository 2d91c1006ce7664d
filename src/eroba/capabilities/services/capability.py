"""What services add to the platform: the catalogue, applications and cases."""

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services import facts, fee_tasks, tasks, visit_tasks
from eroba.capabilities.services import tasks_among_officials as among
from eroba.capabilities.services.actions.accepting import open_applications
from eroba.capabilities.services.archive_facts import ARCHIVE_FACTS
from eroba.capabilities.services.arrival_facts import ARRIVAL_FACTS
from eroba.capabilities.services.arrival_tasks import offer_to_towns
from eroba.capabilities.services.exports import holdings_about
from eroba.capabilities.services.facts_among_officials import FACTS_AMONG_OFFICIALS
from eroba.capabilities.services.facts_together import FACTS_TOGETHER
from eroba.capabilities.services.fee_facts import FEE_FACTS
from eroba.capabilities.services.notices import MESSAGES, NEWS
from eroba.capabilities.services.opening import service_steps
from eroba.capabilities.services.ownership import open_cases_of, papers_of_cases
from eroba.capabilities.services.periods import periods_of_services
from eroba.capabilities.services.portal_feed.files import write_catalogue
from eroba.capabilities.services.practice_ground import (
    CASE,
    PRACTICES,
    furnish_training,
    start_case,
    state_of_case,
)
from eroba.capabilities.services.practice_visits import VISIT, start_visit, state_of_visits
from eroba.capabilities.services.queries.accepted import APPLICATION
from eroba.capabilities.services.queries.archive import salts_of
from eroba.capabilities.services.views.front import found_services, promise_figures
from eroba.capabilities.services.views.looks import looks_at_applications
from eroba.capabilities.services.views.offers import my_application_cards, offer_cards
from eroba.capabilities.services.views.report_ways import ways_to_report
from eroba.capabilities.services.visit_facts import VISIT_FACTS
from eroba.capabilities.services.visit_rules import RECEIVING
from eroba.kernel.registry import Capability, MenuEntry, NewsKind, OpenExport, Receiving, Scope, Topic
from eroba.kernel.registry.capability import Listener

_ACTS: dict[str, Listener] = {
    "application.registers_wanted": tasks.on_registers_wanted,
    "lookup.answered": tasks.on_registers_wanted,
    "lookup.found_nothing": tasks.on_registers_wanted,
    "application.paper_requested": tasks.on_paper_requested,
    "application.left_unexamined": tasks.on_left_unexamined,
    "decision.approved": tasks.on_decision_approved,
    "appeal.lodged": tasks.on_appeal,
    "appeal.upheld": tasks.on_appeal,
    "appeal.dismissed": tasks.on_appeal,
    "clock.moved": tasks.on_clock_changed,
    "clock.extended": tasks.on_clock_changed,
    "clock.resumed": tasks.on_clock_changed,
    "report.answered": tasks.on_report_answered,
    "person.erased": tasks.on_person_erased,
    "service.published": offer_to_towns,
    "opinion.asked": among.on_opinion_asked,
    "opinion.given": among.on_opinion_given,
    "opinion.late": among.on_opinion_late,
    "substitute.named": among.on_substitute_named,
    "cases.handed_over": among.on_cases_handed_over,
}
_LISTENS: dict[str, list[Listener]] = {name: [act] for name, act in _ACTS.items()}
_LISTENS |= {
    "fee.paid": [fee_tasks.on_fee_paid, fee_tasks.on_fee_settled],
    "fee.waived": [fee_tasks.on_fee_settled],
}
_LISTENS |= {name: [visit_tasks.on_visit_news] for name in visit_tasks.MESSAGES}
for _name in MESSAGES:
    _LISTENS.setdefault(_name, []).append(tasks.on_news_for_applicant)

# What an applicant still needs when the town takes no new applications at all.
_LASTING = (
    "applications",
    "application",
    "received",
    "supply_papers",
    "paper",
    "appeal",
    "withdraw",
    "fee",
    "payment",
    "bank_notice",
    "reports",
    "report",
    "reports_geojson",
    "visits",
    "visit",
    "change_visit",
    "cancel_visit",
    "visit_file",
)

REPORT_FACTS = (facts.ReportReceived, facts.ReportTaken, facts.ReportAnswered)

CAPABILITY = Capability(
    name="services",
    title=_("Services"),
    summary=_("Get something done with the town hall, and follow it."),
    door="services",
    lasting=frozenset(f"services:{name}" for name in _LASTING),
    menu=(
        MenuEntry(title=_("Services"), route="services:catalogue", place="public"),
        MenuEntry(title=_("Public reports"), route="services:reports", place="footer"),
        MenuEntry(title=_("Open process"), route="services:open_process", place="footer"),
        MenuEntry(
            title=_("My day"),
            route="services_desk:day",
            place="desk",
            roles=frozenset({"clerk", "head"}),
            order=5,
        ),
        MenuEntry(
            title=_("Leave and hand-over"),
            route="services_desk:leave",
            place="desk",
            roles=frozenset({"clerk", "head"}),
            order=16,
        ),
        MenuEntry(
            title=_("Applications"),
            route="services_desk:inbox",
            place="desk",
            roles=frozenset({"clerk", "head"}),
            order=10,
        ),
        MenuEntry(
            title=_("Archive"),
            route="services_desk:archive",
            place="desk",
            roles=frozenset({"clerk", "head"}),
            order=30,
        ),
        MenuEntry(
            title=_("National catalogue"),
            route="services_exchange:overview",
            place="desk",
            roles=frozenset({"head"}),
            order=850,
        ),
        MenuEntry(
            title=_("Catalogue of services"),
            route="services_copies:list",
            place="desk",
            roles=frozenset({"clerk", "head"}),
            order=40,
        ),
        MenuEntry(
            title=_("Payments"),
            route="services_desk:payments",
            place="desk",
            roles=frozenset({"clerk", "head"}),
            order=20,
        ),
        MenuEntry(
            title=_("Visits"),
            route="services_desk:visits",
            place="desk",
            roles=frozenset(RECEIVING),
            order=15,
        ),
    ),
    routes=(
        ("town", "services/", "eroba.capabilities.services.urls.town"),
        ("bare", "open311/", "eroba.capabilities.services.urls.georeport"),
        ("town", "services.jsonld", "eroba.capabilities.services.urls.feed"),
        ("town", "desk/exchange/", "eroba.capabilities.services.urls.exchange"),
        ("town", "desk/services/", "eroba.capabilities.services.urls.desk"),
        ("town", "desk/catalogue/", "eroba.capabilities.services.urls.copies"),
    ),
    offers=(offer_cards,),
    finds=(found_services,),
    figures=(promise_figures,),
    my_cards=(my_application_cards,),
    matter_kinds={"case": _("Application"), "visit": _("Visit")},
    facts=(
        *facts.ALL_FACTS,
        *ARCHIVE_FACTS,
        *ARRIVAL_FACTS,
        *FACTS_AMONG_OFFICIALS,
        *FACTS_TOGETHER,
        *FEE_FACTS,
        *VISIT_FACTS,
    ),
    topics=(Topic(code="reports", title=_("Public reports"), facts=REPORT_FACTS),),
    ways=(ways_to_report,),
    news=(
        NewsKind(code=NEWS, title=_("Your applications"), is_urgent=True),
        NewsKind(code=among.DESK_NEWS, title=_("Work at the desk"), email="daily"),
        NewsKind(code=visit_tasks.NEWS, title=_("Your visits"), is_urgent=True),
    ),
    listens=_LISTENS,
    receives=(Receiving(kind=APPLICATION, open=open_applications, route="services:received"),),
    deadlines=(periods_of_services,),
    sweeps=(
        tasks.forget_old_drafts,
        tasks.make_public_figures,
        tasks.archive_ended_cases,
        among.tell_late_opinions,
        fee_tasks.ask_the_bank,
        fee_tasks.fetch_bank_lists,
        visit_tasks.remind_of_visits,
    ),
    looks=(looks_at_applications,),
    scopes=(
        Scope(
            name="applications:read",
            title=_("Read your applications"),
            meaning=_("Which you have sent, how they stand, and what happened to them."),
            tells_of=frozenset({"case"}),
        ),
        Scope(
            name="applications:send",
            title=_("Send and take back applications in your name"),
            meaning=_("It binds you like one you send yourself; you get the same notices."),
        ),
        Scope(
            name="visits:keep",
            title=_("See, book and cancel your visits"),
            meaning=_("It takes a time at a counter in your name; you get the same notices."),
            tells_of=frozenset({"visit"}),
        ),
        Scope(
            name="reports:send",
            title=_("Send public reports"),
            meaning=_("Potholes, lamps, waste: for people who tell them through this app."),
            is_personal=False,
        ),
        Scope(
            name="workload:read",
            title=_("See how many applications are open"),
            meaning=_("Numbers for each service, without anybody’s name."),
            is_personal=False,
        ),
    ),
    exports=(OpenExport(kind="cpsv", title=_("Services, as CPSV-AP 3.2"), write=write_catalogue),),
    personal=(holdings_about,),
    second_locks=(salts_of,),
    holds=(open_cases_of,),
    papers=(papers_of_cases,),
    opening=(service_steps,),
    furnishes=(furnish_training,),
    practices=(PRACTICES,),
    practice_starts={CASE: start_case, VISIT: start_visit},
    practice_states={CASE: state_of_case, VISIT: state_of_visits},
)
