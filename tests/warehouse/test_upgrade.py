"""A warehouse of each earlier schema, opened by the present code: nothing that it holds is lost."""

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
    **dict.fromkeys(("start_char", "sentence_start", "heading_start", "modifier_start"), 0),
    **dict.fromkeys(("end_char", "sentence_end", "heading_end", "modifier_end"), 4),
    "closed_reason": "source",
    "country": "US",
    "language": "en",
    "kind": "skill",
    "detail": json.dumps({"min": 3.5, "unit": "years", "ä": None}),
    "locations": ["Köln", "Remote"],
}
"""Columns that the checks look at; all others get a value that tells their rows apart."""
KEYS = ("posting_id", "content_hash", "employer_id", "pipeline_version", "skill_id")


VERSIONS = range(2, len(migrations.migrations()) + 1)
"""How many migrations a warehouse had: every schema since the first one that was in use."""


COLUMNS = """
    SELECT table_name, column_name, column_index, data_type, is_nullable
    FROM duckdb_columns() WHERE NOT internal ORDER BY ALL
"""
Rows = dict[str, list[dict[str, Any]]]
_MADE: dict[int, tuple[bytes, Rows]] = {}


def old_warehouse(path: Path, version: int) -> Rows:
    """Put a warehouse there as that version made it, with rows in every table; gives the rows."""
    path.parent.mkdir(exist_ok=True)
    if version not in _MADE:
        found = make(path, version)
        _MADE[version] = path.read_bytes(), found
    content, found = _MADE[version]
    path.write_bytes(content)
    return found


def make(path: Path, version: int) -> Rows:
    with duckdb.connect(str(path)) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        for one in migrations.migrations()[:version]:
            connection.execute(one.sql)
            row = [one.name, one.checksum, NOW]
            connection.execute("INSERT INTO schema_migrations VALUES (?, ?, ?)", row)
        for view in VIEWS:
            connection.execute(view_of(view, version))
        for table in tables(connection) - {"schema_migrations"}:
            fill(connection, table)
        return contents(connection)


def contents(connection: DuckDBPyConnection) -> Rows:
    return {table: rows(connection, table) for table in tables(connection)}


def view_of(name: str, version: int) -> str:
    """The first version's view; of others one that stands in the way as theirs did."""
    if version == VERSIONS[0]:
        return (FIRST / "models" / f"{name}.sql").read_text(encoding="utf-8")
    return f"CREATE VIEW {name} AS FROM findings"


def fill(connection: DuckDBPyConnection, table: str) -> None:
    columns = connection.execute(
        "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = ?", [table]
    ).fetchall()
    many = [
        [value_of(table, name, kind, number) for name, kind in columns]
        for number in range(POSTINGS)
    ]
    marks = ", ".join("?" for _ in columns)
    all_marks = ", ".join([f"({marks})"] * POSTINGS)
    values = [value for row in many for value in row]
    connection.execute(f"INSERT INTO {table} VALUES {all_marks}", values)  # noqa: S608


