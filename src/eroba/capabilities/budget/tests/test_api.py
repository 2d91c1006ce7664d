"""The interface tells budgets, lines, programmes, comparisons and priorities, exact to the tetri, in a few queries."""

import pytest
from django.test import Client

from eroba.capabilities.budget import actions
from eroba.capabilities.budget.actions import tie_promise
from eroba.capabilities.budget.tests.test_programmes import adopted, promised
from eroba.kernel.base.clock import today
from eroba.kernel.undertakings.models import Words

pytestmark = pytest.mark.django_db
API = "/api/v1/ozurgeti/"


def ask(address: str, **headers: str) -> object:
    return Client().get(f"{API}{address}", headers=headers)


def test_the_interface_tells_the_budget(head, ozurgeti, published, django_assert_max_num_queries) -> None:
    ozurgeti.population = 1000
    ozurgeti.save(update_fields=["population"])
    assert ask("budgets").json() == [] == ask("programmes").json() == ask("priorities").json()
    published(2024)
    published()
    published(text="კოდი;დასახელება;შესრულება\n01;განათლება;91\n02;გზები;110\n")
    with django_assert_max_num_queries(12):
        first = ask("budgets?per_page=1")
    assert first["X-Total-Count"] == "2" and 'rel="next"' in first["Link"]
    told = first.json()[0]
    assert told["year"] == 2025 and len(told["announcements"]) == 2
    assert {"classification": "programme", "phase": "executed", "tetri": 20100} in told["totals"]
    one = f"budgets/{told['number']}"
    answer = ask(one)
    assert answer.json() == told
    assert ask(one, **{"if-none-match": answer["ETag"]}).status_code == 304
    lines = ask(f"{one}/lines?classification=programme").json()
    assert [line["code"] for line in lines] == ["01", "01.01", "01.02", "02"]
    assert lines[1] == {
        "classification": "programme", "code": "01.01", "parent": "01", "title_ka": "ბაღები",
        "title_en": "Kindergartens", "planned": 6000, "adjusted": 7000, "executed": None,
    }  # fmt: skip
    assert [line["code"] for line in ask(f"{one}/lines?words=kinder").json()] == ["01.01"]
    compared = ask("budget-comparison?classification=programme&phase=planned").json()
    assert compared[0]["years"] == [
        {"year": 2024, "tetri": 10000, "each": 10},
        {"year": 2025, "tetri": 10000, "each": 10},
    ]
    assert ask("budget-comparison?phase=never").status_code == 422
    assert ask("budgets/OZU-2026-BUD-09999").status_code == 404 == ask("priorities/x").status_code


def test_the_interface_tells_programmes_and_priorities(head, khobi, django_assert_max_num_queries) -> None:
    document = adopted(head, today().year)
    promise = promised(head)
    tie_promise(head, code="01.01", named=Words("ბაღები", "Kindergartens"), undertaking=promise)
    writing = actions.open_priorities(head, first_year=today().year + 1)
    with django_assert_max_num_queries(12):
        told = ask("programmes").json()
    assert [one["code"] for one in told] == ["01.01"] and told[0]["promises"] == [promise.matter.number]
    assert told[0]["document"] == document.matter.number and told[0]["indicators"][0]["target"] == 80
    assert [one["number"] for one in ask("priorities").json()] == [document.matter.number]
    with django_assert_max_num_queries(12):
        whole = ask(f"priorities/{document.matter.number}").json()
    assert whole["state"] == "adopted" and whole["draft"] == whole["programmes"] and whole["remarks"] == []
    assert ask(f"priorities/{writing.matter.number}").status_code == 404
    assert Client().get(f"/api/v1/khobi/priorities/{document.matter.number}").status_code == 404
