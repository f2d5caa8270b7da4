"""A warehouse of the first schema, opened by the present code: nothing that it holds is lost."""

import hashlib
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
from duckdb import DuckDBPyConnection

from skillscan import resources
from skillscan.settings import Settings
from skillscan.warehouse import checks, migrations
from skillscan.warehouse.connection import open_warehouse

FIRST = Path(__file__).parent / "fixtures" / "first_schema"
VIEWS = ("current_pipeline", "posting_facts", "opening_facts", "opening_findings", "opening_skills")
RENAMED = {"openings": "posting_openings"}
NOW = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)
POSTINGS = 3
VALUES = {
    "outcome": "complete",
    "start_char": 0,
    "end_char": 4,
    "closed_reason": "source",
    "country": "US",
    "language": "en",
    "kind": "skill",
    "detail": json.dumps({"min": 3.5, "unit": "years", "ä": None}),
    "locations": ["Köln", "Remote"],
}
"""Columns that the checks look at; all others get a value that tells their rows apart."""
KEYS = ("posting_id", "content_hash", "employer_id", "pipeline_version", "skill_id")


def first_warehouse(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Make a warehouse as the first version did, with rows in every table; gives the rows."""
    with duckdb.connect(str(path)) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        for file in sorted((FIRST / "schema").glob("*.sql")):
            text = file.read_text(encoding="utf-8")
            connection.execute(text)
            connection.execute(
                "INSERT INTO schema_migrations VALUES (?, ?, ?)",
                [file.stem, hashlib.sha256(text.encode()).hexdigest(), NOW],
            )
        for view in VIEWS:
            connection.execute((FIRST / "models" / f"{view}.sql").read_text(encoding="utf-8"))
        for table in tables(connection) - {"schema_migrations"}:
            fill(connection, table)
        return {table: rows(connection, table) for table in tables(connection)}


def fill(connection: DuckDBPyConnection, table: str) -> None:
    columns = connection.execute(
        "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = ?", [table]
    ).fetchall()
    for number in range(POSTINGS):
        row = [value_of(table, name, kind, number) for name, kind in columns]
        marks = ", ".join("?" for _ in row)
        connection.execute(f"INSERT INTO {table} VALUES ({marks})", row)  # noqa: S608


def value_of(table: str, name: str, kind: str, number: int) -> Any:
    if name == "value":
        return f"skill_id {number}"  # a finding names a skill that is known
    if name == "opening_id":
        return f"o:posting_id {number}"
    if name in VALUES and not (table == "quarantine" and name == "detail"):
        return VALUES[name]
    if name in KEYS:
        return f"{name} {number}"
    plain = {
        "VARCHAR": f"{table} {name} {number} 👩‍👩‍👧",
        "INTEGER": 40 + number,
        "BIGINT": 2**40 + number,
        "BOOLEAN": number == 1,
        "DOUBLE": number + 0.125,
    }
    return plain.get(kind, NOW + timedelta(microseconds=number))


def tables(connection: DuckDBPyConnection) -> set[str]:
    found = connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()
    return {name for (name,) in found}


def rows(connection: DuckDBPyConnection, relation: str) -> list[dict[str, Any]]:
    found = connection.execute(f"FROM {relation} ORDER BY ALL")
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def test_every_row_is_kept(settings: Settings) -> None:
    """An update would cost history that no landing file can bring back."""
    settings.home.mkdir()
    before = first_warehouse(settings.warehouse)
    assert all(len(found) >= 2 for found in before.values())
    with open_warehouse(settings) as connection:
        for table, old in before.items():
            new = rows(connection, RENAMED.get(table, table))
            kept = [{name: row[name] for name in old[0]} for row in new]
            if table == "schema_migrations":
                kept = kept[: len(old)]
            assert kept == old, table
    with open_warehouse(settings, read_only=True) as connection:
        assert len(rows(connection, "findings")) == POSTINGS


def test_earlier_findings_have_no_reason(settings: Settings) -> None:
    """A reason would be shown that nobody had read."""
    settings.home.mkdir()
    first_warehouse(settings.warehouse)
    with open_warehouse(settings) as connection:
        for finding in rows(connection, "findings"):
            assert (finding["section"], finding["heading_start"]) == (None, None)
            assert (finding["modifier_rule"], finding["modifier_end"]) == (None, None)


def test_what_the_views_say_is_kept(settings: Settings) -> None:
    """Numbers would change though nothing was collected or read."""
    settings.home.mkdir()
    first_warehouse(settings.warehouse)
    with duckdb.connect(str(settings.warehouse), read_only=True) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        before = {view: rows(connection, view) for view in VIEWS}
    with open_warehouse(settings) as connection:
        for view, old in before.items():
            kept = [{name: row[name] for name in old[0]} for row in rows(connection, view)]
            assert kept == old, view


def test_an_upgraded_warehouse_is_like_a_new_one(
    settings: Settings, connection: DuckDBPyConnection
) -> None:
    """A column would be there for some users and missing for others."""
    query = """
        SELECT table_name, column_name, column_index, data_type, is_nullable
        FROM duckdb_columns() WHERE NOT internal ORDER BY ALL
    """
    settings.home.mkdir()
    first_warehouse(settings.warehouse)
    with open_warehouse(settings) as old:
        assert old.execute(query).fetchall() == connection.execute(query).fetchall()
        assert migrations.applied(old) == migrations.applied(connection)


def test_an_upgraded_warehouse_is_sound(settings: Settings) -> None:
    """The first load after an update would fail, and every one after it."""
    settings.home.mkdir()
    first_warehouse(settings.warehouse)
    with open_warehouse(settings) as connection:
        failing = [c.name for c in checks.checks() if connection.execute(c.sql).fetchall()]
        assert failing == []


def test_tables_hold_only_what_ducklake_has(connection: DuckDBPyConnection) -> None:
    """The warehouse could not become one that many machines write."""
    held = connection.execute(
        "SELECT constraint_type, table_name FROM duckdb_constraints() "
        "WHERE constraint_type != 'NOT NULL'"
    )
    assert held.fetchall() == []
    for made in ("duckdb_indexes()", "duckdb_sequences()", "duckdb_types() WHERE NOT internal"):
        assert connection.execute(f"FROM {made}").fetchall() == []


def test_an_upgrade_is_whole_or_not_at_all(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk in the middle of an update would leave a file that no version can use."""
    settings.home.mkdir()
    before = first_warehouse(settings.warehouse)
    monkeypatch.setattr(migrations, "_record", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError), open_warehouse(settings):
        pass
    with duckdb.connect(str(settings.warehouse), read_only=True) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        assert {table: rows(connection, table) for table in tables(connection)} == before


def test_the_first_migrations_are_never_edited() -> None:
    """Every warehouse that is in use would be refused."""
    for file in (FIRST / "schema").glob("*.sql"):
        now = resources.sql("schema", file.name).read_text(encoding="utf-8")
        assert now == file.read_text(encoding="utf-8")
