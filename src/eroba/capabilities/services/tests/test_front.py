"""Services on the front pages: found in either script, and figures only when they say nothing of single people."""

import pytest
from django.utils.translation import override

from eroba.capabilities.services.tasks import make_public_figures
from eroba.capabilities.services.tests.decided_cases import decided, moment
from eroba.capabilities.services.views.front import found_services, promise_figures
from eroba.kernel.base.clock import at
from eroba.kernel.base.text import search_key
from eroba.kernel.people.models import Account

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("typed", ["დახმარება", "dakhmarebis", "ASSISTANCE", "ავადმყოფობა", "illness"])
def test_a_service_is_found_by_its_words_and_by_what_happened(typed, service):
    assert [card.address for card in found_services(search_key(typed))] == [
        "/ka/ozurgeti/services/one-off-social-assistance/"
    ]


def test_what_is_not_offered_is_not_found(service):
    assert not found_services(search_key("kindergarten"))


def test_the_home_of_the_town_shows_published_figures_only(service, resident, clerk):
    assert promise_figures() == []
    official = Account.objects.get(pk=clerk.account_id)
    for place in range(6):
        decided(service, resident, official, 5, took=10 + place)
    with at(moment(6)):
        make_public_figures()
        assert [figure.value for figure in promise_figures()] == ["12 დღე"], "the half-year is not over"
    with at(moment(7)), override("en"):
        make_public_figures()
        assert [figure.value for figure in promise_figures()] == ["100%", "6", "12 days"]
