"""Which column of a file is which field of ours, and what is said for fields that it lacks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from skillscan import resources
from skillscan.errors import UsageError
from skillscan.sources import payload
from skillscan.sources.imported_file import WORKPLACES, date_of

NEEDED = ("title", "text")
DEFAULTS = ("employer", "location", "country", "language", "workplace", "posted_at", "seen_at")
"""Fields that ``--default`` may fill."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Field to column, and field to default."""

    mapping: Mapping[str, str]
    defaults: Mapping[str, str]

    def row(self, record: Mapping[str, str]) -> dict[str, str]:
        """The record under our field names; empty fields are left out or filled with defaults.

        The default country is kept apart: it holds only where the location says nothing.
        """
        row = {name: record.get(column, "").strip() for name, column in self.mapping.items()}
        for name, value in self.defaults.items():
            key = "default_country" if name == "country" else name
            row[key] = row.get(key) or value
        return {name: value for name, value in row.items() if value}


def known_fields() -> list[str]:
    """The names of the fields a column can be mapped to."""
    return list(resources.data_yaml("import_columns.yaml"))


def choose_columns(
    columns: Iterable[str], mapping: Mapping[str, str], defaults: Mapping[str, str], file: str
) -> Columns:
    """The columns to use: the usual names, overruled by ``mapping``.

    Raises UsageError, naming what there is, for a field or column that does not exist, a default
    that means nothing, and a file where no column can be the title or the text.
    """
    there = list(columns)
    chosen = _usual(there) | {
        _field(name): _column(column, there, file) for name, column in mapping.items()
    }
    for name in NEEDED:
        if name not in chosen:
            raise UsageError(
                f"{file}: no column for the {name}. Columns there are: {_list(there)}. "
                f"Say which it is: --map {name}=COLUMN"
            )
    for name, value in defaults.items():
        _check_default(name, value)
    return Columns(chosen, dict(defaults))


def _usual(columns: list[str]) -> dict[str, str]:
    by_plain_name = {_plain(column): column for column in reversed(columns)}
    usual: dict[str, list[str]] = resources.data_yaml("import_columns.yaml")
    found = {
        name: next((by_plain_name[n] for n in names if n in by_plain_name), None)
        for name, names in usual.items()
    }
    return {name: column for name, column in found.items() if column is not None}


def _field(name: str) -> str:
    if name not in known_fields():
        raise UsageError(f"--map {name}=…: no such field. Fields are: {_list(known_fields())}")
    return name


def _column(column: str, columns: list[str], file: str) -> str:
    if column not in columns:
        raise UsageError(f"{file} has no column {column!r}. Columns there are: {_list(columns)}")
    return column


def _check_default(name: str, value: str) -> None:
    if name not in DEFAULTS:
        raise UsageError(
            f"--default {name}=…: no such field. Defaults can be given for: {_list(DEFAULTS)}"
        )
    if not _is_understood(name, value):
        forms = "country=US, language=en, workplace=remote, posted_at=2025-01-31"
        raise UsageError(f"--default {name}={value}: not understood. Write for example {forms}")


def _is_understood(name: str, value: str) -> bool:
    match name:
        case "country":
            return payload.country({"v": value}, "v") is not None
        case "language":
            return payload.language({"v": value}, "v") is not None
        case "workplace":
            return value.lower() in WORKPLACES
        case "posted_at" | "seen_at":
            return date_of(value) is not None
        case _:
            return bool(value.strip())


def _plain(column: str) -> str:
    return column.strip().lower().replace(" ", "_").replace("-", "_")


def _list(names: Iterable[str]) -> str:
    return ", ".join(names) or "none"
