"""What the openings of a population hold, employer by employer, from a statistic's relation."""

from collections.abc import Mapping
from dataclasses import dataclass

import duckdb
import numpy as np

from skillscan.errors import SkillscanError
from skillscan.statistics.definitions import Definition
from skillscan.statistics.intervals import Floats


@dataclass(frozen=True, kw_only=True)
class Tally:
    """What the openings of one population hold, employer by employer.

    ``employers`` are sorted ids. ``holding[measure]`` and ``postings[measure]`` have one row per
    employer and one column per value, in the order of ``values``.
    """

    employers: tuple[str, ...]
    openings: Floats
    stating: Floats
    values: tuple[str, ...]
    labels: Mapping[str, str]
    holding: Mapping[str, Floats]
    postings: Mapping[str, Floats]


def check_relation(connection: duckdb.DuckDBPyConnection, definition: Definition) -> None:
    """Raise SkillscanError when the relation counts an opening twice for one value."""
    doubled = connection.execute(
        f"SELECT population_id, opening_id, value FROM {definition.id} "  # noqa: S608
        "GROUP BY ALL HAVING count(*) > 1 LIMIT 1"
    ).fetchone()
    if doubled:
        raise SkillscanError(
            f"sql/statistics/{definition.id}.sql gives {doubled} more than once: "
            "an opening must count once per value"
        )


def labels_of(connection: duckdb.DuckDBPyConnection, definition: Definition) -> dict[str, str]:
    """Label of every value, values in natural order (2 before 10)."""
    found = connection.execute(
        f"SELECT value, min(label) FROM {definition.id} GROUP BY value"  # noqa: S608
    ).fetchall()
    return dict(sorted(found, key=lambda pair: (len(pair[0]) if pair[0].isdigit() else 0, pair[0])))


def tally(
    connection: duckdb.DuckDBPyConnection,
    definition: Definition,
    population: str,
    labels: Mapping[str, str],
) -> Tally:
    """The tally of one population; ``labels`` names the values in their order."""
    sizes = connection.execute(
        f"""
        SELECT p.employer_id, count(*), count(s.opening_id)
        FROM population_openings AS p
        LEFT JOIN (SELECT DISTINCT population_id, opening_id FROM {definition.id}) AS s
            ON p.population_id = s.population_id AND p.opening_id = s.opening_id
        WHERE p.population_id = ?
        GROUP BY p.employer_id ORDER BY p.employer_id
        """,  # noqa: S608  (ids are checked identifiers)
        [population],
    ).fetchall()
    employers = tuple(row[0] for row in sizes)
    holding, postings = _matrices(connection, definition, population, employers, tuple(labels))
    return Tally(
        employers=employers,
        openings=np.array([row[1] for row in sizes], dtype=np.float64),
        stating=np.array([row[2] for row in sizes], dtype=np.float64),
        values=tuple(labels),
        labels=labels,
        holding=holding,
        postings=postings,
    )


def _matrices(
    connection: duckdb.DuckDBPyConnection,
    definition: Definition,
    population: str,
    employers: tuple[str, ...],
    values: tuple[str, ...],
) -> tuple[dict[str, Floats], dict[str, Floats]]:
    """Openings, and postings, per measure: employers by values."""
    counts = ", ".join(
        f"count(*) FILTER (s.{m}), coalesce(sum(p.postings) FILTER (s.{m}), 0)"
        for m in definition.measures
    )
    rows = connection.execute(
        f"""
        SELECT p.employer_id, s.value, {counts}
        FROM {definition.id} AS s
        INNER JOIN population_openings AS p
            ON s.population_id = p.population_id AND s.opening_id = p.opening_id
        WHERE p.population_id = ?
        GROUP BY p.employer_id, s.value
        """,  # noqa: S608
        [population],
    ).fetchall()
    row_of = {employer: place for place, employer in enumerate(employers)}
    column_of = {value: place for place, value in enumerate(values)}
    shape = (len(employers), len(values))
    holding = {measure: np.zeros(shape) for measure in definition.measures}
    postings = {measure: np.zeros(shape) for measure in definition.measures}
    for employer, value, *numbers in rows:
        place = row_of[employer], column_of[value]
        for index, measure in enumerate(definition.measures):
            holding[measure][place] = numbers[2 * index]
            postings[measure][place] = numbers[2 * index + 1]
    return holding, postings
