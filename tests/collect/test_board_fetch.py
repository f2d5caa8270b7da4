"""A board fetch ends once, with the outcome it deserves; what it learns serves the next one."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from skillscan.collect import board_fetch
from skillscan.collect.board_fetch import BoardFetch
from skillscan.collect.previous_fetch import (
    find_previous_fetch,
    previous_items,
    recent_reports,
)
from skillscan.domain import Board, FetchReport, Outcome, PageValidators, RawItem
from skillscan.landing.reader import reports
from skillscan.net.decoding import UnusableResponse

START = datetime(2026, 3, 1, tzinfo=UTC)
ACME = Board("lever", "acme", "Acme")
PAGE = PageValidators("https://api.lever.co/v0/postings/acme", '"a"', None)


def item(payload: dict[str, Any]) -> RawItem:
    return RawItem(
        source="lever", board="acme", url=str(payload), fetched_at=START, http_status=200,
        payload=payload,
    )  # fmt: skip


def begin(root: Path, day: int = 0) -> BoardFetch:
    known = find_previous_fetch(str(root), reports(str(root)))
    return BoardFetch(ACME, str(root), START + timedelta(days=day), known)


def fetch(root: Path, ids: str, day: int = 0, page: PageValidators | None = PAGE) -> FetchReport:
    """A complete fetch that found postings with these one-letter ids."""
    made = begin(root, day)
    made.pages.append(page)
    for letter in ids:
        made.land(item({"id": letter}))
    return made.finish(made.started_at + timedelta(seconds=1))


def not_modified(root: Path, day: int) -> FetchReport:
    made = begin(root, day)
    made.pages.append(PAGE)
    made.is_not_modified = True
    return made.finish(made.started_at)


def test_the_digest_tells_content_not_order(tmp_path: Path) -> None:
    """A shuffled answer would look like a change every day, or a change like none."""
    digests = [fetch(tmp_path, ids).content_digest for ids in ("ab", "ba", "aa", "abb")]
    assert digests[0] == digests[1]
    assert len(set(digests)) == 3


def test_the_digest_is_that_of_earlier_versions(tmp_path: Path) -> None:
    """After an update every board would count as changed, and be asked daily for weeks."""
    made = begin(tmp_path)
    made.land(item({"title": "ML engineer \u00fc", "id": 1}))
    made.land(item({"id": 2, "pay": {"min": 1.5, "currency": None}}))
    assert made.finish(START).content_digest == (
        "f0aa862a9256579524f50aaf575bc9fb9f4d704f0eecb2fa1b4346f83312acc2"
    )


def test_a_suddenly_empty_board_is_flagged(tmp_path: Path) -> None:
    """An outage that answers with an empty list would close every posting of the employer."""
    assert not fetch(tmp_path, "").is_suddenly_empty
    fetch(tmp_path, "ab", day=1)
    report = fetch(tmp_path, "", day=2)
    assert report.outcome is Outcome.COMPLETE
    assert report.is_suddenly_empty
    assert report.items_before_empty == 2


def test_an_empty_board_is_believed_after_a_week(tmp_path: Path) -> None:
    """An outage of three days would close every posting; a board that closed would stay open."""
    fetch(tmp_path, "ab")
    flags = [fetch(tmp_path, "", day=day).is_suddenly_empty for day in (1, 2, 5)]
    assert flags == [True] * 3
    assert not_modified(tmp_path, 7).is_suddenly_empty
    assert not fetch(tmp_path, "", day=8).is_suddenly_empty
    assert not fetch(tmp_path, "", day=9).is_suddenly_empty


def test_an_unchanged_board_is_not_empty(tmp_path: Path) -> None:
    """Every 304 would be flagged, because it brings no items."""
    fetch(tmp_path, "ab")
    assert not not_modified(tmp_path, 1).is_suddenly_empty


@pytest.mark.parametrize(
    ("ids", "day", "outcome"),
    [
        ("ab", 1, Outcome.PARTIAL),
        ("ab", 12, Outcome.PARTIAL),
        ("ab", 13, Outcome.COMPLETE),
        ("abc", 1, Outcome.COMPLETE),
        ("abcd", 1, Outcome.COMPLETE),
    ],
)
def test_an_empty_page_hides_nothing(tmp_path: Path, ids: str, day: int, outcome: Outcome) -> None:
    """The postings of a page that was empty by mistake would count as closed."""
    fetch(tmp_path, "abc")
    if day > 1:
        not_modified(tmp_path, 6)  # what counts is when the board was last confirmed
    made = begin(tmp_path, day)
    made.has_empty_page = True
    for letter in ids:
        made.land(item({"id": letter}))
    report = made.finish(made.started_at)
    assert report.outcome is outcome
    assert report.reason == ("page_suddenly_empty" if outcome is Outcome.PARTIAL else None)


def test_what_another_try_cured_is_named_and_counted(tmp_path: Path) -> None:
    """A source that fails every second time would look like a healthy one."""
    made = begin(tmp_path)
    for reason in ("timeout", "server_error", "timeout"):
        made.record_retry(reason)
    made.count_note("without_posting")
    report = made.finish(START)
    assert (report.outcome, report.reason) == (Outcome.COMPLETE, None)
    assert report.retries == {"timeout": 2, "server_error": 1}
    assert report.counts == {"without_posting": 1}


def test_doubtful_details_leave_no_validators(tmp_path: Path) -> None:
    """The list would say "not modified", and an error page would stay a posting's page."""
    made = begin(tmp_path)
    made.pages.append(PAGE)
    made.discards_validators = True
    assert made.finish(START).page_validators == ()


