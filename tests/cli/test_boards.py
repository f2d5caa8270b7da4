"""``skillscan boards`` against a server on loopback that plays all hosts."""

import json
import socket
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from typer.testing import CliRunner, Result
from werkzeug import Request, Response

from skillscan.boards.registry import known_boards, read_boards
from skillscan.cli.boards import app
from skillscan.errors import SkillscanError, UsageError
from skillscan.net.client import Fetcher
from skillscan.net.fetched_page import FetchError
from skillscan.settings import Settings

ANSWERS: dict[str, tuple[int, str]] = {
    "/www.acme.example/careers": (200, '<a href="/careers/jobs">Jobs</a>'),
    "/www.acme.example/careers/jobs": (200, "see https://jobs.lever.co/acme/1"),
    "/careers.acme.co.uk/": (200, "see https://jobs.lever.co/acme/1"),
    "/links.co.uk/": (200, '<a href="/jobs">Jobs</a><a href="https://other.co.uk/jobs">Jobs</a>'),
    "/other.co.uk/": (200, "see https://jobs.lever.co/other/1"),
    "/other.co.uk/jobs": (200, "see https://jobs.lever.co/other/1"),
    "/www.shut.example/robots.txt": (200, "User-agent: *\nDisallow: /"),
    "/www.down.example/robots.txt": (503, ""),
    "/www.empty.example/": (200, "<p>We hire nobody.</p>"),
    "/boards-api.greenhouse.io/v1/boards/acme/jobs": (200, '{"jobs": [{}, {}]}'),
    "/api.lever.co/v0/postings/quiet": (200, "[]"),
    "/api.smartrecruiters.com/v1/companies/any/postings": (200, '{"totalFound": 0}'),
    "/acme.jobs.personio.de/xml": (200, "<workzag-jobs><position/></workzag-jobs>"),
    "/acme.recruitee.com/api/offers/": (200, "<html>"),
    "/www.kept.example/.well-known/tdmrep.json": (200, '[{"location": "/", "tdm-reservation": 1}]'),
    "/boards-api.greenhouse.io/.well-known/tdmrep.json": (
        200,
        '[{"location": "/v1/boards/kept/", "tdm-reservation": 1}]',
    ),
}


REDIRECTS = {
    "/gone.jobs.personio.de/xml": "https://www.personio.com/",
    "/acme.co.uk/": "https://careers.acme.co.uk/",
    "/moved.co.uk/": "https://other.co.uk/",
    "/hires.co.uk/": "https://jobs.lever.co/hires?team=ML",
    "/feed.co.uk/": "https://remotive.com/remote-jobs",
    "/links.co.uk/jobs": "https://other.co.uk/jobs",
}
ASKED: list[str] = []


def answer(request: Request) -> Response:
    ASKED.append(request.path)
    if location := REDIRECTS.get(request.path):
        return Response(status=302, headers={"Location": location})
    if request.path == "/acme.wd5.myworkdayjobs.com/wday/cxs/acme/Jobs/jobs":
        return Response(json.dumps({"total": 7 if request.method == "POST" else None}))
    status, body = ANSWERS.get(request.path, (404, ""))
    return Response(body, status=status)


@pytest.fixture
def run(
    httpserver: HTTPServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Result]:
    """Run a subcommand with the home in ``tmp_path``; requests go to the server."""
    httpserver.expect_request("").respond_with_handler(answer)
    httpserver.expect_request("/robots.txt").respond_with_data("", status=404)
    monkeypatch.setenv("SKILLSCAN_HOME", str(tmp_path))
    monkeypatch.setenv("SKILLSCAN_API_BASE", httpserver.url_for("").rstrip("/"))
    return lambda *arguments: CliRunner().invoke(app, list(arguments))


def board_file(tmp_path: Path, *rows: str) -> str:
    path = tmp_path / "some.csv"
    path.write_text("\n".join(["employer,source,board", *rows]), encoding="utf-8")
    return str(path)


def test_add_writes_the_own_list_and_collect_knows_it(
    run: Callable[..., Result], tmp_path: Path
) -> None:
    """A board added today must be asked tomorrow, and survive the next version of the package."""
    done = run("add", "https://jobs.lever.co/acme-robotics/1", "--employer", "Acme Robotics")
    assert done.exit_code == 0, done.output
    (own,) = read_boards(tmp_path / "boards.csv")
    assert (own.source, own.token, own.employer) == ("lever", "acme-robotics", "Acme Robotics")
    assert own in known_boards(Settings(home=tmp_path))
    assert len(known_boards(Settings(home=tmp_path))) == len(read_boards()) + 1


def test_adding_twice_changes_nothing(run: Callable[..., Result], tmp_path: Path) -> None:
    """A board that stands twice stops every crawl."""
    run("add", "https://jobs.lever.co/acme-robotics")
    again = run("add", "https://jobs.lever.co/acme-robotics/2")
    assert "known already, as Acme Robotics" in again.output
    assert len(read_boards(tmp_path / "boards.csv")) == 1
    packaged = read_boards()[0]
    assert "known already" in run("add", packaged.url or "").output


def test_what_cannot_be_added_says_why(run: Callable[..., Result], tmp_path: Path) -> None:
    """The operator needs the next step, not a stack trace."""
    done = run("add", "https://www.acme.example/careers")
    assert isinstance(done.exception, UsageError)
    assert "skillscan boards discover" in str(done.exception)
    assert not (tmp_path / "boards.csv").exists()


