"""Bytes to text and back: encodings, and files that are no articles."""

import codecs
from pathlib import PurePath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillscan.article.source import read
from skillscan.article.source.decoding import UnreadableArticleError, decode


@pytest.mark.parametrize(
    ("content", "text", "encoding"),
    [
        ("ä 7%".encode(), "ä 7%", "utf-8"),
        (codecs.BOM_UTF8 + "ä 7%".encode(), "ä 7%", "utf-8"),
        (codecs.BOM_UTF16_LE + "ä 7%".encode("utf-16-le"), "ä 7%", "utf-16-le"),
        (codecs.BOM_UTF16_BE + "ä 7%".encode("utf-16-be"), "ä 7%", "utf-16-be"),
        (b"\xe4 7\xa0% \x80", "ä 7\u00a0% €", "cp1252"),
        (b"\xe4 \x81", "ä \x81", "latin-1"),
        (b"<meta charset=windows-1251>\xcf 7%", "<meta charset=windows-1251>П 7%", "cp1251"),
        (b"<meta charset=rot13>7%", "<meta charset=rot13>7%", "utf-8"),
        (b"", "", "utf-8"),
    ],
)
def test_the_encoding_is_found(content: bytes, text: str, encoding: str) -> None:
    """An old site's encoding survives a refresh."""
    found = decode(content, "html")
    assert (found.text, found.encoding) == (text, encoding)
    assert found.encoded(found.text) == content


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"a\0b", "byte 1 is NUL: a binary file, or UTF-16 without"),
        ("7%".encode("utf-16-le"), "UTF-16 without a byte order mark"),
        (codecs.BOM_UTF16_LE + b"a", "byte 2 is no UTF-16-LE"),
        (codecs.BOM_UTF8 + b"a\xff", "byte 4 is no UTF-8"),
        (b"\x89PNG\r\n", "a picture"),
        (b"%PDF-1.7 ", "a PDF"),
        (b"\x01\x02\x03 a", "control characters"),
        (b"a" * 20_000_001, "larger than"),
    ],
)
def test_what_is_no_text_is_refused(content: bytes, says: str) -> None:
    """A picture that is taken for an article without claims looks like a current article."""
    with pytest.raises(UnreadableArticleError, match=f"(?s)^page.md: .*{says}"):
        read(content, PurePath("page.md"))


@given(st.binary(max_size=80))
def test_any_bytes_come_back_or_are_refused(content: bytes) -> None:
    """A refresh never turns what it could not read into something else."""
    try:
        found = decode(content, "html")
    except UnreadableArticleError:
        return
    assert found.encoded(found.text) == content


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.MD", b"`<b>5%</b>`", "markdown"),
        ("a.htm", b"x", "html"),
        ("a.txt", b"<p>x", "text"),
        ("a.php", b"<?php ?><p>x", "html"),
        ("a", b"x", "text"),
    ],
)
def test_the_format_is_told_by_ending_or_first_bytes(
    name: str, content: bytes, expected: str
) -> None:
    """Code in Markdown is no text, and tags in HTML are none."""
    assert read(content, PurePath(name)).format == expected
