"""The openings that a statistic is counted over, and their parts by population and group.

Populations, groups, openings, employers and values are counted by number: ids are long to compare,
and most of the time went into comparing them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from skillscan.statistics.confounding import BY_TIME
from skillscan.statistics.definitions import Definition
from skillscan.statistics.estimates import ALL, Slice
from skillscan.statistics.numbered_answers import NumberedAnswers
from skillscan.statistics.sample_splits import (
    LEAST_EMPLOYERS,
    LEAST_OPENINGS,
    SAMPLE,
    SAMPLE_OF,
    samples_of,
)
from skillscan.warehouse import queries
from skillscan.warehouse.held_memory import give_back_memory

_NUMBERED = (
    "statistics/number_employers",
    "statistics/number_openings",
    "statistics/number_slices",
    "statistics/number_parts",
    "statistics/rows_as_text",
)
_ROWS_OF_ANOTHER = re.compile(
    r'CREATE VIEW \w+ AS SELECT (?:\*|"?\w+"?(?:, "?\w+"?)*) FROM "?(\w+)"?;'
)
"""How DuckDB keeps a view that names columns of another relation, and nothing else."""
_WORD = re.compile(r"\w+")
_MANY = 1_000_000
"""Answers of a relation that take so much memory that it is given back at once."""
Names = NDArray[np.object_]


@dataclass(frozen=True, kw_only=True)
class Numbers:
    """What the numbers in the tables ``_numbered_…`` stand for.

    ``slices`` maps those of the statistic's splits, in the order of what is published, to their
    numbers (``None``: a population without openings); ``rows`` has the values and their labels.
    """

    slices: dict[Slice, int | None]
    employers: Names
    rows: "NumberedRows"

    @property
    def values(self) -> Names:
        """The values in natural order."""
        return self.rows.values

    @property
    def labels(self) -> dict[str, str]:
        """A label for each value."""
        return self.rows.labels

    @property
    def ends(self) -> dict[str, int]:
        """The first and the last slice, as queries take them."""
        numbers = [number for number in self.slices.values() if number is not None]
        return {"first_slice": min(numbers, default=0), "last_slice": max(numbers, default=-1)}

    def by_population(self) -> Iterator["Numbers"]:
        """The same of one population after the other, in their order."""
        for _, slices in groupby(self.slices.items(), key=lambda pair: pair[0].population):
            yield replace(self, slices=dict(slices))


def splits_of(definition: Definition) -> list[str]:
    """How a statistic is parted: as it is published and, where it has shares or compares two
    populations, by the samples behind these.
    """
    compares = any(figure.kind == "difference" for figure in definition.figures.values())
    pooling = definition.splits if definition.measures or compares else ()
    return [*definition.splits, *(samples_of(one) for one in pooling if one not in BY_TIME)]


def split_openings(connection: duckdb.DuckDBPyConnection, splits: Iterable[str]) -> None:
    """Make the temporary tables ``_split_openings`` and ``_numbered_…``: what statistics are
    counted over. No statistic's name begins with an underscore, so none takes the place of one.

    The views ``openings_by_<split>`` and the table ``population_openings`` exist.
    """
    queries.run(connection, "statistics/split_openings")
    wanted = list(splits)
    of_groups = [one for one in wanted if one.startswith(SAMPLE_OF)]
    as_written = [one for one in wanted if one not in of_groups] + [SAMPLE] * bool(of_groups)
    for split in dict.fromkeys(as_written):
        relation = f"openings_by_{split}"
        queries.run(connection, "statistics/add_split", split_name=split, relation=relation)
    for name in of_groups:
        queries.run(
            connection,
            "statistics/add_samples_of_groups",
            split_name=name,
            of_split=name.removeprefix(SAMPLE_OF),
            least_openings=LEAST_OPENINGS,
            least_employers=LEAST_EMPLOYERS,
        )
    for name in _NUMBERED:
        queries.run(connection, name)


def number_openings(connection: duckdb.DuckDBPyConnection, splits: Iterable[str]) -> None:
    """Make the tables ``_numbered_…`` alone: the texts of ``_split_openings`` take more memory than
    they do, and nothing is counted over them.
    """
    split_openings(connection, splits)
    queries.run(connection, "statistics/forget_splits")


@dataclass(frozen=True)
class Layouts:
    """Of all openings, what they answer by these measures: kept while several statistics are
    counted over the same rows.
    """

    by_measures: dict[tuple[str, ...], NumberedAnswers] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, eq=False)  # arrays are not simply equal or not
class NumberedRows:
    """The rows of a statistic's relation with openings and values by number: in the temporary table
    ``name``, beside ``values`` in natural order (2 before 10) with their ``labels``.

    ``is_whole``: the numbers say all that the relation does, as every row has its own and each
    value one label. ``layouts`` are kept where several statistics are counted over them.
    """

    name: str
    values: Names
    labels: dict[str, str]
    answers: int
    is_whole: bool
    layouts: Layouts | None = None


@contextmanager
def at_hand(
    connection: duckdb.DuckDBPyConnection,
    definition: Definition,
    known: Mapping[str, NumberedRows | None],
    *,
    most_kept: int = 0,
) -> Iterator[NumberedRows | None]:
    """Make the rows of a statistic's relation once, under its name, which hides the view of the
    release; so read also others that are built on it. What ``split_openings`` makes exists.

    Those of openings are numbered, which takes a tenth of the memory that texts take; one that has
    the rows of another is read there (``known``: those at hand). Of up to ``most_kept`` answers is
    kept how they are laid out. ``None`` where they are not numbered.
    """
    statistic = definition.id
    ((database,),) = connection.execute("SELECT current_database()").fetchall()
    made_by = dict(queries.rows(connection, "statistics/views")).get(statistic, "")
    kind, found = "VIEW", None
    if other := other_relation(made_by):
        found = known.get(other)
    elif definition.unit == "opening":
        is_derived = not known.keys().isdisjoint(_WORD.findall(made_by))
        with joined_as_written(connection) if is_derived else nullcontext():
            found = _numbered_rows(connection, definition, most_kept=most_kept)
    if other:
        select = f'FROM "{database}".{statistic}'
    elif found and found.is_whole:
        select = f"FROM _rows_as_text('{found.name}', '{_values_of(found.name)}')"
    else:
        kind, select = "TABLE", f'FROM "{database}".{statistic}'
    connection.execute(f"CREATE OR REPLACE TEMP {kind} {statistic} AS {select}")
    is_large = found is not None and not other and found.answers > _MANY
    try:
        if is_large:
            give_back_memory(connection)
        yield found
    finally:
        connection.execute(f"DROP {kind} temp.{statistic}")
        if found and not other:
            _forget(connection, found)
        if is_large:
            give_back_memory(connection)


@contextmanager
def joined_as_written(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Within the block, of two sides of a join DuckDB holds the one on the right.

    By itself it holds the one that it takes for the smaller. Of rows that are made of others that
    are made it knows nothing: of millions of pairs it expected fewer than their names, and held all
    of them twice, which took most of the time that they took.
    """
    ((before,),) = connection.execute("SELECT current_setting('disabled_optimizers')").fetchall()
    disabled = ",".join(filter(None, [before, "build_side_probe_side"]))
    connection.execute(f"SET disabled_optimizers = '{disabled}'")
    try:
        yield
    finally:
        connection.execute(f"SET disabled_optimizers = '{before}'")


