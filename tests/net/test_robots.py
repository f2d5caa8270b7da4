"""What a robots.txt says, and what its absence means."""

import pytest

from skillscan.net.request_refusal import RequestRefusal
from skillscan.net.robots import MAX_ROBOTS_BYTES, RobotsRules, read_robots, robots_urls

ROBOTS = "https://a.example/robots.txt"
URL = "https://a.example/jobs"


def rules(text: str) -> RobotsRules:
    found = read_robots(ROBOTS, 200, text.encode())
    assert isinstance(found, RobotsRules)
    return found


@pytest.mark.parametrize(
    ("status", "is_available"),
    [(200, True), (404, True), (403, True), (429, False), (500, False), (503, False), (302, False)],
)
def test_which_responses_count(status: int, is_available: bool) -> None:
    """RFC 9309: a client error allows, a server error or a lost redirect does not."""
    found = read_robots(ROBOTS, status, b"")
    if isinstance(found, RequestRefusal):
        assert (is_available, found.reason) == (False, "robots_unavailable")
    else:
        assert is_available
        assert found.refusal(URL) is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("User-agent: *\nDisallow: /", "robots_disallowed"),
        ("User-agent: skillscan\nDisallow: /jobs", "robots_disallowed"),
        ("User-agent: other\nDisallow: /", None),
        ("User-agent: *\nDisallow: /\n\nUser-agent: skillscan\nAllow: /", None),
        ("User-agent: *\nCrawl-delay: 86400\n", "crawl_delay_too_long"),
        ("User-agent: *\nCrawl-delay: 7\n", None),
        ("<html>", None),
        ("#" * MAX_ROBOTS_BYTES + "\nUser-agent: *\nDisallow: /", None),
    ],
)
def test_what_is_refused(text: str, reason: str | None) -> None:
    """We would read what a site forbids, or keep a crawl running for days for one site."""
    refusal = rules(text).refusal(URL)
    assert (refusal and refusal.reason) == reason


@pytest.mark.parametrize(("stated", "seconds"), [("7", 7.0), ("0.5", 0.5), ("-3", 0.0), ("x", 0.0)])
def test_crawl_delay(stated: str, seconds: float) -> None:
    """A site that asks for patience would block us, and be right."""
    assert rules(f"User-agent: *\nCrawl-delay: {stated}\n").crawl_delay_seconds == seconds


def test_two_files_judge_below_an_api_base() -> None:
    """Whoever serves the API base may forbid, and so may the original host."""
    assert robots_urls("https://a.example/jobs?x=1", "") == [(ROBOTS, "https://a.example/jobs?x=1")]
    base = "http://127.0.0.1:9"
    assert robots_urls(URL, base) == [
        (f"{base}/robots.txt", f"{base}/a.example/jobs"),
        (f"{base}/a.example/robots.txt", URL),
    ]
