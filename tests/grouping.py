"""Says which tests stay together in one process when two share the work; loaded as a plugin.

Each file is a group, so that what it furnishes is furnished once. All that ask for the demonstration, running or not,
are one group: it is loaded, started, and followed link by link, in one process, while the other goes on with the rest.
The long groups come first.
"""

from collections.abc import Generator

import pytest

LONG = ("tests/",)
DEMONSTRATION = {"product", "demo_database", "country"}


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Generator[None]:
    """Name each test's group, and put the long ones first; before whoever shares the work out reads the names."""
    for item in items:
        item.add_marker(pytest.mark.xdist_group(group_of(item)))
    items.sort(key=lambda item: (not asks_for_demonstration(item), not item.nodeid.startswith(LONG)))
    return (yield)


def group_of(item: pytest.Item) -> str:
    """The demonstration's own group, or the file."""
    return "demonstration" if asks_for_demonstration(item) else item.location[0]


def asks_for_demonstration(item: pytest.Item) -> bool:
    """Whether a test needs the data of the demonstration, or the product at work with them."""
    return bool(DEMONSTRATION & set(getattr(item, "fixturenames", ())))
