"""From an address to a town: by path, by domain, and never to the wrong one."""

import pytest
from django.test import RequestFactory
from django.urls import resolve, reverse

from eroba.kernel.tenancy.domains import urlconf_for
from eroba.kernel.tenancy.middleware import MunicipalityScope
from eroba.kernel.tenancy.scope import current_municipality, current_scope

pytestmark = pytest.mark.django_db


def seen_by(path: str, host: str = "127.0.0.1"):
    """The town a request finds itself in, and the request."""
    request = RequestFactory().get(path, HTTP_HOST=host)
    towns = []

    def answer(inner):
        towns.append(current_scope())
        return

    MunicipalityScope(answer)(request)
    return towns[0], request


@pytest.mark.parametrize("path", ["/ka/ozurgeti/", "/en/ozurgeti/services/x/", "/api/v1/ozurgeti/services"])
def test_a_path_names_its_town(ozurgeti, path):
    assert seen_by(path)[0] == ozurgeti


@pytest.mark.parametrize(
    "path", ["/", "/ka/", "/ka/me/", "/ka/nowhere/", "/verify/abc", "/health/", "/xx/ozurgeti/"]
)
def test_other_paths_name_none(ozurgeti, path):
    assert seen_by(path)[0] is None


def test_a_domain_names_its_town_and_has_no_other(ozurgeti, khobi, settings):
    ozurgeti.domain = "ozurgeti.example"
    ozurgeti.save()
    town, request = seen_by("/ka/khobi/", "ozurgeti.example")
    assert town == ozurgeti
    assert request.urlconf == urlconf_for("ozurgeti")


def test_the_scope_ends_with_the_request(ozurgeti):
    seen_by("/ka/ozurgeti/")
    assert current_scope() is None
    with pytest.raises(RuntimeError):
        current_municipality()


def test_a_town_domain_still_answers_health(ozurgeti):
    book = urlconf_for("ozurgeti")
    assert resolve("/health/", urlconf=book).url_name == "health"
    assert reverse("health", urlconf=book) == "/health/"
