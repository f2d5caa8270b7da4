"""The base spiders: every way a source can be read, whole and without asking twice."""

import gzip
import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from chaos.crawls import tracebacks
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from skillscan.domain import FetchReport, RawItem
from skillscan.landing.reader import read_items, reports

FOLDER = Path(__file__).parent
PAGES = {None: {"results": [{"id": "a"}, {"id": "b"}], "nextPage": "t2"}}
PAGES["t2"] = {"results": [{"id": "c"}], "nextPage": None}
RSS = "<rss><channel><item><guid>7</guid><title>ML</title></item></channel></rss>"
INDEX = (
    "<sitemapindex><sitemap><loc>https://site.example/jobs.xml.gz</loc></sitemap></sitemapindex>"
)


def sitemap() -> bytes:
    rows = "".join(
        f"<url><loc>https://{host}/jobs/{n}</loc><lastmod>2026-03-0{n}</lastmod></url>"
        for host, n in (("site.example", 1), ("site.example", 2), ("other.example", 3))
    )
    about = "<url><loc>https://site.example/about</loc></url>"
    ns = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    return gzip.compress(f"<urlset {ns}>{rows}{about}</urlset>".encode(), mtime=0)


@dataclass
class Site:
    """Answers by path; ``edited`` changes one entry of the offset list."""

    is_edited: bool = False
    asked: list[str] = field(default_factory=list)

    def answer(self, request: Request) -> Response:
        path = request.full_path.rstrip("?")
        self.asked.append(path)
        found = self.find(path, request)
        if found is None:
            return Response(status=404)
        body = found if isinstance(found, (bytes, str)) else json.dumps(found)
        response = Response(body)
        response.add_etag()
        return response.make_conditional(request.environ)

    def find(self, path: str, request: Request) -> Any:
        if match := re.fullmatch(r"/offset\.example/acme\?offset=(\d)&limit=2", path):
            return {"content": self.entries()[int(match[1]) :][:2], "totalFound": 4}
        if match := re.fullmatch(r"/offset\.example/acme/(\w+)", path):
            return {"text": match[1]} if match[1] != "gone" else None
        if match := re.fullmatch(r"/numbered\.example/acme\?page=(\d)", path):
            return {"data": [{"id": n} for n in {"1": (1, 2), "2": (3,)}[match[1]]]}
        if path == "/token.example/acme":
            return PAGES[json.loads(request.data).get("token")]
        if path.startswith("/site.example/jobs/"):
            return f"<html>{path}</html>"
        return {
            "/feed.example/jobs.rss": RSS,
            "/site.example/sitemap.xml": INDEX,
            "/site.example/jobs.xml.gz": sitemap(),
        }.get(path)

    def entries(self) -> list[dict[str, str]]:
        """Four entries, one of which has no details any more."""
        first = {"id": "a", "edited": "yes"} if self.is_edited else {"id": "a"}
        return [first, {"id": "b"}, {"id": "gone"}, {"id": "d"}]


@dataclass(frozen=True)
class Round:
    """One crawl of all patterns: newest report by source, and what was asked."""

    root: str
    asked: list[str]
    reports: dict[str, FetchReport]

    def items(self, source: str) -> list[RawItem]:
        return [item for _, item in read_items(self.root, self.reports[source])]


@pytest.fixture(scope="module")
def rounds(server: HTTPServer, tmp_path_factory: pytest.TempPathFactory) -> list[Round]:
    """The same home three times: at first, unchanged, and after an edit."""
    home = tmp_path_factory.mktemp("patterns")
    found = []
    for is_edited in (False, False, True):
        site = Site(is_edited)
        server.clear()
        server.expect_request(re.compile(".*")).respond_with_handler(site.answer)
        crawl(server, home)
        latest = {report.source: report for report in reports(str(home / "landing"))}
        found.append(Round(str(home / "landing"), site.asked, latest))
    return found


def crawl(server: HTTPServer, home: Path) -> None:
    environment = {
        **os.environ,
        "SCRAPY_SETTINGS_MODULE": "skillscan.spiders.settings",
        "SKILLSCAN_HOME": str(home),
        "SKILLSCAN_API_BASE": server.url_for("").rstrip("/"),
    }
    command = [sys.executable, str(FOLDER / "crawl_patterns.py")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    assert tracebacks(done.stderr) == []


EVERY = ["offset_detail", "token", "numbered", "feed", "site"]


@pytest.mark.parametrize("source", EVERY)
def test_boards_are_read_whole(rounds: list[Round], source: str) -> None:
    """Postings on later pages, or all of a source, would be missing."""
    report = rounds[0].reports[source]
    assert (report.outcome, report.reason) == ("complete", None)
    expected = {"offset_detail": 3, "token": 3, "numbered": 3, "feed": 1, "site": 2}
    assert report.items == expected[source]


@pytest.mark.parametrize("source", ["numbered", "feed", "site"])
def test_unchanged_boards_transfer_nothing(rounds: list[Round], source: str) -> None:
    """Every day would cost the sources the traffic of the first."""
    report = rounds[1].reports[source]
    assert (report.outcome, report.is_not_modified, report.bytes) == ("complete", True, 0)
    assert not [p for p in rounds[1].asked if p.startswith("/site.example/jobs/")]


def test_a_lost_detail_is_asked_for_again(rounds: list[Round]) -> None:
    """A 404 by mistake, then a list "not modified": the posting would count as closed."""
    details = [path for path in rounds[1].asked if path.startswith("/offset.example/acme/")]
    assert details == ["/offset.example/acme/gone"]
    report = rounds[1].reports["offset_detail"]
    assert (report.is_not_modified, report.items) == (False, 3)


def test_post_lists_are_read_again(rounds: list[Round]) -> None:
    """A POST has no validators: taking it for unchanged would hide every change."""
    report = rounds[1].reports["token"]
    assert (report.is_not_modified, report.items) == (False, 3)


def test_only_changed_entries_are_asked_again(rounds: list[Round]) -> None:
    """One edited posting would cost the texts of the whole board."""
    details = [path for path in rounds[2].asked if path.startswith("/offset.example/acme/")]
    assert sorted(details) == ["/offset.example/acme/a", "/offset.example/acme/gone"]
    assert rounds[2].reports["offset_detail"].items == 3
    assert rounds[2].reports["offset_detail"].counts["reused"] == 2


def test_details_stand_beside_their_entry(rounds: list[Round]) -> None:
    """What only the list says (or only the page) would be lost to the parser."""
    payloads = {item.url: item.payload for item in rounds[0].items("offset_detail")}
    assert payloads["https://offset.example/acme/b"] == {
        "entry": {"id": "b"},
        "detail": {"text": "b"},
    }
    assert rounds[0].reports["offset_detail"].counts["gone"] == 1


def test_xml_entries_are_kept_as_they_came(rounds: list[Round]) -> None:
    """The parser could not read what the feed said."""
    (item,) = rounds[0].items("feed")
    assert item.payload == {"xml": "<item><guid>7</guid><title>ML</title></item>", "guid": "7"}
    assert item.board == "all"


def test_sitemaps_stay_on_their_host(rounds: list[Round]) -> None:
    """One site could send us to any other."""
    assert not [path for path in rounds[0].asked if path.startswith("/other.example")]
    assert rounds[0].reports["site"].counts["other_host"] == 1
