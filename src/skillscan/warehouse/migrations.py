"""The durable tables: those of a new warehouse, and the migrations of one that is there.

A new warehouse gets the tables of ``sql/tables``, which use only what DuckLake has as well. One
that is there gets each ``sql/schema/NNNN_name.sql`` that it lacks; a test proves that both ways
lead to the same tables. A file is executed as a whole, in one transaction with its record in
``schema_migrations``, so that a warehouse never stands between two schemas. An applied file must
not change afterwards, and a warehouse that is newer than the code is refused.
"""

import hashlib
from dataclasses import dataclass

from duckdb import DuckDBPyConnection

from skillscan import resources
from skillscan.errors import SkillscanError
from skillscan.warehouse import queries
from skillscan.warehouse.transaction import transaction


class SchemaError(SkillscanError):
    """The warehouse's schema and the code do not fit together."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One migration file: its stem (``0001_warehouse``), its SQL and the SHA-256 of it."""

    name: str
    sql: str
    checksum: str


def migrations() -> list[Migration]:
    """All migrations of this code, in the order in which they are applied."""
    folder = resources.sql("schema")
    texts = [
        (name.removesuffix(".sql"), folder.joinpath(name).read_text(encoding="utf-8"))
        for name in resources.names(folder, ".sql")
    ]
    return [
        Migration(name, text, hashlib.sha256(text.encode()).hexdigest()) for name, text in texts
    ]


def applied(connection: DuckDBPyConnection) -> dict[str, str]:
    """Name to checksum of what the warehouse has had applied; empty for a new file."""
    if queries.rows(connection, "migrations/has_record") == [(False,)]:
        return {}
    rows = queries.rows(connection, "migrations/applied")
    return {migration: checksum for migration, checksum in rows}  # noqa: C416 - typed


def pending(connection: DuckDBPyConnection) -> list[Migration]:
    """What is still to be applied; raises SchemaError where code and warehouse contradict."""
    known = {migration.name: migration for migration in migrations()}
    done = applied(connection)
    if newer := sorted(set(done) - set(known)):
        raise SchemaError(
            f"the warehouse was written by a newer skillscan (it has migration {newer[-1]}): "
            "install that version, or name another folder in SKILLSCAN_HOME"
        )
    for name, checksum in done.items():
        if known[name].checksum != checksum:
            raise SchemaError(
                f"migration {name} is not the one this warehouse was made with: restore the file "
                "and put the change into a new migration"
            )
    return [migration for name, migration in known.items() if name not in done]


def migrate(connection: DuckDBPyConnection) -> list[str]:
    """Apply what is pending; gives the names of the migrations that were applied."""
    todo = pending(connection)
    if len(todo) == len(migrations()):
        _create(connection, todo)
        return [migration.name for migration in todo]
    for migration in todo:
        with transaction(connection):
            connection.execute(migration.sql)
            _record(connection, migration)
    return [migration.name for migration in todo]


def _create(connection: DuckDBPyConnection, known: list[Migration]) -> None:
    """The tables of a new warehouse, as if it had had all migrations."""
    folder = resources.sql("tables")
    with transaction(connection):
        for name in resources.names(folder, ".sql"):
            connection.execute(folder.joinpath(name).read_text(encoding="utf-8"))
        for migration in known:
            _record(connection, migration)


def _record(connection: DuckDBPyConnection, migration: Migration) -> None:
    queries.run(
        connection,
        "migrations/record",
        migration=migration.name,
        checksum=migration.checksum,
    )
