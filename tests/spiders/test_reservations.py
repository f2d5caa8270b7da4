"""Reservations are obeyed by the real spiders, and named in the fetch reports."""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

from chaos.crawls import crawl
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from skillscan.domain import Board

RULES = [
    {"location": "/v1/boards/free/", "tdm-reservation": 0},
    {"location": "/v1/boards/*/jobs", "tdm-reservation": 1},
]
PAGE = '<meta name="tdm-reservation" content="1"><script type="application/ld+json">{}</script>'


@dataclass
class Market:
    """Greenhouse reserves all boards but one in its file; Ashby one board by a header; a site all
    its pages by a meta element. Recruitee answers an error to an unknown path.
    """

    asked: list[str] = field(default_factory=list)

    def answer(self, request: Request) -> Response:
        path = request.path
        self.asked.append(path)
        if path.endswith("tdmrep.json"):
            return self.file_of(path.split("/")[1])
        if path.endswith("robots.txt"):
            return Response(status=404)
        if "careers.example" in path:
            return Response(PAGE, content_type="text/html")
        is_reserved = path.endswith("/kept")
        headers = {"TDM-Reservation": "1"} if is_reserved else {"tdm-reservation": "0"}
        body = {"jobs": [{"id": 1}], "offers": [{"id": 1}], "meta": {"total": 1}}
        return Response(json.dumps(body), content_type="application/json", headers=headers)

    def file_of(self, host: str) -> Response:
        if host == "boards-api.greenhouse.io":
            return Response(json.dumps(RULES), content_type="application/json")
        return Response(status=500 if host.endswith("recruitee.com") else 404)


def test_what_is_reserved_is_not_collected(httpserver: HTTPServer, tmp_path: Path) -> None:
    """An employer's reservation would be read by nobody."""
    market = Market()
    httpserver.expect_request(re.compile(".*")).respond_with_handler(market.answer)
    listed = [
        ("greenhouse", "free"), ("greenhouse", "closed"), ("ashby", "open"), ("ashby", "kept"),
        ("recruitee", "acme"), ("jsonld", "https://careers.example/jobs/ml-engineer"),
    ]  # fmt: skip
    boards = [Board(source, token, token) for source, token in listed]
    done = crawl(httpserver.url_for("").rstrip("/"), tmp_path, boards)
    assert not done.tracebacks
    assert [done.report(token).reason for _, token in listed] == [
        None, "tdm_reserved", None, "tdm_reserved", None, "tdm_reserved",
    ]  # fmt: skip
    assert "reserves /v1/boards/*/jobs" in str(done.report("closed").problem)
    assert done.report("kept").items == 0
    assert not any("boards/closed" in path for path in market.asked)
    proofs = [(done.report(t).listed, done.report(t).announced) for t in ("free", "open", "kept")]
    assert proofs == [(1, 1), (1, None), (None, None)]  # Greenhouse says how many there are
    files = [path for path in market.asked if path.endswith("tdmrep.json")]
    assert files.count("/boards-api.greenhouse.io/.well-known/tdmrep.json") == 1
