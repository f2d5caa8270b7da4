"""The SQL that Python runs stands in files."""

import re
import sys
from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection
from suite.no_pandas import HAS_PANDAS

from skillscan import resources
from skillscan.warehouse import bulk, queries
from skillscan.warehouse.tables.findings import SkillRow

ROOT = Path(__file__).parent.parent.parent
SQL = ROOT / "sql" / "queries"
NAME = re.compile(r'"([a-z_]+/[a-z_]+)"')
STATEMENT = re.compile(r'"\s*(SELECT|INSERT|UPDATE|DELETE|MERGE|WITH|CREATE)\s')


def sources() -> dict[str, str]:
    """The code of every module, by its path in the package."""
    package = ROOT / "src" / "skillscan"
    return {
        path.relative_to(package).as_posix(): path.read_text(encoding="utf-8")
        for path in package.rglob("*.py")
    }


def test_every_query_is_used() -> None:
    """A query that nobody runs would be kept true for nothing."""
    code = "\n".join(sources().values())
    named = set(NAME.findall(code))
    for table in re.findall(r"for table in \(([^)]+)\):\n\s+queries", code):
        named |= {f"{t}/forget_other_versions" for t in re.findall(r'"(\w+)"', table)}
    there = {str(path.relative_to(SQL).with_suffix("")) for path in SQL.rglob("*.sql")}
    assert there - named == set()


def test_the_warehouse_holds_no_sql() -> None:
    """SQL in Python is neither linted nor found by those who look for it."""
    found = [
        path
        for path, code in sources().items()
        if path.startswith("warehouse/") and STATEMENT.search(code)
    ]
    assert found == []


@pytest.mark.parametrize("path", sorted(SQL.rglob("*.sql")), ids=lambda path: path.stem)
def test_a_query_is_one_statement(path: Path, connection: DuckDBPyConnection) -> None:
    """Parameters would go to the last of several statements only."""
    name = str(path.relative_to(SQL).with_suffix(""))
    assert len(connection.extract_statements(queries.text(name))) == 1


def test_a_name_that_is_no_query_is_an_error() -> None:
    """A misspelt name would run nothing."""
    with pytest.raises(FileNotFoundError):
        queries.text("postings/by_name")


def test_rows_replace_those_with_the_same_key(connection: DuckDBPyConnection) -> None:
    """No constraint forbids it: a second load would double everything."""
    for label in ("Python", "Python 3"):
        skills = [
            SkillRow(skill_id="python", label=label, category="language"),
            SkillRow(skill_id="rust", label="Rust", category="language"),
        ]
        bulk.write(connection, "skills/merge", skills)
    assert connection.execute("SELECT skill_id, label FROM skills ORDER BY ALL").fetchall() == [
        ("python", "Python 3"),
        ("rust", "Rust"),
    ]


@pytest.mark.parametrize("path", sorted(SQL.rglob("merge.sql")), ids=lambda path: path.parent.name)
def test_a_merge_fills_every_column(path: Path) -> None:
    """A new column would be declared, and stay empty."""
    table = path.parent.name
    made = resources.sql("tables", f"{table}.sql").read_text(encoding="utf-8")
    columns = re.findall(r"^    (\w+) [A-Z]", made, re.MULTILINE)
    inserted = path.read_text(encoding="utf-8").partition("VALUES")[2]
    assert re.findall(r"i\.(\w+)", inserted) == columns


def test_lists_reach_a_query_as_they_are(connection: DuckDBPyConnection) -> None:
    """A posting whose id holds a quote or a comma would be new at every fetch."""
    names = ["a, b", 'c "d"', "[e]", "ü \\ \n", "null", "", "\0", "left"]
    found = queries.rows(connection, "text_shingles/missing", content_hashes=names, version="v1")
    assert sorted(name for (name,) in found) == sorted(names)


@pytest.mark.skipif(HAS_PANDAS, reason="pandas is found at the first search")
def test_lists_cost_no_search_for_pandas(
    connection: DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DuckDB searches for it twice a value: the ids of a large board would cost seconds."""
    searched: list[str] = []

    class Finder:
        def find_spec(self, name: str, path: object = None, target: object = None) -> None:
            searched.append(name)

    monkeypatch.setattr(sys, "meta_path", [Finder(), *sys.meta_path])
    queries.rows(
        connection,
        "text_shingles/missing",
        content_hashes=[str(n) for n in range(50)],
        version="v1",
    )
    assert searched.count("pandas") < 10