@contextmanager
def numbered(
    connection: duckdb.DuckDBPyConnection,
    definition: Definition,
    populations: Sequence[str],
    rows: NumberedRows | None = None,
) -> Iterator[Numbers]:
    """What the numbers of a statistic's relation of openings stand for, with the temporary view
    ``_numbered_answers`` of its ``rows``, which are made where they are not at hand; what
    ``split_openings`` makes exists.
    """
    found = rows or _numbered_rows(connection, definition)
    try:
        connection.execute(f"CREATE OR REPLACE TEMP VIEW _numbered_answers AS FROM {found.name}")
        yield Numbers(
            rows=found,
            slices=_slices(connection, definition, populations),
            employers=_names(connection),
        )
    finally:
        queries.run(connection, "statistics/forget_answers")
        if rows is None:
            _forget(connection, found)


def _numbered_rows(
    connection: duckdb.DuckDBPyConnection, definition: Definition, *, most_kept: int = 0
) -> NumberedRows:
    name = f"_answers_of_{definition.id}"
    found = queries.arrow(connection, "statistics/values_of_relation", statistic=definition.id)
    labels = dict(zip(found["value"].to_pylist(), found["label"].to_pylist(), strict=True))
    values = sorted(labels, key=natural)
    numbers = pa.array(range(len(values)), pa.int32())
    texts = [pa.array(one, pa.string()) for one in (values, map(labels.get, values))]
    given = pa.table({"value": texts[0], "label": texts[1], "number": numbers})
    connection.register("_given_values", given)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {_values_of(name)} AS FROM _given_values")
    connection.unregister("_given_values")
    select = queries.text("statistics/number_answers")
    ((answers,),) = connection.execute(
        f"CREATE OR REPLACE TEMP TABLE {name} AS {select}",
        {"statistic": definition.id, "numbers": _values_of(name)},
    ).fetchall()
    return NumberedRows(
        name=name,
        values=np.array(values, dtype=np.object_),
        labels=labels,
        answers=answers,
        is_whole=answers == sum(found["answers"].to_pylist())
        and all(found["is_labelled_once"].to_pylist()),
        layouts=Layouts() if answers <= most_kept else None,
    )


