"""Tells living boards from dead ones, one small request each."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from skillscan.boards.probe import BoardStatus, probe_of, status_of
from skillscan.domain import Board
from skillscan.errors import SkillscanError
from skillscan.net.fetched_page import FetchError
from skillscan.net.reachability import unreached_sentence
from skillscan.net.tdm import TDM_RESERVED

if TYPE_CHECKING:
    from skillscan.net.client import Fetcher

BAD = ("dead", "unclear", "reserved")
"""States that somebody should look at."""
_STATES = {"redirect_refused": "dead", TDM_RESERVED: "reserved"}
"""What a request that was not made or not followed says of its board; ``unclear`` otherwise."""


def check_boards(
    fetcher: "Fetcher", boards: Iterable[Board]
) -> Iterator[tuple[Board, BoardStatus]]:
    """The status of each board, in order; ends early where this machine is offline."""
    for board in boards:
        yield board, status(fetcher, board)
        if fetcher.reachability.is_offline:
            return


def status(fetcher: "Fetcher", board: Board) -> BoardStatus:
    """What one request says about a board."""
    probe = probe_of(board)
    if probe is None:
        return BoardStatus("unchecked", "a feed or a site: `skillscan collect` tells")
    try:
        page = fetcher.get(probe.url, json_body=probe.json_body)
    except FetchError as error:
        return BoardStatus(_STATES.get(error.reason, "unclear"), str(error))
    return status_of(page.status, page.body, probe)


def require_reached(fetcher: "Fetcher", advice: str = "") -> None:
    """Raise SkillscanError, one sentence, where hosts were asked and none answered."""
    known = fetcher.reachability
    if known.unreached and not known.has_answer:
        raise SkillscanError(unreached_sentence(known.unreached) + advice)
