"""Each spider against a server on loopback that answers as its source does; all texts invented.

One crawl of each source; then its items are parsed: a spider that lands what its parser cannot read
collects for nothing.
"""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from chaos.crawls import crawl
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from skillscan.domain import Board, FetchReport, Posting, RawItem
from skillscan.landing.reader import read_items, reports
from skillscan.sources.registry import require_source

EXAMPLES = Path(__file__).parent.parent / "sources"


def example(source: str) -> Any:
    return json.loads((EXAMPLES / source / "example.json").read_text(encoding="utf-8"))


def copies(source: str, key: str, count: int) -> list[Any]:
    """The source's example several times under ids of their own."""
    return [{**copy.deepcopy(example(source)), key: f"{source}{n}"} for n in range(count)]


SMART = example("smartrecruiters")
SMART_LIST = [{**SMART["entry"], "id": str(number)} for number in range(103)]
WORKDAY = example("workday")
WORKDAY_LIST = [
    {**WORKDAY["entry"], "externalPath": f"/job/Oslo/Engineer_R{number}"} for number in range(45)
]
POSITION = example("personio")["xml"]
ITEM = example("weworkremotely")["xml"]
THREADS = [
    {"objectID": "3", "title": "Ask HN: Who wants to be hired? (March 2026)"},
    {"objectID": "2", "title": "Ask HN: Who is hiring? (March 2026)"},
    {"objectID": "1", "title": "Ask HN: Who is hiring? (February 2026)"},
]
COMMENTS = [{**example("hackernews"), "id": number} for number in (11, 12)]
SITEMAP = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    "<url><loc>https://jobs.site.example/jobs/ml-engineer-1</loc><lastmod>2026-03-01</lastmod></url>"
    "<url><loc>https://jobs.site.example/about</loc></url></urlset>"
)
SCRIPT = example("jsonld")["detail"]["jsonld"][1]
PAGE = f'<html><script type="application/ld&#x2B;json">{SCRIPT}</script><p>More</p></html>'


def whole(answers: dict[str, Any]) -> Callable[[Request], Any]:
    """Answers by path with query."""
    return lambda request: answers.get(request.full_path.rstrip("?"))


def smartrecruiters(request: Request) -> Any:
    """A list without text in pages of a hundred, and every posting by itself."""
    company, _, posting = request.path.split("/companies/")[1].partition("/postings")
    if posting:
        return {**SMART["detail"], "id": posting.strip("/")}
    found = SMART_LIST if company == "acme" else []
    offset = int(request.args["offset"])
    return {"offset": offset, "totalFound": len(found), "content": found[offset:][:100]}


def workday(request: Request) -> Any:
    """Twenty entries a page; the total stands on the first page only."""
    assert "/wday/cxs/acme/Jobs/" in request.path
    if request.method == "POST":
        asked = json.loads(request.data)
        assert asked["limit"] == 20
        offset = asked["offset"]
        total = 0 if offset else len(WORKDAY_LIST)
        return {"total": total, "jobPostings": WORKDAY_LIST[offset:][:20]}
    return WORKDAY["detail"]


def himalayas(request: Request) -> Any:
    """Two pages behind a cursor."""
    jobs = copies("himalayas", "guid", 3)
    if request.args.get("cursor"):
        return {"jobs": jobs[2:], "nextCursor": None}
    return {"jobs": jobs[:2], "nextCursor": "a|b"}


def arbeitnow(request: Request) -> Any:
    """Two pages; the first says that there is a second."""
    jobs, page = copies("arbeitnow", "slug", 3), int(request.args["page"])
    following = "https://www.arbeitnow.com/api/job-board-api?page=2" if page == 1 else None
    return {"data": jobs[:2] if page == 1 else jobs[2:], "links": {"next": following}}


def themuse(request: Request) -> Any:
    """Two pages, counted from 0."""
    jobs, page = copies("themuse", "id", 3), int(request.args["page"])
    return {"page_count": 2, "total": 3, "results": jobs[:2] if page == 0 else jobs[2:]}


HOSTS: dict[str, Callable[[Request], Any]] = {
    "api.smartrecruiters.com": smartrecruiters,
    "acme.wd5.myworkdayjobs.com": workday,
    "wd3.myworkdaysite.com": workday,
    "himalayas.app": himalayas,
    "www.arbeitnow.com": arbeitnow,
    "www.themuse.com": themuse,
    "apply.workable.com": whole(
        {
            "/apply.workable.com/api/v1/widget/accounts/acme?details=true": {
                "name": "Acme",
                "jobs": copies("workable", "shortcode", 2),
            }
        }
    ),
    "acme.recruitee.com": whole(
        {"/acme.recruitee.com/api/offers/": {"offers": copies("recruitee", "id", 2)}}
    ),
    "acme.jobs.personio.de": whole(
        {
            "/acme.jobs.personio.de/xml?language=en": "<workzag-jobs>"
            + POSITION
            + POSITION.replace("1834171", "7")
            + "</workzag-jobs>"
        }
    ),
    "acme.jobs.personio.com": whole(
        {"/acme.jobs.personio.com/xml?language=en": f"<workzag-jobs>{POSITION}</workzag-jobs>"}
    ),
    "hn.algolia.com": whole(
        {
            "/hn.algolia.com/api/v1/search_by_date?tags=story,author_whoishiring&hitsPerPage=10": {
                "hits": THREADS
            },
            "/hn.algolia.com/api/v1/items/2": {"id": 2, "children": COMMENTS},
        }
    ),
    "jobs.site.example": whole(
        {
            "/jobs.site.example/sitemap.xml": SITEMAP,
            "/jobs.site.example/jobs/ml-engineer-1": PAGE,
        }
    ),
    "remotive.com": whole({"/remotive.com/api/remote-jobs": {"jobs": copies("remotive", "id", 2)}}),
    "remoteok.com": whole(
        {"/remoteok.com/api": [{"legal": "Please link back."}, *copies("remoteok", "id", 2)]}
    ),
    "jobicy.com": whole(
        {"/jobicy.com/api/v2/remote-jobs?count=50": {"jobs": copies("jobicy", "id", 2)}}
    ),
    "weworkremotely.com": whole(
        {
            "/weworkremotely.com/remote-jobs.rss": f"<rss><channel>{ITEM}"
            + ITEM.replace("nlp", "cv")
            + "</channel></rss>"
        }
    ),
}

