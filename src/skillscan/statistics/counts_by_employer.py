"""What the openings of the populations hold, employer by employer, from a statistic's relation.

Counted by two queries over all populations (``sql/queries/statistics``), handed over as Arrow.
Counts are sparse: most employers hold few of the values.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from scipy import sparse

from skillscan.errors import SkillscanError
from skillscan.statistics.definitions import AMOUNT, GRAINS, Definition
from skillscan.statistics.estimates import Slice
from skillscan.statistics.intervals import Floats
from skillscan.statistics.slices import BY, by_slice, slices_of, splits_of
from skillscan.warehouse import queries


@dataclass(frozen=True, kw_only=True)
class CountsByEmployer:
    """What the openings of one slice hold, employer by employer.

    ``employers`` are sorted ids; ``openings`` are all of theirs, ``responding`` those that state
    the thing at all. ``numerators[measure]`` (openings that hold the value) has one row per
    employer and one column per value, in the order of ``values``; ``postings[measure]`` one entry
    per value.
    """

    employers: tuple[str, ...]
    openings: Floats
    responding: Floats
    values: tuple[str, ...]
    labels: Mapping[str, str]
    numerators: Mapping[str, sparse.csr_array]
    postings: Mapping[str, Floats]


def count_by_employer(
    connection: duckdb.DuckDBPyConnection,
    definition: Definition,
    populations: Sequence[str],
) -> dict[Slice, CountsByEmployer]:
    """The counts of each slice; the statistic's relation and ``population_openings`` exist.

    A value is counted where enough openings of the slice hold it by the headline's measure, and
    where slices are compared in all of them if it is counted in one. Raises SkillscanError when the
    relation lacks a measure or counts an opening twice for one value.
    """
    check_relation(connection, definition)
    employers = parted_rows(connection, "statistics/responses_by_employer", definition)
    held = _held(connection, definition)
    parts = dict(by_slice(employers))
    held_parts = dict(by_slice(held))
    is_compared = any(figure.kind == "difference" for figure in definition.figures.values())
    labels = {key: _labels(definition, part) for key, part in held_parts.items()}
    everywhere = frozenset().union(*labels.values()) if is_compared else frozenset[str]()
    return {
        one: _of_slice(
            definition,
            parts.get(one[:3], employers.slice(0, 0)),
            held_parts.get(one[:3], held.slice(0, 0)),
            everywhere,
        )
        for one in slices_of(definition, employers, populations)
    }


_HELD = pa.schema(
    [(name, pa.string()) for name in (*BY, "employer_id", "value", "label", "measure")]
    + [(name, pa.int64()) for name in ("openings", "postings")]
)


def _held(connection: duckdb.DuckDBPyConnection, definition: Definition) -> pa.Table:
    """The counts of the relation's BOOLEAN columns; a statistic may have none."""
    if not counted_columns(definition):
        return _HELD.empty_table()
    found = parted_rows(connection, "statistics/counts_by_employer", definition)
    return found.sort_by([(name, "ascending") for name in BY])


def _of_slice(
    definition: Definition, employers: pa.Table, held: pa.Table, everywhere: frozenset[str]
) -> CountsByEmployer:
    labels = _labels(definition, held, everywhere)
    rows, columns = employers["employer_id"].combine_chunks(), pa.array(list(labels), pa.string())
    numerators, postings = {}, {}
    for measure in counted_columns(definition):
        cells = held.filter(pc.equal(held["measure"], measure))
        numerators[measure] = _matrix(cells, "openings", rows, columns)
        postings[measure] = _matrix(cells, "postings", rows, columns).sum(axis=0)
    return CountsByEmployer(
        employers=tuple(employers["employer_id"].to_pylist()),
        openings=employers["openings"].to_numpy().astype(np.float64),
        responding=employers["responding"].to_numpy().astype(np.float64),
        values=tuple(labels),
        labels=labels,
        numerators=numerators,
        postings=postings,
    )


def _matrix(cells: pa.Table, count: str, rows: pa.Array, columns: pa.Array) -> sparse.csr_array:
    """A column of counts, laid out as employers by values."""
    shape = (len(rows), len(columns))
    row = pc.index_in(cells["employer_id"], rows).to_numpy()
    column = pc.index_in(cells["value"], columns)
    known = column.is_valid().to_numpy()
    place = column.fill_null(0).to_numpy()[known]
    counts = cells[count].to_numpy().astype(np.float64)[known]
    matrix = sparse.csr_array((counts, (row[known], place)), shape=shape)
    matrix.eliminate_zeros()
    return matrix


def _labels(
    definition: Definition, held: pa.Table, everywhere: frozenset[str] = frozenset()
) -> dict[str, str]:
    """Label of every value that is counted, values in natural order (2 before 10).

    What fewer than the least number of openings hold is left out; thresholds of numbers are not,
    and values of ``everywhere`` neither.
    """
    sums = held.group_by(["value", "label", "measure"]).aggregate([("openings", "sum")])
    least = definition.minimum.value_openings
    first = definition.headline.measure
    found: dict[str, str] = {}
    for row in sorted(sums.to_pylist(), key=lambda row: str(row["label"]), reverse=True):
        counts = row["measure"] == first or first not in definition.measures
        is_known = row["value"].isdigit() or row["value"] in everywhere
        if counts and (is_known or row["openings_sum"] >= least):
            found[row["value"]] = row["label"]
    return {value: found[value] for value in sorted(found, key=_natural)}


def _natural(value: str) -> tuple[int, str]:
    return (len(value) if value.isdigit() else 0, value)


def counted_columns(definition: Definition) -> list[str]:
    """The BOOLEAN columns of the relation: measures, and those that only figures are made of."""
    of_figures = [figure.measure for figure in definition.figures.values() if figure.measure]
    return list(dict.fromkeys([*definition.measures, *of_figures]))


def check_relation(connection: duckdb.DuckDBPyConnection, definition: Definition) -> None:
    """Raises SkillscanError where a relation's columns are not those that its definition names, or
    where it counts something twice.
    """
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
    doubled = rows_of(connection, "statistics/counted_twice", definition).to_pylist()
    if doubled:
        twice: dict[str, Any] = doubled[0]
        raise SkillscanError(
            f"{place} gives {tuple(twice.values())} more than once: "
            f"an {definition.unit} must count once per value"
        )


def parted_rows(
    connection: duckdb.DuckDBPyConnection, name: str, definition: Definition
) -> pa.Table:
    """The same of a query that parts the openings by the statistic's splits."""
    parameters = {"statistic": definition.id, "splits": json.dumps(splits_of(definition))}
    return connection.sql(queries.text(name), params=parameters).to_arrow_table()


def rows_of(connection: duckdb.DuckDBPyConnection, name: str, definition: Definition) -> pa.Table:
    """The answer of a query of ``sql/queries`` about a statistic's relation."""
    query = queries.text(name)
    return connection.sql(query, params={"statistic": definition.id}).to_arrow_table()
