"""The cluster: everything comes back in order, and what is lost on the way is said or done again.

A real scheduler and two workers of the product, as processes of their own.
"""

import math
import os
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from suite import dask_tasks
from suite.dask import DaskCluster, dask_cluster, kill
from suite.patience import wait_for

from skillscan import dask_pool
from skillscan.dask_pool import AT_ONCE, DaskWorkers
from skillscan.errors import SkillscanError
from skillscan.process_pool import SHARD_ITEMS, WorkerPool

TESTS = str(Path(__file__).parent)


@pytest.fixture(scope="module")
def importing() -> Iterator[None]:
    """Workers find what these tests have them do."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", TESTS)
        patch.setenv("SKILLSCAN_HOME", "/nowhere")
        yield


@pytest.fixture(scope="module")
def cluster(importing: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DaskCluster]:
    with dask_cluster(tmp_path_factory.mktemp("cluster"), has_rules=False) as running:
        yield running


@pytest.fixture
def own_cluster(importing: None, tmp_path: Path) -> Iterator[DaskCluster]:
    """One that a test may damage."""
    with dask_cluster(tmp_path / "cluster", has_rules=False) as running:
        yield running


@pytest.fixture
def pools() -> Iterator[list[WorkerPool]]:
    """What is put here is closed at the end."""
    made: list[WorkerPool] = []
    yield made
    for one in made:
        one.close()


def of(cluster: DaskCluster, pools: list[WorkerPool]) -> DaskWorkers:
    workers = DaskWorkers(cluster.address, dask_tasks.version)
    pools.append(workers)
    return workers


def work_begun(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir() if one.name != "wait")


def test_a_scheduler_that_is_not_there_is_said(
    pools: list[WorkerPool], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The run would end with a traceback of the library, or wait for ever."""
    monkeypatch.setattr(dask_pool, "CONNECT_SECONDS", 1.0)
    with pytest.raises(SkillscanError, match=r"127\.0\.0\.1.*cannot be reached.*unset"):
        of(DaskCluster(tmp_path), pools).expect(1)


def test_nothing_to_do_needs_no_cluster(pools: list[WorkerPool], tmp_path: Path) -> None:
    """A night without anything new would fail with the cluster away."""
    workers = of(DaskCluster(tmp_path), pools)
    workers.expect(0)
    assert list(workers.map(dask_tasks.doubled, [])) == []
    assert not workers.is_started


