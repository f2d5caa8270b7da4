"""Whether the samples behind a ratio of sums disagree.

A relation of employers whose ratios are to be compared gives the same sums sample by sample
(``by_sample``). Each sample's ratio, before it is made a change of, is compared with that of all
samples together, as a share is: with employers as clusters, by source and quarter and by source,
with and without the largest employer (``skillscan.statistics.disagreement``).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from skillscan.statistics.definitions import AMOUNT, BY_SAMPLE, Definition, FigureRule
from skillscan.statistics.disagreement import between_samples, tell_compared, tested_ways
from skillscan.statistics.estimates import Disagreement, PartShare
from skillscan.statistics.figures.figure import Figure
from skillscan.statistics.figures.sums import transformed
from skillscan.statistics.populations import rounded
from skillscan.statistics.sample_splits import LEAST_EMPLOYERS, LEAST_OPENINGS
from skillscan.statistics.samples import HIDING, LEAST_RANGE, enough_ways
from skillscan.statistics.sparse_cells import Floats, SparseCells


@dataclass(frozen=True, kw_only=True)
class ComparedRatios:
    """Two sums of each of some values in one part of the openings, employer by employer: a cell of
    ``held`` has the openings that they are of. All parts have the same ``employers``.
    """

    label: str
    rule: FigureRule
    employers: Sequence[str]
    held: SparseCells
    above: Floats
    below: Floats

    @cached_property
    def openings(self) -> float:
        """The openings of all values."""
        return float(self.held.totals.sum())

    @property
    def is_enough(self) -> bool:
        """Whether it can disagree with another part beyond chance, in any value."""
        return bool(self._are_enough.any())

    @cached_property
    def _are_enough(self) -> NDArray[np.bool_]:
        found: NDArray[np.bool_] = self.held.in_columns >= LEAST_EMPLOYERS
        return found & self.has_enough(self.number)

    def has_enough(self, _: Floats) -> NDArray[np.bool_]:
        """Whether each ratio is of as many openings as a sample has at least."""
        found: NDArray[np.bool_] = (self.held.totals >= LEAST_OPENINGS) & (self._below > 0)
        return found

    @cached_property
    def number(self) -> Floats:
        """One sum by the other; 0 where there is nothing to divide by."""
        return _over(self._above, self._below)

    @cached_property
    def _above(self) -> Floats:
        return self.held.by_column(self.above)

    @cached_property
    def _below(self) -> Floats:
        return self.held.by_column(self.below)

    @property
    def hiding(self) -> str | None:
        """The largest employer, where it is so large that it may hide what others differ by."""
        openings = self.held.by_row(self.held.held)
        largest = int(openings.argmax())
        return self.employers[largest] if openings[largest] >= HIDING * self.openings else None

    def common(self, parts: Sequence["ComparedRatios"]) -> Floats:
        """The ratio that all parts may have."""
        both = ([getattr(part, name) for part in parts] for name in ("_above", "_below"))
        return _over(*(np.sum(one, axis=0) for one in both))

    def variance(self, common: Floats) -> Floats:
        """Of each ratio, were ``common`` the true one, with employers as clusters."""
        residuals = self.above - common[self.held.columns] * self.below
        employers = self.held.in_columns
        squares = self.held.by_column(np.square(residuals))
        found = squares * employers / np.maximum(employers - 1, 1)
        return np.where(self._are_enough, _over(found, np.square(self._below)), np.inf)

    def are_apart(self, lowest: Floats, highest: Floats) -> NDArray[np.bool_]:
        """Whether two numbers change a sentence that is printed."""
        ends = (transformed(self.rule, one) for one in (lowest, highest))
        low, high = ends
        found: NDArray[np.bool_] = high - low >= LEAST_RANGE
        return found

    def without(self, employer: str) -> "ComparedRatios":
        """The part without an employer (its id), if it is in it at all."""
        return self._of_cells(self.held.rows != self._row(employer))

    def only(self, employer: str) -> "ComparedRatios":
        """The openings of an employer, labelled by its id."""
        return replace(self._of_cells(self.held.rows == self._row(employer)), label=employer)

    def _row(self, employer: str) -> int:
        return self.employers.index(employer)

    def _of_cells(self, chosen: NDArray[np.bool_]) -> "ComparedRatios":
        held = self.held
        kept = SparseCells(
            rows=held.rows[chosen],
            columns=held.columns[chosen],
            held=held.held[chosen],
            shape=held.shape,
        )
        return replace(self, held=kept, above=self.above[chosen], below=self.below[chosen])

    def together(self, label: str, others: Sequence["ComparedRatios"]) -> "ComparedRatios":
        """The part and others as one; an employer that is in several is one."""
        own = [self, *others]
        rows, columns, held = (
            np.concatenate([getattr(one.held, name) for one in own])
            for name in ("rows", "columns", "held")
        )
        sums = [np.concatenate([getattr(one, name) for one in own]) for name in ("above", "below")]
        return _of_employers(self, label, (rows, columns), (held, *sums))

    def shown(self, place: int) -> PartShare:
        """The number of the value at a place as it is published, and of how many openings."""
        (number,) = transformed(self.rule, self.number[place : place + 1])
        return PartShare(
            label=self.label,
            share=rounded(float(number)),
            openings=int(self.held.totals[place]),
            employers=int(self.held.in_columns[place]),
        )


def ratio_disagreements(
    definition: Definition,
    name: str,
    rows: pa.Table,
    labels: Mapping[str, str],
    figures: Sequence[Figure],
) -> Iterator[Disagreement]:
    """Of ratios of whole populations those whose samples disagree; ``rows`` are those of the
    relation, ``labels`` are of samples.
    """
    of_population: dict[str, list[Figure]] = {}
    for figure in figures:
        of_population.setdefault(figure.population, []).append(figure)
    for population, found in of_population.items():
        whole, parts = _parts(definition, name, rows, population, found)
        named = {group: replace(part, label=labels[group]) for group, part in parts.items()}
        tests = tested_ways(whole, enough_ways(named))
        tell_compared(found, found, tests)
        yield from between_samples(found, tests)


def _parts(
    definition: Definition, name: str, rows: pa.Table, population: str, figures: Sequence[Figure]
) -> tuple[ComparedRatios, dict[str, ComparedRatios]]:
    """What a population holds of the values that have a figure, all of it and sample by sample."""
    values = pa.array([one.value for one in figures])
    is_wanted = pc.and_(
        pc.equal(rows["population_id"], population), pc.is_in(rows["value"], value_set=values)
    )
    part = rows.filter(is_wanted)
    employers = part["employer_id"].combine_chunks().dictionary_encode()
    names = employers.dictionary.to_pylist()
    sums = (AMOUNT + name, f"{AMOUNT}{name}_of")
    row = employers.indices.to_numpy()
    column = pc.index_in(part["value"], value_set=values).to_numpy().astype(np.int32)
    empty = ComparedRatios(
        label="",
        rule=definition.figures[name],
        employers=names,
        held=SparseCells.of(np.zeros((len(names), len(figures)))),
        above=np.zeros(0),
        below=np.zeros(0),
    )
    numbers = [part[one].to_numpy().astype(np.float64) for one in ("openings", *sums)]
    whole = _of_employers(empty, "", (row, column), numbers)
    lists = part[BY_SAMPLE].combine_chunks()
    of = pc.list_parent_indices(lists).to_numpy()
    every = pc.list_flatten(lists)
    samples = every.field("sample").dictionary_encode()
    numbers = [every.field(one).to_numpy().astype(np.float64) for one in ("openings", *sums)]
    found = {}
    for number, group in enumerate(samples.dictionary.to_pylist()):
        chosen = samples.indices.to_numpy() == number
        cells = row[of[chosen]], column[of[chosen]]
        found[group] = _of_employers(empty, group, cells, [one[chosen] for one in numbers])
    return whole, dict(sorted(found.items()))


def _of_employers(
    one: ComparedRatios,
    label: str,
    cells: tuple[NDArray[np.int32], NDArray[np.int32]],
    numbers: Sequence[Floats],
) -> ComparedRatios:
    """Of the kind of another part one with these cells; numbers of one place are summed."""
    rows, columns = cells
    employers, values = one.held.shape
    places, place = np.unique(columns.astype(np.int64) * employers + rows, return_inverse=True)
    held, above, below = (
        np.bincount(place, each, minlength=len(places)).astype(np.float64) for each in numbers
    )
    return replace(
        one,
        label=label,
        held=SparseCells(
            rows=(places % max(employers, 1)).astype(np.int32),
            columns=(places // max(employers, 1)).astype(np.int32),
            held=held,
            shape=(employers, values),
        ),
        above=above,
        below=below,
    )


def _over(above: Floats, below: Floats) -> Floats:
    """0 where there is nothing below."""
    return np.divide(above, below, out=np.zeros_like(above), where=below > 0)
