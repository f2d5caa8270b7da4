"""Feeds of many employers."""

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from chaos.jobs import Job
from chaos.page import XML, Page, dumped, parts

from skillscan.domain import Board

POSTED = "2026-02-01T09:00:00+00:00"
EMPLOYER = "Invented & Sons"


def remotive(board: Board, jobs: Sequence[Job]) -> Iterator[Page]:
    entries = [
        {
            "id": job.number,
            "url": f"https://remotive.com/remote-jobs/x/{job.number}",
            "title": job.title,
            "company_name": EMPLOYER,
            "publication_date": POSTED,
            "description": job.html,
        }
        for job in jobs
    ]
    yield Page(
        url="https://remotive.com/api/remote-jobs",
        body=dumped({"job-count": len(entries), "jobs": entries}),
        empty=dumped({"job-count": 0, "jobs": []}),
    )


def remoteok(board: Board, jobs: Sequence[Job]) -> Iterator[Page]:
    entries = [
        {
            "id": str(job.number),
            "url": f"https://remoteok.com/remote-jobs/{job.number}",
            "position": job.title,
            "company": EMPLOYER,
            "date": POSTED,
            "description": job.html,
        }
        for job in jobs
    ]
    notice = {"last_updated": 1, "legal": "Please link back."}
    yield Page(
        url="https://remoteok.com/api", body=dumped([notice, *entries]), empty=dumped([notice])
    )


def jobicy(board: Board, jobs: Sequence[Job]) -> Iterator[Page]:
    entries = [
        {
            "id": job.number,
            "url": f"https://jobicy.com/jobs/{job.number}",
            "jobTitle": job.title,
            "companyName": EMPLOYER,
            "pubDate": POSTED,
            "jobDescription": job.html,
        }
        for job in jobs
    ]
    yield Page(
        url="https://jobicy.com/api/v2/remote-jobs?count=50",
        body=dumped({"jobCount": len(entries), "jobs": entries}),
        empty=dumped({"jobCount": 0, "jobs": []}),
    )


def arbeitnow(board: Board, jobs: Sequence[Job]) -> Iterator[Page]:
    entries = [
        {
            "slug": f"ml-engineer-{job.number}",
            "url": f"https://www.arbeitnow.com/jobs/ml-engineer-{job.number}",
            "title": job.title,
            "company_name": EMPLOYER,
            "created_at": 1_770_000_000,
            "description": job.html,
        }
        for job in jobs
    ]
    address = "https://www.arbeitnow.com/api/job-board-api?page="
    for offset, part in parts(entries, 20):
        number = offset // 20 + 1
        following = f"{address}{number + 1}" if offset + 20 < len(entries) else None
        yield Page(
            url=f"{address}{number}",
            body=dumped({"data": part, "links": {"next": following}}),
            empty=dumped({"data": [], "links": {"next": None}}),
        )


def themuse(board: Board, jobs: Sequence[Job]) -> Iterator[Page]:
    entries = [
        {
            "id": job.number,
            "name": job.title,
            "company": {"name": EMPLOYER},
            "refs": {"landing_page": f"https://www.themuse.com/jobs/{job.number}"},
            "publication_date": POSTED,
            "contents": job.html,
        }
        for job in jobs
    ]
    count = -(-len(entries) // 20)
    for offset, part in parts(entries, 20):
        yield Page(
            url="https://www.themuse.com/api/public/jobs"
            f"?category={board.token}&page={offset // 20}&descending=true",
            body=dumped({"page_count": count, "total": len(entries), "results": part}),
            empty=dumped({"page_count": 0, "total": 0, "results": []}),
        )


def himalayas(board: Board, jobs: Sequence[Job]) -> Iterator[Page]:
    entries = [
        {
            "guid": f"https://himalayas.app/companies/invented/jobs/ml-engineer-{job.number}",
            "title": job.title,
            "companyName": EMPLOYER,
            "pubDate": POSTED,
            "description": job.html,
        }
        for job in jobs
    ]
    address = "https://himalayas.app/jobs/api?limit=20"
    for offset, part in parts(entries, 20):
        following = f"c{offset + 20}" if offset + 20 < len(entries) else None
        yield Page(
            url=address + (f"&cursor=c{offset}" if offset else ""),
            body=dumped({"jobs": part, "nextCursor": following}),
            empty=dumped({"jobs": [], "nextCursor": None}),
        )


def hackernews(board: Board, jobs: Sequence[Job]) -> Iterator[Page]:
    hits = [
        {"objectID": "900", "title": "Ask HN: Who wants to be hired? (March 2026)"},
        {"objectID": "800", "title": "Ask HN: Who is hiring? (March 2026)"},
    ]
    yield Page(
        url="https://hn.algolia.com/api/v1/search_by_date"
        "?tags=story,author_whoishiring&hitsPerPage=10",
        body=dumped({"hits": hits}),
        empty=dumped({"hits": []}),
    )
    comments = [
        {
            "id": job.number,
            "author": "somebody",
            "created_at": POSTED,
            "text": f"Invented Inc | {job.title} | Leeds | REMOTE{job.html}",
            "children": [{"id": job.number + 500_000, "text": "Is this real?", "children": []}],
        }
        for job in jobs
    ]
    yield Page(
        url="https://hn.algolia.com/api/v1/items/800",
        body=dumped({"id": 800, "children": comments}),
        empty=dumped({"id": 800, "children": []}),
    )


def weworkremotely(board: Board, jobs: Sequence[Job]) -> Iterator[Page]:
    items = "".join(
        f"<item><title>{escape(f'{EMPLOYER}: {job.title}')}</title><region>Anywhere</region>"
        f"<description>{escape(job.html)}</description>"
        "<pubDate>Sun, 01 Feb 2026 09:00:00 +0000</pubDate>"
        f"<guid>https://weworkremotely.com/remote-jobs/ml-engineer-{job.number}</guid></item>"
        for job in jobs
    )
    head = '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel>'
    yield Page(
        url="https://weworkremotely.com/remote-jobs.rss",
        body=f"{head}{items}</channel></rss>".encode(),
        empty=f"{head}</channel></rss>".encode(),
        content_type=XML,
    )
