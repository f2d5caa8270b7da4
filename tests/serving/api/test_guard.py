"""Who may ask the server, and what a browser may do with an answer."""

import pytest
from starlette.testclient import TestClient

from skillscan.errors import SkillscanError, UsageError
from skillscan.serving.api.guard import is_own_host
from skillscan.serving.api.server import address_of, bound_socket


@pytest.mark.parametrize(
    ("host", "is_own"),
    [
        ("127.0.0.1", True),
        ("127.0.0.1:8000", True),
        ("127.8.8.8:1", True),
        ("localhost:8000", True),
        ("LOCALHOST", True),
        ("[::1]:8000", True),
        ("", False),
        ("evil.example", False),
        ("127.0.0.1.evil.example", False),
        ("localhost.evil.example:8000", False),
        ("evil.example@127.0.0.1:80@evil.example", False),
        ("192.168.0.2", False),
        ("0.0.0.0", False),  # noqa: S104
        ("[::1", False),
        ("[bad]", False),
    ],
)
def test_only_names_of_this_machine_are_answered(
    client: TestClient, host: str, is_own: bool
) -> None:
    """A page of somebody else's could read the server under a name that it lets point here."""
    assert is_own_host(host) == is_own
    answer = client.get("/healthz", headers={"Host": host})
    assert answer.status_code == (200 if is_own else 421)


@pytest.mark.parametrize(
    "path", ["/", "/review", "/api/", "/api/statistics", "/healthz", "/nothing", "/latest/nothing"]
)
def test_every_answer_is_guarded(client: TestClient, path: str) -> None:
    """A browser would guess types, tell others where readers come from, or keep cookies."""
    answer = client.get(path)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["x-frame-options"] == "DENY"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert "set-cookie" not in answer.headers
    is_api = path.startswith("/api/")
    assert answer.headers.get("access-control-allow-origin") == ("*" if is_api else None)


def test_head_is_answered_as_get_without_a_body(client: TestClient) -> None:
    """A link checker or a monitor would see an error."""
    for path in ("/healthz", "/api/statistics", "/latest/"):
        head, get = client.head(path), client.get(path)
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers.get("etag") == get.headers.get("etag")


@pytest.mark.parametrize("path", ["/api/statistics", "/healthz", "/latest/"])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_nothing_can_be_written(client: TestClient, path: str, method: str) -> None:
    """The server would be more than a reader."""
    answer = client.request(method, path)
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET"


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.0.2", "example.org", ""])  # noqa: S104
def test_no_address_that_others_reach(host: str) -> None:
    """Everybody in the network could read the releases, and have articles reviewed."""
    with pytest.raises(UsageError, match="no log-in"):
        bound_socket(host, 0)


def test_a_taken_port_is_told_with_what_to_do() -> None:
    """The traceback of a socket would be all that a user gets."""
    with bound_socket("127.0.0.1", 0) as first:
        port = first.getsockname()[1]
        assert address_of(first) == f"http://127.0.0.1:{port}/"
        with pytest.raises(SkillscanError, match=f"port {port} of 127.0.0.1 is taken.*--port 0"):
            bound_socket("127.0.0.1", port)
