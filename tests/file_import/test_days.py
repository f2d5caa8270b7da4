"""The day on which a file was made, and days of its rows that are still to come."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from file_import.bench import NOW, TEXT, items, postings, run, table

from skillscan.errors import UsageError


@pytest.mark.parametrize(
    ("row", "seen", "posted"),
    [
        ({}, "2025-04-30", None),
        ({"posted_at": "2025-04-01"}, "2025-04-30", "2025-04-01"),
        ({"posted_at": "3 days ago"}, "2025-04-30", "2025-04-27"),
        ({"scraped_at": "2025-04-29"}, "2025-04-29", None),
    ],
    ids=["nothing", "posted", "relative", "its own day"],
)
def test_the_day_of_the_file_is_when_its_postings_were_seen(
    row: dict[str, str], seen: str, posted: str | None, tmp_path: Path
) -> None:
    """A file of last year would count as seen today."""
    file = table(tmp_path / "a.jsonl", {"title": "E", "text": TEXT} | row)
    summary = run(file, tmp_path / "var", collected=date(2025, 4, 30))
    (item,) = items(tmp_path / "var")
    (posting,) = postings(tmp_path / "var")
    assert (item.fetched_at.date().isoformat(), summary.collected) == (seen, "2025-04-30")
    assert (posting.posted_at and posting.posted_at.date().isoformat()) == posted


def test_a_file_is_not_of_tomorrow(tmp_path: Path) -> None:
    """All other data would be long past beside it."""
    file = table(tmp_path / "a.jsonl", {"title": "E", "text": TEXT})
    with pytest.raises(UsageError, match="still to come"):
        run(file, tmp_path / "var", collected=NOW.date() + timedelta(days=1))


@pytest.mark.parametrize("column", ["posted_at", "seen_at"])
def test_a_day_that_is_still_to_come_is_not_read(column: str, tmp_path: Path) -> None:
    """A posting would be of a day that nobody has seen."""
    rows = [{"title": f"Engineer {day}", "text": TEXT, column: day}
            for day in ("2026-10-30", "2026-11-02", "2099-12-31")]  # fmt: skip
    summary = run(table(tmp_path / "a.jsonl", *rows), tmp_path / "var")
    (count,) = (c for c in summary.columns if c.field == column)
    assert (count.read, dict(count.reasons)) == (2, {"in_the_future": 1})
    assert max(i.fetched_at for i in items(tmp_path / "var")) <= NOW
    assert {p.posted_at and p.posted_at.year for p in postings(tmp_path / "var")} <= {2026, None}
