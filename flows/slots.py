"""Slots that only one run may hold at a time, whoever started it, and limits of time.

A slot is a global concurrency limit of the Prefect server. It only queues: what keeps two writers
apart is DuckDB's own lock, which the command line needs too. So a server that is away for a while
costs a run the queue, never its work. A limit that does not exist would hold nobody back, so it is
made on first use.
"""

import logging
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from httpx import HTTPError
from prefect.client.orchestration import get_client
from prefect.client.schemas.actions import GlobalConcurrencyLimitCreate
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import StateType
from prefect.concurrency.sync import concurrency
from prefect.exceptions import ObjectAlreadyExists, ObjectNotFound, PrefectException
from prefect.runtime import flow_run
from prefect.utilities.timeout import timeout

WAREHOUSE = "skillscan-warehouse"
"""DuckDB allows one writing process."""
WAIT_SECONDS = 6 * 60 * 60.0
LEASE_SECONDS = 60.0
"""After a power cut a slot is free so long after the server is back; the server allows no less."""
_TELL_SECONDS = 60.0
"""So often a waiting run says for whom it waits."""
_FIRST_SECONDS = 2.0
_AWAY_SECONDS = 5.0
"""Pause before a server that cannot be reached is asked again."""
_SHOWN = 5
_LOG = logging.getLogger("skillscan.flows")


def source_slot(source: str) -> str:
    """The slot of a source: two crawls at once would spend its host's budget twice."""
    return f"skillscan-source-{source}"


@contextmanager
def only_one(slot: str, *, within: float) -> Iterator[None]:
    """Wait for the slot, hold it, and give it back; the block may take ``within`` seconds.

    Waiting is said in the run's log and does not count against the limit. Raises ``TimeoutError``
    after six hours of waiting, or when the block takes longer. The lease is renewed while the block
    runs and ends by itself when the process dies.
    """
    held = ExitStack()
    _take(slot, held)
    try:
        with timeout(seconds=within):
            yield
    finally:
        _give_back(slot, held)


def _take(slot: str, held: ExitStack) -> None:
    end, patience = time.monotonic() + WAIT_SECONDS, _FIRST_SECONDS
    while True:
        try:
            make_sure_of(slot)
            held.enter_context(
                concurrency(
                    slot,
                    timeout_seconds=patience,
                    lease_duration=LEASE_SECONDS,
                    strict=True,
                    raise_on_lease_renewal_failure=False,
                )
            )
        except TimeoutError:
            if time.monotonic() > end:
                raise
            _LOG.info("waiting for the slot %s, held by %s", slot, _holders())
            patience = _TELL_SECONDS
        except (HTTPError, PrefectException, OSError) as error:
            if time.monotonic() > end:
                raise
            _LOG.warning("the slot %s cannot be asked for yet: %s", slot, error)
            time.sleep(_AWAY_SECONDS)
        else:
            return


def _give_back(slot: str, held: ExitStack) -> None:
    """Work that is done is done: a server that is away does not undo it."""
    try:
        held.close()
    except (HTTPError, PrefectException, OSError) as error:
        _LOG.warning(
            "the slot %s could not be given back (%s): it is free when its lease ends, within "
            "a minute",
            slot,
            error,
        )


def _holders() -> str:
    """The flow runs that are running beside this one, in words."""
    running = FlowRunFilter(
        state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.RUNNING]))
    )
    try:
        with get_client(sync_client=True) as client:
            runs = client.read_flow_runs(flow_run_filter=running, limit=_SHOWN + 1)
    except (HTTPError, PrefectException, OSError):
        return "a run that cannot be told"
    others = [run.name for run in runs if str(run.id) != flow_run.id]
    return f"one of the running flow runs: {', '.join(others)}" if others else "a run that ended"


def make_sure_of(slot: str) -> None:
    """Have a limit of one for the slot on the server."""
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
