"""The boards of all sources, what they answer on a day, and what is true of them then."""

from collections.abc import Sequence
from dataclasses import dataclass

from chaos.jobs import Job
from chaos.page import Page
from chaos.sources import SOURCES

from skillscan.domain import Board

Title = tuple[str, str, str, bool]
"""Source, board and title of a job (no two are alike), and whether its text is right."""


@dataclass(frozen=True, slots=True)
class Stall:
    """A board with its number in its source."""

    board: Board
    number: int

    def jobs(self, day: int) -> list[Job]:
        """Its jobs on a day."""
        return SOURCES[self.board.source].jobs(self.number, day)

    def pages(self, day: int) -> dict[str, Page]:
        """Its answers on a day, by key."""
        answers = SOURCES[self.board.source].answers(self.board, self.jobs(day))
        return {page.key: page for page in answers}


def stalls(sources: Sequence[str] = tuple(SOURCES)) -> list[Stall]:
    """All boards of these sources."""
    return [
        Stall(_board(source, number), number)
        for source in sources
        for number in range(SOURCES[source].boards)
    ]


def pages(open_stalls: Sequence[Stall], day: int) -> dict[str, Page]:
    """All answers on a day, by key."""
    return {key: page for stall in open_stalls for key, page in stall.pages(day).items()}


def truth(open_stalls: Sequence[Stall], day: int) -> set[Title]:
    """All jobs on a day."""
    return {
        (stall.board.source, stall.board.token, job.title, True)
        for stall in open_stalls
        for job in stall.jobs(day)
    }


def _board(source: str, number: int) -> Board:
    token = SOURCES[source].token.format(source=source, number=number)
    return Board(source, token, employer=f"Invented {source} {number}")
