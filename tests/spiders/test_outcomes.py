"""Every way a board can fail is named in its fetch report; nothing of it is taken for a board."""

import gzip
import json
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from threading import Event
from typing import Any

import pytest
from chaos.crawls import Crawl, crawl
from chaos.faults import Fault
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from skillscan.domain import Board

LIMIT_BYTES = 200_000
HOST = "/boards-api.greenhouse.io"
BOARDS = f"{HOST}/v1/boards"
JOBS = {"jobs": [{"id": n, "title": f"Engineer {n}"} for n in range(3)], "meta": {"total": 3}}
ASKED: Counter[str] = Counter()
TIMES: defaultdict[str, list[float]] = defaultdict(list)
OVER = Event()


def answer(data: Any, **headers: str) -> Response:
    body = data if isinstance(data, (bytes, str)) else json.dumps(data)
    return Response(body, content_type="application/json", headers=headers)


def bomb(_: Request) -> Response:
    """Some 20 kB that swell to 20 MB."""
    return answer(gzip.compress(b"[" + b" " * 20_000_000), **{"Content-Encoding": "gzip"})


def slow(_: Request) -> Response:
    OVER.wait()
    return answer(JOBS)


def busy_once(request: Request) -> Response:
    if ASKED[request.path] == 1:
        return Response(status=429, headers={"Retry-After": "1"})
    return answer(JOBS)


def cut_body(_: Request) -> Response:
    response = answer(json.dumps(JOBS)[:50])
    response.automatically_set_content_length = False
    response.headers["Content-Length"] = "5000"
    return response


def go(location: str, status: int = 302) -> Response:
    return Response(status=status, headers={"Location": location})


ANSWERS: dict[str, Any] = {
    "good": lambda _: answer(JOBS),
    "empty": lambda _: answer({"jobs": [], "meta": {"total": 0}}),
    "missing": lambda _: Response(status=404),
    "closed": lambda _: Response(status=403),
    "html": lambda _: Response("<!doctype html><p>Sorry", content_type="text/html"),
    "cut-json": lambda _: answer(json.dumps(JOBS)[:40]),
    "cut-body": cut_body,
    "nothing": lambda _: answer(""),
    "charset": lambda _: answer('{"jobs": [{"title": "Ingénieur"}]}'.encode("latin-1")),
    "shape": lambda _: answer({"jobs": {"id": 1}}),
    "fewer": lambda _: answer({**JOBS, "meta": {"total": 5}}),
    "bomb": bomb,
    "big": lambda _: answer(b" " * (LIMIT_BYTES + 1)),
    "slow": slow,
    "broken": lambda _: Response(status=500),
    "busy-once": busy_once,
    "busy-for-ever": lambda _: Response(status=429, headers={"Retry-After": "86400"}),
    "elsewhere": lambda _: go("https://evil.example/v1/boards/elsewhere/jobs"),
    "metadata": lambda _: go("http://169.254.169.254/latest/meta-data"),
    "downgrade": lambda _: go("http://boards-api.greenhouse.io/v1/boards/good/jobs"),
    "moved": lambda _: go("/v1/boards/good/jobs?content=true", 301),
    "circle": lambda _: go("/v1/boards/circle/jobs?content=true"),
}


def dispatch(request: Request) -> Response:
    ASKED[request.path] += 1
    TIMES[request.path].append(time.monotonic())
    if not request.path.startswith(f"{BOARDS}/"):
        return Response(status=404)
    response: Response = ANSWERS[request.path.split("/")[4]](request)
    return response


@pytest.fixture(scope="module")
def crawled(server: HTTPServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawl]:
    server.expect_request(re.compile(".*")).respond_with_handler(dispatch)
    boards = [Board("greenhouse", token, token.title()) for token in ANSWERS]
    hanging = {f"GET {BOARDS}/slow/jobs?content=true": Fault("time_out", is_lasting=True)}
    limits = {"DOWNLOAD_MAXSIZE": LIMIT_BYTES, "RETRY_TIMES": 1}
    home, base_url = tmp_path_factory.mktemp("outcomes"), server.url_for("").rstrip("/")
    yield crawl(base_url, home, boards, hanging, **limits)
    OVER.set()


@pytest.mark.parametrize(
    ("board", "outcome", "reason", "status"),
    [
        ("good", "complete", None, 200),
        ("empty", "complete", None, 200),
        ("missing", "failed", "not_found", 404),
        ("closed", "failed", "forbidden", 403),
        ("html", "failed", "html_instead_of_json", 200),
        ("cut-json", "failed", "cut_json", 200),
        ("cut-body", "failed", "cut_body", None),
        ("nothing", "failed", "empty_body", 200),
        ("charset", "failed", "wrong_charset", 200),
        ("shape", "failed", "unexpected_shape", 200),
        ("fewer", "partial", "fewer_than_announced", 200),
        ("bomb", "failed", "too_large", None),
        ("big", "failed", "too_large", None),
        ("slow", "failed", "timeout", None),
        ("broken", "failed", "server_error", 500),
        ("busy-once", "complete", None, 200),
        ("busy-for-ever", "failed", "rate_limited", 429),
        ("elsewhere", "failed", "redirect_refused", 302),
        ("metadata", "failed", "redirect_refused", 302),
        ("downgrade", "failed", "redirect_refused", 302),
        ("moved", "complete", None, 200),
        ("circle", "failed", "too_many_redirects", None),
    ],
)
def test_outcome(
    crawled: Crawl, board: str, outcome: str, reason: str | None, status: int | None
) -> None:
    """A failure that is not named would close postings that are still open."""
    report = crawled.report(board)
    assert (report.outcome, report.reason, report.http_status) == (outcome, reason, status)
    assert report.employer == board.title()


def test_a_good_board_is_landed_whole(crawled: Crawl) -> None:
    """The postings themselves would be missing or altered."""
    report = crawled.report("good")
    assert [dict(item.payload) for item in crawled.items("good")] == JOBS["jobs"]
    assert (report.items, report.pages, report.bytes) == (3, 1, len(json.dumps(JOBS)))
    assert report.started_at <= report.finished_at
    assert {item.url for item in crawled.items("good")} == {
        "https://boards-api.greenhouse.io/v1/boards/good/jobs?content=true"
    }


def test_what_came_before_the_problem_is_kept(crawled: Crawl) -> None:
    """Postings that were read would be thrown away with those that were not."""
    assert len(crawled.items("fewer")) == 3


def test_retry_after_is_honoured(crawled: Crawl) -> None:
    """We would hammer a host that asked for rest, and be shut out."""
    first, second = TIMES[f"{BOARDS}/busy-once/jobs"]
    assert second - first >= 0.9
    assert ASKED[f"{BOARDS}/busy-for-ever/jobs"] == 1


def test_server_errors_are_tried_again(crawled: Crawl) -> None:
    """One hiccup of the server would cost a day of that board."""
    assert ASKED[f"{BOARDS}/broken/jobs"] == 2


def test_a_bomb_is_counted_as_transferred_not_unpacked(crawled: Crawl) -> None:
    """A hostile board would fill the memory, and the bytes of the report would lie."""
    assert 0 < crawled.report("bomb").bytes < LIMIT_BYTES


def test_robots_is_asked_once_for_all_boards(crawled: Crawl) -> None:
    """Twenty boards would ask twenty times."""
    assert ASKED["/robots.txt"] == 1
    assert ASKED[f"{HOST}/robots.txt"] == 1


def test_the_crawl_itself_ends_well(crawled: Crawl) -> None:
    """One broken board would stop the others."""
    assert crawled.tracebacks == []
