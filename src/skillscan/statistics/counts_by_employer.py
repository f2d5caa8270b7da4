"""What the openings of the populations hold, employer by employer, from a statistic's relation.

Two queries over all populations give the rows as Arrow (``sql/queries/statistics``), and
``skillscan.statistics.numbered_answers`` counts them. Counts are sparse: most employers hold few of
the values.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from skillscan.errors import UsageError
from skillscan.statistics.definitions import AMOUNT, BY_SAMPLE, GRAINS, Definition
from skillscan.statistics.estimates import ALL, Slice
from skillscan.statistics.numbered_answers import HeldValues, Integers, NumberedAnswers
from skillscan.statistics.sample_splits import LEAST_OPENINGS, SAMPLE, is_sample, pooling
from skillscan.statistics.slices import (
    NumberedRows,
    Numbers,
    all_openings,
    columns_of,
    parted_rows,
    place_of,
)
from skillscan.statistics.sparse_cells import Floats, SparseCells
from skillscan.warehouse import queries

Columns = Mapping[str, NDArray[Any]]


@dataclass(frozen=True, kw_only=True)
class CountsByEmployer:
    """What the openings of one slice hold, employer by employer.

    ``employers`` are sorted ids; ``openings`` are all of theirs, ``responding`` those that state
    the thing at all. ``numerators[measure]`` (openings that hold the value) has one row per
    employer and one column per value, in the order of ``values``; ``postings[measure]`` one entry
    per value. ``labels`` has one for each value, and may have more. ``too_few`` are the values that
    some openings hold, and not enough to be counted.
    """

    employers: tuple[str, ...]
    openings: Floats
    responding: Floats
    values: tuple[str, ...]
    labels: Mapping[str, str]
    numerators: Mapping[str, SparseCells]
    postings: Mapping[str, Floats]
    too_few: frozenset[str] = frozenset()

    def without_values(self) -> "CountsByEmployer":
        """The denominators alone, which take little memory."""
        return replace(self, values=(), numerators={}, postings={})

    def frequent(self, measures: Collection[str], openings: int) -> frozenset[str]:
        """The values that at least so many openings hold, by one of the measures."""
        held = [self.numerators[one].totals for one in measures]
        is_frequent = np.max([np.zeros(len(self.values)), *held], axis=0) >= openings
        return frozenset(np.array(self.values, dtype=np.object_)[is_frequent])

    def by_measures(
        self, measures: Collection[str], values: Collection[str] | None = None
    ) -> "CountsByEmployer":
        """The same by these measures alone, without their postings; where only some of the values
        are kept, ``narrowed``.
        """
        kept = [one for one in self.values if values is None or one in values]
        place = {value: number for number, value in enumerate(kept)}
        column = np.array([place.get(value, -1) for value in self.values], dtype=np.int32)
        moved = {one: self.numerators[one].moved(column, len(kept)) for one in measures}
        if values is not None:
            moved = {one: cells.narrowed() for one, cells in moved.items()}
        return replace(self, values=tuple(kept), numerators=moved, postings={})


def count_by_employer(
    connection: duckdb.DuckDBPyConnection, definition: Definition, numbers: Numbers
) -> dict[Slice, CountsByEmployer]:
    """The counts of each slice; the statistic's relation is ``numbered``.

    A value is counted where enough openings of the slice hold it by the headline's measure, and
    where slices are compared in all of them if it is counted in one (in the samples of a population
    if it is counted there, in those of a group if enough of it hold it to be compared). Raises
    UsageError where an opening has a value twice.
    """
    rows = _rows(connection, definition, numbers)
    found = {one: rows.part(number) for one, number in numbers.slices.items()}
    counted = dict(_counted_values(definition, numbers, found))
    # Of each slice what it was made of goes as soon as it is counted.
    return {one: _of_slice(numbers, found.pop(one), counted[one]) for one in list(found)}


def _rows(
    connection: duckdb.DuckDBPyConnection, definition: Definition, numbers: Numbers
) -> "_Rows":
    parts = columns_of(parted_rows(connection, "statistics/parts", definition, **numbers.ends))
    measures = counted_columns(definition)
    answers = _laid_out(connection, measures, parts["opening"], numbers.rows)
    if not answers.are_once:
        check_counted_once(connection, definition)
    return _Rows.of(parts, answers)


def _laid_out(
    connection: duckdb.DuckDBPyConnection,
    measures: Sequence[str],
    openings: Integers,
    rows: NumberedRows,
) -> NumberedAnswers:
    """The answers of openings, or of all there are where these are kept for other statistics, whose
    groups begin and end with other openings.
    """
    size = len(rows.values)
    if rows.layouts is None:
        return NumberedAnswers.of(connection, measures, openings, size)
    kept, key = rows.layouts.by_measures, tuple(measures)
    if key not in kept:
        kept[key] = NumberedAnswers.of(connection, measures, all_openings(connection), size)
    return kept[key]


@dataclass(frozen=True, kw_only=True)
class _Part:
    """The employers of a slice by number, their openings and what these hold by each measure (as
    owners the employers' places); ``is_present`` says which values any of them answers, where there
    is a measure.
    """

    employers: NDArray[Any]
    openings: Floats
    responding: Floats
    is_present: NDArray[np.bool_]
    held: Mapping[str, HeldValues]


@dataclass(frozen=True, kw_only=True)
class _Rows:
    """The same of all slices, one after the other: most are so small that counting each by itself
    would take longer than its openings do.
    """

    slices: NDArray[Any]
    employers: NDArray[Any]
    openings: Floats
    responding: Floats
    answered: HeldValues
    held: Mapping[str, HeldValues]
    values: int

    @classmethod
    def of(cls, columns: Columns, answers: NumberedAnswers) -> "_Rows":
        """Of openings in the order of their slices and employers."""
        slices, employers, openings = (columns[one] for one in ("slice", "employer", "opening"))
        is_next = (np.diff(slices, prepend=-1) > 0) | (np.diff(employers, prepend=-1) != 0)
        owners, size = np.cumsum(is_next) - 1, int(is_next.sum())
        responding = np.bincount(owners[answers.answered(openings)], minlength=size)
        answered, held = answers.held(owners, openings, columns["postings"])
        return cls(
            slices=slices[is_next],
            employers=employers[is_next],
            openings=np.bincount(owners, minlength=size).astype(np.float64),
            responding=responding.astype(np.float64),
            answered=answered,
            held=held,
            values=answers.size,
        )

    def part(self, number: int | None) -> _Part:
        """One slice by its number; without one it has no openings."""
        place = place_of(self.slices, number)
        ends = (place.start, place.stop)
        is_present = np.zeros(self.values, np.bool_)
        if self.held:
            is_present[self.answered.of_owners(*ends).values] = True
        return _Part(
            employers=self.employers[place],
            openings=self.openings[place],
            responding=self.responding[place],
            is_present=is_present,
            held={name: held.of_owners(*ends) for name, held in self.held.items()},
        )


def _counted_values(
    definition: Definition, numbers: Numbers, parts: Mapping[Slice, _Part]
) -> Iterator[tuple[Slice, NDArray[np.bool_]]]:
    """Which values are counted in each slice.

    What fewer than the least number of openings hold is left out; thresholds of numbers are not,
    nor what is counted elsewhere, where slices are compared: of a sample all that is counted in its
    population, for it would have none of it otherwise; of that of a group what is frequent there.
    """
    size = len(numbers.values)
    is_number = np.array([value.isdigit() for value in numbers.values], dtype=np.bool_)
    is_counted, is_frequent = {}, {}
    for one, part in parts.items():
        most = _most_openings(definition, part, size)
        is_enough = is_number | (most >= definition.minimum.value_openings)
        is_counted[one] = part.is_present & is_enough
        is_frequent[one.population, one.split, one.group] = most >= LEAST_OPENINGS
    for one, part in parts.items():
        whole = is_counted.get(Slice(one.population, ALL, "", ""))
        if one.split == SAMPLE and whole is not None:
            is_counted[one] = part.is_present & whole
        elif is_sample(one):
            is_counted[one] = part.is_present & is_frequent[pooling(one)]
    if any(figure.kind == "difference" for figure in definition.figures.values()):
        everywhere = np.logical_or.reduce([np.zeros(size, np.bool_), *is_counted.values()])
        is_counted = {one: part.is_present & everywhere for one, part in parts.items()}
    yield from is_counted.items()


def _most_openings(definition: Definition, part: _Part, size: int) -> Floats:
    """How many openings hold each value by the headline's measure, or by the most frequent one of a
    statistic whose headline is a figure.
    """
    first = definition.headline.measure
    measures = [first] if first in definition.measures else counted_columns(definition)
    most: Floats = np.zeros(size)
    for measure in measures:
        held = part.held[measure]
        most = np.maximum(most, np.bincount(held.values, held.openings, minlength=size))
    return most


def _of_slice(numbers: Numbers, part: _Part, is_counted: NDArray[np.bool_]) -> CountsByEmployer:
    shape = (len(part.employers), int(is_counted.sum()))
    columns = (np.cumsum(is_counted) - 1).astype(np.int32)
    numerators, postings = {}, {}
    for name, held in part.held.items():
        known = is_counted[held.values]
        cells = SparseCells(
            rows=held.owners[known],
            columns=columns[held.values[known]],
            held=held.openings[known].astype(np.float64),
            shape=shape,
        )
        numerators[name], postings[name] = cells, cells.by_column(held.postings[known])
    return CountsByEmployer(
        employers=tuple(numbers.employers[part.employers]),
        openings=part.openings,
        responding=part.responding,
        values=tuple(numbers.values[is_counted]),
        labels=numbers.labels,
        numerators=numerators,
        postings=postings,
        too_few=frozenset(numbers.values[part.is_present & ~is_counted]),
    )


def counted_columns(definition: Definition) -> list[str]:
    """The BOOLEAN columns of the relation: measures, and those that only figures are made of."""
    of_figures = [figure.measure for figure in definition.figures.values() if figure.measure]
    return list(dict.fromkeys([*definition.measures, *of_figures]))


def check_relation(connection: duckdb.DuckDBPyConnection, definition: Definition) -> None:
    """Raises UsageError where a relation's columns are not those that its definition names, or of
    another type.
    """
    place = f"statistics/{definition.id}.sql"
    schema = rows_of(connection, "statistics/columns_of_relation", definition).schema
    found = schema.names
    columns = {name for name in found if not name.startswith(AMOUNT)}
    if definition.unit == "employer":
        columns -= {BY_SAMPLE}
    expected = {*GRAINS[definition.unit], *counted_columns(definition)}
    lacking = {
        AMOUNT + name
        for name, figure in definition.figures.items()
        if figure.kind not in {"lift", "difference"}
    } - set(found)
    if columns != expected or lacking:
        wanted = sorted(expected | lacking)
        raise UsageError(f"{place} gives the columns {sorted(found)}: it must give {wanted}")
    for name in counted_columns(definition):
        if not pa.types.is_boolean(schema.field(name).type):
            raise UsageError(
                f"{place} gives {name} as {schema.field(name).type}: a measure must be BOOLEAN, "
                f"true where the opening holds the value (write {name} > 0, or {name}::BOOLEAN)"
            )
    for name in (one for one in found if one.startswith(AMOUNT)):
        if not _is_number(schema.field(name).type):
            raise UsageError(
                f"{place} gives {name} as {schema.field(name).type}: an amount must be a number "
                f"(write {name}::DOUBLE)"
            )


def _is_number(kind: pa.DataType) -> bool:
    is_number = (pa.types.is_integer, pa.types.is_floating, pa.types.is_decimal)
    return any(one(kind) for one in is_number)


def check_counted_once(connection: duckdb.DuckDBPyConnection, definition: Definition) -> None:
    """Raises UsageError, which names the row, where a relation counts something twice. Where
    all rows of one of openings are ``numbered``, ``count_by_employer`` sees it by the numbers.
    """
    doubled = rows_of(connection, "statistics/counted_twice", definition).to_pylist()
    if doubled:
        twice: dict[str, Any] = doubled[0]
        raise UsageError(
            f"statistics/{definition.id}.sql gives {tuple(twice.values())} more than once: "
            f"an {definition.unit} must count once per value"
        )


def rows_of(connection: duckdb.DuckDBPyConnection, name: str, definition: Definition) -> pa.Table:
    """The answer of a query of ``sql/queries`` about a statistic's relation."""
    return queries.run(connection, name, statistic=definition.id).to_arrow_table()
