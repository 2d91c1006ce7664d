"""Numbers have no gaps and no doubles, whoever comes at the same time and whatever fails in between."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from eroba.kernel.matters.models import Link, Matter
from eroba.kernel.matters.numbering import link_matters, open_matter
from eroba.kernel.tenancy.scope import scope

CROWD = 6
EACH = 5


class PulledOut(Exception):
    """Somebody's act fails after it got its number."""


def take_numbers(town, who: int) -> list[str]:
    """Takes numbers as one of a crowd; every fifth act fails after taking its number."""
    numbers = []
    try:
        with scope(town):
            for turn in range(EACH):
                try:
                    with transaction.atomic():
                        matter = open_matter(kind="bench", prefix="BEN", title_ka="სკამი", title_en="Bench")
                        if (who + turn) % 5 == 0:
                            raise PulledOut
                    numbers.append(matter.number)
                except PulledOut:
                    continue
    finally:
        connection.close()
    return numbers


@pytest.mark.django_db(transaction=True)
def test_a_crowd_gets_numbers_without_gaps_or_doubles(ozurgeti):
    with ThreadPoolExecutor(CROWD) as crowd:
        given = [
            n for numbers in crowd.map(lambda who: take_numbers(ozurgeti, who), range(CROWD)) for n in numbers
        ]
    assert len(given) == CROWD * EACH * 4 // 5
    assert sorted(int(n.rsplit("-", 1)[1]) for n in given) == list(range(1, len(given) + 1))


@pytest.mark.django_db
def test_each_town_and_prefix_counts_for_itself(ozurgeti, khobi):
    with scope(ozurgeti):
        first = open_matter(kind="a", prefix="AAA", title_ka="ა", title_en="a")
        other = open_matter(kind="b", prefix="BBB", title_ka="ბ", title_en="b")
        assert first.number.startswith("OZU-") and other.number.endswith("BBB-00001")
    with scope(khobi):
        assert open_matter(kind="a", prefix="AAA", title_ka="ა", title_en="a").number.startswith("KHO-")


@pytest.mark.django_db
def test_a_tie_is_made_once(in_ozurgeti):
    one, two = (open_matter(kind="a", prefix="AAA", title_ka="ა", title_en="a") for _ in range(2))
    for _ in range(2):
        link_matters(source=two, relation=Link.Relation.APPEALS, target=one)
    assert Link.objects.count() == 1 and Matter.objects.count() == 2
