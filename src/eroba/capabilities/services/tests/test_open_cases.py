"""The few open applications among many: kept apart by the database, found through an index that needs no sorting."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from eroba.capabilities.services.models import Case
from eroba.capabilities.services.queries.inbox import OPEN, Wanted, my_day, wanted_cases
from eroba.kernel.ui.long_lists import LongList

pytestmark = pytest.mark.django_db


def test_an_index_holds_all_that_the_desk_counts_and_orders_by(in_ozurgeti):
    with connection.cursor() as cursor:
        kept = connection.introspection.get_constraints(cursor, Case._meta.db_table)
    columns = "municipality_id is_open due_on id waits_for stage assigned_to_id".split()
    assert kept["open_cases_by_deadline"]["columns"] == columns


def test_the_desk_reads_open_cases_from_the_index_in_their_order(in_ozurgeti):
    # PostgreSQL plans by statistics, and for a handful of rows any way is as good; SQLite plans by the words alone
    if connection.vendor == "sqlite":
        rows = wanted_cases(Wanted())[:100].explain()
        counted = Case.objects.filter(OPEN).values("due_on", "waits_for", "stage", "assigned_to").explain()
        assert "open_cases_by_deadline" in rows and "open_cases_by_deadline" in counted
        assert "TEMP B-TREE" not in rows


def test_the_day_of_an_empty_desk_is_empty(in_ozurgeti):
    assert set(vars(my_day(Wanted(), [])).values()) == {0}


def test_a_page_of_the_list_finds_its_keys_before_it_reads_anything_beside(in_ozurgeti):
    pages = LongList(wanted_cases(Wanted()), 50)
    pages.count = 80
    with CaptureQueriesContext(connection) as asked:
        pages.get_page(1)
    keys = asked.captured_queries[0]["sql"]
    assert "LIMIT 50" in keys and "JOIN" not in keys
