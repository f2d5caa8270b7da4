"""Sentences that the page shows for the largest values of each statistic, with their reasons.

One sentence a value; ``skillscan explain`` and the release's tables have the others.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import duckdb

from skillscan.nlp.reason import reason_in_words
from skillscan.release.document import QuotedExample
from skillscan.release.provenance import grounds_of_row
from skillscan.statistics.definitions import Definition, EvidenceFilter
from skillscan.statistics.estimates import Estimate
from skillscan.warehouse import queries

MAX_VALUES = 10
"""Values of a statistic and population that have an example: those that the page leads with."""
_FIRST, _ALL = "4", "g"
"""Places (hexadecimal hashes) before which openings are looked at: a quarter of them, then all for
the values that have no finding there that is as good as any.
"""


@dataclass(frozen=True, kw_only=True)
class ChosenExample:
    """Which finding is shown as an example of a value: its place in the table of findings."""

    statistic: str
    population: str
    value: str
    finding: int


def choose_examples(
    connection: duckdb.DuckDBPyConnection,
    definition: Definition,
    estimates: Iterable[Estimate],
    withdrawn: Sequence[str] = (),
) -> list[ChosenExample]:
    """An example of each of the largest values of a statistic, in the order of its estimates; none
    of a posting whose quotes are ``withdrawn``. Best called while the statistic's relation is at
    hand: it is made otherwise.
    """
    evidence = definition.evidence
    if evidence is None:
        return []
    choose = partial(_chosen, connection, definition, evidence, withdrawn)
    wanted = [(one.population, one.value) for one in _largest(definition, estimates)]
    found: dict[tuple[str, str], int] = {}
    left = wanted
    for least_place in (_FIRST, _ALL):
        rows = choose(left, least_place) if left else []
        found |= {(population, value): finding for population, value, finding, _ in rows}
        final = {(population, value) for population, value, _, is_final in rows if is_final}
        left = [one for one in left if one not in final]
    return [
        ChosenExample(statistic=definition.id, population=one[0], value=one[1], finding=found[one])
        for one in wanted
        if one in found
    ]


def quoted_examples(
    connection: duckdb.DuckDBPyConnection, chosen: Sequence[ChosenExample]
) -> list[QuotedExample]:
    """The sentences of these findings, and why they count."""
    findings = sorted({one.finding for one in chosen})
    rows = queries.rows(connection, "release/examples", findings=findings)
    said = {finding: _said(*row) for finding, *row in rows}
    return [
        QuotedExample(
            statistic=one.statistic,
            population=one.population,
            value=one.value,
            **said[one.finding],
        )
        for one in chosen
    ]


def _largest(definition: Definition, estimates: Iterable[Estimate]) -> Iterator[Estimate]:
    """Of each population the values with the largest headline shares."""
    panels: dict[str, list[tuple[float, Estimate]]] = defaultdict(list)
    headline = definition.headline
    for one in estimates:
        if one.group or one.measure != headline.measure or not one.openings:
            continue
        view = getattr(one.views, headline.view)
        if view is not None:
            panels[one.population].append((view.share, one))
    for panel in panels.values():
        ordered = sorted(panel, key=lambda pair: -pair[0])
        yield from (one for _, one in ordered[:MAX_VALUES])


def _chosen(
    connection: duckdb.DuckDBPyConnection,
    definition: Definition,
    evidence: EvidenceFilter,
    withdrawn: Sequence[str],
    wanted: Sequence[tuple[str, str]],
    least_place: str,
) -> list[tuple[Any, ...]]:
    return queries.rows(
        connection,
        "release/choose_examples",
        statistic=definition.id,
        counted=definition.headline.measure,
        evidence=evidence.kind,
        is_value=evidence.is_value,
        populations=[population for population, _ in wanted],
        wanted=[value for _, value in wanted],
        withdrawn=list(withdrawn),
        least_place=least_place,
    )


def _said(
    employer: str, posting_id: str, quote: str, start: int, end: int, *grounds: Any
) -> dict[str, Any]:
    return {
        "employer": employer,
        "posting_id": posting_id,
        "quote": quote,
        "start": start,
        "end": end,
        "reason": reason_in_words(grounds_of_row(*grounds)),
    }
