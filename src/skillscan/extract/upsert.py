"""Stores what a batch of landing items came to: postings, versions, quarantine, who is open."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from duckdb import DuckDBPyConnection

from skillscan.dedup.employers import UNKNOWN_EMPLOYER
from skillscan.domain import ParseRejection
from skillscan.extract.normalize import Failed, normalise_shard, version_of
from skillscan.extract.parse import Batch, Context, Seen, refuse
from skillscan.process_pool import Workers
from skillscan.warehouse import checks, posting_status
from skillscan.warehouse.tables import postings, quarantine
from skillscan.warehouse.tables.postings import Change, Employer, PostingState, Version

_ORDER = (Change.NEW, Change.CHANGED, Change.UNCHANGED)


@dataclass(slots=True)
class Stored:
    """What was stored: changes by posting id, and how many postings closed and reopened."""

    changes: dict[str, Change] = field(default_factory=dict)
    closed: int = 0
    reopened: int = 0


def store(
    connection: DuckDBPyConnection,
    batch: Batch,
    boards: set[posting_status.BoardKey],
    context: Context,
    workers: Workers,
    on_normalised: Callable[[], None],
) -> Stored:
    """Store a batch, settle its boards, run the checks. Call it within a transaction.

    Items that turn out to be unusable are added to the batch's quarantine.
    """
    wanted = {seen.sighting.posting_id for seen in batch.seen} | set(batch.glimpses)
    states = postings.load(connection, wanted)
    folding = _Folding(batch, dict(states), _normalise(batch, states, workers, on_normalised))
    for seen in batch.seen:
        folding.apply(seen, context)
    for posting_id, seen_at in batch.glimpses.items():
        if posting_id in folding.states:
            folding.states[posting_id] = postings.glimpsed(folding.states[posting_id], seen_at)
    names = {
        seen.sighting.employer_id: seen.sighting.employer or UNKNOWN_EMPLOYER
        for seen in reversed(batch.seen)
    }
    postings.save(
        connection,
        employers=[Employer(employer_id=i, name=name) for i, name in names.items()],
        states=[state for key, state in folding.states.items() if states.get(key) != state],
        versions=list(folding.versions.values()),
    )
    quarantine.save(connection, batch.quarantined)
    settled = posting_status.settle(connection, boards)
    checks.run(connection, "load")
    return Stored(folding.changes, settled.closed, settled.reopened)


def strongest(change: Change, other: Change | None) -> Change:
    """Of two changes of one posting, the one to tell."""
    return change if other is None else min(change, other, key=_ORDER.index)


_Normalised = dict[tuple[str, str], Version | Failed]
"""By posting id and source hash."""


def _normalise(
    batch: Batch,
    states: dict[str, PostingState],
    workers: Workers,
    on_normalised: Callable[[], None],
) -> _Normalised:
    """The versions of all postings whose source says something new, each made once."""
    tasks = {
        (seen.sighting.posting_id, seen.sighting.source_hash): seen
        for seen in batch.seen
        if postings.needs_version(states.get(seen.sighting.posting_id), seen.sighting)
    }
    found: _Normalised = {}
    shards = [(seen.posting, seen.sighting, seen.origin) for seen in tasks.values()]
    for posting_id, source_hash, version in workers.map(normalise_shard, shards):
        found[posting_id, source_hash] = version
        on_normalised()
    return found


@dataclass(slots=True)
class _Folding:
    """The states while the sightings of a batch are applied to them, in their order."""

    batch: Batch
    states: dict[str, PostingState]
    normalised: _Normalised
    versions: dict[tuple[str, str], Version] = field(default_factory=dict)
    changes: dict[str, Change] = field(default_factory=dict)

    def apply(self, seen: Seen, context: Context) -> None:
        """Apply one sighting, or put its item into quarantine."""
        key = seen.sighting.posting_id
        state, version = self.states.get(key), None
        if postings.needs_version(state, seen.sighting):
            found = self._version(seen)
            if isinstance(found, ParseRejection):
                position, now = seen.position, context.now
                refuse(self.batch, seen.item, seen.place, found, position=position, now=now)
                self.batch.glimpses[key] = seen.place.seen_at
                return
            version = found
            self.versions[key, version.content_hash] = version
        self.states[key], change = postings.apply(state, seen.sighting, version)
        self.changes[key] = strongest(change, self.changes.get(key))

    def _version(self, seen: Seen) -> Version | ParseRejection:
        found = self.normalised.get((seen.sighting.posting_id, seen.sighting.source_hash))
        if isinstance(found, Failed):
            return ParseRejection(reason="normalising_failed", detail=found.error)
        if found is None:  # the posting took a new form and its old one again, within one batch
            found = version_of(seen.posting, seen.sighting, seen.origin)
        if not found.title_chars:
            return ParseRejection(reason="no_title", detail="nothing of it is left as plain text")
        if not found.text_chars:
            return ParseRejection(reason="no_text", detail="nothing of it is left as plain text")
        origin = seen.origin
        return replace(found, landing_file=origin.landing_file, valid_from=origin.seen_at)
