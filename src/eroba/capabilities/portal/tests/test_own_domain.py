"""A town with a domain of its own has the same names for its pages, and no address of another town."""

import pytest
from django.urls import NoReverseMatch, resolve, reverse

from eroba.kernel.tenancy.domains import urlconf_for

pytestmark = pytest.mark.django_db


def test_a_name_with_a_namespace_leads_to_the_same_page_on_both_kinds_of_host(ozurgeti, khobi):
    book = urlconf_for("ozurgeti")
    own, other = {"municipality": "ozurgeti"}, {"municipality": "khobi"}
    name = "portal:search"
    assert reverse(name, kwargs=own, urlconf=book) == "/ka/search/"
    assert resolve("/ka/search/", urlconf=book).kwargs == own
    with pytest.raises(NoReverseMatch):
        reverse(name, kwargs=other, urlconf=book)
    assert reverse(name, kwargs=other) == "/ka/khobi/search/"
