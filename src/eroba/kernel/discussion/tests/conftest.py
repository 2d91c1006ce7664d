"""A public matter that is open to discussion, and somebody who writes under a chosen name."""

import pytest

from eroba.kernel.actions import Actor
from eroba.kernel.discussion.actions import choose_public_name, open_discussion
from eroba.kernel.discussion.models import Discussion
from eroba.kernel.matters.models import Matter
from eroba.kernel.matters.numbering import open_matter
from eroba.kernel.people.models import Account


def writer(email: str, name: str) -> Actor:
    """Somebody with an account and a chosen name."""
    by = Actor(account_id=Account.objects.create_user(email, "a long password").pk)
    choose_public_name(by, name=name)
    return by


@pytest.fixture
def matter(in_ozurgeti) -> Matter:
    return open_matter(kind="need", prefix="TST", title_ka="სკამი", title_en="A bench", visibility="public")


@pytest.fixture
def discussion(matter, head) -> Discussion:
    return open_discussion(head, matter=matter)


@pytest.fixture
def nino(matter) -> Actor:
    return writer("nino@example.org", "ნინო ნ.")


@pytest.fixture
def gia(matter) -> Actor:
    return writer("gia@example.org", "გია")
