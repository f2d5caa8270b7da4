"""Grouping after an update: one employer must not fall in two."""

from collections.abc import Callable

import pytest
from duckdb import DuckDBPyConnection

from skillscan.warehouse.tables.posting_openings import rename_employers


@pytest.mark.parametrize("grouped_by", ["g1", None], ids=["by older rules", "never"])
def test_employers_are_named_by_the_present_rules(
    connection: DuckDBPyConnection, add: Callable[..., None], grouped_by: str | None
) -> None:
    """An extraction cut short before an update would leave one employer counted as two."""
    ids = {"posting_id": "p", "content_hash": "c", "employer_id": "former"}
    add("employers", employer_id="former")
    add("postings", **ids)
    add("posting_versions", posting_id="p", content_hash="c", company="Acme, Inc.")
    if grouped_by:
        add("posting_openings", **ids, grouping_version=grouped_by)
    rename_employers(connection, "g2")
    assert connection.execute("SELECT employer_id FROM postings").fetchall() == [("acme",)]
