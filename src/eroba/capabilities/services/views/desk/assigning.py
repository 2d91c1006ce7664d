"""Giving applications to officials: several at once from the list, one from its page, and taking it back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from eroba.capabilities.services.actions import assign_case
from eroba.capabilities.services.models import Case
from eroba.capabilities.services.queries.cases import whole_cases
from eroba.capabilities.services.queries.inbox import officials_here
from eroba.capabilities.services.views.desk.addresses import desk_address, list_address, staff_only
from eroba.capabilities.services.views.desk.undo import Moved, forget_undo, keep_for_undo, undoable
from eroba.kernel.actions import Actor
from eroba.kernel.base.errors import BadInput, Refusal
from eroba.kernel.people.models import Account
from eroba.kernel.people.queries import actor_for

MOST_AT_ONCE = 100
NOBODY = "nobody"


@never_cache
@staff_only
@require_POST
def assign(request: HttpRequest) -> HttpResponse:
    """Give the chosen applications to an official, or back to everybody."""
    chosen = _chosen(request.POST.getlist("case")[:MOST_AT_ONCE])
    if not chosen:
        messages.warning(request, _("Tick the applications first, then choose who gets them."))
        return HttpResponseRedirect(_back(request))
    account, label = receiver(request.POST.get("to", ""))
    moved, refused = _give(actor_for(request), chosen, account, label)
    if moved:
        words = _said(len(moved), label)
        keep_for_undo(request, words, moved)
    for words in refused:
        messages.warning(request, words)
    if not moved and not refused:
        messages.info(request, _("Nothing had to be changed: it was already so."))
    return HttpResponseRedirect(_back(request))


@never_cache
@staff_only
@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Take back the last bulk assignment, within ten minutes, where nobody has gone on since."""
    kept = undoable(request)
    forget_undo(request)
    if kept is None:
        messages.info(request, _("There is nothing to take back any more."))
        return HttpResponseRedirect(list_address(request))
    by, back = actor_for(request), 0
    cases = {case.matter.number: case for case in _cases([one.number for one in kept.moved])}
    for one in kept.moved:
        case = cases.get(one.number)
        account = Account.objects.filter(pk=one.account_id).first() if one.account_id else None
        try:
            if case is not None:
                assign_case(by, case=case, edition=one.edition, account=account, label=one.label)
                back += 1
        except Refusal as refusal:
            messages.warning(request, f"{one.number}: {refusal.message}")
    if back:
        messages.success(
            request,
            ngettext("%(n)d assignment taken back.", "%(n)d assignments taken back.", back) % {"n": back},
        )
    return HttpResponseRedirect(list_address(request))


def receiver(wanted: str) -> tuple[Account | None, str]:
    """Who is to get applications, with their name; raises BadInput for anybody who is no official here today."""
    if wanted == NOBODY:
        return None, ""
    names = officials_here()
    try:
        account_id = UUID(wanted)
    except ValueError:
        account_id = None
    if account_id is None or account_id not in names:
        raise BadInput(_("Choose an official who works here today."))
    return Account.objects.get(pk=account_id), names[account_id]


def _back(request: HttpRequest) -> str:
    """Where the choice was made: the page of the day, or the list."""
    return desk_address(request, "day") if request.POST.get("next") == "day" else list_address(request)


def _give(
    by: Actor, chosen: dict[str, int], account: Account | None, label: str
) -> tuple[list[Moved], list[str]]:
    moved: list[Moved] = []
    refused: list[str] = []
    to_whom = account.pk if account else None
    for case in _cases(list(chosen)):
        if case.assigned_to_id == to_whom:
            continue
        number, edition = case.matter.number, chosen[case.matter.number]
        before = str(case.assigned_to_id or ""), case.assigned_label
        try:
            given = assign_case(by, case=case, edition=edition, account=account, label=label)
        except Refusal as refusal:
            refused.append(f"{number}: {refusal.message}")
        else:
            moved.append(Moved(number, given.edition, *before))
    return moved, refused


def _cases(numbers: list[str]) -> list[Case]:
    return list(whole_cases().filter(matter__number__in=numbers).order_by("due_on", "id"))


def _chosen(ticked: list[str]) -> dict[str, int]:
    """Read `number@edition` of each ticked line."""
    parts = (one.rpartition("@") for one in ticked)
    return {number: int(edition) for number, _at, edition in parts if number and edition.isdigit()}


def _said(count: int, label: str) -> str:
    if not label:
        words = ngettext("%(n)d application is nobody’s now.", "%(n)d applications are nobody’s now.", count)
        return words % {"n": count}
    words = ngettext("%(n)d application given to %(who)s.", "%(n)d applications given to %(who)s.", count)
    return words % {"n": count, "who": label}
