"""Lives that end by `kill -9` after so many statements to the database, in the middle of accepting and opening.

`main([3, 5, 8])`: one process after another accepts two applications and opens them; the first is killed after its
third statement, the next after its fifth. Each says on its output what it has acknowledged.
"""

import os
import signal
from collections.abc import Callable
from typing import Any

from django.db import connection

from eroba.capabilities.services import actions
from eroba.capabilities.services.models import Draft, Service
from eroba.capabilities.services.queries.drafts import draft_for
from eroba.kernel.actions import Actor
from eroba.kernel.people.models import Account, Person
from eroba.kernel.receipts.opening import open_now
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import scope


def killer_at(last: int, *, is_before: bool | None = None) -> Callable[..., Any]:
    """Lets so many statements through; the next one is the process's end, before or after it was carried out."""
    count = 0
    comes_before = last % 2 == 1 if is_before is None else is_before

    def execute(run: Callable, sql: str, params: Any, many: bool, context: dict) -> Any:
        nonlocal count
        count += 1
        if count > last and comes_before:
            os.kill(os.getpid(), signal.SIGKILL)
        done = run(sql, params, many, context)
        if count > last:
            os.kill(os.getpid(), signal.SIGKILL)
        return done

    return execute


def live(drafts: list[Draft], last: int) -> None:
    """Accept and open, one after the other, until the end."""
    account_id = Account.objects.get().pk
    with connection.execute_wrapper(killer_at(last)):
        for draft in drafts:
            by = Actor(
                account_id=account_id,
                person_id=draft.person_id,
                roles=frozenset({"resident"}),
                label="applicant",
            )
            receipt = actions.accept_once(by, draft)
            print("accepted", receipt.key, flush=True)
            if open_now(receipt).is_opened:
                print("opened", receipt.key, flush=True)


def one_life(number: int, last: int) -> None:
    """Take the next two drafts of all that nobody has taken."""
    with scope(Municipality.objects.get(slug="ozurgeti")):
        service = Service.objects.get()
        people = Person.objects.filter(account=None).order_by("id").values_list("pk", flat=True)
        mine = [draft_for(person, service) for person in people[2 * number : 2 * number + 2]]
        live([draft for draft in mine if draft], last)


def main(ends: list[int]) -> None:
    """One life for each end."""
    for number, last in enumerate(ends):
        process_id = os.fork()
        if not process_id:
            try:
                one_life(number, last)
            finally:
                os._exit(0)
        _process_id, status = os.waitpid(process_id, 0)
        print("died" if os.WIFSIGNALED(status) else "survived", flush=True)
