"""Leaves out of a run on a second database what never asks for one; loaded as a plugin.

`--only-with-database` keeps the tests that ask for a database or for the running product, and those that start
processes of their own with one. What is left out says the same on any database, and ran on the first.
"""

import pytest
from django.test import SimpleTestCase

ASK_FOR_ONE = {"db", "transactional_db", "django_db_setup", "product"}
START_THEIR_OWN = ("tests/recovery/", "src/eroba/config/tests/")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option."""
    parser.addoption("--only-with-database", action="store_true", help="leave out what needs no database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Part the tests by whether they need a database."""
    if not config.getoption("--only-with-database"):
        return
    kept = [item for item in items if needs_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if not needs_database(item)])
    items[:] = kept


def needs_database(item: pytest.Item) -> bool:
    """Whether a test could answer differently on another database."""
    of_class = getattr(item, "cls", None)
    return (
        bool(ASK_FOR_ONE & set(getattr(item, "fixturenames", ())))
        or item.get_closest_marker("django_db") is not None
        or (of_class is not None and issubclass(of_class, SimpleTestCase))
        or item.nodeid.startswith(START_THEIR_OWN)
    )
