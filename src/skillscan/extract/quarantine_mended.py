"""Which items of quarantine came readable in a later fetch: their source mended them.

An item is the same as a posting when it says the posting's native id, or its own address, at the
place where the posting's payload says it; or when it came from the same page and that page's path
is the posting's id, which its payload does not say. An address that several postings of a batch
share names none of them, and where both state an id, the id decides. Where neither is stated
nothing can be told: such an item waits for a person.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from skillscan.extract.parse import ParsedItem, path_of
from skillscan.landing.layout import stamp_of
from skillscan.landing.quarantine import Quarantined, Values, item_of, values_of
from skillscan.text.characters import clean

BoardKey = tuple[str, str]


def mended(entries: Iterable[Quarantined], parsed: Sequence[ParsedItem]) -> list[str]:
    """The ids of those items (newest entry each) that one of these postings is, fetched later."""
    known = _Postings(parsed)
    return [entry.item_id for entry in entries if known.holds(entry)]


@dataclass(slots=True)
class _Candidate:
    parsed: ParsedItem
    _values: Values | None = None

    @property
    def values(self) -> Values:
        """What its payload holds; looked at only where an entry may be the same."""
        if self._values is None:
            self._values = values_of(self.parsed.item.payload)
        return self._values


class _Postings:
    """The readable postings of a batch, by board and what they may be known by."""

    def __init__(self, parsed: Sequence[ParsedItem]) -> None:
        self._by_id: dict[tuple[BoardKey, str], _Candidate] = {}
        self._by_url: dict[tuple[BoardKey, str], _Candidate | None] = {}
        for one in parsed:
            candidate, board = _Candidate(one), (one.item.source, clean(one.item.board))
            self._by_id[board, one.posting.native_id] = candidate
            if url := one.posting.url:
                other = self._by_url.setdefault((board, url), candidate)
                if other and other.parsed.posting.native_id != one.posting.native_id:
                    self._by_url[board, url] = None

    def holds(self, entry: Quarantined) -> bool:
        """Whether one of the postings, landed later, is the item of this entry."""
        item = item_of(entry)
        board, values = (entry.source, entry.board), values_of(item.payload)
        return any(
            _is_later(candidate, entry) and _is_same(candidate, item.url, values)
            for candidate in self._candidates(board, {*values.values(), path_of(item.url)})
        )

    def _candidates(self, board: BoardKey, names: set[str]) -> Iterator[_Candidate]:
        for text in names:
            for known in (self._by_id.get((board, text)), self._by_url.get((board, text))):
                if known:
                    yield known


def _is_later(candidate: _Candidate, entry: Quarantined) -> bool:
    return stamp_of(candidate.parsed.provenance.landing_file) > stamp_of(entry.landing_file)


def _is_same(candidate: _Candidate, url: str, values: Values) -> bool:
    """Whether a posting is what an item of this page and these values is."""
    posting = candidate.parsed.posting
    ids = [way for way, text in candidate.values.items() if text == posting.native_id]
    if not ids and path_of(url) == posting.native_id and candidate.parsed.item.url == url:
        return True
    stated = {values[way] for way in ids if way in values}
    if stated:
        return posting.native_id in stated
    addresses = [way for way, text in candidate.values.items() if text == posting.url]
    return any(values.get(way) == posting.url for way in addresses)
