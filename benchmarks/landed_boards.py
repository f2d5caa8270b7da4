"""Boards in landing, as a night's crawl leaves them: rows of a file to import, in Ashby's shape."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from benchmarks.generated_answers import ashby_job
from benchmarks.generated_boards import GeneratedPosting
from skillscan.domain import Board, FetchReport, Outcome, RawItem
from skillscan.landing.writer import LandingWriter

PLACE = "New York, NY"
BOARD_POSTINGS = 20
"""Postings of a board; of the real ones, half have fewer."""


def land(
    landing: Path, rows: Iterator[dict[str, Any]], began_at: datetime, *, first: int = 0
) -> None:
    """One whole fetch of each board. ``first`` is the place of the first row among all there are:
    by its place a row has its board and its id, the same on another night.
    """
    boards = groupby(enumerate(rows, start=first), lambda placed: placed[0] // BOARD_POSTINGS)
    for number, placed in boards:
        board_rows = dict(placed)
        board = Board("ashby", f"board-{number}", next(iter(board_rows.values()))["company"])
        postings = [
            GeneratedPosting(board, place, row["title"], PLACE, row["description"])
            for place, row in board_rows.items()
        ]
        _land_board(landing, board, postings, began_at)


def _land_board(
    landing: Path, board: Board, postings: Sequence[GeneratedPosting], began_at: datetime
) -> None:
    writer = LandingWriter(str(landing), board.source, board.token, began_at)
    for posting in postings:
        job = ashby_job(posting)
        writer.add(
            RawItem(
                source=board.source,
                board=board.token,
                url=job["jobUrl"],
                fetched_at=began_at,
                http_status=200,
                payload=job,
            )
        )
    writer.commit(
        FetchReport(
            source=board.source,
            board=board.token,
            outcome=Outcome.COMPLETE,
            started_at=began_at,
            finished_at=began_at,
            pages=1,
            http_status=200,
            employer=board.employer,
            listed=len(postings),
        )
    )
