"""Sources whose lists have no text: each posting is asked for by itself."""

import html
import json
from collections.abc import Iterator, Sequence

from chaos.jobs import Job
from chaos.page import HTML, XML, Page, dumped, parts

from skillscan.domain import Board


def smartrecruiters(board: Board, jobs: Sequence[Job]) -> Iterator[Page]:
    address = f"https://api.smartrecruiters.com/v1/companies/{board.token}/postings"
    entries = [
        {
            "id": str(job.number),
            "name": job.title,
            "releasedDate": "2026-02-01T09:00:00.000Z",
            "location": {"city": job.city, "remote": False},
        }
        for job in jobs
    ]
    for offset, part in parts(entries, 100):
        yield Page(
            url=f"{address}?limit=100&offset={offset}",
            body=dumped({"offset": offset, "totalFound": len(entries), "content": part}),
            empty=dumped({"offset": offset, "totalFound": 0, "content": []}),
            has_etag=False,
        )
    for job, entry in zip(jobs, entries, strict=True):
        section = {"title": "Job Description", "text": job.html}
        yield Page(
            url=f"{address}/{job.number}",
            body=dumped({**entry, "jobAd": {"sections": {"jobDescription": section}}}),
            empty=b"{}",
            has_etag=False,
            is_detail=True,
        )


def workday(board: Board, jobs: Sequence[Job]) -> Iterator[Page]:
    host, _, site = board.token.partition("/")
    base = f"https://{host}.myworkdayjobs.com/wday/cxs/{host.partition('.')[0]}/{site}"
    entries = [
        {
            "title": job.title,
            "externalPath": f"/job/Somewhere/ML-Engineer_R{job.number}",
            "locationsText": job.city,
        }
        for job in jobs
    ]
    for offset, part in parts(entries, 20):
        total = 0 if offset else len(entries)  # later pages really say so
        yield Page(
            url=f"{base}/jobs",
            ask={"appliedFacets": {}, "limit": 20, "offset": offset, "searchText": ""},
            body=dumped({"total": total, "jobPostings": part}),
            empty=dumped({"total": 0, "jobPostings": []}),
            has_etag=False,
        )
    for job, entry in zip(jobs, entries, strict=True):
        info = {"title": job.title, "jobDescription": job.html, "location": job.city}
        yield Page(
            url=base + entry["externalPath"],
            body=dumped({"jobPostingInfo": info}),
            empty=b"{}",
            has_etag=False,
            is_detail=True,
        )


def jsonld(board: Board, jobs: Sequence[Job]) -> Iterator[Page]:
    addresses = [f"https://{board.token}/jobs/ml-engineer-{job.number}" for job in jobs]
    days = [f"2026-02-{10 + job.is_edited}" for job in jobs]
    urls = "".join(
        f"<url><loc>{address}</loc><lastmod>{day}</lastmod></url>"
        for address, day in zip(addresses, days, strict=True)
    )
    head = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    yield Page(
        url=f"https://{board.token}/sitemap.xml",
        body=f"{head}<!-- naïve -->{urls}</urlset>".encode(),
        empty=f"{head}</urlset>".encode(),
        content_type=XML,
    )
    for job, address in zip(jobs, addresses, strict=True):
        posting = {
            "@context": "https://schema.org",
            "@type": "JobPosting",
            "title": job.title,
            "description": html.escape(job.html),
            "hiringOrganization": {"@type": "Organization", "name": board.employer},
            "datePosted": "2026-02-01",
        }
        script = json.dumps(posting, ensure_ascii=False)
        page = '<!doctype html><html><head><meta charset="utf-8"><title>Job</title>'
        yield Page(
            url=address,
            body=f'{page}<script type="application/ld+json">{script}</script></html>'.encode(),
            empty=f"{page}</head><body>Not here any more</body></html>".encode(),
            content_type=HTML,
            is_detail=True,
        )
