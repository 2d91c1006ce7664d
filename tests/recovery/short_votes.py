"""Voters and counters whose process ends by `kill -9` at one statement to the database, before or after it.

`main("cast", [0, 1, 2])`: the first dies after its first statement, the second before it. Each life puts two ballots
in, one by a known voter and one by a printed code, and says on its output what it began and what it acknowledged.
`main("count", …)`: each life closes the box, counts and writes it down.
"""

import os

from django.db import connection

from eroba.capabilities.budgeting import tasks
from eroba.capabilities.budgeting.casting import Voter, cast_by_code, cast_by_voter
from eroba.capabilities.budgeting.models import Area
from eroba.capabilities.budgeting.tests.rounds import AFTER, VOTING
from eroba.kernel.base.clock import at
from eroba.kernel.base.receipts import receipt_from
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import scope
from tests.recovery.short_lives import killer_at

FIRST_NUMBER = 61_000_000_000
Form = tuple[int, str, str]


def form_of(place: int, codes: list[str]) -> list[Form]:
    """The two forms of one life: choice, receipt, and the code of the second; sent again they are the same forms."""
    return [
        (1 + place % 3, receipt_from(2 * place + 1), ""),
        (1 + (place + 1) % 3, receipt_from(2 * place + 2), codes[place]),
    ]


def send(area: Area, place: int, form: Form) -> None:
    """One vote by one of the two ways."""
    lot, receipt, code = form
    if code:
        cast_by_code(area, code, [(lot, 1)], receipt)
    else:
        cast_by_voter(area, Voter(f"{FIRST_NUMBER + place}"), [(lot, 1)], receipt)


def cast(place: int, end: int, codes: list[str]) -> None:
    """Both forms, one after the other, until the end."""
    area = Area.objects.select_related("round__matter").get(is_citywide=True)
    with at(VOTING), connection.execute_wrapper(killer_at(end // 2, is_before=end % 2 == 1)):
        for form in form_of(place, codes):
            print("began", form[1], flush=True)
            send(area, place, form)
            print("cast", form[1], flush=True)


def count(end: int) -> None:
    """What the worker does once voting has ended, until the end."""
    with at(AFTER), connection.execute_wrapper(killer_at(end // 2, is_before=end % 2 == 1)):
        if tasks.close_votings():
            print("closed", flush=True)
        if tasks.count_rounds():
            print("counted", flush=True)


def main(act: str, ends: list[int], codes: list[str]) -> None:
    """One life for each end."""
    for place, end in enumerate(ends):
        process_id = os.fork()
        if not process_id:
            try:
                with scope(Municipality.objects.get(slug="ozurgeti")):
                    cast(place, end, codes) if act == "cast" else count(end)
            finally:
                os._exit(0)
        _process_id, status = os.waitpid(process_id, 0)
        print("died" if os.WIFSIGNALED(status) else "survived", flush=True)
