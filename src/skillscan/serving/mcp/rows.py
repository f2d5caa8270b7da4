"""Rows of a query, as they may be shown to an assistant: harmless, and not too many."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore
from typing import Any

from skillscan.errors import SkillscanError
from skillscan.release.catalog import Release
from skillscan.release.query import run_query
from skillscan.serving.mcp.answers import QueryAnswer
from skillscan.serving.mcp.current_release import stamp
from skillscan.text.cells import plain_value
from skillscan.text.printable import printable

MAX_ROWS = 1_000
MAX_SECONDS = 30.0
MAX_AT_ONCE = 4
"""Queries that run beside each other: each may take ``release.query.MEMORY``."""
MAX_CELL = 2_000
MAX_ANSWER = 200_000
"""Characters of all rows together."""
_RUNNING = BoundedSemaphore(MAX_AT_ONCE)


def query(release: Release, sql: str, limit: int, seconds: float) -> QueryAnswer:
    """The rows of one SELECT on the release, in UTC; fewer than ``limit`` where they are long.

    Raises UsageError where it is not one, SkillscanError where it takes too long.
    """
    with _turn(seconds):
        found = run_query(release, sql, limit=limit, seconds=seconds)
    rows: list[list[Any]] = []
    left = MAX_ANSWER
    for row in found.rows:
        cells = [_cell(value) for value in row]
        left -= len(json.dumps(cells, ensure_ascii=False))
        if left < 0:
            break
        rows.append(cells)
    return QueryAnswer(
        release=stamp(release),
        columns=[printable(column)[:MAX_CELL] for column in found.columns],
        rows=rows,
        is_cut=found.is_cut or len(rows) < len(found.rows),
    )


@contextmanager
def _turn(seconds: float) -> Iterator[None]:
    """Waits while too many others run, no longer than the query itself may take."""
    if not _RUNNING.acquire(timeout=seconds):
        raise SkillscanError(f"{MAX_AT_ONCE} other queries run: ask again in some seconds")
    try:
        yield
    finally:
        _RUNNING.release()


def _cell(value: Any) -> Any:
    """A value as JSON has it; texts, and whatever holds any, as one harmless line."""
    plain = plain_value(value)
    if plain is None or isinstance(plain, bool | int | float):
        return plain
    text = plain if isinstance(plain, str) else json.dumps(plain, ensure_ascii=False)
    line = printable(text.replace("\n", " "))
    return line if len(line) <= MAX_CELL else f"{line[: MAX_CELL - 1]}…"
