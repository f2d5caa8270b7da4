"""Single requests have the manners of a crawl."""

import gzip
import json
import socket
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from threading import Thread
from time import monotonic, sleep
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from skillscan.net import client
from skillscan.net.client import Fetcher
from skillscan.net.fetched_page import FetchError
from skillscan.net.manners import manners
from skillscan.net.redirects import anywhere
from skillscan.settings import Settings

HOST = "https://www.acme.example"


@dataclass
class Site:
    """A server for all hosts: responses by host and path, each in turn, the last one for ever."""

    base: str
    responses: dict[str, tuple[Response, ...]] = field(default_factory=dict)
    asked: dict[str, list[Request]] = field(default_factory=dict)

    def serve(self, path: str, *responses: Response, host: str = "www.acme.example") -> None:
        self.responses[f"/{host}{path}"], self.asked[path] = responses, []

    def answer(self, request: Request) -> Response:
        responses = self.responses.get(request.path)
        if responses is None:
            return Response(status=404)
        asked = self.asked["/" + request.path.split("/", 2)[2]]
        asked.append(request)
        return responses[min(len(asked), len(responses)) - 1]


@pytest.fixture
def site(httpserver: HTTPServer) -> Site:
    made = Site(httpserver.url_for("").rstrip("/"))
    httpserver.expect_request("").respond_with_handler(made.answer)
    return made


@pytest.fixture
def fetcher(site: Site) -> Iterator[Fetcher]:
    """Asks the server on loopback, whichever host is meant."""
    with Fetcher(Settings(api_base=site.base)) as found:
        yield found


def go(location: str, status: int = 302) -> Response:
    return Response(status=status, headers={"Location": location})


def reason_of(fetcher: Fetcher, path: str, **options: Any) -> str:
    with pytest.raises(FetchError) as caught:
        fetcher.get(HOST + path, **options)
    return caught.value.reason


def test_a_page_comes_with_its_text(fetcher: Fetcher, site: Site) -> None:
    """An employer's name would be mangled, and nobody would know who asked."""
    page = Response("Zürich".encode("latin-1"), content_type="text/html; charset=iso-8859-1")
    site.serve("/jobs", page)
    found = fetcher.get(f"{HOST}/jobs")
    assert (found.url, found.status, found.text) == (f"{HOST}/jobs", 200, "Zürich")
    assert site.asked["/jobs"][0].headers["User-Agent"].startswith("skillscan/")


def test_a_body_makes_it_a_post(fetcher: Fetcher, site: Site) -> None:
    """Workday's boards could not be checked."""
    site.serve("/api", Response("{}"))
    fetcher.get(f"{HOST}/api", json_body={"limit": 1})
    (asked,) = site.asked["/api"]
    assert (asked.method, json.loads(asked.data)) == ("POST", {"limit": 1})
    assert asked.headers["Accept"] == "application/json"


def test_no_cookie_is_sent_back(fetcher: Fetcher, site: Site) -> None:
    """Sites could follow our requests."""
    site.serve("/jobs", Response("", headers={"Set-Cookie": "a=b; Path=/"}))
    fetcher.get(f"{HOST}/jobs")
    fetcher.get(f"{HOST}/jobs")
    assert "Cookie" not in site.asked["/jobs"][1].headers


def test_redirects_stay_on_their_host(fetcher: Fetcher, site: Site) -> None:
    """Another host would answer for the one that was meant."""
    site.serve("/old", go("/new"))
    site.serve("/new", Response("here"))
    site.serve("/away", go("https://evil.example/"))
    site.serve("/circle", go("/circle"))
    assert fetcher.get(f"{HOST}/old").url == f"{HOST}/new"
    assert reason_of(fetcher, "/circle") == "too_many_redirects"
    assert reason_of(fetcher, "/old", json_body={}) == "redirect_refused"
    with pytest.raises(FetchError, match="evil") as caught:
        fetcher.get(f"{HOST}/away")
    assert caught.value.target == "https://evil.example/"


def test_redirects_lead_where_they_may(fetcher: Fetcher, site: Site) -> None:
    """A careers page often stands on another host of its employer."""
    site.serve("/away", go("https://careers.acme.example/jobs"))
    site.serve("/jobs", Response("here"), host="careers.acme.example")
    found = fetcher.get(f"{HOST}/away", may_lead=anywhere)
    assert (found.url, found.text) == ("https://careers.acme.example/jobs", "here")


@pytest.mark.parametrize(
    ("robots", "reason"),
    [
        (Response("User-agent: skillscan\nDisallow: /"), "robots_disallowed"),
        (Response(status=500), "robots_unavailable"),
        (Response(status=429), "robots_unavailable"),
        (Response("User-agent: *\nCrawl-delay: 3600"), "crawl_delay_too_long"),
        (go("/robots.txt"), "robots_unavailable"),
    ],
)
def test_robots_is_obeyed(fetcher: Fetcher, site: Site, robots: Response, reason: str) -> None:
    """We would look at sites that forbid it, or that are too ill to say."""
    site.serve("/robots.txt", robots)
    site.serve("/jobs", Response("here"))
    assert reason_of(fetcher, "/jobs") == reason
    count = len(site.asked["/robots.txt"])
    assert reason_of(fetcher, "/jobs") == reason
    assert (len(site.asked["/robots.txt"]), site.asked["/jobs"]) == (count, [])


