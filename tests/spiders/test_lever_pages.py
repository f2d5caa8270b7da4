"""Pages: whole, half-way, repeated, and unchanged."""

import json
import re
from dataclasses import dataclass, field
from typing import Any

import pytest
from chaos.crawls import crawl
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from skillscan.domain import Board

SIZES = {"three-pages": 250, "full-pages": 200, "breaks": 250, "small": 3, "eu/oslo": 1}


@dataclass
class Lever:
    """Postings by offset; ``changed`` is a board that lost its last posting."""

    changed: str = ""
    asked: list[tuple[str, str, int]] = field(default_factory=list)

    def answer(self, request: Request) -> Response:
        if "postings" not in request.path:
            return Response(status=404)
        host, board = request.path.split("/")[1], request.path.rpartition("/")[2]
        token = f"eu/{board}" if host == "api.eu.lever.co" else board
        skip = int(request.args["skip"])
        response = self.page(token, skip)
        self.asked.append((token, "again" if "If-None-Match" in request.headers else "new", skip))
        response.add_etag()
        return response.make_conditional(request.environ)

    def page(self, token: str, skip: int) -> Response:
        if token == "breaks" and skip >= 100:
            return Response(status=500)
        if token == "repeats":
            skip = 0
        size = SIZES.get(token, 100) - (token == self.changed)
        rows = [{"id": f"p{n}", "text": "Engineer"} for n in range(skip, min(skip + 100, size))]
        return Response(json.dumps(rows), content_type="application/json")


@pytest.fixture(scope="module")
def rounds(
    server: HTTPServer, tmp_path_factory: pytest.TempPathFactory
) -> list[tuple[Lever, dict[str, Any]]]:
    """Two crawls with one home; at the second one, ``three-pages`` lost a posting."""
    home, found = tmp_path_factory.mktemp("lever"), []
    boards = [Board("lever", token, token.title()) for token in (*SIZES, "repeats")]
    for changed in ("", "three-pages"):
        lever = Lever(changed)
        server.clear()
        server.expect_request(re.compile(".*")).respond_with_handler(lever.answer)
        done = crawl(server.url_for("").rstrip("/"), home, boards, RETRY_TIMES=0)
        found.append((lever, {board.token: report for board, report in done.reports.items()}))
    return found


@pytest.mark.parametrize(
    ("board", "outcome", "reason", "items", "pages"),
    [
        ("three-pages", "complete", None, 250, 3),
        ("full-pages", "complete", None, 200, 3),
        ("small", "complete", None, 3, 1),
        ("eu/oslo", "complete", None, 1, 1),
        ("breaks", "partial", "server_error", 100, 2),
        ("repeats", "partial", "paging_loop", 100, 2),
    ],
)
def test_pages(
    rounds: Any, board: str, outcome: str, reason: str | None, items: int, pages: int
) -> None:
    """Postings on later pages would be missing, or half a board be taken for the whole."""
    report = rounds[0][1][board]
    assert (report.outcome, report.reason) == (outcome, reason)
    assert (report.items, report.pages) == (items, pages)


@pytest.mark.parametrize("board", ["full-pages", "small", "eu/oslo"])
def test_unchanged_pages_cost_a_304_each(rounds: Any, board: str) -> None:
    """Every fetch would transfer the whole board again."""
    lever, reports = rounds[1]
    report = reports[board]
    assert (report.outcome, report.is_not_modified, report.bytes) == ("complete", True, 0)
    assert report.http_status == 304
    assert {how for token, how, _ in lever.asked if token == board} == {"again"}
    assert report.etag == rounds[0][1][board].etag


def test_a_change_behind_unchanged_pages_is_found(rounds: Any) -> None:
    """The first page's 304 would hide what happened on the third."""
    lever, reports = rounds[1]
    report = reports["three-pages"]
    assert (report.items, report.is_not_modified) == (249, False)
    asked = [(how, skip) for token, how, skip in lever.asked if token == "three-pages"]
    assert asked == [("again", 0), ("again", 100), ("again", 200)] + [
        ("new", skip) for skip in (0, 100, 200)
    ]


def test_a_partial_fetch_gives_no_validators(rounds: Any) -> None:
    """A board that was read half would be called unchanged for ever."""
    lever, _ = rounds[1]
    assert {how for token, how, _ in lever.asked if token == "breaks"} == {"new"}
