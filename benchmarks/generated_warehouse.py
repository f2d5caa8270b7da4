"""``python -m benchmarks.generated_warehouse HOME OPENINGS``: a warehouse of any size whose texts
and findings are generated, to measure what comes behind the reading.

Fourteen months of weekly fetches of very unequal employers' boards at four providers, and two
imported files; one opening in ten is advertised more than once. The same number gives the same
rows on every machine. It is made in pieces, so that memory does not grow with it: a hundred
thousand openings take a minute and a half and 1.7 GB of disk, half of it shingles.

It is stored piece by piece: killed at any moment, it goes on with the piece that was not stored.
With ``--ungrouped`` nothing is said of openings: ``skillscan extract`` has them still to group.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from benchmarks.generated_findings import (
    Vocabulary,
)
from benchmarks.generated_postings import AS_OF, IMPORTED, SEED, WEEKS, Employers, Piece, Versions
from skillscan.dedup.comparable_text import comparable_text_version
from skillscan.extract.engine import real_engine
from skillscan.settings import Settings
from skillscan.warehouse.connection import bound_batches, open_warehouse
from skillscan.warehouse.transaction import transaction

PIECE = 5_000
"""Openings that are made at once."""


def make_warehouse(home: Path, openings: int, *, is_grouped: bool = True) -> None:
    """Make the warehouse of a home, with so many openings, from what is there of it on."""
    settings = Settings(home=home)
    engine = real_engine(settings)
    versions = Versions(
        pipeline=engine.reader.version,
        grouping=engine.grouping_version,
        comparable_text=comparable_text_version(),
    )
    skills = engine.skills()
    order = np.random.default_rng(SEED).permutation(len(skills))
    vocabulary = Vocabulary(skills=[skills[place] for place in order])
    employers = Employers.of(openings)
    with open_warehouse(settings) as connection:
        bound_batches(connection, PIECE)
        if not _is_there(connection, "pipelines", "pipeline_version", versions.pipeline):
            with transaction(connection):
                _insert(connection, "skills", pa.Table.from_pylist(_dicts(skills)))
                _add_pipeline(connection, versions)
                _add_employers(connection, employers)
        for first in range(0, openings, PIECE):
            size = min(PIECE, openings - first)
            piece = Piece(first, size, employers, vocabulary, versions)
            if _is_there(connection, "postings", "content_hash", piece.hashes[0]):
                continue
            with transaction(connection):
                for table, rows in piece.tables(is_grouped=is_grouped):
                    _insert(connection, table, rows)
        connection.execute("CHECKPOINT")


def _dicts(rows: Sequence[Any]) -> list[dict[str, Any]]:
    return [{name: getattr(row, name) for name in row.__slots__} for row in rows]


def _is_there(connection: duckdb.DuckDBPyConnection, table: str, column: str, value: str) -> bool:
    """Whether what is stored at once with this value was stored before."""
    query = f"SELECT 1 FROM {table} WHERE {column} = $value LIMIT 1"
    return connection.execute(query, {"value": value}).fetchone() is not None


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: pa.Table) -> None:
    connection.register("generated", rows)
    connection.execute(f"INSERT INTO {table} BY NAME FROM generated")
    connection.unregister("generated")


def _add_pipeline(connection: duckdb.DuckDBPyConnection, versions: Versions) -> None:
    row = {"version": versions.pipeline, "at": AS_OF}
    connection.execute("INSERT INTO pipelines VALUES ($version, $at, $at, NULL)", row)


def _add_employers(connection: duckdb.DuckDBPyConnection, employers: Employers) -> None:
    """Employers and the weekly fetches of their boards."""
    _insert(
        connection, "employers", pa.table({"employer_id": employers.ids, "name": employers.names})
    )
    boards = pa.table(
        {
            "source": employers.sources,
            "board": employers.boards,
            "first_week": employers.first_weeks,
        }
    )
    connection.register("generated_boards", boards)
    connection.execute(_FETCHES, {"as_of": AS_OF, "weeks": WEEKS, "imported": list(IMPORTED)})
    connection.unregister("generated_boards")


_FETCHES = """
INSERT INTO fetches BY NAME
WITH visits AS (
    SELECT source, board, w.week
    FROM generated_boards, range($weeks) AS w (week)
    WHERE board <> 'import' AND w.week >= first_week
    UNION ALL
    SELECT i.source, 'import', $weeks - 1 - 20 * row_number() OVER (ORDER BY i.source DESC)
    FROM unnest($imported) AS i (source)
)
SELECT
    source || '/' || board || '/' || week AS fetch_id,
    source,
    board,
    'complete' AS outcome,
    $as_of::TIMESTAMPTZ - to_days(7 * ($weeks - 1 - week)::INTEGER) AS started_at,
    started_at + INTERVAL 5 SECOND AS finished_at,
    1 AS pages,
    25 AS items,
    200 AS http_status,
    100_000 AS bytes,
    FALSE AS is_not_modified,
    FALSE AS is_suspicious,
    fetch_id || '.jsonl.gz' AS landing_file,
    25 AS postings,
    started_at AS loaded_at,
    25 AS listed
FROM visits
"""


def main() -> None:
    """Make a warehouse and say where."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("home", type=Path)
    parser.add_argument("openings", type=int)
    parser.add_argument("--ungrouped", action="store_true", help="leave the grouping to be done")
    arguments = parser.parse_args()
    make_warehouse(arguments.home, arguments.openings, is_grouped=not arguments.ungrouped)
    print(arguments.home)


if __name__ == "__main__":
    main()
