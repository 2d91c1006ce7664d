"""Says which tests begin first when two processes share the work; loaded as a plugin.

Each test goes to whoever is free. What takes minutes begins first, so that nobody waits for it in the end.
"""

import pytest

DEMONSTRATION = {"product", "demo_database"}
LONG = ("tests/",)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put those first that need the demonstration, loaded or at work, and then all that walk through the whole."""
    items.sort(key=lambda item: (not asks_for_demonstration(item), not item.nodeid.startswith(LONG)))


def asks_for_demonstration(item: pytest.Item) -> bool:
    """Whether a test needs the data of the demonstration, or the product at work with them."""
    return bool(DEMONSTRATION & set(getattr(item, "fixturenames", ())))
