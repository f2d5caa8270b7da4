"""What is reserved from text and data mining, by file, header or page."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillscan.net.tdm import (
    MAX_FILE_BYTES,
    MAX_RULES,
    TDM_RESERVED,
    read_tdm_file,
    response_refusal,
    tdm_file,
)

FILE = "https://a.example/.well-known/tdmrep.json"
URL = "https://a.example/v1/boards/acme/jobs?content=true"


def rule(location: Any, reservation: Any = 1, **more: Any) -> dict[str, Any]:
    return {"location": location, "tdm-reservation": reservation, **more}


def is_refused(stated: Any, url: str = URL, status: int = 200) -> bool:
    body = stated if isinstance(stated, bytes) else json.dumps(stated).encode()
    refusal = read_tdm_file(FILE, status, body).refusal(url)
    assert refusal is None or (refusal.reason == TDM_RESERVED and FILE in refusal.detail)
    return refusal is not None


@pytest.mark.parametrize(
    ("location", "path", "is_matched"),
    [
        ("/", "/anything", True),
        ("/", "", True),
        ("", "/anything", True),
        ("/v1/", "/v1/boards", True),
        ("/v1/", "/v2/boards", False),
        ("v1/", "/v1/boards", True),
        ("https://a.example/v1/", "/v1/boards", True),
        ("/V1/", "/v1/boards", False),
        ("/v1/boards$", "/v1/boards", True),
        ("/v1/boards$", "/v1/boards/acme", False),
        ("/v1/*/jobs", "/v1/boards/acme/jobs?content=true", True),
        ("/v1/*/jobs$", "/v1/boards/acme/jobs", True),
        ("/v1/*/jobs$", "/v1/boards/acme/jobs?content=true", False),
        ("*.json", "/a/b.json", True),
        ("*.json$", "/a/b.json.gz", False),
        ("/a*a$", "/a", False),
        ("/a*a$", "/aa", True),
        ("/*", "/", True),
        ("/a**b", "/a/b", True),
        ("/foo-%24", "/foo-$", False),
        ("/foo-%24", "/foo-%24", True),
        ("/%6Aobs/", "/jobs/1", True),
        ("/jobs/", "/%6aobs/1", True),
        ("/a%2fb", "/a%2Fb", True),
    ],
)
def test_locations(location: str, path: str, is_matched: bool) -> None:
    """What is reserved would be collected, or what is not would be left out."""
    assert is_refused([rule(location)], f"https://a.example{path}") is is_matched


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ([rule("/", 1)], True),
        ([rule("/", "1")], True),
        ([rule("/", 0)], False),
        ([rule("/", 2), rule("/", 1)], True),
        ([rule("/", None)], False),
        ([rule("/v1/", 0), rule("/", 1)], False),
        ([rule("/", 1), rule("/v1/", 0)], True),
        ([rule("/x", 1), rule("/v1", 1, **{"tdm-policy": "https://a.example/policy"})], True),
        (rule("/", 1), True),
        ([{"tdm-reservation": 1}], False),
        ([rule(["/"], 1), rule(5, 1)], False),
        ([None, 3, [], "x", rule("/", 1)], True),
        ([], False),
        ({}, False),
        ("1", False),
        (None, False),
        (b"", False),
        (b"<html>Not found</html>", False),
        (b"[" * 100_000, False),
        (b"\xff\xfe", False),
    ],
)
def test_the_first_rule_that_matches_counts(stated: Any, expected: bool) -> None:
    """A file of an odd shape would end a crawl, or rules be read in another order."""
    assert is_refused(stated) is expected


@pytest.mark.parametrize("status", [404, 403, 500, 503, 302])
def test_a_file_that_is_not_there_reserves_nothing(status: int) -> None:
    """A host that answers 500 to an unknown path would never be read again."""
    assert not is_refused([rule("/")], status=status)


def test_a_long_location_frees_nothing() -> None:
    """Where its end is cut off it would match more than was meant."""
    long = "/v1/" + "*" * 3 + "x" * 2_000
    assert not is_refused([rule(long)])
    assert is_refused([rule(long)], "https://a.example/v1/" + "x" * 2_000)
    assert is_refused([rule(long, 0), rule("/")], "https://a.example/v1/" + "x" * 2_000)


def test_a_file_larger_than_we_read_reserves_the_rest() -> None:
    """Who writes ten thousand rules means something by the last of them, too."""
    many = [rule("/v1/boards/free/", 0), *[rule(f"/x{n}") for n in range(MAX_RULES)]]
    assert is_refused(many)
    assert not is_refused(many, "https://a.example/v1/boards/free/jobs")
    assert is_refused(b"[" + b" " * MAX_FILE_BYTES)
    assert not is_refused(b"<html>" + b" " * MAX_FILE_BYTES)


HTML = "text/html; charset=utf-8"


@pytest.mark.parametrize(
    ("header", "body", "kind", "status", "expected"),
    [
        ("1", b"{}", "application/json", 200, True),
        ("1", b"", "", 304, True),
        (" 1 ", b"{}", "application/json", 200, True),
        ("0, 1", b"{}", "application/json", 200, True),
        ("0", b"{}", "application/json", 200, False),
        ("11", b"{}", "application/json", 200, False),
        ("", b"{}", "application/json", 200, False),
        ("1", b"gone", "text/plain", 404, False),
        ("", b'<meta name="tdm-reservation" content="1">', HTML, 200, True),
        ("0", b"<META CONTENT=' 1 ' NAME='TDM-Reservation'/>", HTML, 200, True),
        ("", b'<meta name="tdm-&#114;eservation" content="1">', HTML, 200, False),
        ("", b'<meta name="tdm-reservation" content="0">', HTML, 200, False),
        ("", b'<meta name="tdm-reservation">', HTML, 200, False),
        ("", b'<!-- <meta name="tdm-reservation" content="1"> -->', HTML, 200, False),
        ("", b"<p>tdm-reservation: 1</p>", HTML, 200, False),
        ("", b"<meta name='tdm-reservation' content='1'>", "application/json", 200, False),
        ("", b"<![tdm-reservation", HTML, 200, False),
    ],
)  # fmt: skip
def test_responses(header: str, body: bytes, kind: str, status: int, expected: bool) -> None:
    """A page that says no would be counted; or a posting about the protocol be left out."""
    refusal = response_refusal(URL, status, header, body, kind)
    assert (refusal is not None) is expected
    assert refusal is None or refusal.reason == TDM_RESERVED


NAMES = st.sampled_from(["location", "tdm-reservation"])
VALUES = st.recursive(
    st.none() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(NAMES, inner),
)
FILES = st.binary(max_size=300) | VALUES.map(lambda value: json.dumps(value).encode())


@given(FILES, st.text(max_size=50))
def test_no_file_and_no_address_ends_a_crawl(body: bytes, path: str) -> None:
    """One host's strange file would end the night of all others."""
    read_tdm_file(FILE, 200, body).refusal(f"https://a.example/{path}")


@pytest.mark.parametrize(
    ("base", "expected"),
    [("", FILE), ("http://127.0.0.1:81", "http://127.0.0.1:81/a.example/.well-known/tdmrep.json")],
)
def test_where_the_file_lies(base: str, expected: str) -> None:
    """The file of another host would speak for this one."""
    assert tdm_file(URL, base) == expected
