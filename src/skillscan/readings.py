"""Reads texts with the pipeline, in this process or in several, and stores what it says.

Nothing here knows what the pipeline finds; a text on which it fails is reported as such and the
others go on. Many texts are read by a pool of processes, each with a pipeline of its own.
"""

import multiprocessing
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from skillscan.errors import SkillscanError
from skillscan.nlp.reading import Reading
from skillscan.store.readings import Text

if TYPE_CHECKING:
    from spacy.language import Language

POOL_MINIMUM = 100
"""Texts from which starting processes (some seconds each) pays."""
SHARD_TEXTS = 50
"""Texts that a process reads at once; small enough that all processes end together."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """The pipeline failed on a text."""

    error: str


Answer = tuple[str, Reading | Unreadable]
"""Content hash, and what was read."""


class Reader(Protocol):
    """What ``extract`` needs of a reader; tests pass their own."""

    @property
    def version(self) -> str:
        """Identity of the rules that it reads by."""

    def read(self, texts: Sequence[Text]) -> Iterator[Answer]:
        """An answer for each text, in any order."""

    def close(self) -> None:
        """End the processes it started."""


class PipelineReader:
    """Reads with the real pipeline; ``workers`` 0 means one process per core."""

    def __init__(self, workers: int = 0) -> None:
        self._workers = workers or len(os.sched_getaffinity(0))
        self._pool: ProcessPoolExecutor | None = None

    @property
    def version(self) -> str:
        """The pipeline's version."""
        from skillscan.nlp.version import pipeline_version

        return pipeline_version()

    def read(self, texts: Sequence[Text]) -> Iterator[Answer]:
        """Read here where the texts are few or there is one worker, else in the pool."""
        is_small = len(texts) < POOL_MINIMUM and self._pool is None
        if self._workers == 1 or is_small:
            for shard in _shards(texts):
                yield from read_shard(shard)
            return
        yield from self._read_in_pool(texts)

    def close(self) -> None:
        """End the pool, without waiting for shards that nobody will use."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def _read_in_pool(self, texts: Sequence[Text]) -> Iterator[Answer]:
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self._workers, mp_context=context)
        futures: list[Future[list[Answer]]] = [
            self._pool.submit(read_shard, shard) for shard in _shards(texts)
        ]
        try:
            for future in as_completed(futures):
                yield from future.result()
        except BrokenProcessPool as error:
            raise SkillscanError(
                "a reading process died (out of memory?): what was read before is stored; set "
                "SKILLSCAN_WORKERS to a smaller number and run `skillscan extract` again"
            ) from error


_pipeline: "Language | None" = None


def read_shard(texts: Sequence[Text]) -> list[Answer]:
    """Read some texts in this process; its pipeline is built once."""
    from skillscan.nlp.pipeline import build, read_documents

    global _pipeline
    if _pipeline is None:
        _pipeline = build()
    documents = [(text.title, text.text, text.facts) for text in texts]
    try:
        readings: list[Reading | Unreadable] = list(read_documents(_pipeline, documents))
    except Exception as error:  # noqa: BLE001 - hostile text must not stop the others
        if len(texts) > 1:
            return [answer for text in texts for answer in read_shard([text])]
        readings = [Unreadable(f"{type(error).__name__}: {error}")]
    return [(text.content_hash, found) for text, found in zip(texts, readings, strict=True)]


def _shards(texts: Iterable[Text]) -> Iterator[list[Text]]:
    rest = iter(texts)
    while shard := list(islice(rest, SHARD_TEXTS)):
        yield shard
