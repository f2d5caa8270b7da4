"""Which redirects are followed, and where they lead."""

import pytest

from skillscan.net.redirects import anywhere, is_same_host, redirect_refusal, redirect_target

URL = "https://api.lever.co/v0/postings/acme"


@pytest.mark.parametrize(
    ("method", "target", "is_followed"),
    [
        ("GET", "https://api.lever.co/v1/x", True),
        ("GET", "http://api.lever.co/v1/x", False),
        ("GET", "https://lever.example/", False),
        ("GET", "https://api.lever.co.evil.example/", False),
        ("GET", "file:///etc/passwd", False),
        ("GET", "http://[broken", False),
        ("POST", "https://api.lever.co/v1/x", False),
    ],
)
def test_redirects_stay_on_their_host(method: str, target: str, is_followed: bool) -> None:
    """A POST would become a GET, or another host would answer for the API."""
    refusal = redirect_refusal(303, method, URL, target)
    assert (refusal is None) is is_followed
    if refusal:
        assert (refusal.reason, refusal.http_status) == ("redirect_refused", 303)


def test_robots_may_lead_anywhere_but_not_to_http() -> None:
    """RFC 9309: a robots.txt may stand on another host; it must not lose its seal."""
    assert redirect_refusal(301, "GET", URL, "https://other.example/", anywhere) is None
    assert redirect_refusal(301, "GET", URL, "http://other.example/", anywhere)
    assert not is_same_host(URL, "https://other.example/")


@pytest.mark.parametrize(
    ("location", "target"),
    [
        ("/a.example/b", "https://a.example/b"),
        ("/b", "https://a.example/b"),
        ("b", "https://a.example/x/b"),
        ("http://127.0.0.1:9/other.example/b", "http://127.0.0.1:9/other.example/b"),
        ("https://a.example/c", "https://a.example/c"),
        ("http://[broken", "http://[broken"),
    ],
)
def test_redirects_below_an_api_base(location: str, target: str) -> None:
    """The sample market could not redirect as the real APIs do."""
    asked = "https://a.example/x/y"
    url = "http://127.0.0.1:9/a.example/x/y"
    assert redirect_target(url, asked, location, "http://127.0.0.1:9") == target
