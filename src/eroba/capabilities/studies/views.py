"""Studies for everybody: the ranking, one study with every figure, a proposal of one's own, and the file."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from eroba.capabilities.studies import actions, showing
from eroba.capabilities.studies.actions import Proposal
from eroba.capabilities.studies.forms import ProposalForm
from eroba.capabilities.studies.models import Step
from eroba.capabilities.studies.queries import Studied, ranked_studies, study_numbered
from eroba.capabilities.studies.rules import may_read_study
from eroba.kernel.base.clock import today
from eroba.kernel.base.errors import NotFound
from eroba.kernel.matters.ports import KnownServices
from eroba.kernel.matters.queries import timeline
from eroba.kernel.matters.rules import may_see_matter
from eroba.kernel.people.doors import sign_in_required
from eroba.kernel.people.queries import actor_for
from eroba.kernel.registry.ports import use
from eroba.kernel.ui.components import Moment
from eroba.kernel.ui.sheets import sheet_response


def href_of(request: HttpRequest, route: str, **named: Any) -> str:
    """An address of this capability in the town of the request."""
    town = request.municipality.slug  # type: ignore[attr-defined]
    urlconf = getattr(request, "urlconf", None)
    return reverse(f"studies:{route}", kwargs={"municipality": town, **named}, urlconf=urlconf)


def study_or_refuse(number: str) -> Studied:
    """The study with this number. Raises NotFound."""
    found = study_numbered(number)
    if found is None:
        raise NotFound(_("There is no study with this number here."))
    return found


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Every public study, what saves most first."""
    studies = ranked_studies()
    hrefs = [href_of(request, "detail", number=one.study.matter.number) for one in studies]
    shown = {
        "table": showing.ranking(studies, hrefs),
        "has_studies": bool(studies),
        "has_selection": any(one.study.is_our_selection for one in studies),
        "propose_href": href_of(request, "propose"),
        "csv_href": href_of(request, "csv"),
    }
    return render(request, "studies/list.html", shown)


@require_safe
def csv_file(request: HttpRequest) -> HttpResponse:
    """The ranking as open data."""
    return sheet_response(showing.sheet_of(ranked_studies()), "csv", f"studies-{today():%Y-%m-%d}")


@never_cache
@require_safe
def detail(request: HttpRequest, number: str) -> HttpResponse:
    """One study with everything that was written down; a proposal nobody has taken up yet is its author's."""
    one, by = study_or_refuse(number), actor_for(request)
    if not may_read_study(by, study=one.study) and not may_see_matter(by, one.study.matter):
        raise NotFound(_("There is no study with this number here."))
    audience = "public" if one.study.is_public else "parties"
    moments = [
        Moment(at=line.at, sentence=line.words) for line in timeline(one.study.matter, audience=audience)
    ]
    town = request.municipality.slug  # type: ignore[attr-defined]
    named = {"municipality": town, "number": number}
    shown = study_words(one) | {
        "moments": moments,
        "list_href": href_of(request, "list"),
        "thread_href": reverse("matters:thread", kwargs=named) if one.study.is_public else "",
        "service_href": _service_href(town, one.study.service_code),
    }
    return render(request, "studies/detail.html", shown)


@never_cache
@sign_in_required
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest) -> HttpResponse:
    """Propose what should become a service."""
    form = ProposalForm(request.POST or None)
    if form.is_valid():
        said = Proposal(title_ka=form.cleaned_data["title"], need_ka=form.cleaned_data["need"])
        study = actions.propose_study(actor_for(request), proposal=said)
        words = _("Thank you. Your proposal has the number %(number)s; you will see here what becomes of it.")
        messages.success(request, words % {"number": study.matter.number})
        return redirect(href_of(request, "detail", number=study.matter.number))
    shown = {"form": form, "list_href": href_of(request, "list")}
    return render(request, "studies/propose.html", shown, status=422 if form.is_bound else 200)


def study_words(one: Studied) -> dict[str, Any]:
    """What the public page and the desk both show of a study."""
    study = one.study
    is_there = bool(study.service_code)
    return {
        "one": one,
        "study": study,
        "state": showing.state_of(study),
        "counts": showing.counts_table(one) if one.counts else None,
        "proofs": showing.proofs_table(one) if one.proofs else None,
        "costs": showing.cost_table(one) if one.before or one.after else None,
        "steps": [showing.steps_table(one, phase) for phase in Step.Phase.values if one.cost(phase)],
        "measured": use(KnownServices).measured(study.service_code) if is_there else None,  # type: ignore[type-abstract]
    }


def _service_href(town: str, code: str) -> str:
    return f"{reverse('portal:home', kwargs={'municipality': town})}services/{code}/" if code else ""
