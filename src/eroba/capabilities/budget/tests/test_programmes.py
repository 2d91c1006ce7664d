"""A programme with what it is for, what its indicators came to, and the promises that carry it out."""

import datetime as dt
from decimal import Decimal

import pytest
from django.test import Client
from django.utils.translation import override

from eroba.capabilities.budget import actions
from eroba.capabilities.budget.actions import Measured, Planned
from eroba.capabilities.budget.indicators import Reached, reached, way_percent
from eroba.capabilities.budget.models import Actual, Indicator, NumberedProgramme, Priorities
from eroba.kernel.actions import Actor, NotAllowed
from eroba.kernel.base.clock import today
from eroba.kernel.people.models import Account
from eroba.kernel.undertakings.actions import promise
from eroba.kernel.undertakings.models import Undertaking, Words

DESK = "/en/ozurgeti/desk/budget/"
PUBLIC = "/en/ozurgeti/budget/"


def page(address: str) -> str:
    return Client().get(address).content.decode()


def adopted(head: Actor, first_year: int) -> Priorities:
    document = actions.open_priorities(head, first_year=first_year)
    measured = Measured(
        title_ka="ბავშვები ბაღში", title_en="Children in kindergartens", unit="%", baseline=Decimal(60),
        target=Decimal(80), tolerance_percent=Decimal(5),
    )  # fmt: skip
    planned = Planned(
        code="01 01", priority_ka="განათლება", priority_en="Education first", title_ka="ბაღები",
        title_en="Kindergartens", aim_ka="ყველა ბავშვს ადგილი", aim_en="A place for every child",
        result_ka="რიგი აღარ არის", result_en="No waiting list", money=[1, 2, 3, 4], indicators=[measured],
    )  # fmt: skip
    actions.write_programme(head, document=document, planned=planned)
    actions.publish_draft(head, document=document)
    return actions.adopt_priorities(head, document=document, resolution="№1")


def promised(head: Actor) -> Undertaking:
    due = today() + dt.timedelta(days=30)
    text, by = Words("ახალი ბაღი", "A new kindergarten"), Words("მერია", "Town hall")
    return promise(head, text=text, promised_by=by, due_on=due)


def test_an_indicator_says_how_far_it_has_come() -> None:
    def stands(*figures: str) -> str:
        return str(reached(*(Decimal(figure) for figure in figures)))

    assert stands("120", "150", "5", "150") == Reached.YES == stands("20", "10", "0", "9.5")
    assert stands("120", "150", "5", "142.5") == Reached.NEARLY == stands("20", "10", "10", "11")
    assert stands("120", "150", "5", "142.49") == Reached.ON_THE_WAY == stands("20", "10", "10", "11.01")
    assert stands("120", "150", "0", "120") == Reached.NOT_MOVED
    assert stands("120", "150", "0", "119") == Reached.WORSE == stands("20", "10", "0", "21")
    assert stands("0", "0", "0", "0") == Reached.YES and stands("0", "0", "5", "1") == Reached.OFF
    assert stands("100", "100", "5", "105") == Reached.NEARLY
    assert (
        way_percent(Decimal(0), Decimal(3), Decimal(2))
        == 66
        == way_percent(Decimal(3), Decimal(0), Decimal(1))
    )
    assert way_percent(Decimal(5), Decimal(5), Decimal(9)) == 0


@pytest.fixture
def official(head: Actor) -> Client:
    """The head of a unit at the desk."""
    client = Client()
    client.force_login(Account.objects.get(pk=head.account_id))
    return client


@pytest.mark.django_db
def test_a_programme_says_what_it_is_for_and_its_promises_lead_back(head, published, official) -> None:
    year = today().year
    published(year)
    programme = f"{PUBLIC}{year}/programme/planned/01.01/"
    assert "No priorities document of this year" in page(programme)
    adopted(head, year)
    shown = page(programme)
    for words in ("Education first", "A place for every child", "No waiting list", "± 5 %"):
        assert words in shown
    assert "No promise hangs on this programme yet" in shown

    at_desk = f"{DESK}programmes/01.01/"
    assert "01.01" in official.get(f"{DESK}programmes/").content.decode()
    wrong = official.post(at_desk, {"number": "OZU-2026-UND-99999"})
    assert wrong.status_code == 422 and "no promise with the number" in wrong.content.decode()
    number = promised(head).matter.number
    assert official.post(at_desk, {"number": number}).status_code == 302
    promise_page, back = f"/en/ozurgeti/undertakings/{number}/", f"{PUBLIC}programmes/01.01/"
    assert "A new kindergarten" in page(programme) and back in page(promise_page)
    assert "A new kindergarten" in page(f"{PUBLIC}priorities/{year}/")
    assert Client().get(back)["Location"].endswith("/01.01/")
    assert official.post(at_desk, {"untie": number}).status_code == 302
    assert "A new kindergarten" not in page(programme) and back not in page(promise_page)


@pytest.mark.django_db
def test_what_an_indicator_came_to_is_never_written_over(
    head, published, official, django_assert_max_num_queries
) -> None:
    year = today().year
    published(year)
    adopted(head, year)
    programme = f"{PUBLIC}{year}/programme/planned/01.01/"
    measure = f"{DESK}indicators/{Indicator.objects.get(programme__stage='final').pk}/"
    said = {"year": year, "value": "ბევრი", "source_ka": "აღწერა", "source_en": "Count"}
    wrong = official.post(measure, said)
    assert wrong.status_code == 422 and "Write a figure" in wrong.content.decode()
    assert "ბევრი" in wrong.content.decode()
    ahead = official.post(measure, {**said, "value": "70", "year": year + 1})
    assert ahead.status_code == 422 and "has begun" in ahead.content.decode()
    for value in ("70", "77,5"):
        assert official.post(measure, {**said, "value": value}).status_code == 302
    with django_assert_max_num_queries(12):
        shown = page(programme)
    assert f"{year}: 77.5" in shown and "within the tolerance · Count" in shown
    assert "written down before: 70" in shown and Actual.objects.count() == 2
    assert shown.count(f"programme 01.01 came to in {year}") == 2


@pytest.mark.django_db
def test_programmes_are_tied_by_officials_and_measured_when_adopted(
    head, clerk, applicant, published, official
) -> None:
    published()
    tied = {"code": "02", "named": Words("გზები"), "undertaking": promised(head)}
    with override("en"), pytest.raises(NotAllowed, match="Only officials"):
        actions.tie_promise(applicant, **tied)
    assert not NumberedProgramme.objects.exists()
    found = actions.tie_promise(clerk, **tied)
    assert found == actions.tie_promise(clerk, **tied) and found.matter.kind == "programme"
    draft = Indicator.objects.filter(
        programme__document=adopted(head, today().year), programme__stage="draft"
    ).get()
    with override("en"), pytest.raises(NotAllowed, match="adopted"):
        actions.record_actual(clerk, indicator=draft, year=today().year, value=Decimal(1), source_ka="x")
    assert Client().get(f"{PUBLIC}programmes/77/").status_code == 404
    assert official.get(f"{DESK}programmes/77/").status_code == 404
