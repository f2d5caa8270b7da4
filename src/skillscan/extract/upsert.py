"""Stores what a batch of landing items came to: postings, their versions, readings, quarantine."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from duckdb import DuckDBPyConnection

from skillscan.dedup.employers import UNKNOWN_EMPLOYER
from skillscan.domain import ParseRejection
from skillscan.extract.engine import Engine
from skillscan.extract.load_summary import change_to_tell
from skillscan.extract.new_versions import (
    NewVersions,
    VersionKey,
    VersionsBeingMade,
    begin_versions,
    version_key,
)
from skillscan.extract.normalize import version_of
from skillscan.extract.parse import (
    IngestBatch,
    IngestContext,
    ParsedItem,
    UnparsedObservation,
    reject,
)
from skillscan.extract.readings import ReadingBuffer
from skillscan.extract.worker import NormalizeFailure, PostingResult
from skillscan.landing.quarantine import OUT_OF_TIME_REASON
from skillscan.warehouse.tables import postings, quarantine, text_shingles
from skillscan.warehouse.tables.postings import Change, Employer, PostingState, PostingVersion


@dataclass(frozen=True, slots=True)
class PendingBatch:
    """A batch whose versions are being made, and what was known of its postings before."""

    batch: IngestBatch
    states: Mapping[str, PostingState]
    versions: VersionsBeingMade

    def shares_postings_with(self, other: IngestBatch) -> bool:
        """Whether what comes of this batch has to be stored before the other one can begin."""
        return not _posting_ids(self.batch).isdisjoint(_posting_ids(other))


def begin(
    connection: DuckDBPyConnection,
    batch: IngestBatch,
    engine: Engine,
    readings: ReadingBuffer | None,
    prepared: Mapping[VersionKey, PostingResult] | None = None,
) -> PendingBatch:
    """Have the versions of a batch made, which ``upsert`` then stores.

    What is read goes to ``readings``, with the versions; ``None`` leaves it unread. ``prepared`` is
    what ``prepare`` made of the batch.
    """
    states = postings.load(connection, _posting_ids(batch))
    failed = quarantine.out_of_time(connection)
    versions = begin_versions(
        batch.parsed, states, engine, readings, failed=failed, prepared=prepared
    )
    return PendingBatch(batch, states, versions)


def prepare(
    connection: DuckDBPyConnection, batch: IngestBatch, engine: Engine, readings: ReadingBuffer
) -> dict[VersionKey, PostingResult]:
    """Make and read the versions of a batch before its transaction, while others may write."""
    made = begin(connection, batch, engine, readings).versions.coming
    return {(result.posting_id, result.source_hash): result for result in made}


def _posting_ids(batch: IngestBatch) -> set[str]:
    parsed = {item.observation.posting_id for item in batch.parsed}
    return parsed | {unparsed.posting_id for unparsed in batch.unparsed}


def upsert(
    connection: DuckDBPyConnection,
    pending: PendingBatch,
    context: IngestContext,
    on_made: Callable[[], None],
) -> dict[str, Change]:
    """Store a batch; gives back what changed, by posting id. Call it within a transaction.

    Items that turn out to be unusable are added to the batch's quarantine.
    """
    batch, states = pending.batch, pending.states
    versions = pending.versions.finish(on_made)
    update = _StateUpdate(batch, dict(states), versions)
    for parsed in batch.parsed:
        update.apply(parsed, context)
    for unparsed in batch.unparsed:
        update.apply_unparsed(unparsed)
    names = {
        parsed.observation.employer_id: parsed.observation.employer or UNKNOWN_EMPLOYER
        for parsed in reversed(batch.parsed)
    }
    postings.save(
        connection,
        employers=[Employer(employer_id=i, name=name) for i, name in names.items()],
        states=[state for key, state in update.states.items() if states.get(key) != state],
        versions=list(update.versions.values()),
    )
    text_shingles.save(
        connection,
        (
            (content, versions.comparable[content])
            for content in sorted({version.content_hash for version in update.versions.values()})
            if content in versions.comparable
        ),
    )
    quarantine.save(connection, batch.quarantined)
    if readings := pending.versions.readings:
        readings.flush()
    return update.changes


@dataclass(slots=True)
class _StateUpdate:
    """The states while the observations of a batch are applied to them, in their order."""

    batch: IngestBatch
    states: dict[str, PostingState]
    made: NewVersions
    versions: dict[tuple[str, str], PostingVersion] = field(default_factory=dict)
    changes: dict[str, Change] = field(default_factory=dict)

    def apply(self, parsed: ParsedItem, context: IngestContext) -> None:
        """Apply one observation, or put its item into quarantine."""
        key = parsed.observation.posting_id
        state, version = self.states.get(key), None
        if postings.needs_version(state, parsed.observation):
            found = self._version(parsed)
            if isinstance(found, ParseRejection):
                position, now = parsed.position, context.now
                reject(
                    self.batch, parsed.item, parsed.provenance, found, position=position, now=now
                )
                self.batch.unparsed.append(UnparsedObservation(key, parsed.provenance.seen_at))
                return
            version = found
            self.versions[key, version.content_hash] = version
            self.batch.versions.add((key, version.content_hash))
        elif state is not None:
            self.batch.versions.add((key, state.content_hash))
        self.states[key], change = postings.apply(state, parsed.observation, version)
        self.changes[key] = change_to_tell(change, self.changes.get(key))

    def apply_unparsed(self, unparsed: UnparsedObservation) -> None:
        """A posting that is known was there, if the item in quarantine is it."""
        if state := self.states.get(unparsed.posting_id):
            self.states[unparsed.posting_id] = postings.observed_unparsed(state, unparsed.seen_at)
            self.batch.known_unparsed.add(unparsed.posting_id)

    def _version(self, parsed: ParsedItem) -> PostingVersion | ParseRejection:
        found = self.made.by_key.get(version_key(parsed))
        if isinstance(found, NormalizeFailure):
            reason = OUT_OF_TIME_REASON if found.is_final else "normalising_failed"
            return ParseRejection(reason=reason, detail=found.error)
        if found is None:  # the posting took a new form and its old one again, within one batch
            found = version_of(parsed.posting, parsed.observation, parsed.provenance.landing_file)
        if not found.title_chars:
            return ParseRejection(reason="no_title", detail="nothing of it is left as plain text")
        if not found.text_chars:
            return ParseRejection(reason="no_text", detail="nothing of it is left as plain text")
        return replace(
            found,
            landing_file=parsed.provenance.landing_file,
            valid_from=parsed.provenance.seen_at,
        )
