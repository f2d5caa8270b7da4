"""How fresh and how whole the boards behind a release were read."""

import duckdb

from skillscan.boards.schedule import UNREAD_AFTER
from skillscan.release.document import BoardsRead, Freshness
from skillscan.warehouse import queries


def freshness(connection: duckdb.DuckDBPyConnection) -> Freshness:
    """The share of openings whose boards are unread, and each source's boards, from a release."""
    days = {"unread_days": UNREAD_AFTER.days}
    ((openings, unread),) = queries.rows(connection, "release/unread_openings", **days)
    return Freshness(
        unread_days=UNREAD_AFTER.days,
        open_openings=openings,
        unread_openings=unread,
        unread_share=round(unread / openings, 6) if openings else None,
        boards=queries.records(connection, "release/boards_read", BoardsRead, **days),
    )
