"""Sources whose lists hold the texts."""

import html
from collections.abc import Iterator, Sequence
from urllib.parse import quote
from xml.sax.saxutils import escape

from chaos.jobs import Job
from chaos.page import XML, Page, dumped, parts

from skillscan.domain import Board


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
    address = f"https://api.lever.co/v0/postings/{board.token}?mode=json"
    for offset, part in parts(entries, 100):
        yield Page(url=f"{address}&skip={offset}&limit=100", body=dumped(part), empty=b"[]")


def ashby(board: Board, jobs: Sequence[Job]) -> Iterator[Page]:
    token = quote(board.token)
    entries = [
        {
            "id": f"ashby-{job.number}",
            "title": job.title,
            "jobUrl": f"https://jobs.ashbyhq.com/{token}/ashby-{job.number}",
            "location": job.city,
            "isListed": True,
            "descriptionHtml": job.html,
        }
        for job in jobs
    ]
    yield Page(
        url=f"https://api.ashbyhq.com/posting-api/job-board/{token}?includeCompensation=true",
        body=dumped({"jobs": entries, "apiVersion": "1"}),
        empty=dumped({"jobs": [], "apiVersion": "1"}),
    )


def recruitee(board: Board, jobs: Sequence[Job]) -> Iterator[Page]:
    entries = [
        {
            "id": job.number,
            "status": "published",
            "title": job.title,
            "careers_url": f"https://{board.token}.recruitee.com/o/job-{job.number}",
            "city": job.city,
            "description": job.html,
            "requirements": "<ul><li>SQL</li></ul>",
        }
        for job in jobs
    ]
    yield Page(
        url=f"https://{board.token}.recruitee.com/api/offers/",
        body=dumped({"offers": entries}),
        empty=dumped({"offers": []}),
    )


def workable(board: Board, jobs: Sequence[Job]) -> Iterator[Page]:
    entries = [
        {
            "shortcode": f"W{job.number}",
            "title": job.title,
            "url": f"https://apply.workable.com/j/W{job.number}",
            "city": job.city,
            "telecommuting": False,
            "description": job.html,
        }
        for job in jobs
    ]
    name = board.employer
    yield Page(
        url=f"https://apply.workable.com/api/v1/widget/accounts/{board.token}?details=true",
        body=dumped({"name": name, "description": None, "jobs": entries}),
        empty=dumped({"name": name, "description": None, "jobs": []}),
    )


def personio(board: Board, jobs: Sequence[Job]) -> Iterator[Page]:
    positions = "".join(
        f"<position><id>{job.number}</id><office>{escape(job.city)}</office>"
        f"<name>{escape(job.title)}</name><jobDescriptions><jobDescription><name>About</name>"
        f"<value><![CDATA[{job.html}]]></value></jobDescription></jobDescriptions>"
        "<createdAt>2026-02-01T09:00:00+00:00</createdAt></position>"
        for job in jobs
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    yield Page(
        url=f"https://{board.token}.jobs.personio.de/xml?language=en",
        body=f"{head}<workzag-jobs>{positions}</workzag-jobs>".encode(),
        empty=f"{head}<workzag-jobs/>".encode(),
        content_type=XML,
    )
