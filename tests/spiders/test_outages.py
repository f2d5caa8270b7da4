"""A provider that is down is left alone soon, by the real spiders, and asked when it is back."""

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from chaos.crawls import crawl
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from skillscan.collect.circuit_breaker import PROVIDER_DOWN
from skillscan.collect.outages import outages
from skillscan.collect.step import collect_boards
from skillscan.domain import Board, Outcome
from skillscan.settings import Settings

BOARDS = 40
DOWN, BRIEFLY, UNSURE = "boards-api.greenhouse.io", "api.ashbyhq.com", "apply.workable.com"


@dataclass
class Market:
    """Greenhouse is down all night, Ashby until it was asked so often, and Lever is well.

    Of Workable only the robots.txt cannot be had, once.
    """

    asked: Counter[str] = field(default_factory=Counter)
    robots: Counter[str] = field(default_factory=Counter)
    brief: int = 6

    def answer(self, request: Request) -> Response:
        host = request.path.split("/")[1]
        if request.path.endswith("robots.txt"):
            self.robots[host] += 1
            is_ill = host == DOWN or (host == UNSURE and self.robots[host] == 1)
            return Response(status=500 if is_ill else 404)
        if request.path.endswith("tdmrep.json"):
            return Response(status=404)
        self.asked[host] += 1
        if host == BRIEFLY and self.asked[host] <= self.brief:
            return Response(status=503)
        jobs = [{"id": 1}]
        body = jobs if "lever" in host else {"jobs": jobs}
        return Response(json.dumps(body), content_type="application/json")


@pytest.mark.slow
def test_a_night_with_two_outages(httpserver: HTTPServer, tmp_path: Path) -> None:
    """All forty boards would be waited for; or what came back after a minute stayed unread."""
    market = Market()
    httpserver.expect_request(re.compile(".*")).respond_with_handler(market.answer)
    names = ("greenhouse", "ashby", "workable", "lever")
    boards = [Board(source, f"b{n}", f"B{n}") for source in names for n in range(BOARDS)]
    done = crawl(httpserver.url_for("").rstrip("/"), tmp_path, boards, RETRY_TIMES=0)
    assert not done.tracebacks
    counts = {
        source: Counter(r.outcome for b, r in done.reports.items() if b.source == source)
        for source in names
    }
    assert counts["lever"] == {Outcome.COMPLETE: BOARDS}
    failed = counts["greenhouse"][Outcome.FAILED]
    assert counts["greenhouse"] == {Outcome.FAILED: failed, Outcome.NOT_TRIED: BOARDS - failed}
    assert failed <= 16  # five in a row, those under way beside them, three probes
    assert market.asked[DOWN] == 0  # its robots.txt could not be had
    assert counts["ashby"][Outcome.NOT_TRIED] == 0
    assert counts["ashby"][Outcome.FAILED] == market.brief
    assert counts["workable"][Outcome.NOT_TRIED] == 0
    assert counts["workable"][Outcome.COMPLETE] > BOARDS / 2
    (outage,) = outages(done.reports.values())
    assert (outage.provider, outage.failed) == ("greenhouse", failed)
    left = next(r for r in done.reports.values() if r.outcome is Outcome.NOT_TRIED)
    assert left.reason == PROVIDER_DOWN
    assert left.problem is not None
    assert left.problem.startswith("greenhouse is down: ")


@pytest.mark.slow
def test_the_next_batch_of_a_night_asks_once(httpserver: HTTPServer, tmp_path: Path) -> None:
    """Each of a dozen batches would wait for the same outage anew."""
    asked: list[str] = []

    def answer(request: Request) -> Response:
        if not request.path.endswith((".txt", "tdmrep.json")):
            asked.append(request.path)
            return Response(status=404 if "ashby" in request.path else 503)
        return Response(status=404)

    httpserver.expect_request(re.compile(".*")).respond_with_handler(answer)
    settings = Settings(home=tmp_path, api_base=httpserver.url_for("").rstrip("/"))
    boards = [Board("greenhouse", f"b{n}", f"B{n}") for n in range(36)]
    first = collect_boards(boards[:24], settings, run_id="a-run")
    failed = sum(report.outcome is Outcome.FAILED for report in first)
    assert 5 <= failed <= 16
    asked.clear()
    second = collect_boards(boards[24:], settings, earlier=first, run_id="a-run")
    assert Counter(report.outcome for report in second) == {
        Outcome.FAILED: 1,
        Outcome.NOT_TRIED: 11,
    }
    assert len(set(asked)) == 1
    assert {report.run_id for report in [*first, *second]} == {"a-run"}
    (outage,) = outages([*first, *second])
    assert (outage.failed + outage.not_tried) == 36
