"""Checks that run after each load, inside its transaction: queries that must return no row.

Each ``sql/checks/*.sql`` opens with a comment that says what the user would lose, and a line
``-- After: load``, ``read`` or ``group`` that says which step it guards. A check that finds rows
raises, and the transaction that it runs in is rolled back: the previous state stays.

What is read of a content is looked at when it is stored, and not again with each batch after it:
the cost of a batch would grow with the warehouse.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Literal

from duckdb import DuckDBPyConnection

from skillscan import resources
from skillscan.errors import SkillscanError
from skillscan.warehouse import queries

Step = Literal["load", "read", "group"]
_SHOWN = 3
_BY_CONTENT = ("findings", "posting_versions", "readings")
"""Tables of which a check can be shown the rows of some contents only."""


class CheckFailedError(SkillscanError):
    """What was to be stored contradicts itself; it was rolled back."""


@dataclass(frozen=True, slots=True)
class Check:
    """One file of ``sql/checks``: its stem, what is lost without it, when it runs, its query."""

    name: str
    loss: str
    step: Step
    sql: str


@cache
def checks() -> tuple[Check, ...]:
    """All checks, by name."""
    folder = resources.sql("checks")
    return tuple(
        parse(name.removesuffix(".sql"), folder.joinpath(name).read_text(encoding="utf-8"))
        for name in resources.names(folder, ".sql")
    )


def parse(name: str, sql: str) -> Check:
    """The check of a file's text; raises ValueError where the header is incomplete."""
    comments = [line[2:].strip() for line in sql.splitlines() if line.startswith("--")]
    steps = [line.removeprefix("After:").strip() for line in comments if line.startswith("After:")]
    loss = " ".join(line for line in comments if not line.startswith("After:"))
    for step in ("load", "read", "group"):
        if steps == [step] and loss:
            return Check(name, loss, step, sql)
    raise ValueError(f"sql/checks/{name}.sql: needs one '-- After: load|read|group' and the loss")


def run(
    connection: DuckDBPyConnection, step: Step, *, contents: Collection[str] | None = None
) -> None:
    """Run the checks of a step, on what is stored of these contents alone (``None``: on all).

    Raises CheckFailedError with what it would cost and some rows. Call it within a transaction.
    """
    if contents is None:
        _run(connection, step)
    else:
        with _narrowed(connection, contents):
            _run(connection, step)


def _run(connection: DuckDBPyConnection, step: Step) -> None:
    for check in checks():
        if check.step != step:
            continue
        rows = connection.execute(check.sql).fetchmany(_SHOWN + 1)
        if rows:
            shown = "; ".join(str(row) for row in rows[:_SHOWN])
            more = " and more" if len(rows) > _SHOWN else ""
            raise CheckFailedError(
                f"check {check.name} failed, nothing of this step was stored. {check.loss} "
                f"Found: {shown}{more}. This is a fault of skillscan: please report it"
            )


@contextmanager
def _narrowed(connection: DuckDBPyConnection, contents: Collection[str]) -> Iterator[None]:
    """Have the tables' names mean their rows of these contents; a rollback ends it as well."""
    queries.run(connection, "checks/narrow_to", content_hashes=sorted(contents))
    ((place,),) = queries.rows(connection, "checks/place_of_tables")
    statement = queries.text("checks/narrow_table")
    for table in _BY_CONTENT:
        named = statement.replace("VIEW narrowed", f"VIEW {table}")
        connection.execute(named.replace("FROM whole", f"FROM {place}.{table}"))
    yield
    for table in _BY_CONTENT:
        connection.execute(f"DROP VIEW temp.{table}")
