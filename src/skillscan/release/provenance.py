"""From an estimate down to the sentences it rests on, out of the release alone."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import duckdb

from skillscan.release.document import Publication
from skillscan.statistics.estimates import Estimate
from skillscan.warehouse import queries


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
class OpeningEvidence:
    """An opening that holds the value; ``postings`` are (posting id, URL or ``None``)."""

    opening_id: str
    employer: str
    title: str
    last_seen: date
    postings: tuple[tuple[str, str | None], ...]
    quotes: tuple[Quote, ...]


def provenance(
    connection: duckdb.DuckDBPyConnection, publication: Publication, estimate: Estimate, limit: int
) -> Iterator[OpeningEvidence]:
    """The first ``limit`` openings an estimate counts, in a fixed order that mixes employers."""
    _choose(connection, estimate, limit)
    postings: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
    for opening_id, posting_id, url in queries.rows(connection, "release/provenance_postings"):
        postings[opening_id].append((posting_id, url))
    quotes = _quotes(connection, publication, estimate)
    for opening_id, employer, title, last_seen in queries.rows(
        connection, "release/provenance_openings"
    ):
        yield OpeningEvidence(
            opening_id=opening_id,
            employer=employer,
            title=title,
            last_seen=last_seen,
            postings=tuple(postings[opening_id]),
            quotes=tuple(quotes[opening_id]),
        )


def _quotes(
    connection: duckdb.DuckDBPyConnection, publication: Publication, estimate: Estimate
) -> dict[str, list[Quote]]:
    """The sentences of each opening."""
    evidence = publication.statistics[estimate.statistic].evidence
    found = queries.rows(
        connection,
        "release/provenance_quotes",
        evidence=evidence.kind,
        wanted=estimate.value if evidence.is_value else None,
    )
    spans: dict[tuple[str, str, str], list[Span]] = defaultdict(list)
    for opening_id, posting_id, text, *span in found:
        spans[opening_id, posting_id, text].append(Span(*span))
    quotes: dict[str, list[Quote]] = defaultdict(list)
    for (opening_id, posting_id, text), marked in spans.items():
        quotes[opening_id].append(Quote(posting_id, text, tuple(marked)))
    return quotes


def _choose(connection: duckdb.DuckDBPyConnection, estimate: Estimate, limit: int) -> None:
    """Make the temporary table ``chosen_openings`` of the openings that are shown."""
    queries.run(
        connection,
        "release/choose_openings",
        statistic=estimate.statistic,
        population=estimate.population,
        wanted=estimate.value,
        counted=estimate.measure,
        most=limit,
    )
