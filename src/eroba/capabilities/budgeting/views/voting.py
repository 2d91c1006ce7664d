"""Voting: the basket with the money left, a look before it is final, the receipt. All of it without scripts.

Nothing of a choice is kept before it is cast: it travels in the form. After casting there is no address that
leads back to the ballot, only the receipt.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from eroba.capabilities.budgeting import casting, pages, queries, rules
from eroba.capabilities.budgeting.basket import BallotRules, Basket, fields_of, meter_of, read_basket
from eroba.capabilities.budgeting.casting import Voter
from eroba.capabilities.budgeting.forms import CodeForm, ReceiptForm, VoterForm
from eroba.capabilities.budgeting.frozen import ListedProject, frozen_round
from eroba.capabilities.budgeting.models import Area, Mark, Round
from eroba.capabilities.budgeting.published import NAME_LENGTH, withdrawn_lots
from eroba.capabilities.budgeting.voters import ask_register
from eroba.capabilities.budgeting.wording import how_to_vote
from eroba.kernel.base.errors import Refusal
from eroba.kernel.base.receipts import fresh_receipt, read_receipt
from eroba.kernel.base.sender import sender_of
from eroba.kernel.people.doors import role_required
from eroba.kernel.people.models import Person
from eroba.kernel.people.numbers import shown_personal_number
from eroba.kernel.people.queries import actor_for, person_behind
from eroba.kernel.ui.components import Card, Crumb
from eroba.kernel.ui.numbers import money


@dataclass(frozen=True)
class Line:
    """One project on the ballot as it is shown, with what stands beside it."""

    project: ListedProject
    href: str
    typed: str
    is_gone: bool


@dataclass(frozen=True)
class Booth:
    """One ballot being filled in: whose round, which area, and whether an official helps."""

    request: HttpRequest
    found: Round
    area: Area
    is_assisted: bool

    @property
    def listed(self) -> list[ListedProject]:
        """The ballot list, in the order drawn."""
        return list(frozen_round(self.found).projects_of(self.area))

    @property
    def ballot(self) -> BallotRules:
        """What a ballot may hold."""
        return frozen_round(self.found).ballot_rules(self.area)

    def basket(self, typed: Any) -> Basket:
        """What was chosen so far."""
        gone = withdrawn_lots(self.found)
        costs = {one.lot: one.cost for one in self.listed if one.lot not in gone}
        return read_basket(self.ballot, costs, typed)


@never_cache
@require_http_methods(["GET", "HEAD"])
def choose(request: HttpRequest, number: str) -> HttpResponse:
    """Which ballot to fill in: for the whole town, and for one district."""
    found = pages.found_or_refuse(number)
    pages.require(rules.may_vote(actor_for(request), found))
    context = {
        "round": found,
        "how": how_to_vote(found),
        "cards": _area_cards(request, found, "booth"),
        "has_districts": any(not one.is_citywide for one in found.areas.all()),
        "receipt_href": pages.href_of(request, "receipt", number=number),
        "crumbs": pages.crumbs_to(request, pages.crumb_of(request, found), Crumb(_("Voting"))),
    }
    return render(request, "budgeting/vote.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def booth(request: HttpRequest, number: str, place: int) -> HttpResponse:
    """Fill in one ballot, look at it, cast it."""
    found = pages.found_or_refuse(number)
    return _booth(Booth(request, found, pages.area_or_refuse(found, place), is_assisted=False))


@never_cache
@role_required(*rules.AT_BALLOTS)
@require_http_methods(["GET", "HEAD", "POST"])
def assist(request: HttpRequest, number: str, place: int) -> HttpResponse:
    """The same with an official who types what a voter says, or what a paper ballot holds."""
    found = pages.found_or_refuse(number)
    return _booth(Booth(request, found, pages.area_or_refuse(found, place), is_assisted=True))


def _booth(here: Booth) -> HttpResponse:
    request, verdict = here.request, rules.may_vote(actor_for(here.request), here.found)
    if request.method != "POST":
        pages.require(verdict)
        return _ballot_page(here, here.basket(request.GET), ())
    stage, basket = request.POST.get("stage", "update"), here.basket(request.POST)
    if not verdict:
        # what was typed stays: whoever came a second late still sees what they had chosen
        return _ballot_page(here, basket, [str(verdict.because)], status=409)
    if stage == "update" or stage == "back":
        return _ballot_page(here, basket, ())
    if basket.faults:
        return _ballot_page(here, basket, basket.faults, status=422)
    if stage == "cast":
        return _cast(here, basket)
    return _check_page(here, basket, fresh_receipt())


def _cast(here: Booth, basket: Basket) -> HttpResponse:
    request = here.request
    receipt = read_receipt(request.POST.get("receipt", "")) or fresh_receipt()
    way = request.POST.get("way", "code")
    form = _form_of(here, way)
    try:
        if way == "account":
            _by_account(here, basket, receipt)
        elif not form.is_valid():
            return _check_page(here, basket, receipt, form=form, status=422)
        elif way == "assisted" and here.is_assisted:
            _by_official(here, form, basket, receipt)
        elif way == "change":
            receipt = read_receipt(form.cleaned_data["receipt"])
            casting.change_ballot(here.area, receipt, basket.choices)
        else:
            address = "" if here.is_assisted else sender_of(request)
            casting.cast_by_code(here.area, form.cleaned_data["code"], basket.choices, receipt, address)
    except Refusal as refused:
        if form is not None and form.is_bound:
            # of a voter two answers may be wrong; a code or a receipt stands alone
            form.add_error(None if len(form.fields) > 1 else next(iter(form.fields)), str(refused))
        return _check_page(here, basket, receipt, form=form, said=str(refused), status=refused.status)
    return _done_page(here, receipt)


def _form_of(here: Booth, way: str) -> Any:
    typed = here.request.POST
    kinds = {"assisted": VoterForm, "change": ReceiptForm, "account": None}
    kind = kinds.get(way, CodeForm)
    return kind(typed) if kind else None


def _by_account(here: Booth, basket: Basket, receipt: str) -> None:
    person = _person_known(here.request)
    if person is None:
        raise Refusal(_("Please sign in and say who you are, or use a printed code."))
    number = shown_personal_number(person)
    assert number is not None and person.birth_date is not None
    pages.require(ask_register(here.found, number, person.birth_date))
    casting.cast_by_voter(here.area, Voter(number), basket.choices, receipt)


def _by_official(here: Booth, form: VoterForm, basket: Basket, receipt: str) -> None:
    pages.require(rules.may_assist(actor_for(here.request, channel="village"), here.found))
    number = form.cleaned_data["personal_number"]
    pages.require(ask_register(here.found, number, form.cleaned_data["birth_date"]))
    voter = Voter(number, str(Mark.Channel.ASSISTED))
    casting.cast_by_voter(here.area, voter, basket.choices, receipt)


def _person_known(request: HttpRequest) -> Person | None:
    """The person behind the account, when the town knows number and date of birth."""
    by = actor_for(request)
    person = person_behind(by) if by.acting is None else None
    return person if person and person.personal_number_hash and person.birth_date else None


def _ballot_page(here: Booth, basket: Basket, faults: Any, *, status: int = 200) -> HttpResponse:
    gone = withdrawn_lots(here.found)
    lines = [
        Line(
            one,
            pages.href_of(here.request, "project", number=one.number),
            basket.typed.get(one.lot, ""),
            one.lot in gone,
        )
        for one in here.listed
    ]
    context = {
        **_frame(here),
        "lines": lines,
        "basket": basket,
        "meter": meter_of(here.ballot, basket),
        "faults": faults,
        "rules": here.ballot,
    }
    return render(here.request, "budgeting/ballot.html", context, status=status)


def _check_page(
    here: Booth, basket: Basket, receipt: str, *, form: Any = None, said: str = "", status: int = 200
) -> HttpResponse:
    titles = {one.lot: one for one in here.listed}
    fields = fields_of(here.ballot, basket.choices)
    person = None if here.is_assisted else _person_known(here.request)
    back = f"{here.request.path}?{urlencode(fields)}"
    used = {type(form): form} if form is not None else {}
    context = {
        **_frame(here),
        "basket": basket,
        "meter": meter_of(here.ballot, basket),
        "rules": here.ballot,
        "chosen": [(titles[lot], points) for lot, points in basket.choices],
        "fields": fields,
        "receipt": receipt,
        "person": person,
        "said": said if form is None or not form.is_bound else "",
        "form": form,
        "code_form": used.get(CodeForm) or CodeForm(),
        "voter_form": (used.get(VoterForm) or VoterForm()) if here.is_assisted else None,
        "change_form": (used.get(ReceiptForm) or ReceiptForm()) if here.found.may_change_vote else None,
        "back_href": back,
        "sign_in_href": f"{reverse('account_login')}?{urlencode({'next': back})}",
    }
    return render(here.request, "budgeting/check_ballot.html", context, status=status)


def _done_page(here: Booth, receipt: str) -> HttpResponse:
    others = [one for one in here.found.areas.all() if one.is_citywide != here.area.is_citywide]
    route = "assist" if here.is_assisted else "booth"
    context = {
        **_frame(here),
        "receipt": receipt,
        "name": NAME_LENGTH,
        "others": list(_area_cards(here.request, here.found, route, {one.place for one in others})),
        "receipt_href": pages.href_of(here.request, "receipt", number=here.found.matter.number),
    }
    return render(here.request, "budgeting/voted.html", context)


def _area_cards(request: HttpRequest, found: Round, route: str, places: set[int] | None = None) -> list[Card]:
    number, counts = found.matter.number, queries.area_counts(found)
    return [
        Card(
            title=one.title,
            href=pages.href_of(request, route, number=number, place=one.place),
            text=_("%(money)s to decide about") % {"money": money(one.money)},
            meta=pages.project_count(counts.get(one.place, 0)),
        )
        for one in found.areas.all()
        if places is None or one.place in places
    ]


def _frame(here: Booth) -> dict[str, Any]:
    request, found = here.request, here.found
    number = found.matter.number
    crumbs = [
        pages.crumb_of(request, found),
        Crumb(_("Voting"), pages.href_of(request, "vote", number=number)),
    ]
    return {
        "round": found,
        "area": here.area,
        "how": how_to_vote(found),
        "is_assisted": here.is_assisted,
        "base": "ui/desk.html" if here.is_assisted else "ui/public.html",
        "crumbs": pages.crumbs_to(request, *crumbs, Crumb(here.area.title)),
    }