def _values_of(rows: str) -> str:
    """The table of the values of numbered rows."""
    return f"_values{rows}"


def _forget(connection: duckdb.DuckDBPyConnection, rows: NumberedRows) -> None:
    for name in (rows.name, _values_of(rows.name)):
        connection.execute(f"DROP TABLE IF EXISTS temp.{name}")


def all_openings(connection: duckdb.DuckDBPyConnection) -> NDArray[np.int64]:
    """The first and the last opening of all populations; none where there are no openings."""
    (ends,) = queries.rows(connection, "statistics/ends_of_openings")
    return np.array([number for number in ends if number is not None], dtype=np.int64)


def other_relation(made_by: str) -> str | None:
    """The relation whose rows a view has, by the statement that makes it; ``None`` where it makes
    rows of its own.
    """
    found = _ROWS_OF_ANOTHER.fullmatch(made_by)
    return found[1] if found else None


def natural(value: str) -> tuple[int, str]:
    """What values are sorted by: 2 before 10."""
    return (len(value) if value.isdigit() else 0, value)


def parted_rows(
    connection: duckdb.DuckDBPyConnection, name: str, definition: Definition, **parameters: object
) -> pa.Table:
    """The answer of a query that parts the openings by the statistic's splits, sorted by the number
    of the slice.
    """
    found = queries.run(connection, name, splits=splits_of(definition), **parameters)
    return found.to_arrow_table()


def columns_of(rows: pa.Table) -> dict[str, NDArray[Any]]:
    """The columns of numbers of a table by name."""
    return {name: rows[name].to_numpy() for name in rows.column_names}


def place_of(slices: NDArray[Any], number: int | None) -> slice:
    """The rows of one slice, where they are sorted by its number."""
    if number is None:
        return slice(0, 0)
    ends = np.array([number, number + 1], dtype=slices.dtype)  # of another type all would be copied
    first, last = np.searchsorted(slices, ends)
    return slice(int(first), int(last))


def _names(connection: duckdb.DuckDBPyConnection) -> Names:
    rows = queries.rows(connection, "statistics/numbered_employers")
    return np.array([employer for (employer,) in rows], dtype=np.object_)


def _slices(
    connection: duckdb.DuckDBPyConnection, definition: Definition, populations: Sequence[str]
) -> dict[Slice, int | None]:
    """Every slice that has openings; a population without any is one, if it is not split."""
    rows = queries.rows(connection, "statistics/slices", splits=splits_of(definition))
    found: dict[Slice, int | None] = {Slice(*names): number for number, *names in rows}
    if ALL in definition.splits:
        for population in populations:
            found.setdefault(Slice(population, ALL, "", ""), None)
    order = {name: place for place, name in enumerate(populations)}
    splits = {name: place for place, name in enumerate(splits_of(definition))}
    ordered = sorted(found, key=lambda one: (order[one[0]], splits[one[1]], one[2]))
    return {one: found[one] for one in ordered}
