"""What a crawl process printed is followed, and its reports are read from landing."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from skillscan.collect.board_fetch import BoardFetch
from skillscan.collect.crawl_messages import CrawlMessage
from skillscan.collect.crawl_process import _follow
from skillscan.domain import Board, FetchReport, RawItem

NOW = datetime(2026, 3, 1, tzinfo=UTC)
ACME, OTHER = Board("lever", "acme & söhne", "Acme"), Board("lever", "other", "Other")


def fetched(root: Path, board: Board) -> tuple[str, FetchReport]:
    """A finished fetch of one item: its report's name, and the report."""
    fetch = BoardFetch(board, str(root), NOW)
    fetch.land(
        RawItem(
            source="lever", board=board.token, url="u", fetched_at=NOW, http_status=200, payload={}
        )
    )
    report = fetch.finish(NOW)
    return fetch.report_name, report


def test_reports_are_read_by_their_names(tmp_path: Path) -> None:
    """The caller would be told something else than what stands in landing."""
    begun, reported = list[Board](), list[FetchReport]()
    name, report = fetched(tmp_path, ACME)
    messages = [CrawlMessage("begun", ACME.token), CrawlMessage("finished", name)]
    boards = {ACME.token: ACME}
    found = list(_follow(messages, boards, str(tmp_path), begun.append, reported.append))
    assert (begun, found, reported) == ([ACME], [report], [report])


def test_a_report_that_cannot_be_read_is_logged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """One damaged report would end the crawl of all other boards of its source."""
    lost, _ = fetched(tmp_path, ACME)
    name, report = fetched(tmp_path, OTHER)
    (tmp_path / lost).write_text("{")
    messages = [CrawlMessage("finished", lost), CrawlMessage("finished", name)]
    found = list(_follow(messages, {}, str(tmp_path), lambda _: None, lambda _: None))
    assert found == [report]
    assert lost in caplog.text
