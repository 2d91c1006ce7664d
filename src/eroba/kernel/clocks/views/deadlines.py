"""The town's legal periods at the desk: the list, one with its history, setting another, taking a coming one back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from eroba.kernel.actions import Actor
from eroba.kernel.base.clock import today
from eroba.kernel.base.errors import NotFound, Refusal
from eroba.kernel.clocks import actions, rules
from eroba.kernel.clocks.calendars import Name
from eroba.kernel.clocks.desk_words import answers_about, moments_of_rule, status_of, table_of_rules
from eroba.kernel.clocks.forms import RuleForm
from eroba.kernel.clocks.known import KnownRule, changes_of, known_rule, known_rules
from eroba.kernel.clocks.models import Clock, ClockRule
from eroba.kernel.clocks.queries import OPEN
from eroba.kernel.clocks.views import href_of, require
from eroba.kernel.people.doors import desk_required
from eroba.kernel.people.queries import actor_for
from eroba.kernel.ui.dates import day_and_month


@never_cache
@desk_required
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Every legal period the town works with, and whether it was checked against the law."""
    known = known_rules(on=today())
    context = {
        "table": table_of_rules(known, lambda each: href_of(request, "rule", code=each.proposed.code)),
        "unchecked": sum(not each.in_force.verified for each in known),
        "calendar_href": href_of(request, "calendar"),
    }
    return render(request, "clocks/rules.html", context)


@never_cache
@desk_required
@require_safe
def detail(request: HttpRequest, code: str) -> HttpResponse:
    """One period: what is in force, what the law or the service proposes, what comes, and who changed it."""
    by, known = actor_for(request), _found_or_refuse(code)
    may_set = bool(rules.may_set_deadlines(by))
    withdraw = href_of(request, "withdraw_rule", code=code, key=known.coming.pk) if known.coming else ""
    context = {
        "title": known.proposed.title.in_language(get_language() or "ka"),
        "status": status_of(known),
        "answers": answers_about(known.in_force),
        "proposed": answers_about(known.proposed) if known.own else (),
        "coming": answers_about(KnownRule(known.proposed, own=known.coming).in_force) if known.coming else (),
        "running_count": Clock.objects.filter(code=code, state__in=OPEN).count(),
        "moments": moments_of_rule(changes_of(code)),
        "set_href": href_of(request, "set_rule", code=code) if may_set else "",
        "withdraw_href": withdraw if may_set else "",
        "list_href": href_of(request, "rules"),
    }
    return render(request, "clocks/rule.html", context)


@never_cache
@desk_required
@require_http_methods(["GET", "HEAD", "POST"])
def set_period(request: HttpRequest, code: str) -> HttpResponse:
    """Set another period from a day on."""
    by, known = actor_for(request), _found_or_refuse(code)
    require(rules.may_set_deadlines(by))
    form = RuleForm(request.POST or None, initial=_as_it_is(known))
    if form.is_valid() and (set_rule := _set(by, code, form)):
        day = day_and_month(set_rule.valid_from)
        messages.success(request, _("The period is set. It is in force from: %(day)s.") % {"day": day})
        return redirect(href_of(request, "rule", code=code))
    title = known.proposed.title.in_language(get_language() or "ka")
    context = {"form": form, "title": title, "back_href": href_of(request, "rule", code=code)}
    return render(request, "clocks/set_rule.html", context)


@never_cache
@desk_required
@require_POST
def withdraw(request: HttpRequest, code: str, key: UUID) -> HttpResponse:
    """Take back a period that is not in force yet."""
    rule = ClockRule.objects.filter(pk=key, code=code).first()
    if rule is None:
        raise NotFound(_("There is no such period here."))
    actions.withdraw_clock_rule(actor_for(request), rule=rule)
    messages.success(request, _("Taken back. The history keeps it."))
    return redirect(href_of(request, "rule", code=code))


def _set(by: Actor, code: str, form: RuleForm) -> ClockRule | None:
    typed = form.cleaned_data
    try:
        return actions.set_clock_rule(
            by,
            code=code,
            period=form.period,
            law=Name(typed["basis_ka"], typed["basis_en"]),
            valid_from=typed["valid_from"],
            cap_days=typed["cap_days"],
            is_verified=typed["is_verified"],
        )
    except Refusal as problem:
        form.add_error("length", str(problem))
        return None


def _as_it_is(known: KnownRule) -> dict[str, Any]:
    rule = known.in_force
    return {
        "length": rule.period.length,
        "unit": rule.period.unit.value,
        "basis_ka": rule.basis.ka,
        "basis_en": rule.basis.en,
        "cap_days": rule.cap_days,
    }


def _found_or_refuse(code: str) -> KnownRule:
    known = known_rule(code, on=today())
    if known is None:
        raise NotFound(_("There is no such period here."))
    return known
