"""Real answers of two sources, crawled whole from loopback by the real spiders."""

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from chaos.crawls import crawl
from chaos.page import HTML, XML, Page
from chaos.server import serve

from skillscan.domain import Board, Outcome, Posting, RawItem
from skillscan.landing.reader import read_items
from skillscan.sources.registry import require_source

pytestmark = [pytest.mark.shared, pytest.mark.slow]
CANONICAL = re.compile(rb'rel="canonical" href="(https://builtin\.com/job/[^"]+)"')


@dataclass(frozen=True, slots=True)
class Replayed:
    """What a crawl brought: items, and what the parser made of them."""

    outcomes: Counter[str]
    items: list[RawItem]
    postings: list[Posting]
    refusals: Counter[str]


def replay(pages: list[Page], boards: list[Board], home: Path) -> Replayed:
    """Serve the pages, crawl the boards, and parse all that was landed."""
    with serve() as served:
        served.state.turn({page.key: page for page in pages})
        done = crawl(served.base_url, home, boards)
        assert (served.state.unknown, served.state.errors) == ([], [])
    root = str(home / "landing")
    items = [item for report in done.reports.values() for _, item in read_items(root, report)]
    parsed = [part for item in items for part in require_source(item.source).parse(item)]
    return Replayed(
        outcomes=Counter(report.outcome for report in done.reports.values()),
        items=items,
        postings=[part for part in parsed if isinstance(part, Posting)],
        refusals=Counter(part.reason for part in parsed if not isinstance(part, Posting)),
    )


def ashby_pages(folder: Path) -> Iterator[tuple[Board, Page]]:
    """The whole boards, compressed as the API sends them."""
    for path in sorted(folder.glob("*.json.gz")):
        token = path.name.removesuffix(".json.gz")
        address = f"https://api.ashbyhq.com/posting-api/job-board/{quote(token, safe='')}"
        yield (
            Board("ashby", token, employer=token),
            Page(
                url=f"{address}?includeCompensation=true",
                body=path.read_bytes(),
                empty=b"",
                encoding="gzip",
            ),
        )


@pytest.fixture(scope="module")
def ashby(shared_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Replayed:
    found = list(ashby_pages(shared_dir / "replay/ashby_boards"))
    boards, pages = [board for board, _ in found], [page for _, page in found]
    return replay(pages, boards, tmp_path_factory.mktemp("ashby"))


def test_every_ashby_board_is_read_whole(ashby: Replayed, shared_dir: Path) -> None:
    """Real boards hold what no invented one has: a board that stops half-way loses an employer."""
    assert ashby.outcomes == {Outcome.COMPLETE: 441}
    stated = Counter(
        (path.name.removesuffix(".json.gz"), job["id"])
        for path in (shared_dir / "replay/ashby_boards").glob("*.json.gz")
        for job in json.loads(gzip.decompress(path.read_bytes()))["jobs"]
    )
    assert Counter((item.board, item.payload["id"]) for item in ashby.items) == stated
    assert stated.total() == 9_396


def test_every_ashby_job_is_a_posting_or_refused_by_name(ashby: Replayed) -> None:
    """A parser that drops what it does not know makes the market look smaller."""
    assert len(ashby.postings) + ashby.refusals.total() == len(ashby.items)
    assert dict(ashby.refusals) == {}
    assert sum(posting.pay is not None for posting in ashby.postings) >= 3_000


def jsonld_pages(folder: Path) -> list[Page]:
    """A sitemap and its pages."""
    pages = []
    for path in sorted(folder.glob("*.html.gz")):
        body = path.read_bytes()
        match = CANONICAL.search(gzip.decompress(body))
        stem = quote(path.name.removesuffix(".html.gz"))
        url = match[1].decode() if match else f"https://builtin.com/job/{stem}"
        pages.append(Page(url=url, body=body, empty=b"", content_type=HTML, encoding="gzip"))
    rows = "".join(f"<url><loc>{p.url}</loc><lastmod>2026-02-15</lastmod></url>" for p in pages)
    sitemap = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'
    url = "https://builtin.com/sitemap.xml"
    return [Page(url=url, body=sitemap.encode(), empty=b"", content_type=XML), *pages]


@pytest.fixture(scope="module")
def jsonld(shared_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Replayed:
    pages = jsonld_pages(shared_dir / "replay/jsonld/builtin")
    board = Board("jsonld", "builtin.com", employer="Built In")
    return replay(pages, [board], tmp_path_factory.mktemp("jsonld"))


def test_every_jsonld_page_is_a_posting_or_refused_by_name(jsonld: Replayed) -> None:
    """What employers publish for search engines would be lost to a type written with &#x2B;."""
    assert jsonld.outcomes == {Outcome.COMPLETE: 1}
    assert len(jsonld.items) == 150
    assert len(jsonld.postings) + jsonld.refusals.total() == len(jsonld.items)
    assert dict(jsonld.refusals) == {}


def test_single_pages_are_read(shared_dir: Path, tmp_path: Path) -> None:
    """An operator who gives one page's address would get nothing."""
    folder = shared_dir / "replay/jsonld"
    pages = [
        Page(
            url=f"https://{path.stem.replace('_', '-')}.example/jobs/one",
            body=path.read_bytes(),
            empty=b"",
            content_type=HTML,
        )
        for path in sorted(folder.glob("*.html"))
    ]
    found = replay(pages, [Board("jsonld", page.url, "Somebody") for page in pages], tmp_path)
    assert found.outcomes == {Outcome.COMPLETE: 2}
    assert [posting.title for posting in found.postings] == [
        "Software Engineer, Infrastructure",
        "Manager Ecosystem Integration & Certification (Human)",
    ]


@pytest.mark.parametrize("source", ["ashby", "jsonld"])
def test_postings_have_what_statistics_need(source: str, request: pytest.FixtureRequest) -> None:
    """A field read from the wrong place is empty everywhere, and nobody notices."""
    replayed: Replayed = request.getfixturevalue(source)
    assert len({posting.posting_id for posting in replayed.postings}) == len(replayed.postings)
    for posting in replayed.postings:
        assert posting.title.strip()
        assert len(posting.body) > 20
        assert urlsplit(posting.url or "").scheme == "https"
    assert _share(replayed, "locations") > 0.95
    assert _share(replayed, "posted_at") > 0.95


def _share(replayed: Replayed, name: str) -> float:
    values: list[Any] = [getattr(posting, name) for posting in replayed.postings]
    return sum(bool(value) for value in values) / len(values)
