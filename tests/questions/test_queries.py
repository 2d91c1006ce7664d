"""No page asks the database more than a dozen times, however many rows it shows. Counts every page links lead to."""

import os
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from eroba.kernel.people.models import Account
from tests.browser.crawl import Answer, Crawl, kind_of
from tests.browser.visitors import STARTS, TOWN, VISITORS
from tests.fixtures.databases import pointing_at
from tests.fixtures.product import demonstration
from tests.templates import store_for

pytestmark = pytest.mark.slow

MOST_QUERIES = 12
# Over the bound today, and not allowed to grow; an entry is removed when its page is back within it.
STILL_TOO_MANY: dict[str, int] = {}
ADDRESS = "http://localhost"
# Kept by Django around what a page asks, not asked by the page.
FRAME = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT", "SELECT set_config")


@pytest.fixture(scope="module")
def demo_database(django_db_setup, django_db_blocker, request) -> Iterator[None]:
    """The demonstration's data, with a year of cases, for this module."""
    worker = getattr(request.config, "workerinput", {}).get("workerid", "alone")
    store = store_for(os.environ.get("EROBA_DATABASE_URL", "sqlite:///"))
    url = demonstration(store, f"budgets_{worker}", settings.HOME)
    with django_db_blocker.unblock():
        with pointing_at(url):
            yield
        store.drop(url)


class Counting:
    """Reads pages as one visitor and remembers what each asked the database."""

    def __init__(self, email: str) -> None:
        self.client = Client(raise_request_exception=False, headers={"host": "localhost"})
        if email:
            self.client.force_login(Account.objects.get(email=email))
        self.asked: dict[str, list[str]] = {}

    def read(self, address: str) -> Answer:
        # The first look at a case is written down, once a day; what is counted is what the page itself asks.
        self.client.get(address.removeprefix(ADDRESS))
        with CaptureQueriesContext(connection) as queries:
            response = self.client.get(address.removeprefix(ADDRESS))
        said = (query["sql"] for query in queries.captured_queries)
        self.asked[address] = [sql for sql in said if not sql.startswith(FRAME)]
        if response.status_code == 302:
            return Answer(
                200, "text/html", f'<!doctype html><title>-</title><a href="{response["Location"]}">-</a>'
            )
        content_type = response.headers.get("content-type", "")
        text = response.content.decode() if "text/html" in content_type and not response.streaming else ""
        return Answer(response.status_code, content_type, text)


@pytest.mark.parametrize("visitor", VISITORS)
def test_no_page_asks_more_than_a_dozen_times(visitor: str, demo_database: None) -> None:
    counting = Counting(VISITORS[visitor])
    crawl = Crawl(counting.read, ADDRESS, "ka", is_strict=False)
    crawl.follow(*(start.format("ka", TOWN) for start in STARTS[visitor]))
    greedy = {
        f"{len(asked)} at {address}": [sql[:120] for sql in asked]
        for address, asked in counting.asked.items()
        if len(asked) > STILL_TOO_MANY.get(kind_of(address), MOST_QUERIES)
    }
    assert len(counting.asked) > len(VISITORS)
    assert not greedy, "\n".join(f"{page}\n    " + "\n    ".join(asked) for page, asked in greedy.items())
