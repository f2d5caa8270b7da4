"""The workers of a Dask cluster, as ``process_pool`` has processes of this machine.

A shard is one task of the cluster. Its key is made of what is done and of the content of the shard:
the same work is the same task, whoever asks for it how often. What is done travels once to each
worker, as a task that the others depend on. Only so many tasks as keep the workers busy are given
to the cluster at once, so that neither it nor this process holds all texts and results.

Tasks of a worker that was lost are run again by Dask. A text that ends each worker which reads it
ends the run: Dask gives a task up when more workers died of it than the scheduler's
``allowed-failures`` (3).
"""

import hashlib
import logging
import pickle
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from skillscan.errors import SkillscanError
from skillscan.process_pool import shards_of

if TYPE_CHECKING:
    from distributed import Client, Future

AT_ONCE = 4
"""Shards that the cluster is given for each of its workers: one is read, the others wait there or
are read and wait to be stored.
"""
CONNECT_SECONDS = 15.0
"""So long a scheduler may take to answer."""
LONELY_SECONDS = 60.0
"""So long a cluster may be without any worker (they are started again, say)."""
_PAUSE_SECONDS = 0.2
_LOOK_SECONDS = 2.0
"""So often it is looked who is there, while a result is waited for."""
READING = "skillscan-reading"
"""The resource, in Dask's words, of workers of ours: others are not given our tasks, as a timer
could not end the work on a text there (``extract.dask_worker``).
"""
_KEY = "skillscan"
_LOG = logging.getLogger(__name__)

_T = TypeVar("_T")
_R = TypeVar("_R")
Version = tuple[tuple[str, str], ...]
"""What decides about results, part by part, with the version of each."""


class DaskWorkers:
    """The workers of the scheduler at an address; it is connected to when the first work comes.

    ``version`` tells which code a process has: each worker's must be this process's. ``connect``
    brings a client that is connected to the scheduler already; it is closed with this.
    """

    def __init__(
        self,
        address: str,
        version: Callable[[], Version],
        connect: "Callable[[], Client] | None" = None,
    ) -> None:
        self._address = address
        self._version = version
        self._connect = connect or partial(_client, address)
        self._client: Client | None = None
        self._workers, self._looked_at = 0, 0.0
        self._empty_since: float | None = None

    def map(
        self, function: Callable[[list[_T]], Iterable[_R]], items: Sequence[_T]
    ) -> Iterator[_R]:
        """What ``function`` (of a module, picklable) makes of shards of the items, in their order.

        Workers begin at once. Raises SkillscanError where the scheduler or the workers cannot be
        reached or go away, a worker has other code, or each worker died that was given a shard.
        """
        if not items:
            return iter(())
        with self._told():
            client = self._connected()
            work = _Work(client, function, self._version)
            shards = shards_of(items)
            begun = deque(work.on(shard) for shard in islice(shards, self._limit()))
        return chain.from_iterable(self._results(work, begun, shards))

    @property
    def is_started(self) -> bool:
        """Whether the cluster is connected to: what is given to ``map`` is done meanwhile."""
        return self._client is not None

    def expect(self, items: int) -> None:
        """Say how many items will come: where there are any, the cluster must be there."""
        if items:
            with self._told():
                self._connected()

    def close(self) -> None:
        """Leave the cluster; it forgets work that nobody will use."""
        if self._client is not None:
            from asyncio import CancelledError as LostError

            with suppress(Exception, LostError):  # it may have lost the scheduler
                self._client.close(timeout=CONNECT_SECONDS)
            self._client = None

    def _results(
        self, work: "_Work", begun: "deque[Future[Any]]", shards: Iterator[list[_T]]
    ) -> Iterator[list[Any]]:
        with self._told():
            while begun:
                outcome = self._outcome(begun.popleft())
                if isinstance(outcome, BaseException):
                    begun.clear()  # or the error would keep them, by its traceback
                    raise outcome
                more = max(0, self._limit() - len(begun))
                begun.extend(work.on(one) for one in islice(shards, more))
                yield outcome

    def _outcome(self, future: "Future[Any]") -> list[Any] | BaseException:
        while True:
            try:
                error = future.exception(timeout=_LOOK_SECONDS)
                break
            except TimeoutError:
                self._limit()
        if error is not None:
            return _failure(error, self._address)
        result: list[Any] = future.result()
        return result

    def _limit(self) -> int:
        """How many shards may be with the cluster. Raises SkillscanError where it stays empty."""
        now = time.monotonic()
        if now - self._looked_at >= _LOOK_SECONDS and self._client is not None:
            self._workers = len(_ours(self._client))
            self._looked_at = now
            self._empty_since = None if self._workers else self._empty_since or now
            if self._empty_since and now - self._empty_since > LONELY_SECONDS:
                raise SkillscanError(_nobody(self._address))
        return max(1, self._workers) * AT_ONCE

    def _connected(self) -> "Client":
        if self._client is None:
            client = self._connect()
            # What goes wrong is said below, in words; Dask would print tracebacks beside it.
            logging.getLogger("distributed.client").setLevel(logging.CRITICAL)
            try:
                workers = self._checked(client)
            except BaseException:
                client.close(timeout=CONNECT_SECONDS)
                raise
            self._client = client
            _LOG.info("%d workers of the Dask scheduler %s read", workers, self._address)
        return self._client

    def _checked(self, client: "Client") -> int:
        """How many workers there are. Raises SkillscanError for none, or one of other code."""
        end = time.monotonic() + LONELY_SECONDS
        while not (workers := _ours(client)):
            if time.monotonic() > end:
                raise SkillscanError(_nobody(self._address))
            time.sleep(_PAUSE_SECONDS)
        expected = self._version()
        answers: dict[str, Any] = client.run(self._version, workers=workers, on_error="return")
        for worker, answer in answers.items():
            if isinstance(answer, Exception):
                raise SkillscanError(
                    f"the worker {worker} cannot say by which code it reads "
                    f"({type(answer).__name__}: {answer}): install this version of skillscan "
                    "there, and start the worker again"
                )
            if difference := _difference(answer, expected):
                raise SkillscanError(f"the worker {worker} {difference}")
        return len(answers)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What the cluster's library raises, in words."""
        try:
            yield
        except ModuleNotFoundError as error:
            if error.name not in ("dask", "distributed", "prefect_dask"):
                raise
            raise SkillscanError(
                "SKILLSCAN_DASK_SCHEDULER is set, but Dask is not installed: "
                "pip install 'skillscan[scale]', or unset it to read on this machine"
            ) from error
        except (CancelledError, OSError) as error:
            raise SkillscanError(
                f"the Dask scheduler {self._address} cannot be reached, or went away: what was "
                "stored before stays. Start it (docs/deploying.md), or unset "
                "SKILLSCAN_DASK_SCHEDULER to read on this machine, and run `skillscan extract` "
                "again"
            ) from error


