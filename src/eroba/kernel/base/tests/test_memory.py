"""What an action remembers, and that it remembers nothing after it."""

from eroba.kernel.base.memory import forget, once, remembering


def counter():
    """A reading that tells how often it was asked."""
    asked = []

    def read() -> int:
        asked.append(1)
        return len(asked)

    return read


def test_nothing_is_remembered_outside_an_action():
    read = counter()
    assert [once("key", read), once("key", read)] == [1, 2]


def test_an_action_asks_once_and_the_next_one_anew():
    read = counter()
    with remembering():
        with remembering():
            assert once("key", read) == 1
        assert once("key", read) == 1
    with remembering():
        assert once("key", read) == 2


def test_what_changed_is_forgotten():
    read = counter()
    with remembering():
        once("key", read)
        forget("key")
        forget("never read")
        assert once("key", read) == 2
