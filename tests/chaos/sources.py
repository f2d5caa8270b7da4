"""How each source answers: a function from a board and its jobs to all its answers.

To add a source: write its ``<source>(board, jobs)``, which yields a ``Page`` for every answer that
its spider asks for, and put it into ``SOURCES`` with the number and the size of its boards.
"""

import html
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from chaos.jobs import Job, jobs_of

from skillscan.boards import Board

JSON = "application/json; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One answer: to a GET of ``url``, or to a POST with the JSON value ``ask``.

    ``empty`` is the same kind of answer with nothing in it.
    """

    url: str
    body: bytes
    empty: bytes
    ask: Any = None
    content_type: str = JSON
    has_etag: bool = True
    is_detail: bool = False

    @property
    def key(self) -> str:
        """What a request is recognised by: method, path below the API base, body."""
        path = "/" + self.url.split("//", 1)[1]
        return request_key("POST" if self.ask else "GET", path, self.ask)


def request_key(method: str, path: str, ask: Any) -> str:
    """The key of a request; the order of a JSON body's members does not matter."""
    return f"{method} {path}" + (f" {json.dumps(ask, sort_keys=True)}" if ask else "")


Dialect = Callable[[Board, Sequence[Job]], Iterator[Page]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """``boards`` boards of 3 to 6 jobs; ``large`` is the size of the first one."""

    answers: Dialect
    boards: int
    large: int = 6
    token: str = "{source}-{number:02}"

    def jobs(self, number: int, day: int) -> list[Job]:
        """The jobs of a board on a day."""
        return jobs_of(number, self.large if number == 0 else 3 + number % 4, day)


def dumped(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def greenhouse(board: Board, jobs: Sequence[Job]) -> Iterator[Page]:
    entries = [
        {
            "id": job.number,
            "internal_job_id": job.number,
            "title": job.title,
            "absolute_url": f"https://boards.greenhouse.io/{board.token}/jobs/{job.number}",
            "location": {"name": job.city},
            "content": html.escape(job.html),
        }
        for job in jobs
    ]
    yield Page(
        url=f"https://boards-api.greenhouse.io/v1/boards/{board.token}/jobs?content=true",
        body=dumped({"jobs": entries, "meta": {"total": len(entries)}}),
        empty=dumped({"jobs": [], "meta": {"total": 0}}),
    )


def lever(board: Board, jobs: Sequence[Job]) -> Iterator[Page]:
    entries = [
        {
            "id": f"lever-{job.number}",
            "text": job.title,
            "hostedUrl": f"https://jobs.lever.co/{board.token}/lever-{job.number}",
            "categories": {"location": job.city},
            "description": job.html,
        }
        for job in jobs
    ]
    for offset in range(0, len(entries) + 1, 100):
        yield Page(
            url=f"https://api.lever.co/v0/postings/{board.token}?mode=json&skip={offset}&limit=100",
            body=dumped(entries[offset : offset + 100]),
            empty=b"[]",
        )


def ashby(board: Board, jobs: Sequence[Job]) -> Iterator[Page]:
    entries = [
        {
            "id": f"ashby-{job.number}",
            "title": job.title,
            "jobUrl": f"https://jobs.ashbyhq.com/{quote(board.token)}/ashby-{job.number}",
            "location": job.city,
            "isListed": True,
            "descriptionHtml": job.html,
        }
        for job in jobs
    ]
    yield Page(
        url=f"https://api.ashbyhq.com/posting-api/job-board/{quote(board.token)}"
        "?includeCompensation=true",
        body=dumped({"jobs": entries, "apiVersion": "1"}),
        empty=dumped({"jobs": [], "apiVersion": "1"}),
    )


SOURCES = {
    "greenhouse": Source(answers=greenhouse, boards=20),
    "lever": Source(answers=lever, boards=20, large=130),
    "ashby": Source(answers=ashby, boards=20, token="Ashby No. {number:02}"),
}
