"""Items that turn out to hold no text: none of them is dropped, none is taken for gone."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta

import duckdb
import pytest
from duckdb import DuckDBPyConnection

from skillscan.dedup.cluster import group
from skillscan.domain import Posting, Provenance, RawItem
from skillscan.extract.engine import Engine
from skillscan.extract.parse import IngestBatch, IngestContext, parse_item
from skillscan.extract.upsert import begin, upsert
from skillscan.nlp.annotate import Document, ReadResult
from skillscan.process_pool import Workers
from skillscan.sources.base import Parser
from skillscan.warehouse.connection import prepare

START = datetime(2026, 3, 1, tzinfo=UTC)
BODY = "<p>We are looking for an engineer who builds models for our customers.</p>"


class NoReader:
    """Reads nothing, for nothing is to be read here."""

    version = "v1"

    def read(self, documents: Sequence[Document]) -> list[ReadResult]:
        raise AssertionError(documents)


@pytest.fixture
def connection() -> Iterator[DuckDBPyConnection]:
    """An empty warehouse in memory."""
    with duckdb.connect(":memory:") as connection:
        connection.execute("SET TimeZone = 'UTC'")
        prepare(connection)
        yield connection


def sight(connection: DuckDBPyConnection, body: str, day: int) -> None:
    """Store one item that makes two postings, whose ids stand nowhere in it."""
    now = START + timedelta(days=day)
    item = RawItem(
        source="ats", board="acme", url="", fetched_at=now, http_status=200, payload={"body": body}
    )
    context = IngestContext(now=now, normalizer_version="v1", employers={})
    provenance = Provenance(landing_file=f"ats/acme/{day}.jsonl.gz", line_number=1, seen_at=now)
    batch = IngestBatch()
    parse_item(batch, item, provenance, "Acme", context)
    engine = Engine(
        workers=Workers(1), reader=NoReader(), group=group, skills=tuple, grouping_version="g1"
    )
    upsert(connection, begin(connection, batch, engine, None), context, lambda: None)


def test_two_postings_without_text_of_one_item(
    connection: DuckDBPyConnection, parse_with: Callable[[str, Parser], None]
) -> None:
    """One of them would vanish from quarantine, and both would count as gone from their board."""

    def parse(item: RawItem) -> list[Posting]:
        body = item.payload["body"]
        return [
            Posting(source="ats", board="acme", native_id=f"made-{n}", title=f"Role {n}", body=body)
            for n in (1, 2)
        ]

    parse_with("ats", parse)
    sight(connection, BODY, day=0)
    sight(connection, "<p> </p>", day=1)
    assert connection.execute("SELECT reason FROM quarantine").fetchall() == [("no_text",)] * 2
    seen = connection.execute("SELECT last_seen FROM postings").fetchall()
    assert seen == [(START + timedelta(days=1),)] * 2
