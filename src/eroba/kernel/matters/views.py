"""The thread page, its JSON, the page where one types a number, and tying matters at the desk."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from eroba.kernel.actions import NotAllowed
from eroba.kernel.base.errors import NotFound
from eroba.kernel.matters import rules
from eroba.kernel.matters.actions import tie_matters
from eroba.kernel.matters.forms import NumberForm, TieForm
from eroba.kernel.matters.models import Matter
from eroba.kernel.matters.presentation import drawing_of, path_of, table_of, thread_as_json
from eroba.kernel.matters.queries import ShownThread, matter_by_number, thread_of
from eroba.kernel.matters.ways import ways_of
from eroba.kernel.people.queries import actor_for
from eroba.kernel.ui.components import Crumb


def address_of_thread(request: HttpRequest, number: str, route: str = "matters:thread") -> str:
    """Where the thread of a number is read."""
    here = {"municipality": request.municipality.slug, "number": number}  # type: ignore[attr-defined]
    return reverse(route, kwargs=here)


def visible_matter_or_refuse(request: HttpRequest, number: str) -> Matter:
    """The matter with this number. Raises NotFound, or NotAllowed with the reason when it is not for this reader."""
    matter = matter_by_number(number)
    if matter is None:
        raise NotFound(_("There is no matter with the number %(number)s here.") % {"number": number})
    verdict = rules.may_see_matter(actor_for(request), matter)
    if verdict:
        return matter
    if matter.visibility == Matter.Visibility.STAFF:
        raise NotFound(_("There is no matter with the number %(number)s here.") % {"number": number})
    raise NotAllowed(verdict)


@require_safe
def thread(request: HttpRequest, number: str) -> HttpResponse:
    """The thread of one matter: a path from top to bottom, a drawing on wide screens, and a table."""
    matter = visible_matter_or_refuse(request, number)
    shown = thread_of(matter, actor_for(request))
    hrefs, path = _hrefs(request, shown), path_of(shown)
    drawing = drawing_of(shown) if len(shown.steps) > 1 else None
    by_key = {step.step.key: step for step in path}
    context = {
        "matter": matter,
        "path": [(step, hrefs.get(step.step.key, "")) for step in path],
        "drawing": drawing,
        "boxes": [(box, by_key[box.key], hrefs.get(box.key, "")) for box in drawing.boxes] if drawing else [],  # type: ignore[index, call-overload]
        "table": table_of(path, hrefs),
        "is_cut": shown.is_cut,
        "crumbs": _crumbs(request, matter.number),
        "json_href": address_of_thread(request, number, "matters:thread_json"),
        "ways": ways_of(matter),
        "tie_href": address_of_thread(request, number, "matters:tie")
        if rules.may_tie_matters(actor_for(request), matter, matter)
        else "",
    }
    return render(request, "matters/thread.html", context)


@require_safe
def thread_json(request: HttpRequest, number: str) -> JsonResponse:
    """The same thread for programs."""
    shown = thread_of(visible_matter_or_refuse(request, number), actor_for(request))
    return JsonResponse(thread_as_json(shown, _hrefs(request, shown)))


@require_GET
def number(request: HttpRequest) -> HttpResponse:
    """Type a number, and be led to its thread."""
    form = NumberForm(request.GET) if "number" in request.GET else NumberForm()
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data["number"]
        found = matter_by_number(typed)
        may_see = found is not None and bool(rules.may_see_matter(actor_for(request), found))
        if found is not None and (may_see or found.visibility != Matter.Visibility.STAFF):
            return redirect(address_of_thread(request, found.number))
        form.add_error("number", _("There is no matter with the number %(number)s here.") % {"number": typed})
    return render(request, "matters/number.html", {"form": form, "crumbs": _crumbs(request)})


@require_http_methods(["GET", "POST"])
def tie(request: HttpRequest, number: str) -> HttpResponse:
    """Tie a matter to another, at the desk."""
    by = actor_for(request)
    matter = visible_matter_or_refuse(request, number)
    verdict = rules.may_tie_matters(by, matter, matter)
    if not verdict:
        raise NotAllowed(verdict)
    form = TieForm(request.POST or None)
    if form.is_valid():
        other = matter_by_number(form.cleaned_data["number"])
        if other is None:
            form.add_error("number", _("There is no such matter here."))
        elif other.pk == matter.pk:
            form.add_error("number", _("A matter cannot be tied to itself."))
        else:
            tie_matters(by, source=matter, relation=form.cleaned_data["relation"], target=other)
            return redirect(address_of_thread(request, number))
    context = {"form": form, "matter": matter, "back_href": address_of_thread(request, number)}
    return render(request, "matters/tie.html", context)


def _hrefs(request: HttpRequest, shown: ShownThread) -> dict[UUID, str]:
    return {s.key: address_of_thread(request, s.matter.number) for s in shown.steps if s.matter}


def _crumbs(request: HttpRequest, number: str = "") -> list[Crumb]:
    town = request.municipality  # type: ignore[attr-defined]
    here = reverse("matters:number", kwargs={"municipality": town.slug})
    home = Crumb(town.name, here.removesuffix("number/"))
    if not number:
        return [home, Crumb(_("By number"))]
    return [home, Crumb(_("By number"), here), Crumb(number)]
