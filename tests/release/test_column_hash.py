"""The hash of a table: equal rows have one, and every cell counts."""

from pathlib import Path

import duckdb
import pytest

from skillscan.release import column_hash
from skillscan.release.column_hash import table_hash

_ROWS = """
SELECT
    range AS number,
    range / 7 AS share,
    range % 3 = 0 AS is_third,
    'é' || range AS said,
    CASE WHEN range % 5 > 0 THEN range * 11 END AS rare,
    CASE WHEN range % 4 > 0 THEN 'n' || range END AS named,
    DATE '2026-01-01' + range::INTEGER AS day,
    CASE WHEN range % 6 > 0 THEN TIMESTAMPTZ '2026-01-01' + to_hours(range) END AS moment,
    (range / 8)::DECIMAL(24, 6) AS exact,
    CASE WHEN range % 7 > 0 THEN list_transform(range(range % 3), n -> 'l' || n) END AS listed,
    [{'label': 'p' || range, 'share': range / 3}, {'label': NULL, 'share': NULL}] AS parts,
    (['low', 'high'])[1 + range % 2]::ENUM ('low', 'high') AS level
FROM range($count)
"""


@pytest.mark.parametrize("at_once", [2_048, 100_000])
def test_hash_of_a_table_is_that_of_its_rows_in_whatever_pieces_they_come(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, at_once: int
) -> None:
    """A release made again from its Parquet files would not be known, or go by a part of it."""
    parquet = tmp_path / "copy.parquet"
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE counted AS {_ROWS}", {"count": 5_000})
        connection.execute(f"COPY counted TO '{parquet}'")
        connection.execute(f"CREATE TABLE copied AS FROM '{parquet}'")
        connection.execute("CREATE TABLE empty AS FROM counted WHERE FALSE")
        whole = table_hash(connection, "counted")
        monkeypatch.setattr(column_hash, "ROWS_AT_ONCE", at_once)
        assert table_hash(connection, "counted") == table_hash(connection, "copied") == whole
        assert table_hash(connection, "empty") is None
        connection.execute("DELETE FROM copied WHERE number = 4_999")
        assert table_hash(connection, "copied") != whole


@pytest.mark.parametrize(
    "change",
    [
        "number = 3_001",
        "share = NULL",
        "is_third = NOT is_third",
        "said = 'e3000'",
        "rare = 0",
        "named = ''",
        "day = day + 1",
        "moment = '2026-01-01'",
        "exact = exact + 0.000001",
        "listed = NULL",
        "listed = ['l0', NULL]",
        "parts = [parts[2], parts[1]]",
        "parts[1].share = 0",
        "level = 'high'",
    ],
)
def test_a_table_has_another_hash_where_one_cell_is_another(change: str) -> None:
    """Two releases that differ would be taken for one."""
    column, _, value = change.partition(" = ")
    if "." in column:  # a field of a struct in a list
        column, value = "parts", "[{'label': 'p3000', 'share': 0.0}, parts[2]]"
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE counted AS {_ROWS}", {"count": 3_001})
        before = table_hash(connection, "counted")
        connection.execute("CREATE TABLE changed AS FROM counted")
        change = f"{column} = {value} WHERE number = 3_000"
        connection.execute(f"UPDATE changed SET {change}")  # noqa: S608  (our own)
        assert table_hash(connection, "changed") != before


def test_values_that_are_lacking_hash_alike_whatever_lies_in_their_place() -> None:
    """The same data would be another release where a query computed them another way."""
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE stored AS SELECT NULL::BIGINT AS n, NULL::VARCHAR AS s")
        made = (
            "SELECT if(v > 5, v, NULL) AS n, if(v > 5, w, NULL) AS s FROM (VALUES (3, 'x')) t(v, w)"
        )
        connection.execute(f"CREATE VIEW computed AS {made}")
        assert table_hash(connection, "computed") == table_hash(connection, "stored")
