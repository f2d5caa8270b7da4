"""Which code reads: the same on every worker of a cluster, or its texts would be read otherwise."""

from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from platform import python_version_tuple
from typing import TYPE_CHECKING

import skillscan
from skillscan.dask_pool import DaskWorkers
from skillscan.nlp.version import code_version, packaged_version

if TYPE_CHECKING:
    from distributed import Client

PREPARING = (
    "skillscan.dask_pool",
    "skillscan.dedup",
    "skillscan.domain",
    "skillscan.extract",
    "skillscan.time_budget",
    "skillscan.warehouse.tables",
)
"""What prepares a text and says what came of it, besides what the pipeline's version covers."""
_LIBRARIES = ("distributed", "phonenumbers", "py3langid", "pycountry", "resiliparse", "spacy")
"""By which a text is brought, prepared and read."""


def cluster_workers(address: str, connect: "Callable[[], Client] | None" = None) -> DaskWorkers:
    """The workers of the scheduler at this address, which must have the code of this process.

    ``connect`` brings a client of it in the stead of a plain one.
    """
    return DaskWorkers(address, worker_version, connect)


@cache
def worker_version() -> tuple[tuple[str, str], ...]:
    """What decides how this process prepares and reads, with the version of each part."""
    return (
        ("pipeline", packaged_version()),
        ("skillscan", f"{skillscan.__version__} ({code_version(PREPARING)})"),
        ("Python", ".".join(python_version_tuple()[:2])),
        *((name, version(name)) for name in _LIBRARIES),
    )
