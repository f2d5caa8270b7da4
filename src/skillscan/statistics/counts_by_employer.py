"""What the openings of the populations hold, employer by employer, from a statistic's relation.

Counted by two queries over all populations (``sql/queries/statistics``), handed over as Arrow.
Counts are sparse: most employers hold few of the values.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from scipy import sparse

from skillscan.errors import SkillscanError
from skillscan.statistics.definitions import AMOUNT, GRAINS, Definition
from skillscan.statistics.estimates import Slice
from skillscan.statistics.intervals import Floats
from skillscan.statistics.slices import Numbers, columns_of, parted_rows, place_of
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
    numerators: Mapping[str, sparse.csr_array]
    postings: Mapping[str, Floats]
    too_few: frozenset[str] = frozenset()

    def without_values(self) -> "CountsByEmployer":
        """The denominators alone, which take little memory."""
        return replace(self, values=(), numerators={}, postings={})


def count_by_employer(
    connection: duckdb.DuckDBPyConnection, definition: Definition, numbers: Numbers
) -> dict[Slice, CountsByEmployer]:
    """The counts of each slice; the statistic's relation is ``numbered``.

    A value is counted where enough openings of the slice hold it by the headline's measure, and
    where slices are compared in all of them if it is counted in one.
    """
    employers = columns_of(parted_rows(connection, "statistics/responses_by_employer", definition))
    held = _held(connection, definition)
    cells = {
        one: {name: column[place_of(held["slice"], number)] for name, column in held.items()}
        for one, number in numbers.slices.items()
    }
    counted = dict(_counted_values(definition, numbers, cells))
    return {
        one: _of_slice(definition, numbers, _part(employers, number), cells[one], counted[one])
        for one, number in numbers.slices.items()
    }


def _part(columns: Columns, number: int | None) -> Columns:
    place = place_of(columns["slice"], number)
    return {name: column[place] for name, column in columns.items()}


def _held(connection: duckdb.DuckDBPyConnection, definition: Definition) -> Columns:
    """The counts of the relation's BOOLEAN columns; a statistic may have none."""
    measures = counted_columns(definition)
    if not measures:
        return {name: np.zeros(0, np.int32) for name in ("slice", "employer", "value_number")}
    return columns_of(
        parted_rows(connection, "statistics/counts_by_employer", definition, measures=measures)
    )


def _counted_values(
    definition: Definition, numbers: Numbers, cells: Mapping[Slice, Columns]
) -> Iterator[tuple[Slice, NDArray[np.bool_]]]:
    """Which values are counted in each slice.

    What fewer than the least number of openings hold is left out; thresholds of numbers are not,
    nor what is counted elsewhere, where slices are compared.
    """
    size = len(numbers.values)
    is_number = np.array([value.isdigit() for value in numbers.values], dtype=np.bool_)
    is_present, is_counted = {}, {}
    for one, columns in cells.items():
        number = columns["value_number"]
        is_present[one] = np.bincount(number, minlength=size) > 0
        most = _most_openings(definition, columns, size)
        is_enough = is_number | (most >= definition.minimum.value_openings)
        is_counted[one] = is_present[one] & is_enough
    if any(figure.kind == "difference" for figure in definition.figures.values()):
        everywhere = np.logical_or.reduce([np.zeros(size, np.bool_), *is_counted.values()])
        is_counted = {one: present & everywhere for one, present in is_present.items()}
    yield from is_counted.items()


def _most_openings(definition: Definition, columns: Columns, size: int) -> Floats:
    """How many openings hold each value by the headline's measure, or by the most frequent one of a
    statistic whose headline is a figure.
    """
    first = definition.headline.measure
    measures = [first] if first in definition.measures else counted_columns(definition)
    most: Floats = np.zeros(size)
    for measure in measures:
        held = columns[f"openings_{measure}"].astype(np.float64)
        most = np.maximum(most, np.bincount(columns["value_number"], held, minlength=size))
    return most


