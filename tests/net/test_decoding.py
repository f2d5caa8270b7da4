"""Answers become data or a named reason."""

import json
import math
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillscan.net.decoding import (
    UnusableResponse,
    decode_html,
    decode_json,
    decode_xml,
    list_at,
    status_reason,
)

DEEP = b"[" * 100_000
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters())
JSON = st.recursive(
    SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters()), inner)
)


@pytest.mark.parametrize(
    ("body", "content_type", "data"),
    [
        (b'{"a": "\xc3\xa9"}', "", {"a": "é"}),
        (b'\xef\xbb\xbf{"a": 1}', "application/json", {"a": 1}),
        (b'{"a": "\xe9"}', "application/json; charset=iso-8859-1", {"a": "é"}),
        (b'{"a": "\xc3\xa9"}', "application/json; charset=iso-8859-1", {"a": "é"}),
        (b" [1] ", "text/html", [1]),
        (rb'{"a": "\ud83d"}', "", {"a": "\ud83d"}),
        (b"[1e400, -Infinity]", "", [math.inf, -math.inf]),
        (b"[12345678901234567890123]", "", [12345678901234567890123]),
    ],
)
def test_json(body: bytes, content_type: str, data: object) -> None:
    """Postings would be lost, or their umlauts broken."""
    assert decode_json(body, content_type) == data


@given(JSON)
def test_json_is_what_the_standard_library_says(data: object) -> None:
    """A posting would be another one than its source sent, or none."""
    text = json.dumps(data)
    assert repr(decode_json(text.encode())) == repr(json.loads(text))


@pytest.mark.parametrize(
    ("body", "content_type", "reason"),
    [
        (b"", "", "empty_body"),
        (b"  \n", "", "empty_body"),
        (b"<html>", "", "html_instead_of_json"),
        (b'{"a": [1, 2', "", "cut_json"),
        (b'{"a": "on', "", "cut_json"),
        (b"{'a': 1} and more text", "", "not_json"),
        (DEEP, "", "not_json"),
        (b"9" * 5000, "", "not_json"),
        (b'{"a": "\xe9"}', "application/json; charset=utf-8", "wrong_charset"),
        (b'{"a": "\xe9"}', "application/json; charset=nonsense", "wrong_charset"),
    ],
)
def test_bad_json_is_named(body: bytes, content_type: str, reason: str) -> None:
    """The report could not say what was wrong with the board."""
    with pytest.raises(UnusableResponse) as caught:
        decode_json(body, content_type)
    assert caught.value.reason == reason


@given(st.binary(max_size=200), st.text(max_size=60))
def test_any_body_is_data_or_a_reason(body: bytes, content_type: str) -> None:
    """One strange answer would stop the crawl."""
    with suppress(UnusableResponse):
        decode_json(body, content_type)


@pytest.mark.parametrize(
    "body",
    [
        b"<a><b></a>",
        b"",
        b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
        b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
        b'<?xml version="1.0" encoding="nonsense"?><a/>',
    ],
)
def test_bad_xml_is_refused(body: bytes) -> None:
    """Entities could read our files or fill the memory."""
    with pytest.raises(UnusableResponse, match="not_xml"):
        decode_xml(body)


def test_a_missing_list_is_named() -> None:
    """An error object would be taken for an empty board."""
    assert list_at({"a": {"b": [1]}}, "a", "b") == [1]
    for data in ({"error": "x"}, [1], None, {"a": {}}):
        with pytest.raises(UnusableResponse, match="unexpected_shape"):
            list_at(json.loads(json.dumps(data)), "a", "b")


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (200, None),
        (204, None),
        (302, "redirect_refused"),
        (403, "forbidden"),
        (404, "not_found"),
        (410, "not_found"),
        (418, "http_error"),
        (429, "rate_limited"),
        (502, "server_error"),
    ],
)
def test_statuses(status: int, reason: str | None) -> None:
    """A dead board and a busy server would look the same."""
    assert status_reason(status) == reason


@pytest.mark.parametrize(
    ("body", "content_type", "is_as_said"),
    [
        ("Zürich, naïve café".encode(), "text/html; charset=utf-8", True),
        ("Zürich, naïve café".encode(), "text/html; charset=iso-8859-1", True),
        ("Zürich, naïve café".encode("latin-1"), "text/html; charset=iso-8859-1", True),
        ("Zürich, naïve café".encode("latin-1"), "text/html; charset=utf-8", False),
        ("Zürich, naïve café".encode("latin-1"), "text/html; charset=unheard-of", False),
        ("Zürich, naïve café".encode("latin-1"), "", False),
        ("Zürich, naïve café".encode("latin-1"), "charset=undefined", False),
        ("Zürich, naïve café".encode("latin-1"), "charset=idna", False),
    ],
)
def test_pages_in_another_charset_are_read(
    body: bytes, content_type: str, is_as_said: bool
) -> None:
    """Every employer beyond the English-speaking world would have a mangled name."""
    assert decode_html(body, content_type) == ("Zürich, naïve café", is_as_said)


@pytest.mark.parametrize(
    ("page", "codec", "content_type"),
    [
        ('<html><meta charset="windows-1250"><p>Łódź', "cp1250", "text/html"),
        ('<?xml version="1.0" encoding="windows-1250"?><html>Łódź', "cp1250", "text/html"),
        ('<!-- <meta charset="koi8-r"> --><meta charset="cp1250">Łódź', "cp1250", "text/html"),
        ("<p>“naïve” – café €", "cp1252", "text/html; charset=iso-8859-1"),
        ('<meta charset="gb2312"><p>北京', "gb18030", "text/html"),
        ("<p>Zürich 東京", "utf-16", "text/html"),
    ],
)
def test_a_page_is_read_as_browsers_read_it(page: str, codec: str, content_type: str) -> None:
    """Half of the older sites would count as broken, or have control characters for quotes."""
    assert decode_html(page.encode(codec), content_type) == (page, True)


@given(st.binary(max_size=400), st.text(max_size=40))
def test_any_page_is_text(body: bytes, content_type: str) -> None:
    """One odd page would end the crawl of its site."""
    assert isinstance(decode_html(body, content_type)[0], str)
