"""A hundred applications by deadline: counted, in words, each asked of the rules, beside the day's numbers.

The town is filled by the database itself: rows of the demonstration are copied, one in fifty stays open.
"""

import time
from collections.abc import Callable
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Model
from django.test.utils import CaptureQueriesContext

from eroba.capabilities.services import rules
from eroba.capabilities.services.models import Case
from eroba.capabilities.services.queries import inbox
from eroba.kernel.actions import Actor
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import scope
from eroba.kernel.ui.long_lists import LongList

TOWN = "ozurgeti"
ROWS, TIMES, PERSONS = 100, 30, 10_000
CLERK = Actor(roles=frozenset({"clerk"}), label="clerk", channel="desk", account_id=UUID(int=1))
IDENTIFIER = {
    "sqlite": "printf('{kind}%031x', {n})",
    "postgresql": "('{kind}' || lpad(to_hex({n}), 31, '0'))::uuid",
}
DAY = {
    "sqlite": "date('now', (n / 50 % 40 - 5) || ' days')",
    "postgresql": "current_date + (n / 50 % 40 - 5)",
}
IS_CLOSED = "n % 50 <> 0"
STANDS_STILL = "n % 250 = 0"


def measured(count: int) -> dict[str, float]:
    """The best of several looks, because the machine may be busy with others."""
    with scope(Municipality.objects.get(slug=TOWN)):
        look()
        before = _statements(look)
        filling_s = _seconds(lambda: fill(count))
        after = _statements(look)
        return {
            "cases": Case.objects.count(),
            "open_cases": Case.objects.filter(inbox.OPEN).count(),
            "filling_s": filling_s,
            "list_ms": min(_seconds(look) for _time in range(TIMES)) * 1000,
            "queries_before": before,
            "queries": after,
        }


def look() -> None:
    """What the server does for an official who opens the list."""
    wanted = inbox.Wanted(account_id=CLERK.account_id)
    page = LongList(inbox.wanted_cases(wanted), ROWS).get_page(1)
    rows = inbox.inbox_rows(list(page.object_list), CLERK.account_id, inbox.officials_here())
    inbox.my_day(wanted, [definition for _service, definition in inbox.services_here()])
    if not all(rules.may_look_at_case(CLERK, row.case) for row in rows):
        raise SystemExit("the clerk may not see the list")


def fill(count: int) -> None:
    """Copy one open case, with its matter, so often; ten thousand copies of its applicant are the applicants."""
    model = Case.objects.filter(inbox.OPEN).exclude(due_on=None).earliest("id")
    case = {
        "id": _identifier("b", "n"),
        "matter_id": _identifier("a", "n"),
        "submission_key": _identifier("b", "n"),
        "person_id": _identifier("c", f"n % {PERSONS}"),
        "waits_for": f"CASE WHEN {IS_CLOSED} THEN 'nobody' WHEN {STANDS_STILL} THEN 'applicant' ELSE 'town' END",
        "stage": f"CASE WHEN {IS_CLOSED} THEN 'closed' ELSE stage END",
        "due_on": f"CASE WHEN {IS_CLOSED} OR {STANDS_STILL} THEN NULL ELSE {DAY[connection.vendor]} END",
        "answers_locked": "''",
    }
    with transaction.atomic():
        applicant = {"account_id": "NULL", "personal_number_hash": "''"}
        _copy(model.person, PERSONS, {"id": _identifier("c", "n - 1"), **applicant})
        _copy(model.matter, count, {"id": case["matter_id"], "number": "'BEN-' || CAST(n AS text)"})
        _copy(model, count, case)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")  # the server does so by itself, a little later


def _copy(row: Model, count: int, own: dict[str, str]) -> None:
    """So many copies of a row, with some columns written anew for each number `n`."""
    quote = connection.ops.quote_name
    columns = [field.column for field in row._meta.concrete_fields if not field.generated]
    table, into = quote(row._meta.db_table), ", ".join(map(quote, columns))
    chosen = ", ".join(own.get(column, quote(column)) for column in columns).replace("%", "%%")
    numbers = f"SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {count}"  # noqa: S608 (a number)
    statement = (
        f"INSERT INTO {table} ({into}) WITH RECURSIVE numbers(n) AS ({numbers})"  # noqa: S608 (our own names)
        f" SELECT {chosen} FROM {table}, numbers WHERE {table}.id = %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [row._meta.pk.get_db_prep_value(row.pk, connection)])


def _identifier(kind: str, n: str) -> str:
    return IDENTIFIER[connection.vendor].format(kind=kind, n=n)


def _statements(act: Callable[[], None]) -> int:
    with CaptureQueriesContext(connection) as asked:
        act()
    return len(asked)


def _seconds(act: Callable[[], None]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun
