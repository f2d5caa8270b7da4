"""Files as people send them: every cell is read, or named as not read (``ugly/truth.yaml``)."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from skillscan.domain import ImportSummary, Pay, Posting
from skillscan.file_import.step import import_file
from skillscan.landing import reader
from skillscan.settings import Settings
from skillscan.sources.imported_file import parse

FOLDER = Path(__file__).parent / "ugly"
TRUTH: dict[str, Any] = yaml.safe_load((FOLDER / "truth.yaml").read_text(encoding="utf-8"))
NOW = datetime(2026, 11, 1, tzinfo=UTC)


def imported(name: str, home: Path, **options: Any) -> tuple[ImportSummary, list[Posting]]:
    settings = Settings(home=home)
    arguments = {"source": "ugly", "mapping": {}, "defaults": {}, "now": NOW} | options
    summary = import_file(FOLDER / name, settings=settings, **arguments)
    items = [
        item
        for report in reader.reports(settings.landing)
        for _, item in reader.read_items(settings.landing, report)
    ]
    return summary, [p for item in items for p in parse(item) if isinstance(p, Posting)]


def test_every_file_has_its_truth() -> None:
    """A file could be there that nobody looks at."""
    assert {f.name for f in FOLDER.iterdir()} == {*TRUTH, "truth.yaml"}


@pytest.mark.parametrize("name", sorted(TRUTH))
def test_a_file_says_what_its_truth_says(name: str, tmp_path: Path) -> None:
    """A cell would be lost without a word, or read as something else."""
    truth = TRUTH[name]
    summary, postings = imported(name, tmp_path)
    assert (summary.rows, summary.postings) == (truth["rows"], truth["postings"])
    assert dict(summary.reasons) == truth.get("reasons", {})
    assert dict(summary.skipped) == truth.get("skipped", {})
    cells = {c.field: [c.read, c.empty, dict(c.reasons)] for c in summary.columns if c.field}
    assert cells == truth["cells"]
    unused = [c.column for c in summary.columns if c.field is None]
    assert unused == truth.get("unused", [])
    assert [stated(posting) for posting in postings] == truth["states"]


def stated(posting: Posting) -> str:
    """The posting as the truth table writes it."""
    places = "; ".join(posting.locations) or "-"
    day = posting.posted_at.date() if posting.posted_at else "-"
    employer, workplace = posting.employer or "-", posting.workplace or "-"
    return f"{posting.title}: {employer}, {places}, {workplace}, {amounts(posting.pay)}, {day}"


def amounts(pay: Pay | None) -> str:
    if pay is None:
        return "-"
    return f"{pay.min or 0:.0f}-{pay.max or 0:.0f} {pay.currency} {pay.period}"


@pytest.mark.parametrize(
    ("order", "days"),
    [
        ("dmy", ["2026-10-07", "2026-07-10", "2026-07-07", "2026-10-07"]),
        ("mdy", ["2026-07-10", "2026-10-07", "2026-07-07", "2026-10-07"]),
    ],
)
def test_the_order_of_dates_can_be_told(order: str, days: list[str], tmp_path: Path) -> None:
    """A file whose dates all have two meanings could not be imported with them."""
    summary, postings = imported("dates_that_stay_open.csv", tmp_path, date_order=order)
    assert [p.posted_at.date().isoformat() for p in postings if p.posted_at] == days
    assert not summary.needs_attention
