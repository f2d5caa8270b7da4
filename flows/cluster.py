"""The Dask cluster on which a run reads, where one is configured, by Prefect's own task runner.

A shard is a task of Dask's and none of Prefect's: a task run for each would be some requests to the
server for every twenty texts, and each worker of the cluster would have to reach it. What the run
shows is the runner's log, who reads, and the progress of the step.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from skillscan.dask_pool import CONNECT_SECONDS, DaskWorkers
from skillscan.extract.worker_version import cluster_workers
from skillscan.settings import Settings

if TYPE_CHECKING:
    from distributed import Client


@contextmanager
def cluster_of(settings: Settings) -> Iterator[DaskWorkers | None]:
    """The workers of the cluster that the settings name, in this block; ``None`` for none.

    It is connected to when there is something to read.
    """
    if not settings.dask_scheduler:
        yield None
        return
    address = settings.dask_scheduler
    with ExitStack() as held:

        def connect() -> "Client":
            from prefect_dask.task_runners import DaskTaskRunner

            waiting = {"timeout": CONNECT_SECONDS}
            runner = held.enter_context(DaskTaskRunner(address=address, client_kwargs=waiting))
            client: Client = runner.client
            return client

        yield cluster_workers(address, connect)
