"""The receipt of a payment: a sealed letter anybody can check, in Georgian and the person’s own language."""

from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from eroba.capabilities.services.letters import languages_of
from eroba.capabilities.services.models import Case, Fee, Payment
from eroba.capabilities.services.published import definition_for
from eroba.kernel.documents.letters import DrawnLetter
from eroba.kernel.documents.preparing import letter_text, prepare_letter


def receipt_letters(case: Case, fee: Fee, payment: Payment) -> list[DrawnLetter]:
    """Draw the receipt of a payment; goes nowhere by itself."""
    return [_drawn(case, fee, payment, language) for language in languages_of(case)]


def _drawn(case: Case, fee: Fee, payment: Payment, language: str) -> DrawnLetter:
    service = definition_for(case)
    said = service.fee(fee.code)
    with override(language):
        shown = {
            "case": case,
            "fee": fee,
            "payment": payment,
            "title": said.title if said else fee.code,
            "service": service.title,
            "paid_on": date_format(payment.answered_at or payment.opened_at, "DATE_FORMAT"),
        }
        text = letter_text(
            language=language,
            kind="notice",
            outcome="",
            number=case.matter.number,
            title=_("Receipt"),
            addressee_lines=tuple(line for line in (case.person.full_name, case.person.address) if line),
            body_html=render_to_string("services/letters/receipt.html", shown),
            signatory_name="",
            signatory_post=str(service.competent_unit.title.in_language(language)),
        )
    return prepare_letter(text)
