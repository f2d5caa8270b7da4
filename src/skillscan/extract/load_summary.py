"""What came of a load, counted for the operator; nothing is decided by it."""

from dataclasses import dataclass, field

from skillscan.extract.superseded import Superseded
from skillscan.warehouse.tables.postings import Change, VersionKey

_ORDER = (Change.NEW, Change.CHANGED, Change.UNCHANGED)


@dataclass(slots=True)
class LoadSummary:
    """What came of a load or a part of it; ``damaged`` and ``set_aside`` are messages,
    ``changes`` by posting id; ``gone`` counts fetches that have lost their data file unloaded.

    ``unreadable`` are the contents on which the pipeline failed. ``quarantined`` are the
    entries put aside that raise the alarm, ``dismissed`` those that do not, ``ended`` those that
    are there no more: a later file may end what an earlier one of the same load put aside.
    ``mended`` are items that left quarantine because they came readable, ``retried`` entries that
    were tried again.
    ``unparsed`` are known postings that an item in quarantine may be, ``versions`` the texts
    that were given. ``superseded`` is known where
    everything was loaded.
    """

    files: int = 0
    damaged: list[str] = field(default_factory=list)
    set_aside: list[str] = field(default_factory=list)
    gone: int = 0
    changes: dict[str, Change] = field(default_factory=dict)
    refused: int = 0
    quarantined: set[str] = field(default_factory=set)
    dismissed: set[str] = field(default_factory=set)
    ended: set[str] = field(default_factory=set)
    mended: int = 0
    retried: int = 0
    read: int = 0
    unreadable: set[str] = field(default_factory=set)
    closed: int = 0
    reopened: int = 0
    unparsed: set[str] = field(default_factory=set)
    versions: set[VersionKey] = field(default_factory=set)
    superseded: Superseded | None = None

    def add(self, part: "LoadSummary") -> None:
        """Take in what a part of the load came to."""
        self.files += part.files
        self.damaged += part.damaged
        self.set_aside += part.set_aside
        self.gone += part.gone
        for posting_id, change in part.changes.items():
            self.changes[posting_id] = change_to_tell(change, self.changes.get(posting_id))
        self.refused += part.refused
        self.quarantined = (self.quarantined | part.quarantined) - part.ended
        self.dismissed = (self.dismissed | part.dismissed) - part.ended
        self.ended = (self.ended | part.ended) - part.quarantined - part.dismissed
        self.mended += part.mended
        self.retried += part.retried
        self.read += part.read
        self.unreadable |= part.unreadable
        self.closed += part.closed
        self.reopened += part.reopened
        self.unparsed |= part.unparsed
        self.versions |= part.versions

    def count(self, change: Change) -> int:
        """The number of postings with this change."""
        return sum(found == change for found in self.changes.values())


def change_to_tell(change: Change, other: Change | None) -> Change:
    """Of two changes of one posting, the one to tell."""
    return change if other is None else min(change, other, key=_ORDER.index)