def test_a_missing_extra_is_said(
    pools: list[WorkerPool], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever sets the address in a plain installation would see a traceback."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(SkillscanError, match=r"pip install 'skillscan\[scale\]'"):
        of(DaskCluster(tmp_path), pools).expect(1)


@pytest.mark.slow
@pytest.mark.parametrize("count", [1, SHARD_ITEMS, SHARD_ITEMS + 1, 37 * SHARD_ITEMS + 7])
def test_everything_comes_back_in_order(
    cluster: DaskCluster, pools: list[WorkerPool], count: int
) -> None:
    """Texts would be left unread, or get each other's readings."""
    done = of(cluster, pools).map(dask_tasks.doubled, range(count))
    assert list(done) == [2 * one for one in range(count)]


@pytest.mark.slow
def test_all_workers_have_work(cluster: DaskCluster, pools: list[WorkerPool]) -> None:
    """The second machine would be paid for and idle."""
    done = of(cluster, pools).map(dask_tasks.process_ids, range(30 * SHARD_ITEMS))
    assert set(done) == {one.pid for one in cluster.workers}


@pytest.mark.slow
def test_no_more_is_with_the_cluster_than_keeps_it_busy(
    cluster: DaskCluster, pools: list[WorkerPool], tmp_path: Path
) -> None:
    """A million texts and their results would lie in the scheduler's memory at once."""
    (tmp_path / "wait").touch()
    workers, shards = of(cluster, pools), 5 * AT_ONCE
    work = partial(dask_tasks.noted, folder=tmp_path)
    coming = workers.map(work, range(shards * SHARD_ITEMS))
    wait_for(lambda: len(work_begun(tmp_path)) == 2, "both workers have begun")
    (tmp_path / "wait").unlink()
    first = next(coming)
    given = (len(cluster.workers) + 1) * AT_ONCE  # and what came for the shards taken since
    assert len(work_begun(tmp_path)) <= given < shards
    assert [first, *coming] == list(range(shards * SHARD_ITEMS))


@pytest.mark.slow
def test_equal_work_is_one_task(
    cluster: DaskCluster, pools: list[WorkerPool], tmp_path: Path
) -> None:
    """Two runs that ask for the same texts would have them read twice."""
    (tmp_path / "wait").touch()
    work = partial(dask_tasks.noted, folder=tmp_path)
    items = [*range(SHARD_ITEMS), *range(SHARD_ITEMS)]
    both = [of(cluster, pools).map(work, items) for _ in range(2)]
    wait_for(lambda: bool(work_begun(tmp_path)), "a worker has begun")
    (tmp_path / "wait").unlink()
    assert [list(one) for one in both] == [items, items]
    assert len(work_begun(tmp_path)) == 1


@pytest.mark.slow
def test_a_text_that_takes_too_long_is_stopped_there_too(
    cluster: DaskCluster, pools: list[WorkerPool]
) -> None:
    """One hostile text would keep a worker of the cluster busy for hours."""
    (done,) = of(cluster, pools).map(partial(dask_tasks.endless, seconds=0.2), [1])
    assert "took more than 0.2 s of CPU time in the text" in done


@pytest.mark.slow
def test_what_fails_on_a_worker_is_said(cluster: DaskCluster, pools: list[WorkerPool]) -> None:
    """A full disk there would be taken for a scheduler that is away."""
    with pytest.raises(SkillscanError, match="could not do its work: no space left"):
        list(of(cluster, pools).map(dask_tasks.unstorable, [1]))


def held_work(workers: WorkerPool, folder: Path, items: range) -> Iterator[int]:
    """Work that both workers have begun, and that goes on when ``wait`` in the folder is gone."""
    folder.mkdir()
    (folder / "wait").touch()
    coming = workers.map(partial(dask_tasks.noted, folder=folder), items)
    wait_for(lambda: len(work_begun(folder)) == 2, "both workers have begun")
    return coming


@pytest.mark.slow
def test_a_lost_worker_loses_and_doubles_nothing(
    own_cluster: DaskCluster, pools: list[WorkerPool], tmp_path: Path
) -> None:
    """A machine that dies in the night would take its texts with it."""
    folder, items = tmp_path / "work", range(20 * SHARD_ITEMS)
    coming = held_work(of(own_cluster, pools), folder, items)
    kill(own_cluster.workers[0])
    (folder / "wait").unlink()
    assert list(coming) == list(items)
    shards = [name.split("-")[0] for name in work_begun(folder)]
    assert len(set(shards)) == math.ceil(len(items) / SHARD_ITEMS)
    assert len(shards) > len(set(shards)), "nothing was lost: the test did not kill in time"


@pytest.mark.slow
def test_what_kills_every_worker_ends_the_run(
    own_cluster: DaskCluster, pools: list[WorkerPool]
) -> None:
    """One text would end each worker that comes, night after night."""
    for _ in range(3):
        own_cluster.start_worker(has_rules=False)
    own_cluster.wait_for_workers(5)
    workers = of(own_cluster, pools)
    with pytest.raises(SkillscanError, match=r"4 workers .* died, each while it had the same"):
        list(workers.map(dask_tasks.deadly, range(SHARD_ITEMS)))


@pytest.mark.slow
def test_a_cluster_that_stays_empty_is_said(
    own_cluster: DaskCluster, pools: list[WorkerPool], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run whose workers all died would hold the warehouse until somebody looks."""
    workers = of(own_cluster, pools)
    assert list(workers.map(dask_tasks.doubled, [1])) == [2]
    monkeypatch.setattr(dask_pool, "LONELY_SECONDS", 1.0)
    for one in own_cluster.workers:
        kill(one)
    with pytest.raises(SkillscanError, match="has had no worker that reads for 1 s"):
        list(workers.map(dask_tasks.doubled, [1]))


@pytest.mark.slow
def test_workers_of_others_are_given_nothing(
    own_cluster: DaskCluster, pools: list[WorkerPool]
) -> None:
    """On a cluster that is shared, texts would be read where no timer can end a hostile one."""
    other = own_cluster.start_plain_worker()
    own_cluster.wait_for_workers(3)
    done = of(own_cluster, pools).map(dask_tasks.process_ids, range(30 * SHARD_ITEMS))
    assert set(done) == {one.pid for one in own_cluster.workers if one is not other}


@pytest.mark.slow
def test_a_scheduler_that_goes_away_is_said(
    own_cluster: DaskCluster, pools: list[WorkerPool], tmp_path: Path
) -> None:
    """The run would wait for ever for results that nobody brings."""
    folder, items = tmp_path / "work", range(5 * SHARD_ITEMS)
    coming = held_work(of(own_cluster, pools), folder, items)
    assert own_cluster.scheduler is not None
    kill(own_cluster.scheduler)
    with pytest.raises(SkillscanError, match="cannot be reached, or went away"):
        list(coming)
    (folder / "wait").unlink()
    wait_for(
        lambda: all(one.poll() == 1 for one in own_cluster.workers),
        "workers end, so that they are started again",
    )
    assert "went away: the worker ends" in own_cluster.log


@pytest.mark.slow
def test_a_worker_of_another_version_is_refused(
    own_cluster: DaskCluster, pools: list[WorkerPool]
) -> None:
    """Half of the texts would be read by the rules of last month."""
    workers = of(own_cluster, pools)
    workers.expect(1)
    old = own_cluster.start_worker(has_rules=False, TESTED_VERSION="v0")
    own_cluster.wait_for_workers(3)
    differs = r"other code \(pipeline v0 there, v1 here\)"
    for one in own_cluster.workers[:2]:
        kill(one)
    with pytest.raises(SkillscanError, match=f"came later would read by {differs}"):
        list(workers.map(dask_tasks.doubled, [1]))
    with pytest.raises(SkillscanError, match=f"the worker tcp://127.* would read by {differs}"):
        of(own_cluster, pools).expect(1)
    old.terminate()
    assert old.wait() == 0, "asked to end, it ends well"


@pytest.mark.slow
def test_a_worker_without_a_scheduler_says_so(tmp_path: Path) -> None:
    """Whoever starts one by hand would see a traceback, or nothing."""
    lone = DaskCluster(tmp_path)
    assert lone.start_worker(SKILLSCAN_DASK_SCHEDULER="nowhere").wait() == os.EX_OK + 2
    assert "SKILLSCAN_DASK_SCHEDULER is 'nowhere'" in lone.log
