"""Employers by their names, where a number knows them by their ids."""

from collections.abc import Iterable, Iterator

import duckdb
import msgspec

from skillscan.statistics.estimates import Disagreement
from skillscan.warehouse import queries


def with_employer_names(
    connection: duckdb.DuckDBPyConnection, found: Iterable[Disagreement]
) -> Iterator[Disagreement]:
    """The same, with the name of the employer where a part is of one; ``openings`` exists."""
    names = dict(queries.rows(connection, "release/employer_names"))
    for one in found:
        parts = [
            msgspec.structs.replace(part, label=names.get(part.label) or part.label)
            if part.employers == 1
            else part
            for part in one.parts
        ]
        yield msgspec.structs.replace(one, parts=parts)
