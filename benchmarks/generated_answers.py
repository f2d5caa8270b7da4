"""What generated boards answer, in the shapes of eight sources, list pages and single postings."""

import html
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, unquote
from xml.sax.saxutils import escape

from benchmarks.generated_boards import FIRST_ID, GeneratedBoards, GeneratedPosting, Sentences
from benchmarks.loopback import Answer
from skillscan.boards.registry import read_boards
from skillscan.domain import Board
from skillscan.sources import ashby, greenhouse, recruitee, smartrecruiters, workable
from skillscan.sources.lever import postings_api
from skillscan.sources.personio import xml_feed
from skillscan.sources.workday import CareerSite

LEVER_PAGE, WORKDAY_PAGE = 100, 20
Answerer = Callable[[GeneratedBoards, int, str, str, bytes], Any]


def _ashby(boards: GeneratedBoards, index: int, _: str, __: str, ___: bytes) -> Any:
    return {"jobs": [ashby_job(one) for one in boards.page(index)], "apiVersion": "1"}


def ashby_job(one: GeneratedPosting) -> dict[str, Any]:
    return {
        "id": one.native_id,
        "title": one.title,
        "location": one.place,
        "isListed": True,
        "employmentType": "FullTime",
        "publishedAt": "2026-11-02T09:00:00.000+00:00",
        "descriptionHtml": one.body,
        "jobUrl": f"https://jobs.ashbyhq.com/{quote(one.board.token)}/{one.native_id}",
    }


def _greenhouse(boards: GeneratedBoards, index: int, _: str, __: str, ___: bytes) -> Any:
    jobs = [
        {
            "id": int(one.native_id),
            "internal_job_id": int(one.native_id),
            "title": one.title,
            "location": {"name": one.place},
            "updated_at": "2026-11-02T09:00:00-04:00",
            "absolute_url": f"https://boards.greenhouse.io/{one.board.token}/jobs/{one.native_id}",
            "content": html.escape(one.body),
        }
        for one in boards.page(index)
    ]
    return {"jobs": jobs, "meta": {"total": len(jobs)}}


def _lever(boards: GeneratedBoards, index: int, _: str, query: str, ___: bytes) -> Any:
    start = int(parse_qs(query).get("skip", ["0"])[0])
    return [
        {
            "id": one.native_id,
            "text": one.title,
            "categories": {"location": one.place, "commitment": "Full-time"},
            "createdAt": 1_793_000_000_000,
            "description": one.body,
            "hostedUrl": f"https://jobs.lever.co/{quote(one.board.token)}/{one.native_id}",
        }
        for one in boards.page(index, start, LEVER_PAGE)
    ]


def _personio(boards: GeneratedBoards, index: int, _: str, __: str, ___: bytes) -> bytes:
    found = "".join(
        f"<position><id>{one.native_id}</id><name>{escape(one.title)}</name>"
        f"<office>{escape(one.place)}</office><createdAt>2026-11-02T09:00:00+00:00</createdAt>"
        "<jobDescriptions><jobDescription><name>About the job</name>"
        f"<value><![CDATA[{one.body}]]></value></jobDescription></jobDescriptions></position>"
        for one in boards.page(index)
    )
    return f"<workzag-jobs>{found}</workzag-jobs>".encode()


def _recruitee(boards: GeneratedBoards, index: int, _: str, __: str, ___: bytes) -> Any:
    offers = [
        {
            "id": int(one.native_id),
            "status": "published",
            "title": one.title,
            "location": one.place,
            "description": one.body,
            "published_at": "2026-11-02 09:00:00 UTC",
        }
        for one in boards.page(index)
    ]
    return {"offers": offers}


def _workable(boards: GeneratedBoards, index: int, _: str, __: str, ___: bytes) -> Any:
    jobs = [
        {
            "shortcode": f"W{one.native_id}",
            "title": one.title,
            "location": one.place,
            "description": one.body,
            "published_on": "2026-11-02",
        }
        for one in boards.page(index)
    ]
    return {"name": boards.boards[index].employer, "jobs": jobs}


