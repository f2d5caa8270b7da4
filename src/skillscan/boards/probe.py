"""Whether a board lives: one small request to its source, and what the answer says."""

from dataclasses import dataclass

from skillscan.domain import Board
from skillscan.net.decoding import UnusableResponse, status_reason
from skillscan.sources.base import Probe
from skillscan.sources.registry import find


@dataclass(frozen=True, slots=True)
class BoardStatus:
    """``state``: living, empty, dead (the source knows no such board), reserved (from text and data
    mining), unclear or unchecked.
    """

    state: str
    detail: str
    postings: int = 0


def probe_of(board: Board) -> Probe | None:
    """How to find out whether a board lives; ``None`` for sources without single boards."""
    source = find(board.source)
    return source.probe(board.token) if source and source.probe else None


def status_of(http_status: int, body: bytes, probe: Probe) -> BoardStatus:
    """What an answer says about the board."""
    reason = status_reason(http_status)
    if reason in ("not_found", "redirect_refused"):
        return BoardStatus("dead", f"the source answered {http_status}")
    if reason:
        return BoardStatus("unclear", f"the source answered {http_status} ({reason})")
    try:
        postings = probe.count(body)
    except UnusableResponse as error:
        return BoardStatus("unclear", f"{error.reason}: {error.detail}")
    if postings:
        return BoardStatus("living", f"at least {postings} posting(s)", postings)
    return BoardStatus("empty", "the board is there, or answers so for any name, and lists nothing")
