"""Imported files instead of boards, for tests of numbers that pool samples."""

from collections.abc import Mapping

import duckdb


def as_imported_files(warehouse: duckdb.DuckDBPyConnection, files: Mapping[str, str]) -> None:
    """The postings of a hand-made warehouse as those of files, which nobody fetched: of each the
    day (ISO) from which its postings were first seen, in order.
    """
    for name, first_day in files.items():
        warehouse.execute(
            "UPDATE postings SET board = 'import', source = $name WHERE first_seen >= $day::date",
            {"name": name, "day": first_day},
        )
    warehouse.execute("DELETE FROM fetches")


TWO_FILES = {"file_2025": "2025-01-01", "file_2026": "2026-01-01"}
