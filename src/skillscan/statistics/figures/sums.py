"""Figures of relations of sums: ratios of two of them, and counts as they are."""

from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from skillscan.statistics.definitions import AMOUNT, Definition, FigureRule
from skillscan.statistics.estimates import ALL, Slice
from skillscan.statistics.figures.figure import Figure, FigureMaker
from skillscan.statistics.intervals import (
    Floats,
    draws,
    effective_employers,
    percentile_interval,
    resampled_totals,
    seed_of,
)


def ratios(
    definition: Definition, name: str, rows: pa.Table, populations: Sequence[str]
) -> Iterator[Figure]:
    """The ratio of every value of every population that meets the minimum sample."""
    rule = definition.figures[name]
    for population, value, part in _by_value(rows, AMOUNT + name, populations):
        above, below = (_numbers(part, AMOUNT + name + end) for end in ("", "_of"))
        openings = int(_numbers(part, "openings").sum())
        is_enough = openings >= definition.minimum.openings
        if below.sum() <= 0 or part.num_rows < definition.minimum.employers or not is_enough:
            continue
        drawn = draws(part.num_rows, seed_of(definition.id, population))
        totals = resampled_totals(np.column_stack([above, below]), drawn)
        number = _transformed(rule, np.array([above.sum() / below.sum()]))
        drawn_below = np.where(totals[:, 1:] > 0, totals[:, 1:], np.nan)
        again = _transformed(rule, totals[:, :1] / drawn_below)
        low, high = percentile_interval(number, again, effective=effective_employers(np.abs(below)))
        maker = FigureMaker(
            definition=definition,
            name=name,
            slice=Slice(population, ALL, "", ""),
            of_openings=openings,
            of_employers=part.num_rows,
        )
        yield maker.make(
            (value, part["label"][0].as_py()),
            (number[0], low[0], high[0]),
            openings=openings,
            employers=part.num_rows,
            components={"numerator": above.sum(), "denominator": below.sum()},
        )


def plain_counts(
    definition: Definition, name: str, rows: pa.Table, populations: Sequence[str]
) -> Iterator[Figure]:
    """The numbers of a relation of populations as they are, without interval."""
    for population, value, part in _by_value(rows, AMOUNT + name, populations):
        maker = FigureMaker(
            definition=definition,
            name=name,
            slice=Slice(population, ALL, "", ""),
            of_openings=int(part["openings"][0].as_py()),
            of_employers=int(part["employers"][0].as_py()),
        )
        yield maker.make(
            (value, part["label"][0].as_py()),
            (part[AMOUNT + name][0].as_py(), None, None),
            openings=maker.of_openings,
            employers=maker.of_employers,
        )


def _by_value(
    rows: pa.Table, column: str, populations: Sequence[str]
) -> Iterator[tuple[str, str, pa.Table]]:
    for population in populations:
        part = rows.filter(
            pc.and_(pc.equal(rows["population_id"], population), pc.is_valid(rows[column]))
        )
        for value in sorted(set(part["value"].to_pylist())):
            yield population, value, part.filter(pc.equal(part["value"], value))


def _numbers(rows: pa.Table, column: str) -> Floats:
    found: Floats = rows[column].to_numpy().astype(np.float64)
    return found


def _transformed(rule: FigureRule, ratio: Floats) -> Floats:
    if rule.transform == "exp_minus_one":
        ratio = np.exp(ratio)
    return ratio if rule.transform is None else ratio - 1.0
