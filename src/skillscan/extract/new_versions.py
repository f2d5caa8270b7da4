"""The versions of those postings of a batch that say something new, and the readings of them.

Each is made by one task (``worker``), in this process or in the pool. Of a posting the text that
will be its present one is read, and each content once: not if this pipeline version has read it
before, nor twice where two postings of the batch have it.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import chain

from skillscan.dedup.comparable_text import ComparableText
from skillscan.extract.engine import Engine
from skillscan.extract.normalize import title_of
from skillscan.extract.parse import ParsedItem
from skillscan.extract.readings import ReadingBuffer
from skillscan.extract.worker import (
    PREPARING,
    NormalizeFailure,
    PostingResult,
    PostingTask,
    out_of_time,
    process_postings,
)
from skillscan.time_budget import TimeBudget
from skillscan.warehouse.tables import findings, postings
from skillscan.warehouse.tables.postings import PostingState, PostingVersion

VersionKey = tuple[str, str]
"""Posting id and source hash."""
States = Mapping[str, PostingState]
"""What is known of postings, by id."""


@dataclass(slots=True)
class NewVersions:
    """The versions made for a batch, and what the grouping keeps of their texts by content."""

    by_key: dict[VersionKey, PostingVersion | NormalizeFailure] = field(default_factory=dict)
    comparable: dict[str, ComparableText] = field(default_factory=dict)

    def add(self, result: PostingResult) -> None:
        """Keep what one task made."""
        self.by_key[result.posting_id, result.source_hash] = result.version
        if isinstance(result.version, PostingVersion) and result.comparable:
            self.comparable[result.version.content_hash] = result.comparable


def version_key(item: ParsedItem) -> VersionKey:
    """What the version of an item is found by."""
    return item.observation.posting_id, item.observation.source_hash


@dataclass(frozen=True, slots=True)
class VersionsBeingMade:
    """The versions of a batch, some of them not made yet."""

    made: NewVersions
    coming: Iterator[PostingResult]
    readings: ReadingBuffer | None

    def finish(self, on_made: Callable[[], None]) -> NewVersions:
        """All of them; call it within a transaction. ``on_made`` is called for each that comes."""
        for result in self.coming:
            self.made.add(result)
            if self.readings and result.read:
                self.readings.add(result.read)
            on_made()
        return self.made


def begin_versions(
    items: Collection[ParsedItem],
    states: States,
    engine: Engine,
    readings: ReadingBuffer | None,
    *,
    failed: Collection[str] = (),
    prepared: Mapping[VersionKey, PostingResult] | None = None,
) -> VersionsBeingMade:
    """Have the versions made that these items need; their readings go to ``readings`` (``None``:
    not read). Where there is a pool it begins at once.

    ``failed`` are the errors of texts that took too much time before: they are not tried again.
    What was ``prepared`` is not made once more.
    """
    new = {
        version_key(item): item
        for item in items
        if postings.needs_version(states.get(item.observation.posting_id), item.observation)
    }
    to_read = _to_read(items, new, states) if readings else {}
    known = _known_contents(to_read.values(), readings) if readings else {}
    made, prepared = NewVersions(), prepared or {}
    if failed:
        made.by_key.update(_failing_again(new, engine.text_seconds, failed))
    tasks = [
        PostingTask(
            posting=item.posting,
            observation=item.observation,
            landing_file=item.provenance.landing_file,
            is_to_be_read=key in to_read,
            known=known.get(key, frozenset()),
        )
        for key, item in new.items()
        if key not in made.by_key and key not in prepared
    ]
    work = partial(process_postings, reader=engine.reader, seconds=engine.text_seconds)
    ready = [result for key, result in prepared.items() if key in new and key not in made.by_key]
    return VersionsBeingMade(made, chain(ready, engine.workers.map(work, tasks)), readings)


def _failing_again(
    new: Iterable[VersionKey], seconds: float, failed: Collection[str]
) -> Iterator[tuple[VersionKey, NormalizeFailure]]:
    error = TimeBudget(seconds, PREPARING).error()
    for key in new:
        failure = out_of_time(error, key[1])
        if failure.error in failed:
            yield key, failure


def _to_read(
    items: Collection[ParsedItem], new: Mapping[VersionKey, ParsedItem], states: States
) -> dict[VersionKey, ParsedItem]:
    """The new items whose text will be the present one of their posting, each text once."""
    newest: dict[str, ParsedItem] = {}
    for item in items:
        posting_id, seen_at = item.observation.posting_id, item.observation.seen_at
        if posting_id in newest:
            since = newest[posting_id].observation.seen_at
        else:
            since = states[posting_id].sighted_at if posting_id in states else seen_at
        if seen_at >= since:
            newest[posting_id] = item
    by_text = {_what_is_read(item): item for item in newest.values() if version_key(item) in new}
    return {version_key(item): item for item in by_text.values()}


def _what_is_read(item: ParsedItem) -> tuple[object, ...]:
    """Postings with equal values here have equal contents."""
    posting = item.posting
    return (
        posting.title,
        posting.body,
        item.observation.employer,
        posting.locations,
        posting.workplace,
        posting.pay,
    )


def _known_contents(
    to_read: Collection[ParsedItem], readings: ReadingBuffer
) -> dict[VersionKey, frozenset[str]]:
    """For each item the contents of its title and employer that have been read already."""
    titles = {
        version_key(item): (title_of(item.posting), item.observation.employer) for item in to_read
    }
    known = findings.read_contents(readings.connection, readings.version, set(titles.values()))
    return {key: known[title] for key, title in titles.items() if title in known}
