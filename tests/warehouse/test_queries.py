"""The SQL that Python runs stands in files."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection

from skillscan import resources
from skillscan.warehouse import bulk, queries
from skillscan.warehouse.tables.findings import SkillRow

ROOT = Path(__file__).parent.parent.parent
SQL = ROOT / "sql" / "queries"
STATEMENT = re.compile(r'"\s*(SELECT|INSERT|UPDATE|DELETE|MERGE|WITH|CREATE)\s')


def sources() -> dict[str, str]:
    """The code of every module, by its path in the package."""
    package = ROOT / "src" / "skillscan"
    return {
        path.relative_to(package).as_posix(): path.read_text(encoding="utf-8")
        for path in package.rglob("*.py")
    }


def is_used(query: Path, code: Mapping[str, str]) -> bool:
    """Whether code names the query; release and statistics read their own folder by stems."""
    topic, stem = query.parent.name, query.stem
    own = "".join(text for path, text in code.items() if path.startswith(f"{topic}/"))
    if f'"{stem}"' in own or f'"{stem}.sql"' in own:
        return True
    return any(f'"{topic}/{stem}"' in text or f'/{stem}"' in text for text in code.values())


def test_every_query_is_used() -> None:
    """A query that nobody runs would be kept true for nothing."""
    code = sources()
    assert [str(path) for path in sorted(SQL.rglob("*.sql")) if not is_used(path, code)] == []


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
