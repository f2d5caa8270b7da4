"""robots.txt is obeyed for real, which Scrapy's own middleware does not do."""

import asyncio
import json
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from chaos.crawls import crawl
from pytest_httpserver import HTTPServer
from scrapy import Request
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.utils.test import get_crawler
from skillscan.spiders.downloadermiddlewares.robots import RobotsMiddleware
from werkzeug import Request as Asked
from werkzeug import Response as Answer

from skillscan.domain import Board

HOST = "boards-api.greenhouse.io"
TOKENS = ["one", "two", "three", "secret", "five"]
FORBIDDING = "User-agent: skillscan\nDisallow: /v1/boards/secret/\n"


async def let_through(middleware_class: Any, robots: Response) -> set[str]:
    """The boards that pass when all five wait for the same robots.txt, and then it comes."""
    come = asyncio.Event()

    async def download(_: Request) -> Response:
        await come.wait()
        return robots

    names = {"ROBOTSTXT_OBEY": True, "ROBOTSTXT_USER_AGENT": "skillscan", "API_BASE": ""}
    crawler = get_crawler(settings_dict={**names, "MAX_CRAWL_DELAY_SECONDS": 60})
    crawler.engine = SimpleNamespace(download_async=download)
    middleware = middleware_class(crawler)
    waiting = {
        token: asyncio.ensure_future(
            middleware.process_request(Request(f"https://{HOST}/v1/boards/{token}/jobs"))
        )
        for token in TOKENS
    }
    for _ in range(10):  # turns of the loop: every request waits by now
        await asyncio.sleep(0)
    assert not any(one.done() for one in waiting.values())
    come.set()
    await asyncio.wait(waiting.values())
    assert all(isinstance(one.exception(), IgnoreRequest | None) for one in waiting.values())
    return {token for token, one in waiting.items() if one.exception() is None}


@pytest.mark.parametrize(
    ("status", "text", "middleware", "expected"),
    [
        pytest.param(200, FORBIDDING, RobotsMiddleware, {*TOKENS} - {"secret"}, id="ours"),
        pytest.param(200, FORBIDDING, RobotsTxtMiddleware, {*TOKENS}, id="scrapy's own"),
        pytest.param(500, "", RobotsMiddleware, set(), id="ours, 500"),
        pytest.param(500, "", RobotsTxtMiddleware, {*TOKENS}, id="scrapy's own, 500"),
    ],
)
def test_five_concurrent_starts(
    status: int, text: str, middleware: Any, expected: set[str]
) -> None:
    """We would read what a site forbids whenever several boards of it start at once.

    Or crawl one that is ill, without knowing what it forbids.
    """
    robots = Response(f"https://{HOST}/robots.txt", status=status, body=text.encode())
    assert asyncio.run(let_through(middleware, robots)) == expected


@dataclass
class Site:
    """A server on which one host forbids a board, and the other's robots.txt cannot be had."""

    asked: Counter[str] = field(default_factory=Counter)

    def answer(self, request: Asked) -> Answer:
        self.asked[request.path] += 1
        if request.path == f"/{HOST}/robots.txt":
            return Answer(FORBIDDING)
        if request.path.endswith("/robots.txt"):
            return Answer(status=500 if "lever" in request.path else 404)
        return Answer(json.dumps({"jobs": [{"id": 1}]}), content_type="application/json")


def test_a_crawl_asks_for_nothing_that_robots_txt_forbids(
    httpserver: HTTPServer, tmp_path: Path
) -> None:
    """The rules would be known and not applied."""
    site, lever = Site(), Board("lever", "acme", "Acme")
    httpserver.expect_request(re.compile(".*")).respond_with_handler(site.answer)
    boards = [Board("greenhouse", token, token.title()) for token in TOKENS]
    done = crawl(httpserver.url_for("").rstrip("/"), tmp_path, [*boards, lever])
    reasons = {board.token: report.reason for board, report in done.reports.items()}
    allowed = dict.fromkeys({*TOKENS} - {"secret"})
    assert reasons == {**allowed, "secret": "robots_disallowed", "acme": "robots_unavailable"}
    asked = {path for path in site.asked if not path.endswith(("/robots.txt", "/tdmrep.json"))}
    assert asked == {f"/{HOST}/v1/boards/{token}/jobs" for token in allowed}
