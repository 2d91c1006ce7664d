"""What the tests of the budget share: figures of a year, published."""

from collections.abc import Callable

import pytest

from eroba.capabilities.budget import actions
from eroba.capabilities.budget.actions import Laid
from eroba.capabilities.budget.models import Announcement
from eroba.capabilities.budget.reading.found import Wanted
from eroba.capabilities.budget.reading.reader import read_budget
from eroba.kernel.actions import Actor
from eroba.kernel.base.clock import today

TEXT = (
    "კოდი;დასახელება;title en;გეგმა;დაზუსტებული;შესრულება\n"
    ";სულ;;300;310;200,5\n"
    "01;განათლება;Education;100;110;90,5\n01 01;ბაღები;Kindergartens;60;70;60\n01 02;წრეები;Clubs;40;40;30,5\n"
    "02;გზები;Roads;200;200;110\n"
)


def publish(by: Actor, year: int = 2025, text: str = TEXT, because: str = "") -> Announcement:
    """Bring in a small budget and publish it."""
    read = read_budget(text.encode(), Wanted(year))
    laid = Laid(
        year=year, file_name="budget.csv", fingerprint="0" * 64, source_ka="საკრებულო", announced_on=today()
    )
    return actions.accept_figures(
        by, announcement=actions.lay_before(by, laid=laid, read=read), because=because
    )


@pytest.fixture
def published(head: Actor) -> Callable[..., Announcement]:
    """Publishes a small budget as the head of a unit."""
    return lambda *args, **kwargs: publish(head, *args, **kwargs)
