"""A sitemap is read whole or not at all."""

import gzip
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from skillscan.spiders.base.sitemap_file import gunzip, read_sitemap

from skillscan.net.decoding import UnusableResponse

LIMIT = 100_000
ROWS = "".join(f"<url><loc> https://a.example/jobs/{n} </loc></url>" for n in range(3))
NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
SITEMAP = f"<urlset {NAMESPACE}>{ROWS}<url><lastmod>2026</lastmod></url></urlset>".encode()
LOCS = [{"loc": f"https://a.example/jobs/{n}"} for n in range(3)]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(SITEMAP, id="plain"),
        pytest.param(gzip.compress(SITEMAP), id="gzip"),
        pytest.param(gzip.compress(SITEMAP[:99]) + gzip.compress(SITEMAP[99:]), id="two members"),
        pytest.param(SITEMAP.decode().encode("utf-16"), id="UTF-16"),
        pytest.param(SITEMAP.replace(b"<lastmod>", b"<x:y/><lastmod>"), id="prefix undeclared"),
    ],
)
def test_entries(body: bytes) -> None:
    """The postings of a site would be missing."""
    assert read_sitemap(body, LIMIT) == ("urlset", LOCS)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        pytest.param(SITEMAP[:120], "not_xml", id="cut"),
        pytest.param(SITEMAP.replace(b"/1", b"/\xe9"), "not_xml", id="another charset"),
        pytest.param(SITEMAP.replace(b"/1", b"/?a=1&b=2"), "not_xml", id="bare ampersand"),
        pytest.param(b"", "not_xml", id="empty"),
        pytest.param(b"{}", "not_xml", id="JSON"),
        pytest.param(b"<!doctype html><title>Maintenance</title><p>Sorry", "not_xml", id="page"),
        pytest.param(b"<a>" * 10_000, "not_xml", id="deep"),
        pytest.param(b'<!DOCTYPE a [<!ENTITY x "y">]><urlset/>', "not_xml", id="entities"),
        pytest.param(b'<!DOCTYPE a SYSTEM "file:///x"><urlset/>', "not_xml", id="foreign DTD"),
        pytest.param(b"<rss/>", "unexpected_shape", id="feed"),
        pytest.param(gzip.compress(SITEMAP)[:-4], "cut_body", id="gzip cut"),
        pytest.param(gzip.compress(SITEMAP)[:40], "cut_body", id="gzip cut early"),
        pytest.param(gzip.compress(b" " * (LIMIT + 1)), "too_large", id="gzip bomb"),
        pytest.param(b"\x1f\x8b nonsense, at length", "bad_compression", id="no gzip"),
        pytest.param(gzip.compress(SITEMAP)[:-8] + bytes(8), "bad_compression", id="checksum"),
    ],
)
def test_what_is_no_whole_sitemap_is_named(body: bytes, reason: str) -> None:
    """Half a sitemap would close the other half's postings; an entity could read our files."""
    with pytest.raises(UnusableResponse) as caught:
        read_sitemap(body, LIMIT)
    assert caught.value.reason == reason


def test_an_index_is_told_apart() -> None:
    """The sitemaps of a large site would be taken for postings."""
    body = b"<sitemapindex><sitemap><loc>https://a.example/s.xml</loc></sitemap></sitemapindex>"
    assert read_sitemap(body, LIMIT) == ("sitemapindex", [{"loc": "https://a.example/s.xml"}])


def test_gunzip_stops_at_its_limit() -> None:
    """A small file could fill the memory."""
    packed = gzip.compress(b"x" * 1000)
    assert gunzip(packed, 1000) == b"x" * 1000
    with pytest.raises(UnusableResponse, match="too_large"):
        gunzip(packed, 999)


@given(st.binary(max_size=200))
def test_any_body_is_a_sitemap_or_a_reason(body: bytes) -> None:
    """One odd file would end the crawl of its site."""
    for one in (body, SITEMAP + body, b"\x1f\x8b\x08" + body):
        with suppress(UnusableResponse):
            read_sitemap(one, LIMIT)