@dataclass(frozen=True, slots=True)
class _Carried:
    """What is done with a shard, and by which code; pickled apart, as a scheduler need not load it.

    ``check`` tells the version of the process that does it.
    """

    function: Callable[[list[Any]], Iterable[Any]]
    check: Callable[[], Version]
    expected: Version


class _Work:
    """A function on the cluster, to be done with shards."""

    def __init__(
        self, client: "Client", function: Callable[[list[Any]], Iterable[Any]], version: Any
    ) -> None:
        self._client = client
        carried = _Carried(function, version, version())
        self._identity = _digest(_described(function), carried.expected)
        self._carried = client.submit(
            bytes,
            pickle.dumps(carried),
            key=f"{_KEY}-function-{self._identity}",
            resources={READING: 1},
        )

    def on(self, shard: list[Any]) -> "Future[Any]":
        """The task of a shard."""
        key = f"{_KEY}-shard-{_digest(self._identity, shard)}"
        return self._client.submit(
            _done, self._carried, pickle.dumps(shard), key=key, resources={READING: 1}
        )


def _done(carried: bytes, shard: bytes) -> list[Any]:
    """What a worker does: one that came later than the others is checked here."""
    work: _Carried = pickle.loads(carried)  # noqa: S301 - of whoever gives this cluster its tasks
    if difference := _difference(work.check(), work.expected):
        raise SkillscanError(f"a worker that came later {difference}")
    return list(work.function(pickle.loads(shard)))  # noqa: S301


def _client(address: str) -> "Client":
    from distributed import Client

    return Client(address, timeout=CONNECT_SECONDS, set_as_default=False)


def _ours(client: "Client") -> list[str]:
    """The addresses of the workers that read."""
    known = client.scheduler_info()["workers"]
    return [address for address, one in known.items() if READING in one["resources"]]


def _difference(found: Version, expected: Version) -> str:
    """In which parts two versions differ, in words; empty where they do not."""
    theirs, ours = dict(found), dict(expected)
    parts = [
        f"{part} {theirs.get(part, 'unknown')} there, {ours.get(part, 'unknown')} here"
        for part in dict.fromkeys([*ours, *theirs])
        if theirs.get(part) != ours.get(part)
    ]
    if not parts:
        return ""
    return (
        f"would read by other code ({'; '.join(parts)}): install the same version of skillscan on "
        "all machines, and start the workers again"
    )


def _failure(error: BaseException, address: str) -> BaseException:
    """What to raise for an error of a worker, or of Dask in its stead."""
    from distributed.scheduler import KilledWorker

    if isinstance(error, KilledWorker):
        return SkillscanError(
            f"{error.allowed_failures + 1} workers of {address} died, each while it had the same "
            "texts (out of memory?): what was stored before stays. Give workers more memory, look "
            f"at the log of the last one ({error.last_worker.address}), and run `skillscan "
            "extract` again"
        )
    if isinstance(error, OSError):
        return SkillscanError(f"a worker of {address} could not do its work: {error}")
    return error


def _nobody(address: str) -> str:
    return (
        f"the Dask scheduler {address} has had no worker that reads for {LONELY_SECONDS:g} s: what "
        "was stored before stays. Start some (`python -m skillscan.extract.dask_worker`) "
        "and run `skillscan extract` again"
    )


def _described(function: Any) -> list[Any]:
    """What a function is, in values that are the same in every process."""
    if isinstance(function, partial):
        return [_described(function.func), function.args, function.keywords]
    owner = getattr(function, "__self__", None)
    return [function.__module__, function.__qualname__, owner]


def _digest(*values: Any) -> str:
    content = msgspec.msgpack.encode(values, enc_hook=_pickled, order="deterministic")
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def _pickled(value: object) -> bytes:
    return pickle.dumps(value)
