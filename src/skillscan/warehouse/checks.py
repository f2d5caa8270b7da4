"""Checks that run after each load, inside its transaction: queries that must return no row.

Each ``sql/checks/*.sql`` opens with a comment that says what the user would lose, and a line
``-- After: load``, ``read`` or ``group`` that says which step it guards. A check that finds rows
raises, and the transaction that it runs in is rolled back: the previous state stays.
"""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from duckdb import DuckDBPyConnection

from skillscan import resources
from skillscan.errors import SkillscanError

Step = Literal["load", "read", "group"]
_SHOWN = 3


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


def run(connection: DuckDBPyConnection, step: Step) -> None:
    """Run the checks of a step; raises CheckFailedError with what it would cost and some rows."""
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
