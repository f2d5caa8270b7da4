"""Prune: old raw answers go, and nothing that is still needed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from skillscan.dedup.cluster import group
from skillscan.domain import FetchReport, Outcome, RawItem
from skillscan.errors import UsageError
from skillscan.extract.engine import Engine
from skillscan.extract.step import extract
from skillscan.landing import reader
from skillscan.landing.writer import LandingWriter
from skillscan.nlp.annotate import ReadResult
from skillscan.operations.retention import PruneSummary, prune
from skillscan.process_pool import Workers
from skillscan.settings import Settings
from skillscan.warehouse.connection import open_warehouse

NOW = datetime(2026, 6, 1, tzinfo=UTC)


class NoReader:
    version = "v1"

    def read(self, _texts: Any) -> Iterator[ReadResult]:
        return iter(())


class Home:
    """A home folder with landing files of some ages."""

    def __init__(self, folder: Path) -> None:
        self.settings = Settings(home=folder)

    def land(self, days_ago: float, board: str = "acme", **changes: Any) -> str | None:
        started = NOW - timedelta(days=days_ago)
        writer = LandingWriter(self.settings.landing, "ats", board, started)
        is_empty = changes.get("is_not_modified") or changes.get("outcome") == Outcome.FAILED
        payload = {"native_id": "1", "title": changes.pop("title", "Engineer"), "text": "Text."}
        if not is_empty:
            writer.add(
                RawItem(
                    source="ats",
                    board=board,
                    url="",
                    fetched_at=started,
                    http_status=200,
                    payload=payload,
                )
            )
        report = FetchReport(
            source="ats",
            board=board,
            outcome=Outcome.COMPLETE,
            started_at=started,
            finished_at=started,
        )
        return writer.commit(replace(report, **changes)).landing_file

    def load(self) -> None:
        engine = Engine(
            workers=Workers(1), reader=NoReader(), group=group, skills=tuple, grouping_version="g"
        )
        extract(self.settings, now=NOW, engine=engine)

    def run(self, **options: Any) -> PruneSummary:
        return prune(self.settings, older_than=timedelta(days=30), now=NOW, **options)

    def files(self) -> set[str]:
        root = Path(self.settings.landing)
        return {str(path.relative_to(root)) for path in root.rglob("*.jsonl.gz")}


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "var")


def test_old_answers_go_and_their_reports_stay(home: Home) -> None:
    """Personal data would be kept for ever; or the schedule would forget every board."""
    home.land(90)
    home.land(60)
    young = home.land(5)
    home.load()
    summary = home.run()
    assert summary.files == 2
    assert summary.bytes > 0
    assert home.files() == {young}
    assert len(reader.reports(home.settings.landing)) == 3


def test_what_is_not_loaded_stays(home: Home) -> None:
    """Postings that nobody has read would be lost."""
    home.land(61)
    home.load()
    late = home.land(60)
    home.land(1)
    summary = home.run()
    assert (summary.files, summary.kept_not_loaded) == (1, 1)
    assert late in home.files()


def test_a_damaged_file_stays(home: Home) -> None:
    """Evidence of damage would be removed before anybody looked."""
    damaged = home.land(61)
    home.land(1)
    (Path(home.settings.landing) / str(damaged)).write_bytes(b"cut")
    home.load()
    assert home.run().kept_not_loaded == 1


def test_the_newest_answer_of_a_living_board_stays(home: Home) -> None:
    """A quiet board would have to be fetched whole again."""
    home.land(90)
    newest = home.land(60)
    home.land(50, outcome=Outcome.FAILED, reason="timeout")
    home.land(2, is_not_modified=True)
    home.load()
    summary = home.run()
    assert (summary.files, summary.kept_newest) == (1, 1)
    assert home.files() == {newest}


def test_a_board_that_nobody_visits_any_more_goes(home: Home) -> None:
    """The last answer of a dead board would be kept for ever."""
    home.land(90)
    home.load()
    assert home.run().files == 1


def test_imported_files_go_though_they_are_the_newest(home: Home) -> None:
    """An import would never be pruned."""
    home.land(90, board="import")
    home.land(5, board="import")
    home.load()
    assert home.run().files == 1


def test_quarantine_stays_unless_asked(home: Home) -> None:
    """Payloads that wait for a mended parser would vanish."""
    home.land(90, title="")
    home.load()
    assert home.run().quarantined == 0
    assert list(home.settings.quarantine.rglob("*.jsonl"))
    later = NOW + timedelta(days=60)
    summary = prune(home.settings, older_than=timedelta(days=30), now=later, with_quarantine=True)
    assert summary.quarantined == 1
    assert not list(home.settings.quarantine.rglob("*.jsonl"))
    with open_warehouse(home.settings, read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM quarantine").fetchone() == (0,)


def test_a_pruned_file_is_not_loaded_again(home: Home) -> None:
    """Every later extract would complain of a missing file."""
    home.land(90)
    home.load()
    home.run()
    with open_warehouse(home.settings, read_only=True) as connection:
        before = connection.execute("FROM postings").fetchall()
    home.load()
    with open_warehouse(home.settings, read_only=True) as connection:
        assert connection.execute("FROM postings").fetchall() == before
        assert connection.execute("FROM landing_files WHERE is_damaged").fetchall() == []


def test_without_a_warehouse_nothing_is_deleted(home: Home) -> None:
    """A wrong SKILLSCAN_HOME would cost all landing files."""
    home.land(90)
    with pytest.raises(UsageError, match="there is no warehouse"):
        home.run()
    assert home.files()
