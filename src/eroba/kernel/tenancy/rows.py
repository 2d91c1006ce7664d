"""What the database itself enforces: row-level security on PostgreSQL, append-only tables and columns on both.

A migration that rebuilds a table drops its triggers silently, so all of it is made anew after every migration.
"""

from typing import Any

from django.apps import apps
from django.db import connections
from django.db.models import Model

from eroba.kernel.tenancy.wall import is_municipal

POLICY = "municipality_wall"
REFUSAL = "this table is append-only"


def municipal_models() -> list[type[Model]]:
    """All models whose rows belong to one town."""
    return [model for model in apps.get_models() if is_municipal(model) and model._meta.managed]


def append_only_models() -> list[type[Model]]:
    """All models whose rows are never removed, and never changed: they say `append_only = True`, or in `kept_columns`
    which of their columns never change."""
    return [
        model
        for model in apps.get_models()
        if getattr(model, "append_only", False) or getattr(model, "kept_columns", ())
    ]


def _kept_columns(model: type[Model]) -> str:
    """` OF "a", "b"` for a trigger that lets the other columns be changed; nothing when none may be."""
    names = [model._meta.get_field(name).column for name in getattr(model, "kept_columns", ())]
    return " OF " + ", ".join(f'"{name}"' for name in names) if names else ""


def ensure_walls(using: str = "default", **_kwargs: Any) -> None:
    """Makes the policies and triggers that should stand, whatever stood before."""
    connection = connections[using]
    existing = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_REFUSE_FUNCTION)
            for model in municipal_models():
                _run(cursor, existing, model, _policy_statements)
        for model in append_only_models():
            _run(cursor, existing, model, _TRIGGERS[connection.vendor])


def lift_triggers(using: str = "default") -> None:
    """Takes the append-only triggers down; only the emptying of test databases may do so."""
    connection = connections[using]
    existing = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for model in append_only_models():
            _run(cursor, existing, model, _LIFTS[connection.vendor])


def _run(cursor: Any, existing: set[str], model: type[Model], statements: Any) -> None:
    table = model._meta.db_table
    if table in existing:
        for statement in statements(model):
            cursor.execute(statement)


def _policy_statements(model: type[Model]) -> list[str]:
    table = model._meta.db_table
    # read in inner queries, once for each statement: as a plain call they are read anew for each row
    condition = (
        "municipality_id = (SELECT nullif(current_setting('eroba.municipality', true), '')::uuid)"
        " OR (SELECT current_setting('eroba.across', true)) = 'on'"
    )
    return [
        f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY',
        f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY',
        f'DROP POLICY IF EXISTS {POLICY} ON "{table}"',
        f'CREATE POLICY {POLICY} ON "{table}" USING ({condition}) WITH CHECK ({condition})',
    ]


_REFUSE_FUNCTION = f"""
CREATE OR REPLACE FUNCTION eroba_refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$
"""


def _postgresql_triggers(model: type[Model]) -> list[str]:
    table = model._meta.db_table
    return [
        *_postgresql_lifts(model),
        f'CREATE TRIGGER keep_rows BEFORE UPDATE{_kept_columns(model)} OR DELETE ON "{table}"'
        " FOR EACH ROW EXECUTE FUNCTION eroba_refuse_change()",
        f'CREATE TRIGGER keep_table BEFORE TRUNCATE ON "{table}"'
        " FOR EACH STATEMENT EXECUTE FUNCTION eroba_refuse_change()",
    ]


def _postgresql_lifts(model: type[Model]) -> list[str]:
    table = model._meta.db_table
    return [f'DROP TRIGGER IF EXISTS {name} ON "{table}"' for name in ("keep_rows", "keep_table")]


def _sqlite_triggers(model: type[Model]) -> list[str]:
    table = model._meta.db_table
    return [
        *_sqlite_lifts(model),
        *(
            f'CREATE TRIGGER "{table}_keep_{what.lower()}" BEFORE {what}{of} ON "{table}"'
            f" BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            for what, of in (("UPDATE", _kept_columns(model)), ("DELETE", ""))
        ),
    ]


def _sqlite_lifts(model: type[Model]) -> list[str]:
    table = model._meta.db_table
    return [f'DROP TRIGGER IF EXISTS "{table}_keep_{what}"' for what in ("update", "delete")]


_TRIGGERS = {"postgresql": _postgresql_triggers, "sqlite": _sqlite_triggers}
_LIFTS = {"postgresql": _postgresql_lifts, "sqlite": _sqlite_lifts}
