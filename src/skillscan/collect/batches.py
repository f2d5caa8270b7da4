"""What a night still has to read, cut into batches.

A night can be begun anew at any point: boards that were read whole in it are not asked again. The
batches of a source come one after the other, for they share the budget of its hosts.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from skillscan.domain import Board, FetchReport, Outcome

BATCH_SIZE = 25
"""A batch of boards with one answer each takes a minute or two, which is what is done again when a
crawl dies; a start of the crawler costs two seconds."""


def unread(boards: Iterable[Board], reports: Iterable[FetchReport]) -> list[Board]:
    """The boards that none of the reports read whole, in their order."""
    read = {(one.source, one.board) for one in reports if one.outcome is Outcome.COMPLETE}
    return [board for board in boards if (board.source, board.token) not in read]


def batches(boards: Iterable[Board], size: int) -> dict[str, list[Sequence[Board]]]:
    """By source, in the order of the list, at most ``size`` boards at a time."""
    by_source: defaultdict[str, list[Board]] = defaultdict(list)
    for board in boards:
        by_source[board.source].append(board)
    return {
        source: [found[start : start + size] for start in range(0, len(found), size)]
        for source, found in by_source.items()
    }
