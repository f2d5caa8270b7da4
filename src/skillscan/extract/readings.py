"""Stores what was read, puts aside what could not be, and reads what is still unread."""

from collections.abc import Callable, Collection, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from itertools import chain, islice
from random import randrange
from typing import TypeVar

from duckdb import DuckDBPyConnection

from skillscan.errors import SkillscanError
from skillscan.extract.engine import Engine
from skillscan.landing.quarantine import Quarantined, reading_id, unreadable_entry
from skillscan.nlp.annotate import Document, DocumentReading, Unreadable
from skillscan.nlp.reading import Reading
from skillscan.warehouse import checks
from skillscan.warehouse.connection import with_enough_memory
from skillscan.warehouse.tables import findings, quarantine
from skillscan.warehouse.transaction import transaction
from skillscan.warehouse.write_lock import is_shared

_ROUNDS = 5
READ_BATCH = 500
"""Texts that are read and stored in one transaction; an interruption costs two such at most."""
WAITING = 250
"""Readings that wait to be stored while others of their batch are read."""

_T = TypeVar("_T")


@dataclass(slots=True)
class ReadCounts:
    """How many texts were read, and the contents on which the pipeline failed."""

    read: int = 0
    unreadable: set[str] = field(default_factory=set)

    def __add__(self, other: "ReadCounts") -> "ReadCounts":
        """Both together."""
        return ReadCounts(self.read + other.read, self.unreadable | other.unreadable)

    def add(self, results: Sequence[DocumentReading]) -> None:
        """Count these results."""
        failed = {d.content_hash for d, reading in results if isinstance(reading, Unreadable)}
        self.unreadable |= failed
        self.read += len(results) - len(failed)


def store_readings(
    connection: DuckDBPyConnection,
    results: Sequence[DocumentReading],
    version: str,
    now: datetime,
) -> None:
    """Store readings by a pipeline version, and put aside what it fails on. In a transaction.

    What was put aside before and can be read now leaves quarantine.
    """
    found = [(d.content_hash, r) for d, r in results if isinstance(r, Reading)]
    failed = [(d, r) for d, r in results if isinstance(r, Unreadable)]
    findings.save(connection, found, version, now)
    quarantine.remove(connection, [reading_id(content) for content, _ in found])
    quarantine.save(connection, [_entry(d, failure, version, now) for d, failure in failed])


@dataclass(slots=True)
class ReadingBuffer:
    """Stores readings as they come, WAITING at once; the first one of a content counts.

    ``read`` counts what is stored or waits for it, ``contents`` are those and the ``unreadable``
    ones, which failed.
    """

    connection: DuckDBPyConnection
    version: str
    now: datetime
    read: int = 0
    unreadable: set[str] = field(default_factory=set)
    contents: set[str] = field(default_factory=set)
    _waiting: list[DocumentReading] = field(default_factory=list)

    def add(self, result: DocumentReading) -> None:
        """Take a reading in. Call it within a transaction."""
        (document, reading) = result
        if document.content_hash in self.contents:
            return
        self.contents.add(document.content_hash)
        self._waiting.append(result)
        if isinstance(reading, Unreadable):
            self.unreadable.add(document.content_hash)
        else:
            self.read += 1
        if len(self._waiting) >= WAITING:
            self.flush()

    def flush(self) -> None:
        """Store what waits. Call it within a transaction."""
        store_readings(self.connection, self._waiting, self.version, self.now)
        self._waiting.clear()


@dataclass(frozen=True, slots=True)
class BegunReading:
    """Texts that the processes read while something else is done here, by content hash."""

    contents: Sequence[str] = ()
    results: Iterator[DocumentReading] = field(default_factory=lambda: iter(()))


def begin_remaining(
    connection: DuckDBPyConnection, engine: Engine, *, except_for: Container[str]
) -> BegunReading:
    """Have the pool begin with what ``read_remaining`` will read and store; nothing without one."""
    if not engine.workers.is_started:
        return BegunReading()
    unread = findings.unread_hashes(connection, engine.reader.version)
    first = list(islice((one for one in unread if one not in except_for), READ_BATCH))
    return BegunReading(first, _read(engine, findings.unread(connection, first)))


