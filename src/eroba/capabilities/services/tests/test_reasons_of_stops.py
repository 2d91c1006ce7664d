"""Why a deadline stands is read in the language of the page, whoever made it stand and in which language."""

from importlib import import_module

import pytest
from django.apps import apps
from django.test import Client
from django.utils.translation import override

from eroba.capabilities.services import actions
from eroba.capabilities.services.models import Case
from eroba.capabilities.services.tests.people import apply, monday
from eroba.kernel.base.clock import at
from eroba.kernel.clocks.models import Pause
from eroba.kernel.people.models import Account

pytestmark = pytest.mark.django_db
MIGRATION = "eroba.capabilities.services.migrations.0008_reasons_in_both_languages"
FEE = {"ka": "გადახდის მოლოდინი", "en": "waiting for a payment"}
PAPER = {"ka": "ველოდებით დოკუმენტს: ფორმა 100", "en": "waiting for a paper: ფორმა 100"}


@pytest.mark.parametrize("page", ["services/applications/{}/", "desk/services/{}/?days=1"])
@pytest.mark.parametrize(("language", "other"), [("ka", "en"), ("en", "ka")])
def test_a_fee_holds_the_deadline_in_the_language_of_the_page(
    approved: Case, applicant, head, page: str, language: str, other: str
):
    client = Client()
    who = head if page.startswith("desk") else applicant
    client.force_login(Account.objects.get(pk=who.account_id))
    address = f"/{language}/ozurgeti/{page.format(approved.matter.number)}"
    shown = client.get(address).content.decode()
    assert f"({FEE[language]})" in shown and FEE[other] not in shown


@pytest.mark.parametrize("spoken", ["ka", "en"])
def test_an_official_of_either_language_is_read_in_both(
    service, answers, applicant, clerk, registers, spoken: str
):
    with at(monday()), override(spoken):
        case = apply(applicant, service, answers)
        actions.request_missing_paper(
            clerk, case=case, edition=case.edition, title="ფორმა 100", reason="აკლია"
        )
    said = Pause.objects.get().reason
    assert {language: said.in_language(language) for language in ("ka", "en")} == PAPER


@pytest.mark.parametrize(
    ("kept", "read"),
    [
        (FEE["ka"], FEE),
        (PAPER["ka"], PAPER),
        (PAPER["en"], PAPER),
        ("სხვა მიზეზი", {"ka": "სხვა მიზეზი", "en": "სხვა მიზეზი"}),
    ],
)
def test_what_was_kept_in_one_language_is_read_in_both(approved: Case, kept: str, read: dict[str, str]):
    Pause.objects.update(reason_ka=kept, reason_en="")
    import_module(MIGRATION).say_in_both(apps, None)
    said = Pause.objects.get().reason
    assert {language: said.in_language(language) for language in ("ka", "en")} == read
