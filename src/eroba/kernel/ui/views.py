"""The component gallery: each component in its states, and sample pages, in both languages and every colour."""

from csp.constants import UNSAFE_INLINE
from csp.decorators import csp_update
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from eroba.kernel.ui.components import Crumb
from eroba.kernel.ui.context import face
from eroba.kernel.ui.gallery import charts as sample_charts
from eroba.kernel.ui.gallery import menus, samples
from eroba.kernel.ui.gallery.forms import EveryField, InboxFilters, OneQuestion
from eroba.kernel.ui.gallery.words import both, sample_town
from eroba.kernel.ui.icons import PATHS
from eroba.kernel.ui.language import in_chosen_language
from eroba.kernel.ui.palette import TOWN_COLOURS
from eroba.kernel.ui.tags.blocks import NOTICE_SHAPES, STATUS_SHAPES

EXAMPLES = ("home", "service", "question", "check", "receipt", "application", "inbox", "case")
TROUBLES = {400: "400", 403: "403", 404: "404", 413: "413", 429: "429", 500: "500", 419: "403_csrf"}


@in_chosen_language
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component in its states."""
    wrong = EveryField({"born_on_month": "march", "story": "", "purpose": "?"}, {})
    wrong.is_valid()
    known = {"given_name": both("ნინო", "Nino")}
    return render(
        request,
        "ui/gallery.html",
        _frame(request)
        | _shown()
        | {
            "filled": EveryField(initial=known, sources={"given_name": samples.civil()}, prefix="a"),
            "wrong": wrong,
            "filters": InboxFilters({"words": ""} if request.GET.get("stage") else None, prefix=""),
            "folding": InboxFilters(auto_id="folding_%s"),
            "page": Paginator(range(480), 20).get_page(request.GET.get("page", 7)),
        },
    )


@in_chosen_language
def charts(request: HttpRequest) -> HttpResponse:
    """Show every kind of chart, usual and hard."""
    shown = {"charts": sample_charts.charts(), "hard_charts": sample_charts.hard_charts()}
    return render(request, "ui/charts.html", _frame(request) | shown)


@in_chosen_language
def example(request: HttpRequest, name: str) -> HttpResponse:
    """Show a sample page as a capability would build it."""
    if name not in EXAMPLES:
        raise Http404
    question = OneQuestion(
        request.POST or ({} if "wrong" in request.GET else None), sources={"given_name": samples.civil()}
    )
    if not question.is_bound:
        question.initial = {"given_name": both("ნინო", "Nino")}
    return render(
        request,
        f"ui/examples/{name}.html",
        _frame(request)
        | _shown()
        | {"form": question if name == "question" else None, "filters": InboxFilters()},
    )


@csp_update({"style-src": UNSAFE_INLINE})
@in_chosen_language
def mail(request: HttpRequest) -> HttpResponse:
    """Show a sample e-mail; mail knows nothing but inline styles, so the policy is wider here."""
    return render(
        request,
        "ui/examples/mail.html",
        _frame(request) | {"action_href": "#", "action_words": both("საქმის ნახვა", "See your case")},
    )


@in_chosen_language
def trouble(request: HttpRequest, status: int) -> HttpResponse:
    """Show an error page, without the trouble."""
    if status not in TROUBLES:
        raise Http404
    return render(request, f"{TROUBLES[status]}.html", _frame(request))


def _frame(request: HttpRequest) -> dict[str, object]:
    town = sample_town(request.GET.get("colour", ""))
    return {
        **face(request),
        "municipality": town,
        "menu": menus.menu(),
        "side_menu": menus.menu()[:2],
        "desk_menu": menus.desk_menu(),
        "desk_person": both("ლელა ბერიძე", "Lela Beridze"),
        "examples": EXAMPLES,
        "troubles": sorted(TROUBLES),
    }


def _shown() -> dict[str, object]:
    return {
        "crumbs": samples.crumbs(),
        "tasks": samples.tasks(),
        "answers": samples.answers(),
        "moments": samples.moments(),
        "clocks": [
            samples.clock(),
            samples.clock(days=2),
            samples.clock("late", -3),
            samples.clock("stopped"),
            samples.clock("met"),
        ],
        "clock": samples.clock(),
        "table": samples.inbox(),
        "empty_table": samples.inbox(count=0),
        "cards": samples.cards(),
        "doors": samples.doors(),
        "figures": samples.figures(),
        "steps": samples.steps(),
        "paper": samples.receipt_card(),
        "colours": [sample_town(name) for name in TOWN_COLOURS],
        "statuses": list(STATUS_SHAPES),
        "notices": list(NOTICE_SHAPES),
        "icons": sorted(PATHS),
        "long": samples.LONG,
        "back": Crumb(both("სერვისები", "Services"), "#"),
    }