def test_a_robots_file_may_stand_elsewhere(fetcher: Fetcher, site: Site) -> None:
    """RFC 9309: what it forbids there would be read nevertheless."""
    site.serve("/robots.txt", go("https://acme.example/robots.txt"))
    forbidding = "User-agent: *\nDisallow: /"
    site.serve("/robots.txt", Response(forbidding), host="acme.example")
    assert reason_of(fetcher, "/jobs") == "robots_disallowed"


def test_a_host_is_left_the_pause_it_asks_for(fetcher: Fetcher, site: Site) -> None:
    """A site that asks for patience would block us, and be right."""
    site.serve("/robots.txt", Response("User-agent: *\nCrawl-delay: 0.4"))
    site.serve("/jobs", Response("here"))
    fetcher.get(f"{HOST}/jobs")
    begun = monotonic()
    fetcher.get(f"{HOST}/jobs")
    assert monotonic() - begun >= 0.35


def test_a_busy_server_is_asked_again(fetcher: Fetcher, site: Site) -> None:
    """One busy moment would make a living board look unclear, or we would hammer its host."""
    busy = Response(status=429, headers={"Retry-After": "1"})
    site.serve("/jobs", busy, Response(status=503), Response("here"))
    begun = monotonic()
    assert fetcher.get(f"{HOST}/jobs").text == "here"
    assert monotonic() - begun >= 0.9
    assert len(site.asked["/jobs"]) == 3


@pytest.mark.parametrize(
    ("response", "tries"),
    [
        (Response(status=429), 4),
        (Response(status=429, headers={"Retry-After": "86400"}), 1),
        (Response(status=500), 1),
    ],
)
def test_patience_ends(fetcher: Fetcher, site: Site, response: Response, tries: int) -> None:
    """The command would wait for a day."""
    site.serve("/jobs", response)
    assert fetcher.get(f"{HOST}/jobs").status == response.status_code
    assert len(site.asked["/jobs"]) == tries


@pytest.mark.parametrize("encoding", ["", "gzip"])
def test_large_bodies_are_refused(
    fetcher: Fetcher, site: Site, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    """A hostile page would fill the memory."""
    monkeypatch.setattr(client, "MAX_BODY_BYTES", 100_000)
    body = b" " * 100_001
    headers = {"Content-Encoding": encoding} if encoding else {}
    content = gzip.compress(body) if encoding else body
    site.serve("/big", Response(content, headers=headers))
    assert reason_of(fetcher, "/big") == "too_large"


def test_a_damaged_compression_is_named(fetcher: Fetcher, site: Site) -> None:
    """The message would be a stack trace."""
    site.serve("/bad", Response(b"nonsense", headers={"Content-Encoding": "gzip"}))
    assert reason_of(fetcher, "/bad") == "bad_compression"


@pytest.mark.parametrize("url", ["", "acme", "http://[broken", "https:///jobs", "http://a b/"])
def test_what_is_no_web_address_is_named(url: str) -> None:
    """The message would be a stack trace."""
    with Fetcher(Settings(api_base=None)) as found, pytest.raises(FetchError):
        found.get(url)


def trickle(listener: socket.socket) -> None:
    """Accept one connection and send a byte of a header ten times a second, for ever."""
    connection, _ = listener.accept()
    with closing(connection):
        connection.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while True:
            try:
                connection.sendall(b".")
            except OSError:
                return
            sleep(0.1)


def test_a_server_that_trickles_is_left() -> None:
    """A byte a second keeps every single read in time, and the command waiting for ever."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        Thread(target=trickle, args=(listener,), daemon=True).start()
        settings = Settings(api_base=f"http://127.0.0.1:{listener.getsockname()[1]}")
        hasty = replace(manners(settings), timeout_seconds=0.5)
        with Fetcher(settings, hasty) as found, pytest.raises(FetchError, match=r"too long|timed"):
            found.get(f"{HOST}/jobs")


TDM_FILE = "/.well-known/tdmrep.json"


@pytest.mark.parametrize(
    ("file", "header", "is_read"),
    [
        ([{"location": "/careers", "tdm-reservation": 1}], "", False),
        ([{"location": "/jobs", "tdm-reservation": 1}], "", True),
        ([], "1", False),
        ([], "0", True),
        (None, "", True),
    ],
)
def test_reservations_are_obeyed(
    site: Site, fetcher: Fetcher, file: Any, header: str, *, is_read: bool
) -> None:
    """`boards discover` would read what a crawl leaves alone."""
    if file is not None:
        site.serve(TDM_FILE, Response(json.dumps(file)))
    site.serve("/careers", Response("page", headers={"tdm-reservation": header}))
    for _ in range(2):
        if is_read:
            assert fetcher.get(f"{HOST}/careers").text == "page"
        else:
            with pytest.raises(FetchError) as caught:
                fetcher.get(f"{HOST}/careers")
            assert caught.value.reason == "tdm_reserved"
    if file:
        assert len(site.asked[TDM_FILE]) == 1
    assert bool(site.asked["/careers"]) is (is_read or bool(header))


def test_a_file_of_reservations_may_be_elsewhere_on_the_site(site: Site, fetcher: Fetcher) -> None:
    """A host without www would be taken for one that reserves nothing."""
    moved = Response(status=301, headers={"Location": f"https://acme.example{TDM_FILE}"})
    stated = [{"location": "/", "tdm-reservation": 1}]
    site.serve(TDM_FILE, Response(json.dumps(stated)), host="acme.example")
    site.serve(TDM_FILE, moved)
    site.serve("/careers", Response("page"))
    with pytest.raises(FetchError):
        fetcher.get(f"{HOST}/careers")
