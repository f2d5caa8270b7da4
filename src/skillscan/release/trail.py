"""From an estimate down to the sentences it rests on, out of the release alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import duckdb

from skillscan import resources
from skillscan.release.model import Publication
from skillscan.statistics.estimate import Estimate


@dataclass(frozen=True, kw_only=True)
class Quote:
    """A sentence; ``text[start:end]`` is the span that was found."""

    posting_id: str
    mention_class: str
    rule: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class Opening:
    """An opening that holds the value; ``postings`` are (posting id, URL or ``None``)."""

    opening_id: str
    employer: str
    title: str
    last_seen: date
    postings: tuple[tuple[str, str | None], ...]
    quotes: tuple[Quote, ...]


def trail(
    connection: duckdb.DuckDBPyConnection, publication: Publication, estimate: Estimate, limit: int
) -> Iterator[Opening]:
    """The first ``limit`` openings counted by an estimate, in a fixed order that mixes employers."""
    evidence = publication.statistics[estimate.statistic].evidence
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE holding AS SELECT opening_id FROM {estimate.statistic} "
        f"WHERE population_id = ? AND value = ? AND {estimate.measure}",
        [estimate.population, estimate.value],
    )
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE evidence AS SELECT * FROM findings "
        "WHERE kind = ? AND mention_class <> 'negated' AND (NOT ? OR value = ?) "
        "AND opening_id IN (SELECT opening_id FROM holding)",
        [evidence.kind, evidence.is_value, estimate.value],
    )
    query = resources.sql("release", "trail.sql").read_text("utf-8")
    rows = connection.execute(f"SELECT * FROM ({query}) LIMIT {int(limit)}").fetchall()  # noqa: S608
    for opening_id, employer, title, last_seen, postings, quotes in rows:
        yield Opening(
            opening_id=opening_id,
            employer=employer,
            title=title,
            last_seen=last_seen,
            postings=tuple((one["posting_id"], one["url"]) for one in postings or ()),
            quotes=tuple(
                Quote(
                    posting_id=one["posting_id"],
                    mention_class=one["mention_class"],
                    rule=one["rule"],
                    text=one["quote"],
                    start=one["start"],
                    end=one["end"],
                )
                for one in quotes or ()
            ),
        )
