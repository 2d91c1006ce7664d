"""Changing rows and reading them in one statement, with the wall in front."""

import pytest
from django.db.models import F

from eroba.kernel.base.databases.returning import update_returning
from eroba.kernel.matters.models import NumberSeries
from eroba.kernel.tenancy.scope import ScopeMissing, scope

pytestmark = pytest.mark.django_db


def test_it_returns_what_the_row_became_and_touches_only_this_town(
    ozurgeti, khobi, django_assert_num_queries
):
    for town, last in ((ozurgeti, 4), (khobi, 8)):
        with scope(town):
            NumberSeries.objects.create(prefix="SOC", year=2026, last=last)
    with scope(ozurgeti):
        with django_assert_num_queries(1):
            assert update_returning(NumberSeries.objects.all(), wanted="last", last=F("last") + 1) == [5]
        nobody = NumberSeries.objects.filter(prefix="ENV")
        assert update_returning(nobody, wanted="last", last=F("last") + 1) == []
    with scope(khobi):
        assert NumberSeries.objects.get().last == 8


def test_it_needs_a_town():
    with pytest.raises(ScopeMissing):
        update_returning(NumberSeries.objects.all(), wanted="last", last=0)
