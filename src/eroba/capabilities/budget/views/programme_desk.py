"""Programmes at the desk: the promises that carry one out, and what its indicators came to."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from eroba.capabilities.budget import actions, plan_forms, programme_pages, programmes, rules
from eroba.capabilities.budget.models import Indicator, Programme
from eroba.capabilities.budget.reading.codes import order_of
from eroba.capabilities.budget.showing import href_of
from eroba.kernel.actions import NotAllowed
from eroba.kernel.base.errors import BadInput, NotFound, Refusal
from eroba.kernel.people.doors import role_required
from eroba.kernel.people.queries import actor_for
from eroba.kernel.ui.components import Column, Row, Table
from eroba.kernel.undertakings.models import Undertaking, Words
from eroba.kernel.undertakings.queries import undertaking_numbered


@never_cache
@role_required(*rules.STAFF)
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Every programme there is, with how many promises carry it out."""
    codes = programmes.known_codes()
    promised = programmes.promises_of(list(codes))
    rows = [
        Row(
            (f"{code} {codes[code]}", len(promised.get(code, ()))),
            href_of(request, "programme_desk", code=code),
        )
        for code in sorted(codes, key=order_of)
    ]
    columns = (Column(_("Called")), Column(_("Promises"), numeric=True))
    table = Table(_("Programmes"), columns, rows, caption_hidden=True) if rows else None
    return render(
        request, "budget/programme_list.html", {"table": table, "back_href": href_of(request, "desk")}
    )


@never_cache
@role_required(*rules.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def detail(request: HttpRequest, code: str) -> HttpResponse:
    """One programme: tie a promise to it by its number, take a tie back, go on to its indicators."""
    one = programmes.programme_in(code)
    named = _named_or_refuse(code, one)
    typed = request.POST if request.method == "POST" and "untie" not in request.POST else None
    form = plan_forms.PromiseForm(typed)
    if request.method == "POST" and ("untie" in request.POST or form.is_valid()):
        try:
            _tie_or_untie(request, code, named, form)
            messages.success(request, _("It was written down."))
            return redirect(href_of(request, "programme_desk", code=code))
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.add_error("number", str(refusal)) if form.is_bound else messages.error(request, str(refusal))
    return render(
        request,
        "budget/programme_desk.html",
        _context(request, code, one, form) | {"named": named},
        status=422 if form.errors else 200,
    )


@never_cache
@role_required(*rules.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def actual(request: HttpRequest, key: UUID) -> HttpResponse:
    """Write down what an indicator came to."""
    indicator = Indicator.objects.select_related("programme__document__matter").filter(pk=key).first()
    if indicator is None:
        raise NotFound(_("There is no such indicator here."))
    by = actor_for(request)
    verdict = rules.may_record_actual(by, indicator=indicator)
    if not verdict:
        raise NotAllowed(verdict)
    form = plan_forms.ActualForm(request.POST or None)
    back = href_of(request, "programme_desk", code=indicator.programme.code)
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_actual(by, indicator=indicator, **form.cleaned_data)
            messages.success(request, _("It was written down."))
            return redirect(back)
        except BadInput as wrong:
            form.add_error("year", str(wrong))
    about = _("%(indicator)s: from %(baseline)s to %(target)s %(unit)s") % {
        "indicator": indicator.title,
        "baseline": programme_pages.plain(indicator.baseline),
        "target": programme_pages.plain(indicator.target),
        "unit": indicator.unit,
    }
    context = {"form": form, "title": _("Write down an actual figure"), "about": about, "back_href": back}
    return render(request, "budget/plan_form.html", context, status=422 if form.errors else 200)


def _tie_or_untie(request: HttpRequest, code: str, named: Words, form: plan_forms.PromiseForm) -> None:
    by = actor_for(request)
    if "untie" in request.POST:
        found, undertaking = programmes.numbered_programme(code), _promise(request.POST["untie"])
        if found is not None:
            actions.untie_promise(by, programme=found, undertaking=undertaking)
        return
    actions.tie_promise(by, code=code, named=named, undertaking=_promise(form.cleaned_data["number"]))


def _promise(number: str) -> Undertaking:
    found = undertaking_numbered(number)
    if found is None:
        raise NotFound(_("There is no promise with the number %(number)s here.") % {"number": number[:40]})
    return found


def _named_or_refuse(code: str, one: Programme | None) -> Words:
    named = Words(one.title_ka, one.title_en) if one else programmes.line_named(code)
    if named is None:
        raise NotFound(_("There is no programme with the code %(code)s here.") % {"code": code[:40]})
    return named


def _context(
    request: HttpRequest, code: str, one: Programme | None, form: plan_forms.PromiseForm
) -> dict[str, Any]:
    by = actor_for(request)
    promised = programmes.promises_of([code]).get(code, ())
    indicators = [
        (indicator, href_of(request, "actual", key=indicator.pk))
        for indicator in (one.indicators.all() if one else ())
        if rules.may_record_actual(by, indicator=indicator)
    ]
    return {
        "form": form,
        "code": code,
        "promises": [(p, programme_pages.promise_href(p.matter.number)) for p in promised],
        "table": programme_pages.indicator_table(one) if one else None,
        "indicators": indicators,
        "back_href": href_of(request, "programmes"),
        "public_href": programmes.address_of(code),
    }
