"""Sentences that the page shows for the largest values of each statistic, with their reasons.

One sentence a value; ``skillscan explain`` and the release's tables have the others.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import duckdb

from skillscan.nlp.reason import reason_in_words
from skillscan.release.document import QuotedExample
from skillscan.release.provenance import grounds_of_row
from skillscan.statistics.definitions import Definition, EvidenceFilter
from skillscan.statistics.estimates import Estimate
from skillscan.warehouse import queries

MAX_VALUES = 10
"""Values of a statistic and population that have an example: those that the page leads with."""


def find_examples(
    connection: duckdb.DuckDBPyConnection,
    definition: Definition,
    estimates: Iterable[Estimate],
    withdrawn: Sequence[str] = (),
) -> list[QuotedExample]:
    """An example of each of the largest values of a statistic, in the order of its estimates; none
    of a posting whose quotes are ``withdrawn``. Best called while the statistic's relation is at
    hand: it is made otherwise.
    """
    if definition.evidence is None:
        return []
    wanted = list(_largest(definition, estimates))
    if not wanted:
        return []
    examples = _examples(connection, definition, definition.evidence, wanted, withdrawn)
    keys = ((one.population, one.value) for one in wanted)
    return [examples[key] for key in keys if key in examples]


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


def _examples(
    connection: duckdb.DuckDBPyConnection,
    definition: Definition,
    evidence: EvidenceFilter,
    wanted: Sequence[Estimate],
    withdrawn: Sequence[str],
) -> dict[tuple[str, str], QuotedExample]:
    rows = queries.rows(
        connection,
        "release/examples",
        statistic=definition.id,
        counted=definition.headline.measure,
        evidence=evidence.kind,
        is_value=evidence.is_value,
        populations=[one.population for one in wanted],
        wanted=[one.value for one in wanted],
        withdrawn=list(withdrawn),
    )
    return {
        (population, value): QuotedExample(
            statistic=definition.id,
            population=population,
            value=value,
            employer=employer,
            posting_id=posting_id,
            quote=quote,
            start=start,
            end=end,
            reason=reason_in_words(grounds_of_row(*grounds)),
        )
        for population, value, employer, posting_id, quote, start, end, *grounds in rows
    }
