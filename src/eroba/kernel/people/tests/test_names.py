"""Names of places, units and officials on English pages: their English text where there is one, else Latin letters."""

import pytest
from django.test import Client
from django.utils.translation import override

from eroba.kernel.people.models import Unit
from eroba.kernel.people.staff.actions import found_unit
from eroba.kernel.people.staff.queries import unit_names_as_read
from eroba.kernel.tenancy.models import Settlement

pytestmark = pytest.mark.django_db


def test_a_name_with_an_english_text_keeps_it_and_another_is_written_in_latin_letters(head) -> None:
    found_unit(head, code="roads", name_ka="გზების სამსახური", name_en="Roads and Bridges")
    found_unit(head, code="parks", name_ka="პარკების სამსახური", name_en="")
    village = Settlement(name_ka="ზემო ნატანები", name_en="ზემო ნატანები")
    with override("en"):
        names = [str(unit) for unit in Unit.objects.filter(code__in=["roads", "parks"]).order_by("code")]
        assert names == ["Parkebis Samsakhuri", "Roads and Bridges"]
        assert village.name == "Zemo Natanebi"
    with override("ka"):
        assert str(Unit.objects.get(code="roads")) == "გზების სამსახური"
        assert village.name == "ზემო ნატანები"


def test_a_unit_in_the_journal_is_read_under_its_english_name(head, django_assert_num_queries) -> None:
    found_unit(head, code="roads", name_ka="გზების სამსახური", name_en="Roads and Bridges")
    written = ["გზების სამსახური", "ძველი სამსახური", "Social Service", ""]
    with override("en"), django_assert_num_queries(1):
        assert unit_names_as_read(written) == {
            "გზების სამსახური": "Roads and Bridges",
            "ძველი სამსახური": "Dzveli Samsakhuri",
            "Social Service": "Social Service",
            "": "",
        }
    with override("ka"), django_assert_num_queries(0):
        assert unit_names_as_read(written)["გზების სამსახური"] == "გზების სამსახური"


def test_a_town_and_its_villages_on_the_english_pages(in_ozurgeti) -> None:
    in_ozurgeti.name_en = "ოზურგეთი"
    in_ozurgeti.save()
    Settlement.objects.create(name_ka="ახალი სოფელი", name_en="ახალი სოფელი")
    page = Client().get("/en/ozurgeti/village/").content.decode()
    assert "Akhali Sopeli" in page and "ახალი სოფელი" not in page
    assert "Ozurgeti" in page and "ოზურგეთი" not in page
    assert "ახალი სოფელი" in Client().get("/ka/ozurgeti/village/").content.decode()
