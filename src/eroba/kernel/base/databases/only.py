"""The one row that a question has, where it can have no more than one."""

from typing import TypeVar

from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)


def only(rows: QuerySet[Row]) -> Row | None:
    """The row, or none. For what is unique: unlike `first()` it asks for no order, which takes long to write down.

    Raises MultipleObjectsReturned where there are several after all.
    """
    try:
        return rows.get()
    except rows.model.DoesNotExist:
        return None
