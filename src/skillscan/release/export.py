"""What a release takes from the warehouse: Parquet files, and the state the gates judge.

The warehouse is read once, within one connection, and given back before anything is estimated.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from skillscan import resources
from skillscan.domain import IMPORT_BOARD
from skillscan.statistics.populations import Population, add_populations
from skillscan.warehouse.checks import checks

AS_THEY_ARE = {
    "openings": ("opening_facts", "opening_id"),
    "postings": ("posting_facts", "posting_id"),
    "opening_skills": ("opening_skills", "opening_id, skill_id"),
    "skills": ("skills", "skill_id"),
}
"""Parquet file to the warehouse's relation and the order of its rows."""

MADE = ("population_openings", "samples", "findings")
"""Parquet files made by ``sql/release/snapshot``; each may use those before it."""

RELATIONS = {
    "populations": "populations",
    **{name: relation for name, (relation, _) in AS_THEY_ARE.items()},
    **{name: name for name in MADE},
}
"""Parquet file to the table that a release's database makes of it."""


VISITED_DAYS = 14
"""A board that was not visited for so long before the newest fetch is not visited any more."""


@dataclass(frozen=True, kw_only=True)
class Condition:
    """The state of the warehouse that gates judge."""

    as_of: date | None
    pipeline_version: str | None
    failing_checks: tuple[str, ...]
    fetched_boards: int
    failed_boards: int
    unread_postings: int
    unreadable_postings: int = 0
    """Those the pipeline failed on, which is tried again at every extract: they stay unread."""
    english_postings: int = 0


def write_parquet(connection: duckdb.DuckDBPyConnection, query: str, path: Path) -> None:
    """Write a query's rows as zstd-compressed Parquet."""
    target = str(path).replace("'", "''")
    connection.execute(f"COPY ({query}) TO '{target}' (FORMAT parquet, COMPRESSION zstd)")


def take(
    connection: duckdb.DuckDBPyConnection, populations: Mapping[str, Population], folder: Path
) -> Condition:
    """Write the Parquet files of ``RELATIONS`` into ``folder``; the warehouse is only read.

    Temporary relations are made in the connection, which must be closed afterwards.
    """
    condition = _condition(connection)
    add_populations(connection, populations)
    write_parquet(connection, "FROM populations", folder / "populations.parquet")
    for name, (relation, order) in AS_THEY_ARE.items():
        write_parquet(connection, f"FROM {relation} ORDER BY {order}", folder / f"{name}.parquet")
    for name in MADE:
        query = resources.sql("release", "snapshot", f"{name}.sql").read_text("utf-8")
        write_parquet(connection, query, folder / f"{name}.parquet")
        path = str(folder / f"{name}.parquet").replace("'", "''")
        if name != "findings":  # the warehouse has a table of this name
            connection.execute(f"CREATE TEMP VIEW {name} AS FROM read_parquet('{path}')")
    return condition


def _condition(connection: duckdb.DuckDBPyConnection) -> Condition:
    as_of, english, unread, unreadable = _row(
        connection,
        "SELECT max(last_seen AT TIME ZONE 'UTC')::DATE, count(*) FILTER (language = 'en'), "
        "count(*) FILTER (language = 'en' AND NOT is_read AND quarantine_id IS NULL), "
        "count(*) FILTER (language = 'en' AND NOT is_read AND quarantine_id IS NOT NULL) "
        "FROM posting_facts LEFT JOIN quarantine ON quarantine_id = 'reading-' || content_hash",
    )
    boards, failed = _row(
        connection,
        "WITH newest AS (SELECT max(started_at) AS started_at, "
        "arg_max(outcome, started_at) AS outcome FROM fetches WHERE board != ? "
        "GROUP BY source, board) "
        "SELECT count(*), count(*) FILTER (outcome = 'failed') FROM newest "
        "WHERE started_at >= (SELECT max(started_at) FROM newest) - to_days(?)",
        [IMPORT_BOARD, VISITED_DAYS],
    )
    version = connection.execute("SELECT pipeline_version FROM current_pipeline").fetchone()
    return Condition(
        as_of=as_of,
        pipeline_version=version[0] if version else None,
        failing_checks=tuple(
            check.name for check in checks() if connection.execute(check.sql).fetchone()
        ),
        fetched_boards=boards,
        failed_boards=failed,
        unread_postings=unread,
        unreadable_postings=unreadable,
        english_postings=english,
    )


def _row(
    connection: duckdb.DuckDBPyConnection, query: str, parameters: Sequence[Any] = ()
) -> tuple[Any, ...]:
    return tuple(connection.execute(query, list(parameters)).fetchall()[0])