def test_discover_follows_one_link_and_adds(run: Callable[..., Result], tmp_path: Path) -> None:
    """The board stands on the page behind the careers page."""
    done = run("discover", "https://www.acme.example/careers", "--add", "--json")
    assert json.loads(done.output.splitlines()[0]) == {
        "source": "lever",
        "board": "acme",
        "url": "https://jobs.lever.co/acme",
    }
    assert [board.token for board in read_boards(tmp_path / "boards.csv")] == ["acme"]


@pytest.mark.parametrize(
    ("site", "board"),
    [
        pytest.param("acme", "acme", id="redirect within the site"),
        pytest.param("hires", "hires", id="redirect to a board"),
        pytest.param("moved", "https://other.co.uk/", id="redirect to another site"),
        pytest.param("feed", "https://remotive.com/remote-jobs", id="redirect to a feed"),
        pytest.param("links", None, id="link that redirects to another site"),
    ],
)
def test_discover_stays_on_the_employers_site(
    run: Callable[..., Result], site: str, board: str | None
) -> None:
    """Another firm's board would be added under the employer's name."""
    ASKED.clear()
    done = run("discover", f"https://{site}.co.uk/")
    sites = {path.split("/")[1] for path in ASKED}
    assert sites <= {f"{site}.co.uk", f"careers.{site}.co.uk", "robots.txt"}
    if board is None:
        assert done.exit_code == 3
    elif board.startswith("https:"):
        assert f"If {board} is the employer's own page, give that address." in str(done.exception)
    else:
        assert done.output.startswith(f"lever\t{board}\t")


@pytest.mark.parametrize(
    ("url", "code", "words"),
    [
        ("https://www.empty.example/", 3, "no board of a supported system"),
        ("https://www.shut.example/jobs", 1, "www.shut.example/robots.txt forbids"),
        ("https://www.down.example/jobs", 1, "robots.txt answered 503: try again later"),
        ("https://www.kept.example/jobs", 1, "reserves it from text and data mining"),
    ],
)
def test_discover_without_a_board(
    run: Callable[..., Result], url: str, code: int, words: str
) -> None:
    """A site that forbids robots is not looked at, and a failure is no "no board"."""
    done = run("discover", url)
    assert done.exit_code == code
    assert words in done.output + str(done.exception)


def test_check_tells_living_from_dead(run: Callable[..., Result], tmp_path: Path) -> None:
    """Dead boards would stay in the list for ever; living ones must not be taken for dead."""
    states = {
        "Acme,greenhouse,acme": "living",
        "Gone,greenhouse,gone": "dead",
        "Kept,greenhouse,kept": "reserved",
        "Quiet,lever,quiet": "empty",
        "Any,smartrecruiters,any": "empty",
        "Acme,personio,acme": "living",
        "Gone,personio,gone": "dead",
        "Acme,recruitee,acme": "unclear",
        "Acme,workday,acme.wd5/Jobs": "living",
        "All,remotive,all": "unchecked",
    }
    done = run("check", "--boards", board_file(tmp_path, *states), "--json")
    found = [json.loads(line)["state"] for line in done.output.splitlines()]
    assert found == list(states.values())
    assert done.exit_code == 3


def test_list_prints_all_known_boards(run: Callable[..., Result]) -> None:
    """What is not printed cannot be reviewed."""
    done = run("list", "--json")
    assert len(done.output.splitlines()) == len(read_boards())


def test_private_hosts_are_never_asked() -> None:
    """A page could send the machine to its own network."""
    with (
        Fetcher(Settings(api_base=None)) as fetcher,
        pytest.raises(FetchError, match="no address of the public internet"),
    ):
        fetcher.get("http://127.0.0.1:1/secret")


@pytest.mark.parametrize("command", ["list", "check"])
def test_unknown_source_is_named_with_the_known_ones(
    run: Callable[..., Result], command: str
) -> None:
    """A mistyped source was looked for among the boards, with the advice to add a board."""
    done = run(command, "--source", "levr")
    assert isinstance(done.exception, UsageError)
    assert "no source 'levr'" in str(done.exception)
    assert "lever" in str(done.exception)


def test_what_is_no_address_is_answered_with_one(run: Callable[..., Result]) -> None:
    """The message did not say what to type instead."""
    done = run("add", "acme")
    assert (
        str(done.exception) == "acme: no web address; it looks like https://jobs.lever.co/example."
    )


def test_a_careers_page_that_is_not_there_is_named(run: Callable[..., Result]) -> None:
    """A mistyped address looked like an employer without a board."""
    done = run("discover", "https://www.acme.example/carers")
    assert isinstance(done.exception, UsageError)
    assert "https://www.acme.example/carers answered 404" in str(done.exception)


@pytest.mark.parametrize(
    ("rows", "asked"),
    [
        (["A,lever,a", "B,ashby,b", "C,greenhouse,c", "D,recruitee,d"], "asked: api.ash"),
        ([f"A,lever,a{n}" for n in range(9)], "asked only: api.lever.co)"),
    ],
)
def test_check_without_a_network_is_one_sentence(
    run: Callable[..., Result],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    rows: list[str],
    asked: str,
) -> None:
    """A line for each board would say everything but what is wrong."""
    with closing(socket.socket()) as held:
        held.bind(("127.0.0.1", 0))
        monkeypatch.setenv("SKILLSCAN_API_BASE", f"http://127.0.0.1:{held.getsockname()[1]}")
        done = run("check", "--boards", board_file(tmp_path, *rows))
        careers = run("discover", "https://www.acme.example/careers")
    assert done.output == ""
    for failure in (done.exception, careers.exception):
        assert isinstance(failure, SkillscanError)
        assert failure.exit_code == 1
        assert str(failure).startswith("no host could be reached: is this machine online? (asked")
    assert asked in str(done.exception)
