"""The catalogue with many services: grouped by what happens in life, searched, filtered, empty, in both languages."""

import pytest

from eroba.capabilities.services import actions
from eroba.capabilities.services.definition.folder import read_folder
from eroba.capabilities.services.models import Service
from eroba.capabilities.services.queries.catalogue import in_turn, offered_services
from eroba.capabilities.services.tests.conftest import SEED
from eroba.capabilities.services.tests.people import publish
from eroba.kernel.actions import system_actor

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12


@pytest.fixture
def services(in_ozurgeti) -> list[Service]:
    """Every service of the seed, published in the first town."""
    return [publish(read_folder(path)) for path in sorted(SEED.iterdir()) if path.is_dir()]


def words(client, language: str = "en", **asked: str) -> str:
    return client.get(f"/{language}/ozurgeti/services/", asked).content.decode()


@pytest.mark.parametrize(("language", "heading"), [("ka", "ოჯახი და შვილები"), ("en", "Family and children")])
def test_services_stand_under_what_happens_in_life(
    client, services, language, heading, django_assert_max_num_queries
):
    words(client, language, q=" ")
    with django_assert_max_num_queries(MOST_QUERIES):
        page = words(client, language)
    assert f"<h2>{heading}</h2>" in page
    for service in services:
        title = service.title_ka if language == "ka" else service.title_en
        assert page.count(f">{title}</a></h3>") == 1


def test_an_occasion_shows_every_service_that_names_it(client, services):
    page = words(client, about="family")
    assert "2 services" in page
    assert "Newborn allowance" in page and "Large-family allowance" in page and "Free canteen" not in page


def test_a_word_and_an_occasion_together(client, services):
    assert "1 service<" in words(client, q="permit extension", about="building")
    assert "Nothing found" in words(client, q="newborn", about="building")
    assert "Show all services" in words(client, q="newborn", about="building")


@pytest.mark.parametrize("typed", ["mshenebloba", "მშენებლობა", "building"])
def test_a_word_is_found_in_both_scripts_and_languages(client, services, typed):
    assert "Construction permit" in words(client, q=typed)


@pytest.mark.parametrize("asked", [{"about": "no-such-thing"}, {"q": "  "}, {"about": "<script>"}])
def test_what_cannot_be_meant_shows_everything(client, services, asked):
    page = words(client, **asked)
    assert "Free canteen" in page and "Construction permit" in page and "<script>alert" not in page


def test_a_town_without_services_says_where_to_go(client, services):
    for service in services:
        actions.close_service(system_actor("test"), service=service)
    assert "No service can be asked for here yet" in words(client)
    assert "აქ სერვისს ჯერ ვერ მოითხოვთ" in words(client, "ka")


def test_where_few_are_shown_each_occasion_has_its_first(services):
    shown = in_turn(offered_services())
    occasions = [one.occasions()[0] for one in shown]
    count = len(set(occasions))
    assert len(set(occasions[:count])) == count
    assert sorted(one.service.code for one in shown) == sorted(service.code for service in services)


def test_a_price_is_said_with_what_it_is_for(client, services):
    assert (
        "For each square metre" in client.get("/en/ozurgeti/services/construction-permit/").content.decode()
    )
    assert "Free of charge" in client.get("/en/ozurgeti/services/free-canteen/").content.decode()
