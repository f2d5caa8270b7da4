"""Boards in landing, as a night's crawl leaves them: generated postings in the shape of Ashby."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from skillscan.domain import FetchReport, Outcome, RawItem
from skillscan.extract.readings import batches
from skillscan.landing.writer import LandingWriter

SOURCE = "ashby"
POSTED_AT = "2026-09-01T00:00:00.000+00:00"
BOARD_POSTINGS = 20
"""Postings of a board; of the real ones, half have fewer."""


def land(
    landing: Path, rows: Iterator[dict[str, Any]], began_at: datetime, *, first_board: int = 0
) -> None:
    """One whole fetch of each board; the same rows make the same boards on another night."""
    for number, board_rows in enumerate(batches(rows, BOARD_POSTINGS), start=first_board):
        _land_board(landing, f"board-{number}", board_rows, began_at)


def _land_board(
    landing: Path, board: str, rows: Sequence[dict[str, Any]], began_at: datetime
) -> None:
    writer = LandingWriter(str(landing), SOURCE, board, began_at)
    for item in _items(board, rows, began_at):
        writer.add(item)
    writer.commit(
        FetchReport(
            source=SOURCE,
            board=board,
            outcome=Outcome.COMPLETE,
            started_at=began_at,
            finished_at=began_at,
            pages=1,
            http_status=200,
            employer=rows[0]["company"],
            listed=len(rows),
        )
    )


def _items(board: str, rows: Sequence[dict[str, Any]], when: datetime) -> Iterator[RawItem]:
    for row in rows:
        url = f"https://jobs.ashbyhq.com/{board}/{row['key']}"
        yield RawItem(
            source=SOURCE,
            board=board,
            url=url,
            fetched_at=when,
            http_status=200,
            payload={
                "id": row["key"],
                "title": row["title"],
                "location": "New York, NY",
                "isListed": True,
                "publishedAt": POSTED_AT,
                "jobUrl": url,
                "descriptionHtml": row["description"],
            },
        )
