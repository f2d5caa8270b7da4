"""From an estimate down to the sentences it rests on, out of the release alone."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from skillscan import resources
from skillscan.release.document import Publication
from skillscan.statistics.estimates import Estimate


@dataclass(frozen=True)
class Span:
    """What was found in a quote: ``text[start:end]``, its class and the rule that fired."""

    mention_class: str
    rule: str
    start: int
    end: int


@dataclass(frozen=True)
class Quote:
    """A sentence of a posting, and what was found in it, in text order."""

    posting_id: str
    text: str
    spans: tuple[Span, ...]


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
    """The first ``limit`` openings an estimate counts, in a fixed order that mixes employers."""
    _choose(connection, publication, estimate, limit)
    postings: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
    for opening_id, posting_id, url in _rows(connection, "postings"):
        postings[opening_id].append((posting_id, url))
    spans: dict[tuple[str, str, str], list[Span]] = defaultdict(list)
    for opening_id, posting_id, text, *span in _rows(connection, "quotes"):
        spans[opening_id, posting_id, text].append(Span(*span))
    quotes: dict[str, list[Quote]] = defaultdict(list)
    for (opening_id, posting_id, text), found in spans.items():
        quotes[opening_id].append(Quote(posting_id, text, tuple(found)))
    for opening_id, employer, title, last_seen in _rows(connection, "openings"):
        yield Opening(
            opening_id=opening_id,
            employer=employer,
            title=title,
            last_seen=last_seen,
            postings=tuple(postings[opening_id]),
            quotes=tuple(quotes[opening_id]),
        )


def _choose(
    connection: duckdb.DuckDBPyConnection, publication: Publication, estimate: Estimate, limit: int
) -> None:
    """Make the temporary table ``holding``; the names are checked identifiers of a definition."""
    evidence = publication.statistics[estimate.statistic].evidence
    statement = f"""
        CREATE OR REPLACE TEMP TABLE holding AS
        SELECT opening_id, row_number() OVER (ORDER BY md5(opening_id)) AS place,
            $kind AS kind, $only::VARCHAR AS value
        FROM {estimate.statistic}
        WHERE population_id = $population AND value = $value AND {estimate.measure}
        QUALIFY place <= $limit
        """  # noqa: S608
    connection.execute(
        statement,
        {
            "kind": evidence.kind,
            "only": estimate.value if evidence.is_value else None,
            "population": estimate.population,
            "value": estimate.value,
            "limit": limit,
        },
    )


def _rows(connection: duckdb.DuckDBPyConnection, name: str) -> list[tuple[Any, ...]]:
    query = resources.sql("release", "trail", f"{name}.sql").read_text("utf-8")
    return connection.execute(query).fetchall()