VISITS = {
    ("smartrecruiters", "acme"): 103,
    ("workday", "acme.wd5/Jobs"): 45,
    ("workday", "wd3/acme/Jobs"): 45,
    ("workable", "acme"): 2,
    ("recruitee", "acme"): 2,
    ("personio", "acme"): 2,
    ("personio", "com/acme"): 1,
    ("hackernews", "whoishiring"): 4,
    ("jsonld", "jobs.site.example"): 1,
    ("jsonld", "https://jobs.site.example/jobs/ml-engineer-1"): 1,
    ("remotive", "all"): 2,
    ("remoteok", "all"): 2,
    ("arbeitnow", "all"): 3,
    ("himalayas", "all"): 3,
    ("jobicy", "all"): 2,
    ("themuse", "Data Science"): 3,
    ("weworkremotely", "all"): 2,
}
"""(source, board) → postings."""

FAILURES = {
    ("smartrecruiters", "nobody"): "empty_proves_nothing",
    ("personio", "moved"): "redirect_refused",
    ("recruitee", "nobody"): "not_found",
    ("workday", "nobody.wd1/Jobs"): "not_found",
}
"""(source, board) → reason of the failed visit."""


def answer(request: Request) -> Response:
    host = request.path.split("/")[1]
    if request.path.endswith("/robots.txt"):
        return Response(status=404)
    if host == "moved.jobs.personio.de":
        return Response(status=302, headers={"Location": "https://www.personio.com/"})
    found = HOSTS[host](request) if host in HOSTS else None
    if found is None:
        return Response(status=404)
    is_text = isinstance(found, str)
    kind = "text/html" if is_text and "<html" in found else "application/xml"
    return Response(
        found if is_text else json.dumps(found),
        content_type=kind if is_text else "application/json",
    )


@pytest.fixture(scope="module")
def root(server: HTTPServer, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Landing after one crawl of every source, in one process."""
    server.expect_request("").respond_with_handler(answer)
    home = tmp_path_factory.mktemp("sources")
    boards = [Board(source, token, "Acme") for source, token in (*VISITS, *FAILURES)]
    crawl(server.url_for("").rstrip("/"), home, boards)
    return str(home / "landing")


def visit_of(root: str, source: str, token: str) -> tuple[FetchReport, list[RawItem]]:
    report = reports(root, source=source, board=token)[-1]
    items = read_items(root, report) if report.landing_file else ()
    return report, [item for _, item in items]


@pytest.mark.parametrize(("source", "token"), VISITS)
def test_a_crawl_lands_what_the_parser_reads(root: str, source: str, token: str) -> None:
    """A source would be asked every day and never give a posting."""
    report, items = visit_of(root, source, token)
    assert (report.outcome.value, report.reason) == ("complete", None), report.problem
    parsed = [entry for item in items for entry in require_source(source).parse(item)]
    postings = [entry for entry in parsed if isinstance(entry, Posting)]
    assert len({posting.posting_id for posting in postings}) == VISITS[source, token]


@pytest.mark.parametrize(("source", "token"), FAILURES)
def test_a_board_that_is_not_there_fails(root: str, source: str, token: str) -> None:
    """An empty complete visit would say that the employer closed all its jobs."""
    report, items = visit_of(root, source, token)
    assert (report.outcome.value, report.reason, items) == ("failed", FAILURES[source, token], [])


@pytest.mark.parametrize("source", ["remoteok", "himalayas", "jobicy", "weworkremotely"])
def test_feeds_of_the_newest_say_so(root: str, source: str) -> None:
    """What has left the window of a feed would be counted as closed."""
    report, _ = visit_of(root, source, "all")
    assert report.is_newest_only


def test_names_and_answers_do_not_reach_landing(root: str) -> None:
    """Names of commenters are personal data that nobody needs."""
    _, items = visit_of(root, "hackernews", "whoishiring")
    assert not {"author", "children"} & set(items[0].payload)


def test_only_the_scripts_of_a_page_are_kept(root: str) -> None:
    """A whole page holds other people's data and fills the disk."""
    _, items = visit_of(root, "jsonld", "jobs.site.example")
    assert set(items[0].payload["detail"]) == {"jsonld"}
