"""From an estimate down to the sentences it rests on, and why, out of the release alone."""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import duckdb

from skillscan.errors import UsageError
from skillscan.nlp.reason import Grounds, reason_in_words
from skillscan.release import database
from skillscan.release.analyst import ALL_OPENINGS
from skillscan.release.document import Publication
from skillscan.statistics.estimates import ALL
from skillscan.warehouse import queries


@dataclass(frozen=True)
class Span:
    """What was found in a quote: ``text[start:end]``, its class, the rule that fired, and why.

    ``reason`` is the rest in words; of a release that keeps no reasons it is the class alone.
    """

    mention_class: str
    rule: str
    start: int
    end: int
    section: str | None
    section_rule: str | None
    heading: str | None
    modifier_rule: str | None
    modifier: str | None
    reason: str


@dataclass(frozen=True)
class Quote:
    """A sentence of a posting, and what was found in it, in text order."""

    posting_id: str
    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, kw_only=True)
class NumberAddress:
    """Which number of a release is meant; ``measure`` is also the name of a figure."""

    statistic: str
    population: str
    value: str
    measure: str
    split: str = ALL
    group: str = ""


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
    connection: duckdb.DuckDBPyConnection,
    publication: Publication,
    number: NumberAddress,
    limit: int,
) -> Iterator[OpeningEvidence]:
    """The first ``limit`` openings a number counts, in a fixed order that mixes employers.

    Raises UsageError where the release is too old to say which those of a group are.
    """
    _choose(connection, number, limit)
    postings: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
    for opening_id, posting_id, url in queries.rows(connection, "release/provenance_postings"):
        postings[opening_id].append((posting_id, url))
    quotes = _quotes(connection, publication, number)
    for opening_id, employer, title, last_seen in queries.rows(
        connection, "release/provenance_openings"
    ):
        yield OpeningEvidence(
            opening_id=opening_id,
            employer=employer,
            title=title,
            last_seen=last_seen,
            postings=tuple(postings[opening_id]),
            quotes=tuple(quotes.get(opening_id, ())),
        )


def _quotes(
    connection: duckdb.DuckDBPyConnection, publication: Publication, number: NumberAddress
) -> dict[str, list[Quote]]:
    """The sentences of each opening."""
    evidence = publication.statistics[number.statistic].evidence
    if evidence is None:
        return {}
    found = queries.rows(
        connection,
        "release/provenance_quotes",
        evidence=evidence.kind,
        wanted=number.value if evidence.is_value or "|" in number.value else None,
    )
    spans: dict[tuple[str, str, str], list[Span]] = defaultdict(list)
    for opening_id, posting_id, text, start, end, *grounds in found:
        spans[opening_id, posting_id, text].append(_span(start, end, grounds_of_row(*grounds)))
    quotes: dict[str, list[Quote]] = defaultdict(list)
    for (opening_id, posting_id, text), marked in spans.items():
        quotes[opening_id].append(Quote(posting_id, text, tuple(marked)))
    return quotes


def grounds_of_row(
    kind: str, mention_class: str, rule: str, detail: str, *reason: str | None
) -> Grounds:
    """The grounds of a finding, from the columns of a release in the order of its queries."""
    section, section_rule, heading, modifier_rule, modifier = reason
    return Grounds(
        kind=kind,
        mention_class=mention_class,
        rule=rule,
        detail=json.loads(detail),
        section=section,
        section_rule=section_rule,
        heading=heading,
        modifier_rule=modifier_rule,
        modifier=modifier,
    )


def _span(start: int, end: int, grounds: Grounds) -> Span:
    return Span(
        mention_class=grounds.mention_class,
        rule=grounds.rule,
        start=start,
        end=end,
        section=grounds.section,
        section_rule=grounds.section_rule,
        heading=grounds.heading,
        modifier_rule=grounds.modifier_rule,
        modifier=grounds.modifier,
        reason=str(reason_in_words(grounds)),
    )


def _choose(connection: duckdb.DuckDBPyConnection, number: NumberAddress, limit: int) -> None:
    """Make the temporary table ``chosen_openings`` of the openings that are shown."""
    meant = {
        "statistic": number.statistic,
        "population": number.population,
        "wanted": number.value,
        "counted": number.measure,
        "most": limit,
    }
    if any(one.name == ALL_OPENINGS for one in database.relations(connection)):
        group = {"split_name": number.split, "group_name": number.group}
        queries.run(connection, "release/choose_openings", **meant, **group)
    elif number.split == ALL:
        queries.run(connection, "release/choose_openings_earlier", **meant)
    else:
        raise UsageError(
            "this release does not say which openings a group counts: an earlier version wrote it; "
            "`skillscan publish` makes one that does"
        )
