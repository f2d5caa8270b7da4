"""What a reader finds in a file: a row by column, a line that is none, or nothing at all."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from skillscan.sources.imported_columns import MAX_NAME_CHARACTERS, plain_name

MAX_COLUMNS = 2_000
"""More columns than any table of postings has."""


@dataclass(frozen=True, slots=True)
class Malformed:
    """A line that is no row: what it holds, and what is wrong with it."""

    text: str
    problem: str


class Skipped(StrEnum):
    """A row that holds no posting and is counted only."""

    BLANK = "blank_rows"
    HEADER = "repeated_headers"


Record = dict[str, Any] | Malformed | Skipped


def distinct_names(header: list[str]) -> list[str]:
    """Names of columns without two alike: unnamed ones by their place, repeated ones numbered."""
    names: dict[str, None] = {}
    for place, column in enumerate(header, start=1):
        name = " ".join(column.split()) or f"column {place}"
        number = 2
        while name in names:
            name = f"{' '.join(column.split()) or f'column {place}'} ({number})"
            number += 1
        names[name] = None
    return list(names)


def table_row(header: list[str], values: list[Any]) -> Record:
    """A row of a table; one without values is blank, and the header again is no posting."""
    if all(value is None or (isinstance(value, str) and not value.strip()) for value in values):
        return Skipped.BLANK
    if is_header(header, values):
        return Skipped.HEADER
    return dict(zip(header, values, strict=True))


def is_header(header: list[str], values: list[Any]) -> bool:
    """Whether a row repeats the names of the columns, at least half of them and no other text."""
    repeated = 0
    for column, value in zip(header, values, strict=True):
        name = value if isinstance(value, str) else ""
        if not name.strip():
            continue
        if len(name) > MAX_NAME_CHARACTERS or plain_name(name) != plain_name(column):
            return False
        repeated += 1
    return 2 * repeated >= len(header) and repeated > 0
