"""Values that the release before had and no opening holds now: kept once, as rows of zero.

Else a series would end without a word. What nobody named then and nobody names now has no row: its
denominator says of how many openings that is true.
"""

from collections.abc import Iterator, Mapping

import duckdb

from skillscan.release.database import relations
from skillscan.statistics.definitions import Definition
from skillscan.statistics.estimate_rows import SliceEstimates
from skillscan.statistics.estimates import Slice
from skillscan.statistics.estimation import Estimated
from skillscan.statistics.slice_estimates import Context, zero_estimates
from skillscan.warehouse import queries

_PAIR = "pair"
"""The dimension of a statistic of pairs."""
_Value = tuple[str, str, str, str, str]
"""Statistic, population, split, group and value."""


def values_held_before(previous: duckdb.DuckDBPyConnection) -> dict[_Value, str]:
    """What openings of a release held, with the labels of the values."""
    columns = {one.name: one.columns for one in relations(previous)}
    if "split" not in columns.get("estimates", {}):
        return {}  # one of before there were splits
    rows = queries.rows(previous, "release/values_held")
    return {(a, b, c, d, value): label for a, b, c, d, value, label in rows}


def zeros(
    held: Mapping[_Value, str],
    definitions: Mapping[str, Definition],
    found: Estimated,
    context: Context,
) -> Iterator[SliceEstimates]:
    """Slice by slice, an estimate of zero for each value that was ``held``, has no row among what
    was ``found``, and that no opening holds: too few may hold it, where several must for a row.
    """
    for key, labels in _lost(held, found).items():
        statistic, one = key
        definition = definitions[statistic]
        if definition.dimension.name == _PAIR:
            continue  # its relation leaves rare ones out: nobody counted them
        counts = found.counts_of[statistic][one]
        labels = {value: label for value, label in labels.items() if value not in counts.too_few}
        if definition.dimension.name == "skill":
            labels = {value: label for value, label in labels.items() if value in context.kinds}
        if labels:
            yield zero_estimates(counts, definition, one, labels, context)


def _lost(held: Mapping[_Value, str], found: Estimated) -> dict[tuple[str, Slice], dict[str, str]]:
    """Of the slices that are published, the values that were held and have no row."""
    present = {
        (part.statistic, *part.slice[:3], value)
        for part in found.estimates.parts
        for value in part.values
    }
    slices = {
        (one.statistic, one.population, one.split, one.group): Slice(
            one.population, one.split, one.group, one.group_label
        )
        for one in found.denominators
    }
    lost: dict[tuple[str, Slice], dict[str, str]] = {}
    for key, label in held.items():
        if key not in present and (one := slices.get(key[:4])):
            lost.setdefault((key[0], one), {})[key[4]] = label
    return lost
