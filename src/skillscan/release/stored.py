"""What a release says, read from its own database: whole, or the numbers that are asked for.

A release of form 2 has all that it says in its tables: what is beside the numbers stands as JSON in
``release.document``. So every other file of it can be made again from them.
"""

from collections.abc import Sequence
from typing import Any

import duckdb
import msgspec

from skillscan.release.document import NUMBERS, Publication
from skillscan.statistics.estimates import (
    Denominator,
    Disagreement,
    Estimate,
    SampleDifference,
    Withheld,
    WithheldCount,
)
from skillscan.statistics.figures.figure import Figure
from skillscan.warehouse import queries

_STORED: dict[str, tuple[str, Any]] = {
    "withheld": ("release/stored_withheld", Withheld),
    "withheld_counts": ("release/stored_withheld_counts", WithheldCount),
    "denominators": ("release/stored_denominators", Denominator),
    "disagreements": ("release/stored_disagreements", Disagreement),
    "sample_differences": ("release/stored_sample_differences", SampleDifference),
    "figures": ("release/stored_figures", Figure),
    "estimates": ("release/stored_estimates", Estimate),
}
"""Field of a publication to the query of its rows as JSON, and what each row is."""
if set(_STORED) != set(NUMBERS):
    raise AssertionError("a table of numbers that nobody could read back")


def read_publication(connection: duckdb.DuckDBPyConnection) -> Publication:
    """The publication of a release's database. Raises ValueError where it has none of this form."""
    try:
        ((document,),) = connection.execute("SELECT document FROM release").fetchall()
    except (duckdb.BinderException, duckdb.CatalogException) as error:
        raise ValueError(f"the tables do not hold the whole release: {error}") from error
    content = {**msgspec.json.decode(document), **{name: [] for name in NUMBERS}}
    return with_numbers(connection, msgspec.convert(content, Publication))


def with_numbers(
    connection: duckdb.DuckDBPyConnection,
    publication: Publication,
    statistics: Sequence[str] | None = None,
    population: str | None = None,
) -> Publication:
    """The publication with all numbers that the tables have of these statistics and this
    population; ``None``: of all.
    """
    wanted = {"statistics": list(statistics) if statistics else None, "population": population}
    numbers = {
        name: _read(connection, query, kind, **wanted) for name, (query, kind) in _STORED.items()
    }
    return msgspec.structs.replace(publication, left_out={}, **numbers)


def _read(connection: duckdb.DuckDBPyConnection, query: str, kind: Any, **wanted: Any) -> list[Any]:
    rows = queries.rows(connection, query, **wanted)
    text = ",".join(row for (row,) in rows)
    found: list[Any] = msgspec.json.decode(f"[{text}]", type=list[kind])
    return found