@pytest.mark.parametrize(("items", "outcome"), [(0, Outcome.FAILED), (1, Outcome.PARTIAL)])
def test_a_problem_is_partial_or_failed(tmp_path: Path, items: int, outcome: Outcome) -> None:
    """A board with a hole would count as read."""
    made = begin(tmp_path)
    for number in range(items):
        made.land(item({"id": number}))
    made.record_problem("timeout", "slow")
    made.record_problem("timeout", "slow again")
    report = made.finish(START)
    assert (report.outcome, report.reason, report.items) == (outcome, "timeout", items)
    assert report.problems == {"timeout": 2}
    assert report.page_validators == ()


def test_a_fetch_is_done_only_when_all_is_in(tmp_path: Path) -> None:
    """The report would be written before the last posting."""
    made = begin(tmp_path)
    made.begin_request(START)
    made.begin_request(START)
    made.end_step()
    made.land(item({"id": 1}))
    assert not made.is_done
    made.end_step()
    assert made.is_done
    made.abort()


def test_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hostile board could keep us busy for ever."""
    monkeypatch.setattr(board_fetch, "MAX_PAGES", 1)
    monkeypatch.setattr(board_fetch, "MAX_ITEMS", 1)
    made = begin(tmp_path)
    with pytest.raises(UnusableResponse, match="time_limit"):
        made.begin_request(START + timedelta(days=1))
    made.begin_request(START)
    with pytest.raises(UnusableResponse, match="page_limit"):
        made.begin_request(START)
    made.land(item({"id": 1}))
    with pytest.raises(UnusableResponse, match="item_limit"):
        made.land(item({"id": 2}))
    made.abort()


def test_a_damaged_report_does_not_stop_the_fetches(tmp_path: Path) -> None:
    """One cut report of one board would keep all boards of its source from being fetched."""
    first, cut = fetch(tmp_path, "ab"), fetch(tmp_path, "bc", day=1)
    path = tmp_path / str(cut.landing_file).replace(".jsonl.gz", ".report.json")
    path.write_text('{"source": "lever"')
    assert recent_reports(str(tmp_path), ACME, START + timedelta(days=2)) == [first]
    assert recent_reports(str(tmp_path), ACME, START + timedelta(days=200)) == []


def test_not_modified_confirms_what_it_meant_only(tmp_path: Path) -> None:
    """After a damaged file was deleted, as told, what it had brought would never come back."""
    first = fetch(tmp_path, "ab")
    newer = PageValidators(PAGE.url, '"b"', None)
    lost = fetch(tmp_path, "bc", day=1, page=newer)
    again = begin(tmp_path, 2)
    again.pages.append(newer)
    again.is_not_modified = True
    again.finish(again.started_at)
    known = begin(tmp_path, 3).previous
    assert known is not None
    assert (known.pages, known.confirmed_at) == ((newer,), again.started_at)
    path = tmp_path / str(lost.landing_file)
    path.with_name(path.name.replace(".jsonl.gz", ".report.json")).unlink()
    path.unlink()
    known = begin(tmp_path, 3).previous
    assert known is not None
    assert (known.content, known.pages) == (first, ())
    assert known.confirmed_at == first.started_at


def test_validators_are_those_of_the_last_complete_fetch(tmp_path: Path) -> None:
    """We would ask for everything every day, or compare with what was never read."""
    assert begin(tmp_path).previous is None
    content = fetch(tmp_path, "ab")
    not_modified(tmp_path, 1)
    failed = begin(tmp_path, 2)
    failed.record_problem("timeout")
    failed.finish(failed.started_at)
    previous = begin(tmp_path, 3).previous
    assert previous is not None
    assert (previous.content.sha256, previous.items, previous.pages) == (content.sha256, 2, (PAGE,))
    assert set(previous_items(str(tmp_path), previous)) == {"{'id': 'a'}", "{'id': 'b'}"}


def test_no_validators_without_the_file_they_stand_for(tmp_path: Path) -> None:
    """A damaged file that was deleted would never come back: the source would say 304 for ever."""
    report = fetch(tmp_path, "ab")
    (tmp_path / str(report.landing_file)).unlink()
    not_modified(tmp_path, 1)
    previous = begin(tmp_path, 2).previous
    assert previous is not None
    assert previous.pages == ()
    assert previous_items(str(tmp_path), previous) == {}
