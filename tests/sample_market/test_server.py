"""The three APIs answer on loopback as the real ones do."""

import html
import http.client
import json
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from skillscan.sample_market.config import marker
from skillscan.sample_market.generator import build_market
from skillscan.sample_market.server import RunningMarket, serve_market

GREENHOUSE = "/boards-api.greenhouse.io/v1/boards"
LEVER = "/api.lever.co/v0/postings"
ASHBY = "/api.ashbyhq.com/posting-api/job-board"


def get(served: RunningMarket, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    request = Request(served.base_url + path, headers=headers)
    try:
        with urlopen(request, timeout=600) as respond:
            return respond.status, dict(respond.headers), respond.read()
    except HTTPError as error:
        return error.code, dict(error.headers), error.read()


@pytest.fixture
def served():
    with serve_market(build_market()) as running:
        yield running


@pytest.fixture
def broken():
    with serve_market(build_market(), faults=True) as running:
        yield running


def test_greenhouse_content_is_escaped_once_more(served: RunningMarket) -> None:
    """A parser that does not unescape would read tags as text."""
    _, _, body = get(served, f"{GREENHOUSE}/marblewick/jobs?content=true")
    respond = json.loads(body)
    content = respond["jobs"][0]["content"]
    assert content.startswith("&lt;div class=&quot;content-intro")
    assert marker() in html.unescape(content)
    assert respond["meta"]["total"] == len(respond["jobs"])


def test_greenhouse_prospects_have_no_internal_id(served: RunningMarket) -> None:
    """Prospect posts look like jobs but for this field."""
    jobs = []
    for post in build_market().boards():
        if post[0] == "greenhouse" and post[1] != "oddlark":
            jobs += json.loads(get(served, f"{GREENHOUSE}/{post[1]}/jobs")[2])["jobs"]
    assert any(job["internal_job_id"] is None for job in jobs)
    assert all("content" not in job for job in jobs)


def test_lever_pages_through_a_board_of_more_than_a_hundred(served: RunningMarket) -> None:
    """The second page is short: that is how lever says it ends."""
    sizes = [
        len(json.loads(get(served, f"{LEVER}/orchardloom?mode=json&skip={skip}&limit=100")[2]))
        for skip in (0, 100, 200)
    ]
    assert sizes[0] == 100
    assert 0 < sizes[1] < 100
    assert sizes[2] == 0


@pytest.mark.parametrize(
    ("query", "accept", "kind"),
    [
        ("", "*/*", "text/html"),
        ("", "application/json", "application/json"),
        ("?mode=json", "*/*", "application/json"),
    ],
)
def test_lever_answers_html_unless_asked_for_json(served, query, accept, kind) -> None:
    """A spider without the header would get a page instead of postings."""
    _, headers, _ = get(served, f"{LEVER}/tinkerbay{query}", Accept=accept)
    assert headers["Content-Type"].startswith(kind)


def test_lever_keeps_requirements_in_lists(served: RunningMarket) -> None:
    """The description alone holds no requirement."""
    first = json.loads(get(served, f"{LEVER}/tinkerbay?mode=json")[2])[0]
    assert first["lists"]
    assert all(part["content"].startswith("<li>") for part in first["lists"])
    assert marker() in first["additional"]


def test_ashby_lists_unlisted_ones_with_a_flag(served: RunningMarket) -> None:
    """The API gives them; not collecting them is the reader's duty."""
    boards = [token for source, token, _ in build_market().boards() if source == "ashby"]
    jobs = [
        job for token in boards for job in json.loads(get(served, f"{ASHBY}/{token}")[2])["jobs"]
    ]
    assert {job["isListed"] for job in jobs} == {True, False}
    assert any(job["workplaceType"] == "Hybrid" and job["isRemote"] for job in jobs)
    assert any(job["compensation"]["summaryComponents"] for job in jobs)


def test_unchanged_board_costs_one_304(served: RunningMarket) -> None:
    """A second crawl must be able to transfer nothing."""
    path = f"{ASHBY}/Ottermint?includeCompensation=true"
    _, headers, body = get(served, path)
    status, _, again = get(served, path, **{"If-None-Match": headers["ETag"]})
    assert (status, again) == (304, b"")
    assert body


@pytest.mark.parametrize(
    "path",
    ["/", f"{ASHBY}/nobodyhome", f"{LEVER}/crackedkettle?mode=json", f"{GREENHOUSE}/x/jobs/1"],
)
def test_unknown_paths_and_boards_are_404(served: RunningMarket, path: str) -> None:
    """Broken boards exist only where faults are asked for."""
    assert get(served, path)[0] == 404


def test_slow_board_refuses_once_and_then_answers(served: RunningMarket) -> None:
    """Back-off is tried on every demo, and loses nothing."""
    path = f"{GREENHOUSE}/oddlark/jobs?content=true"
    status, headers, _ = get(served, path)
    assert (status, headers["Retry-After"]) == (429, "1")
    assert get(served, path)[0] == 200


def test_robots_disallow_one_board(served: RunningMarket) -> None:
    """Robots are obeyed only if there is something to obey."""
    status, _, body = get(served, "/robots.txt")
    assert status == 200
    assert b"Disallow: /boards-api.greenhouse.io/v1/boards/closedgarden/" in body


def test_broken_boards_break_half_way(broken: RunningMarket) -> None:
    """The second page fails, and a body ends early: partial is not complete."""
    assert get(broken, f"{LEVER}/crackedkettle?mode=json&skip=0&limit=100")[0] == 200
    assert get(broken, f"{LEVER}/crackedkettle?mode=json&skip=100&limit=100")[0] == 500
    with pytest.raises(http.client.IncompleteRead):
        get(broken, f"{GREENHOUSE}/snappedtwig/jobs?content=true")


def test_second_day_differs(served: RunningMarket) -> None:
    """Postings come and go between the days."""
    path = f"{LEVER}/orchardloom?mode=json"
    first = {job["id"] for job in json.loads(get(served, path)[2])}
    with serve_market(build_market(), day=2) as later:
        second = {job["id"] for job in json.loads(get(later, path)[2])}
    assert first - second
    assert second - first


def test_market_can_be_served_by_hand(tmp_path, capsys) -> None:
    """Operators try their deployment against it: a base URL, and a board list that can be read."""
    from threading import Event

    from skillscan.boards.registry import read_boards
    from skillscan.sample_market.__main__ import main

    stop, path = Event(), tmp_path / "boards.csv"
    stop.set()
    assert main(["--boards", str(path), "--faults"], stop) == 0
    assert capsys.readouterr().out.startswith("http://127.0.0.1:")
    tokens = {board.token for board in read_boards(path)}
    assert {"marblewick", "orchardloom", "crackedkettle", "nobodyhome", "closedgarden"} <= tokens
    assert len(tokens) == 45
