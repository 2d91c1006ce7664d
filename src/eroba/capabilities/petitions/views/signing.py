"""Signing: without an account by a code or a button in the mail, with one at a press; and looking a receipt up."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from eroba.capabilities.petitions import intake, keys, pages, rules, tokens
from eroba.capabilities.petitions.codes_out import wake_for_codes
from eroba.capabilities.petitions.forms import CodeForm, ReceiptForm, SignForm
from eroba.capabilities.petitions.intake import Reach, Signer
from eroba.capabilities.petitions.models import Petition, Signature
from eroba.capabilities.petitions.queries import petition_to_sign, receipts_in, signature_known_by
from eroba.kernel.audit.merkle import inclusion_proof
from eroba.kernel.base.errors import Refusal
from eroba.kernel.base.sender import sender_of
from eroba.kernel.people.models import Person
from eroba.kernel.people.numbers import shown_personal_number
from eroba.kernel.people.queries import actor_for
from eroba.kernel.ui.components import Crumb

State = Signature.State


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: HttpRequest, number: str) -> HttpResponse:
    """Sign a petition; who is signed in and known here needs to type nothing."""
    found = pages.found_or_refuse(number, petition_to_sign)
    by = actor_for(request)
    pages.require(rules.may_sign(by, found))
    known = _person_known(by)
    if request.method == "POST" and "with_account" in request.POST and known is not None:
        signature = _with_account(found, known, by.account_id)
        return redirect(pages.href_of(request, "wait", token=tokens.wait_token(signature)))
    form = SignForm(request.POST or None)
    if form.is_valid():
        signature = intake.take_signature(found, _signer(form), _reach(request, form))
        wake_for_codes()
        return redirect(pages.href_of(request, "wait", token=tokens.wait_token(signature)))
    context = {"form": form, "petition": found, "known": known, **_frame(request, found)}
    return render(request, "petitions/sign.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def wait(request: HttpRequest, token: str) -> HttpResponse:
    """Type the code that was sent; afterwards the receipt stands here."""
    signature = tokens.waiting_signature(token)
    form, status = CodeForm(request.POST or None) if "again" not in request.POST else CodeForm(), 200
    if request.method == "POST" and signature.state == State.WAITING:
        try:
            if "again" in request.POST:
                intake.send_code_again(signature)
                wake_for_codes()
                return redirect(request.get_full_path())
            if form.is_valid():
                intake.confirm(signature, form.cleaned_data["code"])
                return redirect(request.get_full_path())
            status = 422
        except Refusal as problem:
            form.add_error("code" if form.is_bound else None, str(problem)) if form.is_bound else None
            status = problem.status
    return _waiting_page(request, signature, form, status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link in the mail: a button, because programs that look at links press none."""
    signature = tokens.signature_to_confirm(token)
    if request.method == "POST":
        intake.confirm_known(signature)
        return redirect(pages.href_of(request, "wait", token=tokens.wait_token(signature)))
    context = {"petition": signature.petition, "is_waiting": signature.state == State.WAITING}
    return render(request, "petitions/confirm.html", {**context, **_frame(request, signature.petition)})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Look up with a receipt whether a signature is there, and how to prove it."""
    form = ReceiptForm(request.POST or None)
    context: dict[str, Any] = {"form": form, "crumbs": pages.crumbs_to(request, Crumb(_("Check a receipt")))}
    if form.is_valid():
        receipt = keys.read_receipt(form.cleaned_data["receipt"])
        found = signature_known_by(keys.receipt_hash(receipt)) if receipt else None
        if found is None:
            form.add_error(
                "receipt", _("No signature here has this receipt. Please compare it letter by letter.")
            )
        else:
            context |= _proof(found)
    return render(request, "petitions/check.html", context, status=422 if form.errors else 200)


def _waiting_page(request: HttpRequest, signature: Signature, form: CodeForm, status: int) -> HttpResponse:
    context = {
        "form": form,
        "petition": signature.petition,
        "is_waiting": signature.state == State.WAITING,
        "is_sms": signature.channel == Signature.Channel.SMS,
        "receipt": "" if signature.state == State.WAITING else keys.receipt_of(signature.pk),
        "check_href": pages.href_of(request, "check"),
        **_frame(request, signature.petition),
    }
    return render(request, "petitions/wait.html", context, status=status)


def _proof(found: Signature) -> dict[str, Any]:
    """Whether it counts, and for whoever wants to compute: the way from the receipt to the sealed root."""
    shown: dict[str, Any] = {"signature": found, "petition": found.petition, "batch": found.batch}
    shown["is_struck"] = found.state in (State.STRUCK, State.TAKEN_BACK)
    if found.batch is not None:
        receipts = receipts_in(found.batch_id)  # type: ignore[arg-type]
        place = receipts.index(found.receipt_hash)
        leaves = [receipt.encode() for receipt in receipts]
        shown |= {"place": place, "path": [step.hex() for step in inclusion_proof(leaves, place)]}
    return shown


def _with_account(found: Petition, known: Person, account_id: Any) -> Signature:
    number = shown_personal_number(known)
    assert number is not None and known.birth_date is not None
    signer = Signer(number, known.family_name, known.birth_date, known.settlement)
    return intake.take_from_account(found, signer, account_id)


def _person_known(by: Any) -> Person | None:
    """The person behind the account, when the town knows all that a signature needs."""
    if by.person_id is None or by.acting is not None:
        return None
    person = Person.objects.select_related("settlement").filter(pk=by.person_id).first()
    is_known = person is not None and person.personal_number_hash and person.birth_date
    return person if is_known else None


def _signer(form: SignForm) -> Signer:
    typed = form.cleaned_data
    return Signer(
        typed["personal_number"],
        typed["family_name"],
        typed["birth_date"],
        typed["settlement"],
        typed["initials"],
    )


def _reach(request: HttpRequest, form: SignForm) -> Reach:
    typed = form.cleaned_data
    return Reach(
        channel=typed["channel"],
        contact=typed["contact"],
        language=get_language() or "ka",
        wants_news=typed["wants_news"],
        address=sender_of(request),
    )


def _frame(request: HttpRequest, found: Petition) -> dict[str, Any]:
    here = pages.href_of(request, "detail", number=found.matter.number)
    crumbs = pages.crumbs_to(request, Crumb(found.matter.number, here), Crumb(_("Sign")))
    return {"crumbs": crumbs, "detail_href": here}
