"""One statement instead of two: changing a row and reading what it became."""

from typing import Any

from django.db import connections
from django.db.models import QuerySet
from django.db.models.sql import UpdateQuery


def update_returning(rows: QuerySet, *, wanted: str, **values: Any) -> list[Any]:
    """Changes rows and returns one column of each as it is now; nothing when there were none.

    The statement is made by the compilers of this room, so the wall in front of them sees it.
    """
    using = rows.db
    query = rows.query.chain(UpdateQuery)
    query.add_update_values(values)
    sql, params = query.get_compiler(using).as_sql()
    column = connections[using].ops.quote_name(rows.model._meta.get_field(wanted).column)
    with connections[using].cursor() as cursor:
        cursor.execute(f"{sql} RETURNING {column}", params)
        return [row[0] for row in cursor.fetchall()]