def read_remaining(
    connection: DuckDBPyConnection,
    engine: Engine,
    now: datetime,
    *,
    except_for: Collection[str],
    begun: BegunReading | None = None,
    on_progress: Callable[[int, int], None],
) -> ReadCounts:
    """Read present contents that have no reading, and say that all is read by this version.

    ``except_for`` are contents on which the pipeline failed a moment ago; what was ``begun`` counts
    where it is still to be read. ``on_progress`` gets (texts done, texts in all).
    """
    version = engine.reader.version
    counts = ReadCounts()
    for _ in range(_ROUNDS):
        unread = findings.unread_hashes(connection, version)
        todo = [one for one in unread if one not in except_for and one not in counts.unreadable]
        counts += read_contents(connection, engine, now, todo, begun=begun, on_progress=on_progress)
        begun = None
        with transaction(connection):
            if not _is_missing(connection, version, {*except_for, *counts.unreadable}):
                findings.complete(connection, version, now)
                if counts.read:
                    checks.run(connection, "read")
                return counts
    raise SkillscanError(
        f"texts that pipeline {version} had read became unread {_ROUNDS} times: another version of "
        "skillscan reads into this warehouse at the same time. Stop one of them, then run "
        "`skillscan extract` again; what was stored before stays"
    )


def _is_missing(connection: DuckDBPyConnection, version: str, failed: Container[str]) -> bool:
    """Whether another process loaded, or another version took away, what was to be read."""
    if not is_shared(connection):
        return False
    return any(one not in failed for one in findings.unread_hashes(connection, version))


def read_contents(
    connection: DuckDBPyConnection,
    engine: Engine,
    now: datetime,
    contents: Sequence[str],
    *,
    begun: BegunReading | None = None,
    on_progress: Callable[[int, int], None],
) -> ReadCounts:
    """Read these contents, and store what comes of them; some may be ``begun`` already."""
    begun = begun or BegunReading()
    counts, done, wanted = ReadCounts(), 0, set(contents)
    being_read: Iterator[DocumentReading] = (
        one for one in begun.results if one[0].content_hash in wanted
    )
    known = set(begun.contents)
    rest = [content for content in contents if content not in known]
    for hashes in chain(_still_unread(connection, engine.reader.version, rest), [[]]):
        next_ones = _read(engine, findings.unread(connection, hashes)) if hashes else iter(())
        read = list[DocumentReading]()
        for result in being_read:
            read.append(result)
            done += 1
            on_progress(done, len(contents))
        if read:  # stored while the processes read the next texts
            version = engine.reader.version
            with_enough_memory(connection, partial(_store, connection, read, version, now))
            counts.add(read)
        being_read = next_ones
    return counts


def _store(
    connection: DuckDBPyConnection, read: Sequence[DocumentReading], version: str, now: datetime
) -> None:
    """In a transaction of its own, with the checks of what is stored."""
    with transaction(connection):
        store_readings(connection, read, version, now)
        stored = {document.content_hash for document, _ in read}
        checks.run(connection, "read", contents=stored)


def _still_unread(
    connection: DuckDBPyConnection, version: str, contents: Sequence[str]
) -> Iterator[list[str]]:
    """The contents in batches. Where other processes read, too, each begins elsewhere, and leaves
    out what another one has read by then.
    """
    if not is_shared(connection):
        yield from batches(contents, READ_BATCH)
        return
    begin = randrange(len(contents)) if contents else 0  # noqa: S311 - no secret
    for batch in batches([*contents[begin:], *contents[:begin]], READ_BATCH):
        read = findings.read_of(connection, version, batch)
        if left := [content for content in batch if content not in read]:
            yield left


def _read(engine: Engine, documents: Sequence[Document]) -> Iterator[DocumentReading]:
    by_content = {document.content_hash: document for document in documents}
    results = engine.workers.map(engine.reader.read, documents)
    return ((by_content[content], reading) for content, reading in results)


def _entry(document: Document, failure: Unreadable, version: str, now: datetime) -> Quarantined:
    return unreadable_entry(
        document.content_hash,
        title=document.title,
        text=document.text,
        landing_file=document.landing_file,
        source=document.source,
        board=document.board,
        error=failure.error,
        now=now,
        final_version=version if failure.is_final else None,
    )


def batches(values: Iterable[_T], size: int) -> Iterator[list[_T]]:
    """The values in their order, so many at once."""
    rest = iter(values)
    while batch := list(islice(rest, size)):
        yield batch
