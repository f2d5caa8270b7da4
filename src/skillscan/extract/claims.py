"""Who loads which fetches, where several processes load into one warehouse.

Each claims the boards of its next batch until that is stored, and leaves the others for later: by
then they are loaded by whoever had claimed them, or can be claimed. So the fetches of a board are
loaded one after another, in the order of their time, whoever loads them.
"""

import time
from collections.abc import Iterator, Sequence

from duckdb import DuckDBPyConnection

from skillscan.extract import new_fetches
from skillscan.extract.new_fetches import Again
from skillscan.extract.parse import LandedFetch
from skillscan.warehouse.posting_status import BoardKey
from skillscan.warehouse.tables import fetches
from skillscan.warehouse.write_lock import claimed, is_shared

_RETRY_SECONDS = 0.5


def claimed_batches(
    connection: DuckDBPyConnection, found: Sequence[LandedFetch], again: Again | None
) -> Iterator[list[LandedFetch]]:
    """The fetches in batches, each to be loaded before the next one is asked for.

    What another process has loaded meanwhile is left out, unless it is to be loaded ``again``.
    """
    if not is_shared(connection):
        yield from new_fetches.batches(found)
        return
    left = list(found)
    while left:
        before, waiting = len(left), list[LandedFetch]()
        for batch in new_fetches.batches(left):
            behind = {_board(landed) for landed in waiting}
            with claimed(connection, {_board(landed) for landed in batch} - behind) as ours:
                waiting += [landed for landed in batch if _board(landed) not in ours]
                mine = [landed for landed in batch if _board(landed) in ours]
                if mine := _still_new(connection, mine, again):
                    yield mine
        left = waiting
        if len(left) == before:
            time.sleep(_RETRY_SECONDS)


def _board(landed: LandedFetch) -> BoardKey:
    return landed.report.source, landed.report.board


def _still_new(
    connection: DuckDBPyConnection, batch: list[LandedFetch], again: Again | None
) -> list[LandedFetch]:
    known = fetches.known_of(connection, (landed.fetch_id for landed in batch))
    return [
        landed
        for landed in batch
        if landed.fetch_id not in known or (again and again.holds(landed.name))
    ]