def _of_slice(
    definition: Definition,
    numbers: Numbers,
    employers: Columns,
    cells: Columns,
    is_counted: NDArray[np.bool_],
) -> CountsByEmployer:
    known = is_counted[cells["value_number"]]
    rows = np.searchsorted(employers["employer"], cells["employer"][known])
    columns = (np.cumsum(is_counted) - 1)[cells["value_number"][known]]
    shape = (len(employers["employer"]), int(is_counted.sum()))
    numerators, postings = {}, {}
    for measure in counted_columns(definition):
        numerators[measure] = _matrix(cells[f"openings_{measure}"][known], rows, columns, shape)
        named = cells[f"postings_{measure}"][known]
        postings[measure] = np.bincount(columns, named, minlength=shape[1]).astype(np.float64)
    return CountsByEmployer(
        employers=tuple(numbers.employers[employers["employer"]]),
        openings=employers["openings"].astype(np.float64),
        responding=employers["responding"].astype(np.float64),
        values=tuple(numbers.values[is_counted]),
        labels=numbers.labels,
        numerators=numerators,
        postings=postings,
        too_few=frozenset(numbers.values[np.unique(cells["value_number"][~known])]),
    )


def _matrix(
    counts: NDArray[Any], rows: NDArray[np.intp], columns: NDArray[Any], shape: tuple[int, int]
) -> sparse.csr_array:
    """Counts, sorted by rows and columns, laid out as employers by values; without zeros."""
    is_held = counts > 0
    ends = np.cumsum(np.bincount(rows[is_held], minlength=shape[0]))
    starts = np.concatenate([[0], ends]).astype(np.int32)
    places = columns[is_held].astype(np.int32)
    return sparse.csr_array((counts[is_held].astype(np.float64), places, starts), shape=shape)


def counted_columns(definition: Definition) -> list[str]:
    """The BOOLEAN columns of the relation: measures, and those that only figures are made of."""
    of_figures = [figure.measure for figure in definition.figures.values() if figure.measure]
    return list(dict.fromkeys([*definition.measures, *of_figures]))


def check_relation(connection: duckdb.DuckDBPyConnection, definition: Definition) -> None:
    """Raises SkillscanError where a relation's columns are not those that its definition names."""
    place = f"statistics/{definition.id}.sql"
    found = rows_of(connection, "statistics/columns_of_relation", definition).column_names
    columns = {name for name in found if not name.startswith(AMOUNT)}
    expected = {*GRAINS[definition.unit], *counted_columns(definition)}
    lacking = {
        AMOUNT + name
        for name, figure in definition.figures.items()
        if figure.kind not in {"lift", "difference"}
    } - set(found)
    if columns != expected or lacking:
        wanted = sorted(expected | lacking)
        raise SkillscanError(f"{place} gives the columns {sorted(found)}: it must give {wanted}")


def check_counted_once(connection: duckdb.DuckDBPyConnection, definition: Definition) -> None:
    """Raises SkillscanError where a relation counts something twice. Where it is ``numbered`` (a
    relation of openings must be) this is seen by the numbers.
    """
    if definition.unit == "opening":
        found = rows_of(connection, "statistics/is_counted_once", definition)
        if found["is_counted_once"].to_pylist() == [True]:
            return
    doubled = rows_of(connection, "statistics/counted_twice", definition).to_pylist()
    if doubled:
        twice: dict[str, Any] = doubled[0]
        raise SkillscanError(
            f"statistics/{definition.id}.sql gives {tuple(twice.values())} more than once: "
            f"an {definition.unit} must count once per value"
        )


def rows_of(connection: duckdb.DuckDBPyConnection, name: str, definition: Definition) -> pa.Table:
    """The answer of a query of ``sql/queries`` about a statistic's relation."""
    return queries.run(connection, name, statistic=definition.id).to_arrow_table()
