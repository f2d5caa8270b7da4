"""Two clean crawls of the sample market give the same postings."""

from pathlib import Path

import pytest
from chaos.crawls import crawl

from skillscan.domain import Outcome, Posting
from skillscan.landing.reader import read_items, reports
from skillscan.sample_market.generator import build_market
from skillscan.sample_market.listing import sample_boards
from skillscan.sample_market.server import serve
from skillscan.sources.registry import require_source


def parsed(home: Path) -> dict[str, Posting]:
    """The postings of a crawl by their id."""
    root = str(home / "landing")
    found = [
        posting
        for report in reports(root)
        for _, item in read_items(root, report)
        for posting in require_source(item.source).parse(item)
        if isinstance(posting, Posting)
    ]
    assert len({posting.posting_id for posting in found}) == len(found)
    return {posting.posting_id: posting for posting in found}


@pytest.mark.slow
def test_two_clean_crawls_give_the_same_postings(tmp_path: Path) -> None:
    """A posting that comes and goes with our luck would make every trend a rumour."""
    market = build_market()
    boards = sample_boards(market)
    with serve(market) as base_url:
        crawls = [crawl(base_url, tmp_path / name, boards) for name in ("one", "two")]
    for done in crawls:
        assert set(done.reports) == set(boards)
        assert {report.outcome for report in done.reports.values()} == {Outcome.COMPLETE}
    one, two = parsed(tmp_path / "one"), parsed(tmp_path / "two")
    assert one == two
    assert len(one.keys() & two.keys()) / len(one.keys() | two.keys()) == 1.0
