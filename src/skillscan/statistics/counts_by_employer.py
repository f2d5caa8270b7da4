"""What the openings of the populations hold, employer by employer, from a statistic's relation.

Counted by two queries over all populations (``sql/queries/statistics``), handed over as Arrow.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from skillscan.errors import SkillscanError
from skillscan.statistics.definitions import Definition
from skillscan.statistics.intervals import Floats
from skillscan.warehouse import queries

_KEY = ("population_id", "opening_id", "value", "label")
"""Columns of every statistic's relation, before its measures."""


@dataclass(frozen=True, kw_only=True)
class CountsByEmployer:
    """What the openings of one population hold, employer by employer.

    ``employers`` are sorted ids; ``openings`` are all of theirs, ``responding`` those that state
    the thing at all. ``numerators[measure]`` (openings that hold the value) and
    ``postings[measure]`` have one row per employer and one column per value, in the order of
    ``values``.
    """

    employers: tuple[str, ...]
    openings: Floats
    responding: Floats
    values: tuple[str, ...]
    labels: Mapping[str, str]
    numerators: Mapping[str, Floats]
    postings: Mapping[str, Floats]


def count_by_employer(
    connection: duckdb.DuckDBPyConnection, definition: Definition, populations: Sequence[str]
) -> dict[str, CountsByEmployer]:
    """The counts of each population; its relation and ``population_openings`` exist.

    A value that occurs in any population is counted in all of them. Raises SkillscanError when the
    relation lacks a measure or counts an opening twice for one value.
    """
    _check_relation(connection, definition)
    employers = _rows(connection, "statistics/responses_by_employer", definition)
    held = _rows(connection, "statistics/counts_by_employer", definition)
    labels = _labels(held)
    return {
        population: _of_population(
            definition, labels, _part(employers, population), _part(held, population)
        )
        for population in populations
    }


def _of_population(
    definition: Definition, labels: Mapping[str, str], employers: pa.Table, held: pa.Table
) -> CountsByEmployer:
    rows, columns = employers["employer_id"].combine_chunks(), pa.array(list(labels), pa.string())
    numerators: dict[str, Floats] = {}
    postings: dict[str, Floats] = {}
    for measure in definition.measures:
        cells = held.filter(pc.equal(held["measure"], measure))
        numerators[measure] = _matrix(cells, "openings", rows, columns)
        postings[measure] = _matrix(cells, "postings", rows, columns)
    return CountsByEmployer(
        employers=tuple(employers["employer_id"].to_pylist()),
        openings=employers["openings"].to_numpy().astype(np.float64),
        responding=employers["responding"].to_numpy().astype(np.float64),
        values=tuple(labels),
        labels=labels,
        numerators=numerators,
        postings=postings,
    )


def _matrix(cells: pa.Table, count: str, rows: pa.Array, columns: pa.Array) -> Floats:
    """A column of counts, laid out as employers by values."""
    matrix = np.zeros((len(rows), len(columns)))
    row = pc.index_in(cells["employer_id"], rows).to_numpy()
    column = pc.index_in(cells["value"], columns).to_numpy()
    matrix[row, column] = cells[count].to_numpy()
    return matrix


def _labels(held: pa.Table) -> dict[str, str]:
    """Label of every value, values in natural order (2 before 10)."""
    pairs = held.group_by(["value", "label"]).aggregate([]).to_pylist()
    least = {pair["value"]: pair["label"] for pair in sorted(pairs, key=_label, reverse=True)}
    return {value: least[value] for value in sorted(least, key=_natural)}


def _label(pair: Mapping[str, str]) -> str:
    return pair["label"]


def _natural(value: str) -> tuple[int, str]:
    return (len(value) if value.isdigit() else 0, value)


def _part(rows: pa.Table, population: str) -> pa.Table:
    return rows.filter(pc.equal(rows["population_id"], population))


def _check_relation(connection: duckdb.DuckDBPyConnection, definition: Definition) -> None:
    place = f"sql/statistics/{definition.id}.sql"
    columns = set(_rows(connection, "statistics/columns_of_relation", definition).column_names)
    expected = {*_KEY, *definition.measures}
    if columns != expected:
        raise SkillscanError(
            f"{place} gives the columns {sorted(columns)}: it must give {sorted(expected)}"
        )
    doubled = _rows(connection, "statistics/counted_twice", definition).to_pylist()
    if doubled:
        found: dict[str, Any] = doubled[0]
        raise SkillscanError(
            f"{place} gives {tuple(found.values())} more than once: "
            "an opening must count once per value"
        )


def _rows(connection: duckdb.DuckDBPyConnection, name: str, definition: Definition) -> pa.Table:
    query = queries.text(name)
    return connection.sql(query, params={"statistic": definition.id}).to_arrow_table()
