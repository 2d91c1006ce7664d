"""The wall in front of the database: no query about a town becomes SQL without that town's condition.

It stands where SQL is made (see `base.databases.walls`), so it holds for every manager, relation, subquery,
`bulk_create`, `update` and for code of libraries. Row-level security on PostgreSQL is the second wall.
"""

from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Field, ForeignKey, Model
from django.db.models.expressions import Value
from django.db.models.sql import Query
from django.db.models.sql.subqueries import InsertQuery, UpdateQuery
from django.db.models.sql.where import AND

from eroba.kernel.tenancy.scope import CrossesTowns, Everywhere, ScopeMissing, current_scope


def is_municipal(model: type[Model] | None) -> bool:
    """Whether rows of this model belong to one town each."""
    return bool(getattr(model, "belongs_to_a_municipality", False))


class TownWall:
    """Lets a query through only for the town worked for now."""

    def __init__(self) -> None:
        self._tables: frozenset[str] | None = None

    def municipal_tables(self) -> frozenset[str]:
        """The names of all tables whose rows belong to one town."""
        if self._tables is None:
            self._tables = frozenset(m._meta.db_table for m in apps.get_models() if is_municipal(m))
        return self._tables

    def session(self) -> tuple[str, str]:
        """What row-level security is told: the town's id, and 'on' for all towns."""
        here = current_scope()
        if here is None:
            return ("", "")
        return ("", "on") if isinstance(here, Everywhere) else (str(here.pk), "")

    def guard(self, query: Query, using: str) -> None:
        """Refuses a query without a scope, adds the town's condition, and checks what is written."""
        if not is_municipal(query.model):
            self._refuse_joins_from_outside(query)
            return
        here = current_scope()
        if here is None:
            raise ScopeMissing(f"{query.model.__name__} was asked for outside any municipality")
        if isinstance(query, InsertQuery):
            _check_inserted(query, here, using)
            return
        if isinstance(query, UpdateQuery):
            _check_updated(query, here, using)
        if not isinstance(here, Everywhere):
            _narrow(query, here.pk)

    def _refuse_joins_from_outside(self, query: Query) -> None:
        joined = {join.table_name for join in query.alias_map.values()} & self.municipal_tables()
        if joined and not isinstance(current_scope(), Everywhere):
            raise ScopeMissing(f"{query.model} reaches into {', '.join(sorted(joined))} from outside")


def _narrow(query: Query, town_id: UUID) -> None:
    """Adds «municipality = this one», once; a query narrowed for one town never runs for another."""
    narrowed = getattr(query, "narrowed_to", None)
    if narrowed is not None:
        if narrowed != town_id:
            raise CrossesTowns(f"a query made for one town was run for another ({query.model.__name__})")
        return
    if query.combinator:
        return
    field = query.model._meta.get_field("municipality")
    column = field.get_col(query.get_initial_alias(), field.target_field)
    query.where.add(field.get_lookup("exact")(column, town_id), AND)
    query.narrowed_to = town_id  # type: ignore[attr-defined]


def _check_inserted(query: InsertQuery, here: Any, using: str) -> None:
    if isinstance(here, Everywhere):
        towns = {row.municipality_id for row in query.objs}
        if None in towns or len(towns) > 1:
            raise CrossesTowns("rows written across all towns must name one town")
        town_id = next(iter(towns), None)
    else:
        town_id = here.pk
    for row in query.objs:
        if row.municipality_id != town_id:
            raise CrossesTowns(f"{type(row).__name__} would be written into another town")
    for field in municipal_links(query.model):
        ids = {getattr(row, field.attname) for row in query.objs if not _is_known_here(row, field, town_id)}
        _check_links(field, ids - {None}, town_id, using)


def _is_known_here(row: Model, field: ForeignKey, town_id: UUID | None) -> bool:
    """Whether the linked row is already in memory and of this town, which saves a query."""
    linked = row._state.fields_cache.get(field.name)
    return linked is not None and linked.municipality_id == town_id


def _check_updated(query: UpdateQuery, here: Any, using: str) -> None:
    for field, _model, value in query.values:
        if field.name == "municipality":
            _check_town_kept(value, here)
        elif _leads_to_a_town(field) and value is not None:
            if hasattr(value, "resolve_expression") and not isinstance(value, Value):
                raise CrossesTowns(f"{field} must be set to a row, not to an expression")
            key = value.value if isinstance(value, Value) else getattr(value, "pk", value)
            town_id = None if isinstance(here, Everywhere) else here.pk
            _check_links(field, {key}, town_id, using)


def _check_town_kept(value: Any, here: Any) -> None:
    town_id = getattr(value, "pk", value)
    if isinstance(here, Everywhere) or town_id != here.pk:
        raise CrossesTowns("a row cannot be moved to another town")


def _leads_to_a_town(field: Field) -> bool:
    return isinstance(field, ForeignKey) and is_municipal(field.related_model)


def municipal_links(model: type[Model]) -> list[ForeignKey]:
    """The foreign keys of a model that lead to rows of a town."""
    return [field for field in model._meta.concrete_fields if _leads_to_a_town(field)]  # type: ignore[misc]


def _check_links(field: ForeignKey, ids: set, town_id: UUID | None, using: str) -> None:
    """Makes sure that the rows linked to are of the same town; the query is narrowed by this same wall."""
    if not ids:
        return
    rows = field.related_model._default_manager.using(using).filter(pk__in=ids)
    if town_id is not None:
        rows = rows.filter(municipality_id=town_id)
    if rows.count() != len(ids):
        raise CrossesTowns(f"{field.model.__name__}.{field.name} leads to another town")
