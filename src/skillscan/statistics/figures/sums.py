"""Figures of relations of sums: ratios of two of them, and counts as they are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from skillscan.statistics.definitions import AMOUNT, Definition, FigureRule, too_few
from skillscan.statistics.estimates import ALL, Slice
from skillscan.statistics.figures.figure import Figure, FigureMaker
from skillscan.statistics.intervals import effective_employers, percentile_interval
from skillscan.statistics.resamples import draws, resampled_totals, seed_of
from skillscan.statistics.sparse_cells import Floats


@dataclass(frozen=True, kw_only=True)
class _Sums:
    """Two sums of one value by employer, employers in the order of their ids."""

    value: str
    label: str
    openings: int
    above: Floats
    below: Floats

    @property
    def ratio(self) -> Floats:
        """One sum by the other, of all employers."""
        found: Floats = np.array([self.above.sum() / self.below.sum()])
        return found


def ratios(
    definition: Definition, name: str, rows: pa.Table, populations: Sequence[str]
) -> Iterator[Figure]:
    """The ratio of every value of every population that meets the minimum sample."""
    rule, least = definition.figures[name], definition.minimum
    for population in populations:
        found = list(_sums_by_value(rows, name, population))
        kept = [
            one
            for one in found
            if one.below.sum() > 0
            and len(one.below) >= least.employers
            and one.openings >= least.openings
        ]
        seed = seed_of(definition.id, population)
        for one, low, high in _with_intervals(rule, kept, seed):
            maker = FigureMaker(
                definition=definition,
                name=name,
                slice=Slice(population, ALL, "", ""),
                of_openings=one.openings,
                of_employers=len(one.below),
            )
            yield maker.make(
                (one.value, one.label),
                (transformed(rule, one.ratio)[0], low, high),
                openings=one.openings,
                employers=len(one.below),
                components={"numerator": one.above.sum(), "denominator": one.below.sum()},
            )


def why_no_ratio(definition: Definition, name: str, rows: pa.Table, population: str) -> str:
    """Why a population has none of these ratios: nothing can be counted, or samples are small."""
    found = [one for one in _sums_by_value(rows, name, population) if one.below.sum() > 0]
    if not found:
        return definition.figures[name].without or too_few(definition)
    largest = max(found, key=lambda one: (one.openings, len(one.below)))
    return (
        f"at most {largest.openings} openings of {len(largest.below)} employers for one "
        f"{definition.dimension.label.lower()}: {too_few(definition)}"
    )


def _with_intervals(
    rule: FigureRule, found: Sequence[_Sums], seed: int
) -> Iterator[tuple[_Sums, float, float]]:
    """With the ends of their intervals; as many employers are drawn once."""
    ends: dict[str, tuple[float, float]] = {}
    for one in sorted(found, key=lambda one: len(one.below)):
        drawn = draws(len(one.below), seed)
        totals = resampled_totals(np.column_stack([one.above, one.below]), drawn)
        drawn_below = np.where(totals[:, 1:] > 0, totals[:, 1:], np.nan)
        again = transformed(rule, totals[:, :1] / drawn_below)
        effective = effective_employers(np.abs(one.below))
        number = transformed(rule, one.ratio)
        low, high = percentile_interval(number, again, effective=effective)
        ends[one.value] = (float(low[0]), float(high[0]))
    for one in found:
        yield one, *ends[one.value]


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


def _sums_by_value(rows: pa.Table, name: str, population: str) -> Iterator[_Sums]:
    columns = [AMOUNT + name, f"{AMOUNT}{name}_of", "openings"]
    is_wanted = pc.and_(pc.equal(rows["population_id"], population), pc.is_valid(rows[columns[0]]))
    part = rows.select(["value", "label", "employer_id", *columns]).filter(is_wanted)
    part = part.sort_by([("value", "ascending"), ("employer_id", "ascending")])
    above, below, openings = (part[one].to_numpy().astype(np.float64) for one in columns)
    values, labels = part["value"].to_pylist(), part["label"].to_pylist()
    starts = [at for at, value in enumerate(values) if not at or value != values[at - 1]]
    for start, end in pairwise([*starts, len(values)]):
        yield _Sums(
            value=values[start],
            label=labels[start],
            openings=int(openings[start:end].sum()),
            above=above[start:end],
            below=below[start:end],
        )


def transformed(rule: FigureRule, ratio: Floats) -> Floats:
    """Ratios as they are published."""
    if rule.transform == "exp_minus_one":
        ratio = np.exp(ratio)
    return ratio if rule.transform is None else ratio - 1.0
