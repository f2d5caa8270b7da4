"""The pool: everything comes back, and a process that dies is said."""

import os
from collections.abc import Iterator

import pytest

from skillscan.errors import SkillscanError
from skillscan.process_pool import POOL_MINIMUM, SHARD_ITEMS, Workers


@pytest.fixture
def workers() -> Iterator[Workers]:
    workers = Workers(2)
    yield workers
    workers.close()


class Deadly:
    """Ends the process that unpickles it."""

    def __reduce__(self) -> tuple[object, ...]:
        return os._exit, (1,)

    def __call__(self, shard: list[int]) -> list[int]:
        return shard


def own_process(shard: list[int]) -> list[int]:
    return [os.getpid() for _ in shard]


@pytest.mark.parametrize("count", [0, 1, SHARD_ITEMS, SHARD_ITEMS + 1, 3 * POOL_MINIMUM + 7])
def test_everything_comes_back(workers: Workers, count: int) -> None:
    """Texts would be left unread."""
    assert sorted(workers.map(sorted, range(count))) == list(range(count))


def test_little_work_starts_no_process(workers: Workers) -> None:
    """Every small run would wait some seconds for processes to start."""
    assert set(workers.map(own_process, range(POOL_MINIMUM - 1))) == {os.getpid()}
    assert set(Workers(1).map(own_process, range(3 * POOL_MINIMUM))) == {os.getpid()}


def test_a_process_that_dies_is_said(workers: Workers) -> None:
    """The run would hang, or end with a traceback of the library."""
    with pytest.raises(SkillscanError, match="SKILLSCAN_WORKERS"):
        list(workers.map(Deadly(), range(POOL_MINIMUM)))
