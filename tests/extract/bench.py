"""A home folder to land fetches in and to extract from, with a reader that finds one word."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb

from skillscan.dedup.cluster import group
from skillscan.domain import FetchReport, Outcome, RawItem
from skillscan.extract.engine import Engine
from skillscan.extract.step import ExtractSummary, extract
from skillscan.landing.writer import LandingWriter
from skillscan.nlp.annotate import Document, ReadResult, Unreadable
from skillscan.nlp.reading import Finding, Reading
from skillscan.process_pool import Workers
from skillscan.settings import Settings
from skillscan.sources.base import Parser
from skillscan.warehouse.tables.findings import SkillRow

ParseWith = Callable[[str, Parser], None]
START = datetime(2026, 3, 1, tzinfo=UTC)
TEXT = (
    "We are looking for an engineer who builds models for our customers.\n"
    "Requirements\n• You have five years of experience with Python\n• You write clearly"
)


class FakeReader:
    """Finds "Python" where it stands; remembers what it was asked to read."""

    def __init__(self, version: str = "v1") -> None:
        self.version = version
        self.read_titles: list[str] = []

    def read(self, texts: Sequence[Document]) -> Iterator[ReadResult]:
        for text in texts:
            self.read_titles.append(text.title)
            if "unreadable" in text.text:
                yield text.content_hash, Unreadable("ValueError: no")
                continue
            start = f"{text.title}\n\n{text.text}".find("Python")
            findings = (
                Finding(
                    kind="skill",
                    value="python",
                    mention_class="required",
                    start=start,
                    end=start + 6,
                    rule="Python",
                ),
            )
            yield (
                text.content_hash,
                Reading(
                    occupation="ml_engineer",
                    skills={"python": "required"},
                    findings=findings if start >= 0 else (),
                ),
            )


class Bench:
    """A home folder with a reader; lands fetches and extracts them."""

    def __init__(self, folder: Path) -> None:
        self.settings = Settings(home=folder)
        self.reader: Any = FakeReader()
        self.workers = Workers(1)

    def engine(self) -> Engine:
        return Engine(
            workers=self.workers,
            reader=self.reader,
            group=group,
            skills=lambda: (SkillRow(skill_id="python", label="Python", category="languages"),),
            grouping_version="g1",
        )

    def run(self, hours: float = 0, **options: Any) -> ExtractSummary:
        return extract(self.settings, now=at(hours), engine=self.engine(), **options)

    def mend(self) -> None:
        """From now on the reader can read everything."""
        self.reader.read = lambda texts: ((t.content_hash, Reading()) for t in texts)

    def land(
        self,
        hours: float,
        rows: Sequence[dict[str, Any]] = (),
        *,
        board: str = "acme",
        source: str = "ats",
        **changes: Any,
    ) -> FetchReport:
        writer = LandingWriter(self.settings.landing, source, board, at(hours))
        for row in rows:
            writer.add(
                RawItem(
                    source=source,
                    board=board,
                    url="https://jobs.example/1",
                    fetched_at=at(hours),
                    http_status=200,
                    payload=row,
                )
            )
        report = FetchReport(
            source=source,
            board=board,
            outcome=Outcome.COMPLETE,
            started_at=at(hours),
            finished_at=at(hours + 0.1),
        )
        return writer.commit(replace(report, **changes))

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What a query finds; the views that ``extract`` has made stand, none is made anew."""
        with duckdb.connect(self.settings.warehouse, read_only=True) as connection:
            connection.execute("SET TimeZone = 'UTC'")
            return connection.execute(query).fetchall()

    def path_of(self, report: FetchReport) -> Path:
        assert report.landing_file is not None
        return Path(self.settings.landing) / report.landing_file


def at(hours: float) -> datetime:
    return START + timedelta(hours=hours)


def job(number: int | str, **changes: Any) -> dict[str, Any]:
    row = {
        "native_id": str(number),
        "title": f"Engineer {number}",
        "text": TEXT,
        "employer": "Acme",
        "location": "Austin, TX",
    }
    return row | changes


class PoolReader:
    """Reads in other processes; what it read shows in the warehouse only."""

    version = "v1"

    def read(self, documents: Sequence[Document]) -> list[ReadResult]:
        return [(document.content_hash, Reading()) for document in documents]


def open_ids(bench: Bench) -> list[str]:
    rows = bench.rows("SELECT native_id FROM postings WHERE closed_at IS NULL ORDER BY native_id")
    return [native_id for (native_id,) in rows]
