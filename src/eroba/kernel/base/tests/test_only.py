"""The one row of a question: found, not there, or an alarm when there are several after all."""

import pytest

from eroba.kernel.base.databases.only import only
from eroba.kernel.tenancy.models import Municipality


def test_the_row_is_found_or_there_is_none(ozurgeti):
    assert only(Municipality.objects.filter(slug=ozurgeti.slug)) == ozurgeti
    assert only(Municipality.objects.filter(slug="nowhere")) is None


def test_several_are_not_taken_for_one(ozurgeti, khobi):
    with pytest.raises(Municipality.MultipleObjectsReturned):
        only(Municipality.objects.filter(slug__in=[ozurgeti.slug, khobi.slug]))


def test_no_order_is_asked_for(ozurgeti, django_assert_num_queries):
    with django_assert_num_queries(1) as asked:
        only(Municipality.objects.filter(slug=ozurgeti.slug))
    assert "ORDER BY" not in asked[0]["sql"]
