"""Says which tests stay together in one process when two share the work; loaded as a plugin.

Each file is a group, so that what it furnishes is furnished once. Files that ask for the demonstration make two groups,
which begin first: in one process the pages are followed link by link, in the other people walk through them.
"""

import pytest
from xdist.scheduler import LoadScopeScheduling

PAGES = ("tests/browser/",)
WALKS = (
    "tests/journeys/",
    "tests/interface/test_strangers.py",
    "tests/questions/",
    "tests/recovery/test_silence.py",
    "src/eroba/capabilities/portal/tests/test_search.py",
    "src/eroba/capabilities/services/tests/test_desk_browser.py",
    "src/eroba/config/tests/test_failures.py",
    "src/eroba/kernel/people/tests/test_signing_in_with_a_browser.py",
)
LONG = ("tests/",)
DEMONSTRATION = {"product", "demo_database"}


class Together(LoadScopeScheduling):
    """Gives a whole group to one process, and the next group to whoever is free."""

    def _split_scope(self, nodeid: str) -> str:
        """The group of a test."""
        return group_of(nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> Together:
    """Share the work out by our groups, in our order."""
    config.option.loadscopereorder = False
    return Together(config, log)  # type: ignore[arg-type]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put long groups first, before whoever shares the work out reads the names."""
    strays = {item.location[0] for item in items if is_stray(item)}
    if strays:
        raise pytest.UsageError(f"ask for the demonstration and are not named in tests/grouping.py: {strays}")
    items.sort(key=place_of)


def group_of(nodeid: str) -> str:
    """One of the two with the demonstration, or the file."""
    if nodeid.startswith(PAGES):
        return "pages"
    return "walks" if nodeid.startswith(WALKS) else nodeid.partition("::")[0]


def place_of(item: pytest.Item) -> tuple[bool, bool, bool]:
    """Where a test stands in the order; the first is the smallest."""
    name = item.nodeid
    return not name.startswith(PAGES), not name.startswith(WALKS), not name.startswith(LONG)


def is_stray(item: pytest.Item) -> bool:
    """Whether a test needs the demonstration's data and would start it in a process of its own."""
    asks = DEMONSTRATION & set(getattr(item, "fixturenames", ()))
    return bool(asks) and group_of(item.nodeid) not in ("pages", "walks")
