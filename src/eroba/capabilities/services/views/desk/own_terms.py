"""At the desk: the town's own amounts and acts over a service, beside what the version proposes."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from eroba.capabilities.services import actions
from eroba.capabilities.services.forms.arriving import OwnTermsForm
from eroba.capabilities.services.models import Service
from eroba.capabilities.services.published import definition_of
from eroba.capabilities.services.views.desk.arriving import exchange_address, heads_only
from eroba.kernel.base.errors import NotFound
from eroba.kernel.people.queries import actor_for


@never_cache
@heads_only
@require_http_methods(["GET", "HEAD", "POST"])
def own_terms(request: HttpRequest, code: str) -> HttpResponse:
    """Set the town's own amounts, and name the council's act; what is left empty stays as the version proposes."""
    service = Service.objects.select_related("current").filter(code=code).first()
    if service is None:
        raise NotFound(_("This municipality offers no such service."))
    said = definition_of(service.current)
    form = OwnTermsForm(request.POST or None, said=said, service=service)
    if form.is_valid():
        actions.set_own_terms(actor_for(request), service=service, amounts=form.amounts(), acts=form.acts())
        messages.success(request, _("The town’s own amounts and acts are in force."))
        return redirect(exchange_address(request, "overview"))
    shown = {
        "form": form,
        "service": service,
        "has_terms": bool(form.fields),
        "back_href": exchange_address(request, "overview"),
    }
    return render(request, "services/desk/own_terms.html", shown, status=422 if form.is_bound else 200)
