"""robots.txt is obeyed for real, which Scrapy's own middleware does not do."""

import json
import re
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

HOST = "/boards-api.greenhouse.io"
SECRET = f"{HOST}/v1/boards/secret/jobs"
TOKENS = ["one", "two", "three", "secret", "five"]
OURS = "skillscan.spiders.downloadermiddlewares.robots.RobotsMiddleware"
SCRAPYS = "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware"
WITH_SCRAPYS = ["-s", "DOWNLOADER_MIDDLEWARES=" + json.dumps({OURS: None, SCRAPYS: 100})]


@dataclass
class Site:
    """A server with one answer for robots.txt at its root, and boards of one posting."""

    robots: Response
    asked: Counter[str] = field(default_factory=Counter)

    def answer(self, request: Request) -> Response:
        self.asked[request.path] += 1
        if request.path == "/robots.txt":
            time.sleep(0.3)  # long enough for all five to wait for it
            return self.robots
        if request.path.endswith("/robots.txt"):
            return Response(status=404)
        return Response(json.dumps({"jobs": [{"id": 1}]}), content_type="application/json")

    @property
    def boards(self) -> set[str]:
        """The boards that were asked for."""
        return {p.split("/")[4] for p in self.asked if "/boards/" in p}


@pytest.fixture
def crawl_site(run_crawl: Any, httpserver: HTTPServer, tmp_path: Path) -> Any:
    def crawl_site(robots: Response, options: list[str]) -> tuple[Site, Any]:
        site = Site(robots)
        httpserver.expect_request(re.compile(".*")).respond_with_handler(site.answer)
        return site, run_crawl(httpserver, tmp_path, "greenhouse", TOKENS, *options)

    return crawl_site


def forbidding() -> Response:
    return Response(f"User-agent: skillscan\nDisallow: {HOST}/v1/boards/secret/\n")


@pytest.mark.parametrize(
    ("options", "is_secret_asked"),
    [pytest.param([], False, id="ours"), pytest.param(WITH_SCRAPYS, True, id="scrapy's own")],
)
def test_five_concurrent_starts(crawl_site: Any, options: list[str], is_secret_asked: bool) -> None:
    """We would read what a site forbids whenever several boards of it start at once."""
    site, crawl = crawl_site(forbidding(), options)
    assert ("secret" in site.boards) is is_secret_asked
    if not options:
        assert site.boards == {"one", "two", "three", "five"}
        report = crawl.report("secret")
        assert (report.outcome, report.reason) == ("failed", "robots_disallowed")


@pytest.mark.parametrize(
    ("options", "boards"),
    [
        pytest.param([], set(), id="ours"),
        pytest.param(WITH_SCRAPYS, set(TOKENS), id="scrapy's own"),
    ],
)
def test_robots_that_answers_500(crawl_site: Any, options: list[str], boards: set[str]) -> None:
    """We would crawl a site that is ill, without knowing what it forbids."""
    site, crawl = crawl_site(Response(status=500), options)
    assert site.boards == boards
    if not options:
        reports = [crawl.report(token) for token in TOKENS]
        assert {(r.outcome, r.reason) for r in reports} == {("failed", "robots_unavailable")}