def value_of(table: str, name: str, kind: str, number: int) -> Any:
    if name == "value":
        return f"skill_id {number}"  # a finding names a skill that is known
    if name == "opening_id":
        return f"o:posting_id {number}"
    if name in VALUES and not (table == "quarantine" and name == "detail"):
        return VALUES[name]
    if name in KEYS:
        return f"{name} {number}"
    plain: dict[str, Any] = {
        "UBIGINT[]": [2**63 + number, number],
        "VARCHAR[]": [f"{name} {number}", "ä"],
        "JSON": VALUES["detail"],
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


@pytest.mark.parametrize("version", VERSIONS)
def test_every_row_is_kept(
    settings: Settings, connection: DuckDBPyConnection, version: int
) -> None:
    """An update would cost history that no landing file can bring back, or leave a warehouse that
    the first load after it refuses, or that is another one than a new one.
    """
    before = old_warehouse(settings.warehouse, version)
    assert all(len(found) >= 2 for found in before.values())
    with open_warehouse(settings) as upgraded:
        for table, old in before.items():
            new = rows(upgraded, RENAMED.get(table, table))
            kept = [{name: row[name] for name in old[0]} for row in new]
            if table == "schema_migrations":
                kept = kept[: len(old)]
            assert kept == old, table
        failing = [c.name for c in checks.checks() if upgraded.execute(c.sql).fetchall()]
        assert failing == []
        assert upgraded.execute(COLUMNS).fetchall() == connection.execute(COLUMNS).fetchall()
        assert migrations.applied(upgraded) == migrations.applied(connection)
    with open_warehouse(settings, read_only=True) as upgraded:
        assert len(rows(upgraded, "findings")) == POSTINGS


def test_earlier_findings_have_no_reason(settings: Settings) -> None:
    """A reason would be shown that nobody had read."""
    old_warehouse(settings.warehouse, VERSIONS[0])
    with open_warehouse(settings) as connection:
        for finding in rows(connection, "findings"):
            assert (finding["section"], finding["heading_start"]) == (None, None)
            assert (finding["modifier_rule"], finding["modifier_end"]) == (None, None)


def test_what_the_views_say_is_kept(settings: Settings) -> None:
    """Numbers would change though nothing was collected or read."""
    old_warehouse(settings.warehouse, VERSIONS[0])
    with duckdb.connect(str(settings.warehouse), read_only=True) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        before = {view: rows(connection, view) for view in VIEWS}
    with open_warehouse(settings) as connection:
        for view, old in before.items():
            kept = [{name: row[name] for name in old[0]} for row in rows(connection, view)]
            assert kept == old, view


def test_tables_hold_only_what_ducklake_has(connection: DuckDBPyConnection) -> None:
    """The warehouse could not become one that many machines write."""
    held = connection.execute(
        "SELECT constraint_type, table_name FROM duckdb_constraints() "
        "WHERE constraint_type != 'NOT NULL'"
    )
    assert held.fetchall() == []
    for made in ("duckdb_indexes()", "duckdb_sequences()", "duckdb_types() WHERE NOT internal"):
        assert connection.execute(f"FROM {made}").fetchall() == []


@pytest.mark.parametrize("version", VERSIONS[:-1])
def test_an_upgrade_is_whole_or_not_at_all(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, version: int
) -> None:
    """A full disk in the middle of an update would leave a file that no version can use."""
    before = old_warehouse(settings.warehouse, version)
    monkeypatch.setattr(migrations, "_record", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError), open_warehouse(settings):
        pass
    with duckdb.connect(str(settings.warehouse), read_only=True) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        assert contents(connection) == before


@pytest.mark.parametrize("version", VERSIONS[1:])
def test_each_version_refuses_a_newer_schema(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, version: int
) -> None:
    """Old code would write rows that the newer schema does not mean."""
    before = old_warehouse(settings.warehouse, version)
    newest = migrations.migrations()[version - 1].name
    known = migrations.migrations()[: version - 1]
    monkeypatch.setattr(migrations, "migrations", lambda: known)
    advice = f"newer skillscan.*{newest}.*install that version, or name another folder"
    for is_read_only in (True, False):
        with (
            pytest.raises(migrations.SchemaError, match=advice),
            open_warehouse(settings, read_only=is_read_only),
        ):
            pass
    with duckdb.connect(str(settings.warehouse), read_only=True) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        assert contents(connection) == before


@pytest.mark.parametrize("version", VERSIONS[:-1])
def test_an_older_warehouse_is_read_by_nobody_before_it_is_brought_up(
    settings: Settings, version: int
) -> None:
    """A command that only reads would fail on a column, or show half of what there is."""
    old_warehouse(settings.warehouse, version)
    lacking = migrations.migrations()[version].name
    with (
        pytest.raises(
            migrations.SchemaError, match=f"lacks migration {lacking}: `skillscan extract"
        ),
        open_warehouse(settings, read_only=True),
    ):
        pass


APPLIED = {
    "0000_schema_migrations": "23d71e372b58adb5",
    "0001_warehouse": "e8b84b84775a2096",
    "0002_ducklake_tables": "8edf961046c71cf5",
    "0003_quarantine_dismissals": "405f4c5cadd3e5cf",
    "0004_finding_reasons": "ec3606b23623adce",
    "0005_pipeline_own_entries": "e37d7e57ba946f0e",
    "0006_fetch_totals": "4b2aa480e5ff176a",
    "0007_openings_across_employers": "134f22f55694168b",
    "0008_stated_pay_note": "3c82ebf7215dbd14",
    "0009_skill_kinds": "17a98741954f9c6f",
    "0010_what_texts_ask_for": "8bd9d1a3272a7267",
}
"""Migrations that warehouses in use have had, by the first digits of their checksums."""


def test_applied_migrations_are_never_edited() -> None:
    """Every warehouse that is in use would be refused. (A new migration: add its line.)"""
    assert {one.name: one.checksum[:16] for one in migrations.migrations()} == APPLIED


def test_the_first_schema_is_that_of_the_fixture() -> None:
    """Its views, which stand beside it, would be those of another schema."""
    for file in (FIRST / "schema").glob("*.sql"):
        now = resources.sql("schema", file.name).read_text(encoding="utf-8")
        assert now == file.read_text(encoding="utf-8")
