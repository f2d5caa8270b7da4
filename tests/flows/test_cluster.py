"""A run reads on a cluster where one is configured, and only there."""

import pytest
from skillscan.flows.cluster import cluster_of

from skillscan.errors import SkillscanError
from skillscan.settings import Settings


def test_without_a_scheduler_there_is_none() -> None:
    """Every installation would need Dask."""
    with cluster_of(Settings(dask_scheduler=None)) as workers:
        assert workers is None


def test_a_scheduler_that_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """The run would fail with the words of a library that nobody here has heard of."""
    monkeypatch.setattr("skillscan.flows.cluster.CONNECT_SECONDS", 1.0)
    with cluster_of(Settings(dask_scheduler="tcp://127.0.0.1:9")) as workers:
        assert workers is not None
        with pytest.raises(SkillscanError, match=r"tcp://127\.0\.0\.1:9 cannot be reached"):
            workers.expect(1)
