"""The state of the warehouse that gates judge: how far it is read, fetched, and free of faults."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import duckdb

from skillscan.domain import IMPORT_BOARD
from skillscan.warehouse import queries
from skillscan.warehouse.checks import checks

VISITED_DAYS = 14
"""A board that was not visited for so long before the newest fetch is not visited any more."""


@dataclass(frozen=True, kw_only=True)
class WarehouseHealth:
    """``as_of`` is the day (UTC) of the newest last_seen; postings are counted, boards too."""

    as_of: date | None
    pipeline_version: str | None
    failing_checks: tuple[str, ...]
    fetched_boards: int
    failed_boards: int
    unread_postings: int
    unreadable_postings: int = 0
    """Those the pipeline failed on, which is tried again at every extract: they stay unread."""
    english_postings: int = 0
    own_entries: Mapping[str, Any] = field(default_factory=dict)
    """What the operator had added to the rules of the pipeline, by kind."""


def warehouse_health(warehouse: duckdb.DuckDBPyConnection) -> WarehouseHealth:
    """The state of a warehouse, which is only read."""
    as_of, english, unread, unreadable = queries.rows(warehouse, "release/reading_state")[0]
    fetches = {"import_board": IMPORT_BOARD, "visited_days": VISITED_DAYS}
    boards, failed = queries.rows(warehouse, "release/newest_fetches", **fetches)[0]
    pipelines = queries.rows(warehouse, "release/pipeline_version")
    version, own = pipelines[0] if pipelines else (None, None)
    return WarehouseHealth(
        as_of=as_of,
        pipeline_version=version,
        failing_checks=tuple(
            check.name for check in checks() if warehouse.execute(check.sql).fetchone()
        ),
        fetched_boards=boards,
        failed_boards=failed,
        unread_postings=unread,
        unreadable_postings=unreadable,
        english_postings=english,
        own_entries=json.loads(own) if own else {},
    )
