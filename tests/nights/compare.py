"""What must be equal in two installations that saw the same nights, and what cannot be."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

TABLES: dict[str, dict[str, str]] = {
    "postings": {
        "first_seen": "first_seen::DATE",
        "last_seen": "last_seen::DATE",
        "sighted_at": "sighted_at::DATE",
        "closed_at": "closed_at::DATE",
        "first_missed_at": "first_missed_at::DATE",
        "missed_fetches": "least(missed_fetches, 1)",
    },
    "posting_versions": {"landing_file": "''", "valid_from": "valid_from::DATE"},
    "posting_openings": {},
    "employers": {},
    "skills": {},
    "readings": {"read_at": "NULL"},
    "findings": {},
    "text_shingles": {},
    "quarantine": {},
    "pipelines": {"started_at": "NULL", "completed_at": "completed_at IS NOT NULL"},
}
"""Tables, and what is compared in place of a column that rests on when and how often a night was
tried: of times the day (a night that was killed nine times is later by minutes), of missed fetches
whether there was one (a board that was read twice in a night was missed twice), no names of landing
files (they hold the time and a random number), no time of reading.

``fetches`` and ``landing_files`` are the attempts themselves; of them ``whole_fetches`` must agree.
``schema_migrations`` says when the file was made. ``quarantine_dismissals`` has no use here.
"""
WHOLE_FETCHES = """
SELECT DISTINCT source, board, started_at::DATE FROM fetches
WHERE outcome = 'complete' AND NOT is_suspicious
"""
_OF_ATTEMPTS = {"release", "published_at", "previous", "content_hash", "data_hash", "left_out"}
"""Of ``statistics.json``: names have the day of publishing in them, a lost night has another
release before it, and the hashes are of tables that say when a board was read, to the second.
"""
_TABLES_OF_ATTEMPTS = {"release", "compared_with", "changes", "board_changes", "closures"}
"""Tables of a release that rest on the release before it, or (closures) on single fetches."""
_ROWS = {"estimates": "openings > 0"}
"""Rows that are compared. What the release before had and nobody holds now is a row of zero."""


def rows(warehouse: Path, table: str) -> set[tuple[Any, ...]]:
    """A table's rows, as they are compared."""
    replaced = TABLES[table]
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        columns = [row[0] for row in connection.execute(f"DESCRIBE {table}").fetchall()]
        assert replaced.keys() <= set(columns), f"{table} has no such columns: {replaced}"
        chosen = ", ".join(f"({replaced.get(name, name)})::VARCHAR" for name in columns)
        found = connection.execute(f"SELECT {chosen} FROM {table}").fetchall()  # noqa: S608
    assert len(set(found)) == len(found), f"{table} has a row twice"
    return set(found)


def whole_fetches(warehouse: Path) -> set[tuple[Any, ...]]:
    """Which board was read whole on which day."""
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        return set(connection.execute(WHOLE_FETCHES).fetchall())


def differences(one: Path, other: Path) -> Iterator[str]:
    """Every row that only one of two warehouses has."""
    for table in TABLES:
        here, there = rows(one, table), rows(other, table)
        yield from (f"{table}, only with faults: {row}" for row in sorted(here - there, key=str))
        yield from (f"{table}, only without: {row}" for row in sorted(there - here, key=str))
    here, there = whole_fetches(one), whole_fetches(other)
    yield from (f"read whole, only with faults: {row}" for row in here - there)
    yield from (f"read whole, only without: {row}" for row in there - here)


def compared_rows(warehouse: Path) -> dict[str, int]:
    """How many rows of each table are compared."""
    return {table: len(rows(warehouse, table)) for table in TABLES}


def numbers(release: Path) -> dict[str, Any]:
    """All that a release says, but for its name and its hours: of its tables a digest of the rows,
    with the day in place of each time.
    """
    content: dict[str, Any] = json.loads((release / "statistics.json").read_text("utf-8"))
    said = {key: value for key, value in content.items() if key not in _OF_ATTEMPTS}
    tables = {path.stem: path for path in (release / "parquet").glob("*.parquet")}
    assert _TABLES_OF_ATTEMPTS | _ROWS.keys() <= tables.keys(), sorted(tables)
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        for name in tables.keys() - _TABLES_OF_ATTEMPTS:
            said[f"table {name}"] = _digest(connection, tables[name], _ROWS.get(name, "true"))
    said["estimates"] = [one for one in said["estimates"] if one["openings"]]
    return said


def _digest(connection: duckdb.DuckDBPyConnection, table: Path, chosen: str) -> str:
    """How many rows, and which, whatever their order."""
    columns = connection.execute("DESCRIBE FROM read_parquet(?)", [str(table)]).fetchall()
    days = ", ".join(
        f'"{name}"::DATE' if kind.startswith("TIMESTAMP") else f'"{name}"'
        for name, kind, *_ in columns
    )
    query = f"SELECT {days} FROM read_parquet(?) WHERE {chosen}"  # noqa: S608 - its own columns
    rows = connection.execute(query, [str(table)]).fetchall()
    lines = "\n".join(sorted(map(str, rows)))
    return f"{len(rows)} rows, {hashlib.sha256(lines.encode()).hexdigest()[:12]}"


def names(releases: Path) -> set[str]:
    """The releases that are there, whole."""
    return {path.parent.name for path in releases.glob("[0-9]*/statistics.json")}


def latest(releases: Path) -> str | None:
    """What readers are shown."""
    path = releases / "latest"
    return path.read_text("utf-8").strip() if path.exists() else None


@dataclass
class Released:
    """Watches what ``latest`` has ever named; none may say what the twin never said by then."""

    releases: Path
    right: list[dict[str, Any]] = field(default_factory=list)
    """What the twin said, night by night."""
    seen: dict[str, int] = field(default_factory=dict)
    """Release → the night when it was first the latest."""
    wrong: list[str] = field(default_factory=list)

    def look(self, night: int, why: str) -> None:
        """Compare the latest release, where it is another one."""
        name = latest(self.releases)
        if name is None or name in self.seen or not (self.releases / name).is_dir():
            return
        self.seen[name] = night
        if numbers(self.releases / name) not in self.right:
            self.wrong.append(
                f"night {night}, after {why}: {name} " + "; ".join(self._what(name))[:2000]
            )

    def _what(self, name: str) -> Iterator[str]:
        said, right = numbers(self.releases / name), self.right[-1]
        for key in sorted(said.keys() | right.keys()):
            if said.get(key) != right.get(key):
                yield f"{key}: {str(said.get(key))[:300]} and not {str(right.get(key))[:300]}"
