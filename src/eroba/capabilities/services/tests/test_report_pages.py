"""Public reports as everybody sees them: where they are, how they stand, by kind, state and settlement."""

import json
import re
import shutil

import pytest
from django.test import Client

from eroba.capabilities.services import actions
from eroba.capabilities.services.definition.findings import DefinitionBroken
from eroba.capabilities.services.definition.folder import read_folder
from eroba.capabilities.services.models import PublicReport
from eroba.capabilities.services.tests.conftest import SEED
from eroba.capabilities.services.tests.people import apply, publish
from eroba.capabilities.services.tests.test_definition import change
from eroba.kernel.actions import system_actor
from eroba.kernel.tenancy.models import Settlement
from eroba.kernel.ui.place_map import Pin, place_map

FOLDER = read_folder(SEED / "report-a-problem")
EXAMPLE = FOLDER.examples["pothole-fixed"]["answers"]
LIST = "/en/ozurgeti/services/reports/"


@pytest.fixture
def villages(in_ozurgeti):
    """Two villages of the town whose places are known."""
    rows = [("ასკანა", "Askana", "41.95278", "42.15639"), ("ბოგილი", "Bogili", "42.00111", "41.95639")]
    return [
        Settlement.objects.create(name_ka=ka, name_en=en, latitude=north, longitude=east)
        for ka, en, north, east in rows
    ]


@pytest.fixture
def reports(villages, registers, applicant):
    """A pothole in one village with a point, a dark lamp in the other without."""
    registers.values = {"civil": {"given_name": "ნინო", "family_name": "ნიმუშაძე"}}
    service = publish(FOLDER)
    pothole = apply(applicant, service, EXAMPLE | {"place_settlement": str(villages[0].pk)})
    other = {
        "problem": "lamp",
        "place": "school street",
        "place_settlement": str(villages[1].pk),
        "point": None,
    }
    lamp = apply(applicant, service, EXAMPLE | other)
    return pothole, lamp


def words(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200, answer.content.decode()[:500]
    return answer.content.decode()


@pytest.mark.django_db
def test_everybody_sees_where_it_is_and_nobody_who_sent_it(reports, resident):
    for language in ("ka", "en"):
        page = words(f"/{language}/ozurgeti/services/reports/{reports[0].matter.number}/")
        assert EXAMPLE["place"] in page and "41.92361" in page and '<svg class="s-map"' in page
        assert ("Askana" if language == "en" else "ასკანა") in page
        hidden = [EXAMPLE["description"], resident.given_name, "ნიმუშაძე", EXAMPLE["personal_number"]]
        assert not [one for one in hidden if one in page]
    assert f"/reports/{reports[0].matter.number}/" in words(
        f"/en/ozurgeti/thread/{reports[0].matter.number}/"
    )


@pytest.mark.django_db
def test_the_list_is_narrowed_by_kind_state_and_settlement(reports, villages, applicant):
    pothole, lamp = (case.matter.number for case in reports)
    assert pothole in words(LIST) and lamp in words(LIST)
    actions.withdraw_application(applicant, case=reports[1], edition=None)
    for query, only in [
        ("kind=report-a-problem.lamp", lamp),
        ("state=open", pothole),
        ("state=closed", lamp),
        (f"settlement={villages[0].pk}", pothole),
    ]:
        page = words(f"{LIST}?{query}")
        other = pothole if only == lamp else lamp
        assert only in page and other not in page, query
    assert "No report fits" in words(f"{LIST}?kind=report-a-problem.waste")
    assert pothole in words(f"{LIST}?kind=nonsense&settlement=x&state=%00&page=999")


@pytest.mark.django_db
def test_the_list_as_geojson_and_as_a_feed(reports):
    answer = Client().get("/en/ozurgeti/services/reports.geojson")
    assert answer["Content-Type"] == "application/geo+json"
    said = json.loads(answer.content)
    by_number = {one["id"]: one for one in said["features"]}
    pothole, lamp = (by_number[case.matter.number] for case in reports)
    assert pothole["geometry"] == {"type": "Point", "coordinates": [42.00663, 41.92361]}
    assert lamp["geometry"] is None and lamp["properties"]["settlement"]["en"] == "Bogili"
    assert pothole["properties"]["state"] == "open" and "description" not in pothole["properties"]
    feed = words("/en/ozurgeti/feeds/reports.atom")
    assert reports[0].matter.number in feed and EXAMPLE["description"] not in feed


@pytest.mark.django_db
def test_the_place_goes_with_the_person(reports):
    actions.forget_places_of(system_actor("test"), person_id=reports[0].person_id)
    kept = PublicReport.objects.get(case=reports[0])
    assert (kept.words, kept.latitude, kept.kind) == ("", None, "pothole") and kept.settlement_id
    assert EXAMPLE["place"] not in words(f"/en/ozurgeti/services/reports/{reports[0].matter.number}/")


@pytest.mark.django_db
def test_what_is_no_public_report_is_not_found(service, answers, registers, applicant):
    case = apply(applicant, service, answers)
    address = f"/en/ozurgeti/services/reports/{case.matter.number}/"
    assert Client().get(address).status_code == 404
    assert "Nothing has been reported yet" in words(LIST)


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ("[nothing]", "nothing does not exist"),
        ("[photo]", "photo does not exist"),
        ("[place, given_name]", "text is given 2 times"),
    ],
)
def test_only_places_may_be_public(tmp_path, named, said):
    folder = shutil.copytree(SEED / "report-a-problem", tmp_path / "any")
    change(folder, "service.yaml", "[place, place_settlement, point]", named)
    with pytest.raises(DefinitionBroken, match=said):
        read_folder(folder)


PLACES = [("ასკანა", (41.95278, 42.15639)), ("ბოგილი", (42.00111, 41.95639)), ("ქვედა ბახვი", (41.93, 42.1))]


@pytest.mark.parametrize("settlements", [PLACES, PLACES[:1], []])
@pytest.mark.parametrize("at", [(41.92361, 42.00663), (43.6, 40.0), (41.0, 46.7)])
def test_everything_lies_inside_the_drawing(settlements, at):
    drawn = place_map("where", settlements, [Pin(at, "<b>", href="/x?a=1&b=2")])
    assert drawn is not None and "<b>" not in drawn and "a=1&amp;b=2" in drawn
    _left, _top, width, height = map(float, re.search(r'viewBox="([^"]+)"', drawn)[1].split())
    spots = re.findall(r"translate\(([-\d.]+) ([-\d.]+)\)", drawn)
    spots += re.findall(r'cx="([-\d.]+)" cy="([-\d.]+)"', drawn)
    assert len(spots) > 1
    assert all(-10 <= float(x) <= width and -16 <= float(y) <= height for x, y in spots)


def test_without_a_place_there_is_no_map():
    assert place_map("where", PLACES, []) is None
