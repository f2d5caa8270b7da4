"""The openings that a statistic is counted over, and their parts by population and group."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

import duckdb
import pyarrow as pa

from skillscan.statistics.definitions import Definition
from skillscan.statistics.estimates import ALL, Slice
from skillscan.warehouse import queries

BY = ("population_id", "split", "group_value")
"""The columns that say which part of the openings a row is of."""


SAMPLE = "sample"
"""The split whose groups are the samples that a number pools."""


def splits_of(definition: Definition) -> list[str]:
    """How a statistic is parted: as it is published and, where it has shares of whole populations,
    by the samples behind these.
    """
    pools = bool(definition.measures) and ALL in definition.splits
    return [*definition.splits, *([SAMPLE] if pools else [])]


def split_openings(connection: duckdb.DuckDBPyConnection, splits: Iterable[str]) -> None:
    """Make the temporary table ``split_openings``: what statistics are counted over.

    The views ``openings_by_<split>`` and the table ``population_openings`` exist.
    """
    queries.run(connection, "statistics/split_openings")
    for split in splits:
        relation = f"openings_by_{split}"
        queries.run(connection, "statistics/add_split", split_name=split, relation=relation)


@contextmanager
def at_hand(connection: duckdb.DuckDBPyConnection, statistic: str) -> Iterator[None]:
    """Make the rows of a statistic's relation once, in a temporary table of its name that hides
    the view of the release; so read also others that are built on it.
    """
    ((database,),) = connection.execute("SELECT current_database()").fetchall()
    of_release = f'"{database}".{statistic}'
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {statistic} AS FROM {of_release}")
    try:
        yield
    finally:
        connection.execute(f"DROP TABLE temp.{statistic}")


def by_slice(rows: pa.Table) -> Iterator[tuple[tuple[str, str, str], pa.Table]]:
    """The parts of a table by population, split and group; the table is sorted by them."""
    if not rows.num_rows:
        return
    keys = list(zip(*(rows[name].to_pylist() for name in BY), strict=True))
    start = 0
    for place in range(1, len(keys) + 1):
        if place == len(keys) or keys[place] != keys[start]:
            yield keys[start], rows.slice(start, place - start)
            start = place


def slices_of(definition: Definition, rows: pa.Table, populations: Sequence[str]) -> list[Slice]:
    """Every slice that has openings; a population without any is one, if it is not split."""
    found = {key: Slice(*key, label=part["group_label"][0].as_py()) for key, part in by_slice(rows)}
    if ALL in definition.splits:
        for population in populations:
            found.setdefault((population, ALL, ""), Slice(population, ALL, "", ""))
    order = {name: place for place, name in enumerate(populations)}
    splits = {name: place for place, name in enumerate(splits_of(definition))}
    return sorted(found.values(), key=lambda one: (order[one[0]], splits[one[1]], one[2]))
