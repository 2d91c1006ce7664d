"""The desk: how the town's registers are, and for an operator how the town is connected to them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from eroba.capabilities.registers import actions
from eroba.capabilities.registers.connect_form import ConnectForm
from eroba.capabilities.registers.connections import Way, connectors, way_to
from eroba.capabilities.registers.desk_words import (
    answers_about,
    registers_table,
    replies_table,
    settings_of,
    state_of,
    waiting_table,
)
from eroba.capabilities.registers.known_registers import KnownRegister, known_registers
from eroba.capabilities.registers.ports import Connector
from eroba.capabilities.registers.queries.health import health_here, last_replies, waiting_questions
from eroba.capabilities.registers.rules import OPERATOR, WATCHERS, may_connect, may_deliver_copy
from eroba.kernel.base.errors import NotFound, Refusal
from eroba.kernel.people.doors import role_required
from eroba.kernel.people.queries import actor_for
from eroba.kernel.ui.components import Card


@never_cache
@role_required(*WATCHERS)
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Every register with its state, and the questions that wait for an answer."""
    healths = health_here()
    hrefs = {one.code: about(request, "register", one.code) for one in healths}
    waiting = list(waiting_questions())
    shown = {
        "table": registers_table(healths, hrefs),
        "waiting": waiting_table(waiting),
        "has_waiting": bool(waiting),
    }
    return render(request, "registers/desk/list.html", shown)


@never_cache
@role_required(*WATCHERS)
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """One register: state, last answers, what waits; for an operator also how it is connected."""
    known = _known(request.GET)
    register = known.code
    health = next(one for one in health_here() if one.code == known.code)
    replies, waiting = list(last_replies(register)), list(waiting_questions(register))
    may_change = bool(may_connect(actor_for(request)))
    shown = {
        "title": known.title,
        "code": known.code,
        "state": state_of(health),
        "answers": answers_about(health),
        "settings": settings_of(health) if may_change else [],
        "replies": replies_table(replies) if replies else None,
        "waiting": waiting_table(waiting) if waiting else None,
        "may_change": may_change,
        "is_open": health.way.is_open,
        "is_off": bool(health.way.row and not health.way.row.is_on),
        "file_href": _file_href(request, health.way),
        "connect_href": about(request, "connect", register),
        "act_href": href_of(request, "switch"),
        "back_href": href_of(request, "list"),
    }
    return render(request, "registers/desk/register.html", shown)


@never_cache
@role_required(OPERATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def connect(request: HttpRequest) -> HttpResponse:
    """Choose a connector, then give it its settings."""
    known = _known(request.GET)
    register = known.code
    chosen = connectors().get(request.GET.get("over", ""))
    back = about(request, "register", register)
    if chosen is None or not chosen.reaches(register):
        cards = [_card(one, request, register) for one in connectors().values() if one.reaches(register)]
        return render(
            request, "registers/desk/choose.html", {"title": known.title, "cards": cards, "back_href": back}
        )
    form = ConnectForm(way_to(known), chosen, request.POST or None)
    if request.method == "POST" and form.is_valid() and _connected(request, register, form):
        messages.success(request, _("The town is connected. The next question goes over the new line."))
        return redirect(back)
    shown = {"title": known.title, "over": chosen.title, "form": form, "back_href": back}
    return render(request, "registers/desk/connect.html", shown, status=422 if form.errors else 200)


@never_cache
@role_required(OPERATOR)
@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """Stop asking a register in this town, or ask it again."""
    known, by = _known(request.POST), actor_for(request)
    if request.POST.get("to") == "on":
        actions.switch_register_on(by, register=known.code)
        messages.success(request, _("The register is asked again."))
    else:
        actions.switch_register_off(by, register=known.code)
        messages.success(request, _("The register is not asked any more. Questions of cases wait."))
    return redirect(about(request, "register", known.code))


def _connected(request: HttpRequest, register: str, form: ConnectForm) -> bool:
    try:
        actions.connect_register(
            actor_for(request),
            register=register,
            connector=form.connector.code,
            settings=form.settings,
            secret=form.cleaned_data.get("secret", ""),
            total_seconds=form.cleaned_data["total_seconds"],
            contract=form.contract,
        )
    except Refusal as problem:
        form.add_error(None, str(problem))
        return False
    return True


def _file_href(request: HttpRequest, way: Way) -> str:
    """Where the register's file is delivered, for whoever may; nothing for a register that is no file."""
    is_file = way.row is not None and way.row.connector == "csv"
    return (
        about(request, "deliver", way.known.code) if is_file and may_deliver_copy(actor_for(request)) else ""
    )


def _card(one: Connector, request: HttpRequest, register: str) -> Card:
    href = f"{about(request, 'connect', register)}&over={one.code}"
    return Card(title=str(one.title), href=href, text=str(one.hint))


def _known(asked: QueryDict) -> KnownRegister:
    known = known_registers().get(asked.get("register", ""))
    if known is None:
        raise NotFound(_("There is no such register."))
    return known


def about(request: HttpRequest, route: str, register: str) -> str:
    """An address about one register. It stands behind the question mark: the code is the same in every town."""
    return f"{href_of(request, route)}?register={register}"


def href_of(request: HttpRequest, route: str, **named: Any) -> str:
    """An address of the registers' desk in the town of the request."""
    town = request.municipality.slug  # type: ignore[attr-defined]
    return reverse(f"registers_desk:{route}", kwargs={"municipality": town, **named})
