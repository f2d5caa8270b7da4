"""Comments: an analyst who opens a release must find every column explained."""

import pytest
from duckdb import DuckDBPyConnection

from skillscan.warehouse import comments

RELATION_COMMENTS = """
SELECT table_name, comment FROM duckdb_tables() WHERE schema_name = 'main'
UNION ALL
SELECT view_name, comment FROM duckdb_views() WHERE NOT internal AND schema_name = 'main'
"""
COLUMN_COMMENTS = """
SELECT table_name, column_name, comment FROM duckdb_columns()
WHERE NOT internal AND schema_name = 'main'
"""


def test_every_relation_is_explained(connection: DuckDBPyConnection) -> None:
    """A table or view without a comment is one that nobody can interpret."""
    rows = dict(connection.execute(RELATION_COMMENTS).fetchall())
    assert [name for name, comment in rows.items() if not comment] == []


def test_every_column_is_explained(connection: DuckDBPyConnection) -> None:
    """A column without a comment is a number without a definition."""
    rows = connection.execute(COLUMN_COMMENTS).fetchall()
    assert [(table, column) for table, column, comment in rows if not comment] == []


def test_no_comment_is_left_over(connection: DuckDBPyConnection) -> None:
    """A comment on something that no longer exists sends readers looking for it."""
    rows = connection.execute(COLUMN_COMMENTS).fetchall()
    there = {(table, column) for table, column, _ in rows}
    described = comments.described()
    assert set(described) == {table for table, _ in there}
    written = {
        (table, column)
        for table, entry in described.items()
        for column in entry.get("columns") or {}
    }
    assert written - there == set()
    assert set(comments.shared()) - {column for _, column in there} == set()


def test_every_key_is_of_its_relation(connection: DuckDBPyConnection) -> None:
    """A grain that names a column which is not there tells nobody what a row is."""
    rows = connection.execute(COLUMN_COMMENTS).fetchall()
    there = {(table, column) for table, column, _ in rows}
    for relation, entry in comments.described().items():
        assert entry["grain"]
        assert {(relation, column) for column in entry["key"]} <= there


@pytest.mark.parametrize("text", ["it's", 'a "quoted" one', "x'); DROP TABLE postings; --"])
def test_quotes_in_comments_stay_text(
    connection: DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    """An apostrophe in a description must not break the opening of the warehouse."""
    monkeypatch.setattr(comments, "described", lambda: {"skills": {"comment": text}})
    comments.emit(connection)
    rows = dict(connection.execute(RELATION_COMMENTS).fetchall())
    assert rows["skills"] == text
