"""Django's SQL compilers for PostgreSQL, each showing its query to the wall first."""

from django.db.backends.postgresql import compiler as postgresql
from django.db.models.sql import compiler

from eroba.kernel.base.databases.walls import GuardedCompiler


class SQLCompiler(GuardedCompiler, compiler.SQLCompiler):
    """Compiles SELECT."""


class SQLInsertCompiler(GuardedCompiler, postgresql.SQLInsertCompiler):
    """Compiles INSERT."""


class SQLDeleteCompiler(GuardedCompiler, compiler.SQLDeleteCompiler):
    """Compiles DELETE."""


class SQLUpdateCompiler(GuardedCompiler, compiler.SQLUpdateCompiler):
    """Compiles UPDATE."""


class SQLAggregateCompiler(compiler.SQLAggregateCompiler):
    """Compiles sums over an inner query, which is shown to the wall itself."""
