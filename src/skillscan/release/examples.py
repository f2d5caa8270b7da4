"""Sentences that the page shows for the largest values of each statistic, with their reasons.

One sentence a value; ``skillscan explain`` and the release's tables have the others.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import duckdb

from skillscan.nlp.reason import reason_in_words
from skillscan.release.document import QuotedExample
from skillscan.release.provenance import grounds_of_row
from skillscan.release.withdrawal import WITHDRAWN
from skillscan.statistics.definitions import Definition
from skillscan.statistics.estimates import Estimate
from skillscan.warehouse import queries

MAX_VALUES = 10
"""Values of a statistic and population that have an example: those that the page leads with."""


def find_examples(
    connection: duckdb.DuckDBPyConnection,
    definitions: Mapping[str, Definition],
    estimates: Iterable[Estimate],
) -> list[QuotedExample]:
    """An example of each of the largest values, in the order of the estimates."""
    largest: dict[str, list[Estimate]] = defaultdict(list)
    for one in _largest(definitions, estimates):
        largest[one.statistic].append(one)
    found: list[QuotedExample] = []
    for statistic, wanted in largest.items():
        examples = _examples(connection, definitions[statistic], wanted)
        keys = ((one.population, one.value) for one in wanted)
        found += [examples[key] for key in keys if key in examples]
    return found


def _largest(
    definitions: Mapping[str, Definition], estimates: Iterable[Estimate]
) -> Iterator[Estimate]:
    """Of each statistic and population the values with the largest headline shares."""
    panels: dict[tuple[str, str], list[tuple[float, Estimate]]] = defaultdict(list)
    for one in estimates:
        definition = definitions[one.statistic]
        if definition.evidence is None or one.group:
            continue
        headline = definition.headline
        view = getattr(one.views, headline.view)
        if one.measure == headline.measure and one.openings and view is not None:
            panels[one.statistic, one.population].append((view.share, one))
    for panel in panels.values():
        ordered = sorted(panel, key=lambda pair: -pair[0])
        yield from (one for _, one in ordered[:MAX_VALUES])


def _examples(
    connection: duckdb.DuckDBPyConnection, definition: Definition, wanted: list[Estimate]
) -> dict[tuple[str, str], QuotedExample]:
    evidence = definition.evidence
    if evidence is None:
        return {}
    rows = queries.rows(
        connection,
        "release/examples",
        statistic=definition.id,
        counted=definition.headline.measure,
        evidence=evidence.kind,
        is_value=evidence.is_value,
        populations=[one.population for one in wanted],
        wanted=[one.value for one in wanted],
        withdrawn=WITHDRAWN,
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
