"""Slots that only one run may hold at a time, whoever started it.

They are global concurrency limits of the Prefect server. A limit that does not exist would hold
nobody back, so it is made on first use; nothing has to be set up before the first run. Runs on
different servers are kept apart by DuckDB's own lock, with a clear error.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from prefect.client.orchestration import get_client
from prefect.client.schemas.actions import GlobalConcurrencyLimitCreate
from prefect.concurrency.sync import concurrency
from prefect.exceptions import ObjectAlreadyExists, ObjectNotFound

WAREHOUSE = "skillscan-warehouse"
"""DuckDB allows one writing process."""
WAIT_SECONDS = 6 * 60 * 60.0


def source_slot(source: str) -> str:
    """The slot of a source: two crawls at once would spend its host's budget twice."""
    return f"skillscan-source-{source}"


@contextmanager
def only_one(slot: str) -> Iterator[None]:
    """Wait for the slot, hold it, and give it back; raises ``TimeoutError`` after six hours.

    The lease is renewed while the block runs and ends by itself when the process dies.
    """
    _make_sure_of(slot)
    with concurrency(slot, occupy=1, timeout_seconds=WAIT_SECONDS, strict=True):
        yield


def _make_sure_of(slot: str) -> None:
    with get_client(sync_client=True) as client:
        try:
            client.read_global_concurrency_limit_by_name(slot)
        except ObjectNotFound:
            try:
                client.create_global_concurrency_limit(
                    GlobalConcurrencyLimitCreate(name=slot, limit=1)
                )
            except ObjectAlreadyExists:
                return  # another run was quicker
