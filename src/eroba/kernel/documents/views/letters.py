"""Withdrawing a letter at the desk: it stays as it is, and whoever checks it reads that it counts no longer."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from eroba.kernel.base.errors import NotFound, Refusal
from eroba.kernel.documents import actions, rules
from eroba.kernel.documents.forms.papers import WithdrawForm
from eroba.kernel.documents.views.papers import opened_paper, paper_address, paper_page, refused_form
from eroba.kernel.people.doors import role_required


@never_cache
@role_required(*rules.DESK)
@require_POST
def withdraw(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    """Withdraw the letter that this paper is."""
    opened = opened_paper(request, paper_id)
    if opened.letter is None:
        raise NotFound(_("This paper is no letter of the town hall."))
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return paper_page(request, opened, withdrawing=form, status=422)
    try:
        actions.withdraw_letter(opened.by, letter=opened.letter, because=form.cleaned_data["because"])
    except Refusal as refusal:
        return paper_page(request, opened, withdrawing=refused_form(form, refusal), status=refusal.status)
    messages.success(request, _("The letter is withdrawn. Whoever checks it reads that it counts no longer."))
    return HttpResponseRedirect(paper_address(request, "detail", paper_id=paper_id))
