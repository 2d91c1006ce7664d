"""Requests to act for others at the desk: look at the paper, confirm, refuse."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from eroba.kernel.actions import LevelTooLow
from eroba.kernel.base.errors import NotFound, Refusal
from eroba.kernel.people.doors import role_required
from eroba.kernel.people.ports import EvidenceShelf
from eroba.kernel.people.queries import actor_for
from eroba.kernel.people.standing import actions, forms, queries, rules
from eroba.kernel.people.standing.views import href_of
from eroba.kernel.registry.ports import use
from eroba.kernel.ui.components import Column, Row, Table
from eroba.kernel.ui.dates import in_words

officials_only = role_required(*sorted(rules.CONFIRMING))
MOST_ROWS = 100


@never_cache
@officials_only
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """Requests that wait, the oldest first."""
    rows = [
        Row(
            (str(one.representative), str(one.get_basis_display()), in_words(one.asked_at)),
            href_of(request, "desk_decide", representation=one.pk),
        )
        for one in queries.waiting()[:MOST_ROWS]
    ]
    columns = (Column(_("Who asks")), Column(_("As what")), Column(_("Asked on")))
    table = Table(_("Who may act for whom"), columns, rows, keyboard=True, caption_hidden=True)
    return render(request, "people/standing/desk_list.html", {"table": table, "has_rows": bool(rows)})


@never_cache
@officials_only
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, representation: UUID) -> HttpResponse:
    """One request: what was said, the paper, and the two answers."""
    found, by = queries.representation_of_id(representation), actor_for(request)
    form = forms.RefusalForm(request.POST if "refuse" in request.POST else None)
    if request.method == "POST":
        try:
            if "refuse" not in request.POST:
                actions.confirm_representation(by, representation=found)
                messages.success(request, _("Confirmed. Both were told."))
                return redirect(href_of(request, "desk"))
            if form.is_valid():
                actions.refuse_representation(by, representation=found, reason=form.cleaned_data["reason"])
                messages.success(request, _("Not confirmed. The person who asked was told why."))
                return redirect(href_of(request, "desk"))
        except LevelTooLow:
            raise
        except Refusal as problem:
            messages.error(request, str(problem))
            return redirect(href_of(request, "desk"))
    context = {
        "one": found,
        "said": queries.claim_of(found),
        "form": form,
        "verdict": rules.may_decide(by, found),
        "paper_href": href_of(request, "desk_paper", representation=found.pk) if found.evidence_id else "",
        "back_href": href_of(request, "desk"),
    }
    return render(request, "people/standing/desk_decide.html", context, status=422 if form.errors else 200)


@never_cache
@officials_only
@require_safe
def paper(request: HttpRequest, representation: UUID) -> HttpResponse:
    """The paper that shows it, as a download."""
    found = queries.representation_of_id(representation)
    if found.evidence_id is None:
        raise NotFound(_("There is no such paper here."))
    return use(EvidenceShelf).hand_out(found.evidence_id)  # type: ignore[type-abstract, no-any-return]
