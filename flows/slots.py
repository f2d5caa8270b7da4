"""Slots that only one run may hold at a time, whoever started it, and limits of time.

A slot is a global concurrency limit of the Prefect server. It only queues: what keeps two writers
apart is DuckDB's own lock (of a DuckLake, its catalog's), which the command line needs too. So a
server that is away for a while costs a run the queue, never its work. A limit that does not exist
would hold nobody back, so it is made on first use.
"""

import logging
import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from uuid import UUID

from httpx import HTTPError, HTTPStatusError, codes
from prefect.client.orchestration import get_client
from prefect.client.schemas.actions import GlobalConcurrencyLimitCreate
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import StateType
from prefect.client.schemas.responses import ConcurrencyLimitWithLeaseResponse
from prefect.exceptions import (
    MissingContextError,
    ObjectAlreadyExists,
    ObjectNotFound,
    PrefectException,
)
from prefect.logging import get_run_logger
from prefect.logging.loggers import LoggingAdapter
from prefect.runtime import flow_run
from prefect.utilities.timeout import timeout

from skillscan.settings import Settings
from skillscan.warehouse.location import takes_several_writers

WAREHOUSE = "skillscan-warehouse"
"""DuckDB allows one process to write a file; a DuckLake takes several (``writing_warehouse``)."""
DAILY = "skillscan-daily"
CHECK_BOARDS = "skillscan-check-boards"
"""Two such runs at once would ask every board twice."""
FIND_DEAD = "skillscan-find-dead"
"""Two such runs at once would tell of each dead run twice."""
WAIT_SECONDS = 6 * 60 * 60.0
LEASE_SECONDS = 60.0
"""After a power cut a slot is free so long after the server is back; the server allows no less."""
_RENEW_SECONDS = LEASE_SECONDS / 3
_TELL_SECONDS = 60.0
"""So often a waiting run says for whom it waits."""
_PAUSE_SECONDS = 1.0
"""Before a slot that is taken, or a server that cannot be reached, is asked again."""
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
    runs and ends by itself when the process dies; one that ran out while the server was away is
    taken anew, if nobody else has the slot by then.

    (Prefect's own ``concurrency`` takes slots through a service in threads, which was seen to lose
    a request that had timed out, and to wait for its answer for ever.)
    """
    held = _Held(slot, _wait_for(slot))
    renewing = Thread(target=held.keep, daemon=True)
    renewing.start()
    try:
        with timeout(seconds=within):
            yield
    finally:
        held.is_over.set()
        renewing.join()
        _give_back(slot, held.lease)


@contextmanager
def writing_warehouse(settings: Settings, *, within: float) -> Iterator[None]:
    """Have the warehouse's slot, as ``only_one`` gives it, where one process at a time may write.

    Of a DuckLake on a server the transactions take turns by themselves: only the limit holds.
    """
    if takes_several_writers(settings):
        with timeout(seconds=within):
            yield
    else:
        with only_one(WAREHOUSE, within=within):
            yield


def _wait_for(slot: str) -> UUID:
    end, told_at = time.monotonic() + WAIT_SECONDS, -math.inf
    while True:
        try:
            make_sure_of(slot)
            return _take(slot)
        except (HTTPError, PrefectException, OSError) as error:
            if time.monotonic() > end:
                raise TimeoutError(f"the slot {slot} was not free for six hours") from error
            if time.monotonic() - told_at > _TELL_SECONDS:
                _tell_why(slot, error)
                told_at = time.monotonic()
        time.sleep(_PAUSE_SECONDS)


def _tell_why(slot: str, error: Exception) -> None:
    """Say for whom a run waits, or that the server cannot be asked."""
    if isinstance(error, HTTPStatusError) and error.response.status_code == codes.LOCKED:
        _run_log().info("waiting for the slot %s, held by %s", slot, _holders())
    else:
        _run_log().warning("the slot %s cannot be asked for yet: %s", slot, error)


def _run_log() -> "logging.Logger | LoggingAdapter":
    """The log of the run, also where no step of it is observed yet."""
    try:
        return get_run_logger()
    except MissingContextError:
        return _LOG


def _take(slot: str) -> UUID:
    """The lease of the slot. Raises HTTPStatusError (423) while somebody else has it."""
    with get_client(sync_client=True) as client:
        answer = client.increment_concurrency_slots_with_lease(
            [slot], slots=1, mode="concurrency", lease_duration=LEASE_SECONDS
        )
    return ConcurrencyLimitWithLeaseResponse.model_validate(answer.json()).lease_id


class _Held:
    """A slot that is held until ``is_over`` is set."""

    def __init__(self, slot: str, lease: UUID) -> None:
        self.slot, self.lease = slot, lease
        self.is_over = Event()

    def keep(self) -> None:
        """Keep the lease; where that fails, others may come, and DuckDB's lock holds them back."""
        while not self.is_over.wait(_RENEW_SECONDS):
            try:
                self._renew()
            except (HTTPError, PrefectException, OSError) as error:
                _LOG.info("the lease of the slot %s could not be renewed: %s", self.slot, error)

    def _renew(self) -> None:
        try:
            with get_client(sync_client=True) as client:
                client.renew_concurrency_lease(self.lease, LEASE_SECONDS)
        except HTTPStatusError as error:
            if error.response.status_code != codes.GONE:
                raise
            self.lease = _take(self.slot)
            _LOG.info("the slot %s, lost while the server was away, is held again", self.slot)


def _give_back(slot: str, lease: UUID) -> None:
    """Work that is done is done: a server that is away does not undo it."""
    try:
        with get_client(sync_client=True) as client:
            client.release_concurrency_slots_with_lease(lease)
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
