"""Questions that are asked thousands of times: written in SQL once for each connection, and from then on filled in.

Django writes every query anew, and where one row is looked up by its key that takes longer than the answer of the
database. Worth it where many people do the same at once (docs/decisions/0054-prepared-questions.md); anywhere else an
ordinary query reads better.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.exceptions import MultipleObjectsReturned
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Expression, Field, QuerySet
from django.db.models.query import get_related_populators

from eroba.kernel.base.databases.walls import standing

Answer = TypeVar("Answer")
#: So many written questions, one for each town, stay with a connection; then it begins anew.
MOST_KEPT = 256


class Blank(Expression):
    """A place in a question where a value is filled in when it is asked."""

    def __init__(self, name: str, kind: Field) -> None:
        super().__init__(output_field=kind)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """A parameter of the statement; the blank stands for itself until it is filled in."""
        return "%s", [self]


class Prepared(Generic[Answer]):
    """A question with blanks: `Prepared(lambda slug: Town.objects.filter(slug=slug), slug=SlugField())`.

    What it says besides its blanks is said once and for all, so it may depend on no clock and no language. The wall
    narrows it like any other query, once for each town. Answers are rows, or tuples where it asks for columns.
    """

    def __init__(self, question: Callable[..., QuerySet], **blanks: Field) -> None:
        self._question = question
        self._blanks = {name: Blank(name, kind) for name, kind in blanks.items()}

    def all(self, **values: Any) -> list[Answer]:
        """All answers when the blanks are filled in so."""
        written = self._written()
        params = written.filled_in(values)
        with connection.cursor() as cursor:
            cursor.execute(written.sql, params)
            return [written.make(row) for row in written.read(cursor.fetchall())]

    def only(self, **values: Any) -> Answer | None:
        """The answer, or none. Raises MultipleObjectsReturned where there are several after all."""
        answers = self.all(**values)
        if len(answers) > 1:
            raise MultipleObjectsReturned(f"{len(answers)} answers where one was expected")
        return answers[0] if answers else None

    def _written(self) -> "_Written":
        """The question as SQL for the town worked for now; each connection keeps what was written for it."""
        kept: dict[Any, _Written] = vars(connections[DEFAULT_DB_ALIAS]).setdefault("questions", {})
        key = self, standing().session()
        if key not in kept:
            if len(kept) >= MOST_KEPT:
                kept.clear()
            kept[key] = _write(self._question(**self._blanks))
        return kept[key]


@dataclass(frozen=True)
class _Written:
    """A question as SQL, with its blanks among the parameters, and how its answers are read."""

    sql: str
    params: Sequence[Any]
    read: Callable[[Sequence[Any]], Iterable[Sequence[Any]]]
    make: Callable[[Sequence[Any]], Any]

    def filled_in(self, values: Mapping[str, Any]) -> list[Any]:
        """The parameters, each value as the database wants it."""
        return [
            one.output_field.get_db_prep_value(values[one.name], connection)
            if isinstance(one, Blank)
            else one
            for one in self.params
        ]


def _write(rows: QuerySet) -> _Written:
    compiler = rows.query.get_compiler(DEFAULT_DB_ALIAS)
    sql, params = compiler.as_sql()
    converters = compiler.get_converters([column for column, _sql, _alias in compiler.select])

    def read(answers: Sequence[Any]) -> Iterable[Sequence[Any]]:
        return compiler.apply_converters(answers, converters) if converters else answers

    return _Written(sql, params, read, tuple if rows.query.values_select else _reader_of_rows(compiler))


def _reader_of_rows(compiler: Any) -> Callable[[Sequence[Any]], Any]:
    """Makes rows of their model, with those that were asked for beside them, as Django's own iteration does."""
    model, select = compiler.klass_info["model"], compiler.select
    own = compiler.klass_info["select_fields"]
    first, behind = own[0], own[-1] + 1
    names = [column.target.attname for column, _sql, _alias in select[first:behind]]
    others = get_related_populators(compiler.klass_info, select, DEFAULT_DB_ALIAS)

    def make(row: Sequence[Any]) -> Any:
        made = model.from_db(DEFAULT_DB_ALIAS, names, row[first:behind])
        for other in others:
            other.populate(row, made)
        return made

    return make
