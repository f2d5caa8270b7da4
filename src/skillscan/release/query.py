"""A user's query on a release: read-only, without any other file, bounded in rows and time.

A release holds titles and sentences of strangers. What is given back here is plain values; how they
may stand on a terminal or in a spreadsheet is said in ``skillscan.text.cells``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Timer
from typing import Any

import duckdb

from skillscan.errors import SkillscanError, UsageError
from skillscan.release.catalog import Release

MAX_QUERY_CHARS = 1_000_000
MEMORY = "2GB"
_RUNNABLE = frozenset({duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN})


@dataclass(frozen=True, kw_only=True)
class QueryResult:
    """The columns and rows of a query; ``is_cut`` where it has more rows than were asked for."""

    columns: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]
    is_cut: bool


def run_query(release: Release, query: str, *, limit: int, seconds: float) -> QueryResult:
    """The answer of one SELECT (or EXPLAIN, DESCRIBE, SHOW, SUMMARIZE) on a release.

    Raises UsageError where it is not one statement, does something else or is wrong, SkillscanError
    where it takes more than ``seconds`` or more memory than ``MEMORY``.
    """
    statement = _statement(query)
    with release.connect(is_alone=True) as connection:
        connection.execute(f"SET memory_limit = '{MEMORY}'")
        connection.execute("SET enable_external_access = FALSE")
        connection.execute("SET lock_configuration = TRUE")
        timer = Timer(seconds, connection.interrupt)
        timer.daemon = True
        timer.start()
        try:
            found = connection.execute(_limited(statement, limit))
            columns = tuple(str(column[0]) for column in found.description or ())
            rows = found.fetchmany(limit + 1)
        except duckdb.InterruptException as error:
            raise SkillscanError(
                f"the query took more than {seconds:g} seconds and was stopped: narrow it, or "
                "allow more seconds"
            ) from error
        except duckdb.OutOfMemoryException as error:
            raise SkillscanError(
                f"the query takes more than {MEMORY} of memory and was stopped: narrow it"
            ) from error
        except duckdb.Error as error:
            raise UsageError(f"the query cannot be run: {error}") from error
        finally:
            timer.cancel()
    return QueryResult(columns=columns, rows=rows[:limit], is_cut=len(rows) > limit)


def _statement(query: str) -> duckdb.Statement:
    if len(query) > MAX_QUERY_CHARS:
        raise UsageError(f"the query is longer than {MAX_QUERY_CHARS:,} characters")
    try:
        statements = duckdb.extract_statements(query)
    except duckdb.Error as error:
        raise UsageError(f"the query does not parse: {error}") from error
    if len(statements) != 1:
        raise UsageError(f"one statement at a time can be run; these are {len(statements)}")
    (statement,) = statements
    if statement.type not in _RUNNABLE:
        kind = statement.type.name.replace("_", " ")
        raise UsageError(f"a release is only read: {kind} is refused, SELECT can be run")
    return statement


def _limited(statement: duckdb.Statement, limit: int) -> str:
    """The statement, for no more rows than are needed; comments may end it."""
    text: str = statement.query
    if statement.type != duckdb.StatementType.SELECT:
        return text
    return f"SELECT * FROM (\n{text.rstrip().rstrip(';')}\n) LIMIT {limit + 1}"  # noqa: S608