def _smartrecruiters(boards: GeneratedBoards, index: int, rest: str, query: str, _: bytes) -> Any:
    if rest:
        one = boards.posting(index, int(rest.strip("/")) - FIRST_ID)
        sections = {"jobDescription": {"title": "Job Description", "text": one.body}}
        return {**_entry(one), "jobAd": {"sections": sections}}
    asked = {name: int(values[0]) for name, values in parse_qs(query).items()}
    found = boards.page(index, asked["offset"], asked["limit"])
    return {"totalFound": boards.sizes[index], "content": [_entry(one) for one in found]}


def _entry(one: GeneratedPosting) -> dict[str, Any]:
    released = "2026-11-02T09:00:00.000Z"
    place = {"fullLocation": one.place}
    return {"id": one.native_id, "name": one.title, "releasedDate": released, "location": place}


def _workday(boards: GeneratedBoards, index: int, rest: str, _: str, body: bytes) -> Any:
    if rest != "/jobs":
        one = boards.posting(index, int(rest.rpartition("-")[2]) - FIRST_ID)
        info = {
            "jobReqId": f"R-{one.native_id}",
            "title": one.title,
            "location": one.place,
            "jobDescription": one.body,
            "startDate": "2026-11-02",
            "externalUrl": CareerSite.of(one.board.token).page + f"/job/Role_R-{one.native_id}",
        }
        return {"jobPostingInfo": info}
    start = int(json.loads(body)["offset"])
    found = boards.page(index, start, WORKDAY_PAGE)
    entries = [
        {"title": one.title, "externalPath": f"/job/Role_R-{one.native_id}"} for one in found
    ]
    return {"total": boards.sizes[index] if start == 0 else 0, "jobPostings": entries}


def _at(api: str) -> Callable[[str], str]:
    return lambda token: api.format(board=quote(token, safe=""))


SHAPES: dict[str, tuple[Callable[[str], str], Answerer]] = {
    "ashby": (_at(ashby.API), _ashby),
    "greenhouse": (_at(greenhouse.API), _greenhouse),
    "lever": (postings_api, _lever),
    "personio": (xml_feed, _personio),
    "recruitee": (_at(recruitee.API), _recruitee),
    "smartrecruiters": (_at(smartrecruiters.API), _smartrecruiters),
    "workable": (_at(workable.API), _workable),
    "workday": (lambda token: CareerSite.of(token).api, _workday),
}
"""Source → where its boards are asked for, and what they answer."""


def answer(sentences: str, listed: str, postings: str, seed: str) -> Answer:
    """What the boards of a list answer (``loopback``); other paths are not there."""
    known = read_boards(Path(listed))
    boards = GeneratedBoards(known, int(postings), int(seed), Sentences.kept(Path(sentences)))
    places = dict(_places(known))

    def found(path: str, method: str, body: bytes) -> bytes | None:  # noqa: ARG001
        asked, _, query = path.partition("?")
        at = next((part for part in _beginnings(asked) if part in places), None)
        if at is None:
            return None
        index, shape = places[at]
        content = shape(boards, index, unquote(asked[len(at) :]).rstrip("/"), query, body)
        return content if isinstance(content, bytes) else json.dumps(content).encode()

    return found


def _places(boards: Sequence[Board]) -> Iterator[tuple[str, tuple[int, Answerer]]]:
    for index, board in enumerate(boards):
        address, shape = SHAPES[board.source]
        path = address(board.token).removeprefix("https:/").partition("?")[0]
        yield path.rstrip("/"), (index, shape)


def _beginnings(path: str) -> Iterator[str]:
    """A path and the shorter ones above it, longest first."""
    path = path.rstrip("/")
    while path:
        yield path
        path = path.rpartition("/")[0]
