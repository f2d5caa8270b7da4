"""Which column of a file is which field of ours, and what is said for fields that it lacks.

Of several columns with usual names for one field those with values go before empty ones, then the
first in ``data/import_columns.yaml`` is taken, of two alike the one further left; the others are
named, and not used. ``--map`` overrules,
and ``--map FIELD=-`` says that no column is the field. A structure is taken by its parts
(``company.name``); whole only for what can be read of one: pay and places.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from skillscan.errors import UsageError
from skillscan.file_import.readers import text_of
from skillscan.file_import.survey import Survey, value_at
from skillscan.sources.imported_columns import is_hollow, is_missing, known_fields, usual_columns
from skillscan.sources.imported_dates import DateOrder, is_numeric, read_date
from skillscan.sources.imported_file import DATES, read_country, read_language
from skillscan.sources.imported_pay_words import read_currency, read_period
from skillscan.sources.imported_refusals import CellRefusal
from skillscan.sources.imported_workplace import read_workplace
from skillscan.text.printable import printable

NEEDED = ("title", "text")
DEFAULTS = ("employer", "location", "country", "language", "workplace", "posted_at", "seen_at",
            "pay_currency", "pay_period")  # fmt: skip
"""Fields that ``--default`` may fill."""
WHOLE_STRUCTURES = ("pay", "location")
NO_COLUMN = "-"
_FORMS = (
    "country=US, language=en, workplace=remote, posted_at=2025-01-31, pay_currency=USD, "
    "pay_period=year"
)
MAX_LISTED = 60
MAX_NAME_CHARACTERS = 80


@dataclass(frozen=True, slots=True)
class Columns:
    """Field to column, field to default, and field to the order of its column's dates.

    ``unused`` are the columns that no field takes; ``passed_over`` names, by field, those of them
    that could have been it.
    """

    mapping: Mapping[str, str]
    defaults: Mapping[str, str]
    orders: Mapping[str, DateOrder] = field(default_factory=dict)
    unused: tuple[str, ...] = ()
    passed_over: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    collected: str | None = None

    def cells(self, record: Mapping[str, Any]) -> dict[str, str]:
        """The record's texts under our field names, empty ones too."""
        return {name: self._cell(name, record) for name in self.mapping}

    def _cell(self, name: str, record: Mapping[str, Any]) -> str:
        value = value_at(record, self.mapping[name])
        if is_hollow(value):
            return ""
        return text_of(value, between="\n" if name == "text" else " | ").strip()

    def row(self, cells: Mapping[str, str]) -> dict[str, str]:
        """What is landed of a row: its cells that say something, defaults, and how to read dates.

        The default country is kept apart: it holds only where the location says nothing.
        """
        row = {name: text for name, text in cells.items() if not is_missing(text)}
        for name, value in self.defaults.items():
            row.setdefault("default_country" if name == "country" else name, value)
        for name in DATES:
            if name in self.orders and is_numeric(row.get(name, "")):
                row[f"{name}_order"] = self.orders[name]
        return row | ({"collected": self.collected} if self.collected else {})


def choose_columns(
    survey: Survey,
    mapping: Mapping[str, str],
    defaults: Mapping[str, str],
    file: str,
    *,
    date_order: DateOrder | None = None,
    collected: str | None = None,
) -> Columns:
    """The columns to use: the usual names, overruled by ``mapping``.

    Raises UsageError, naming what there is, for a field or column that does not exist, a default
    that means nothing, and a file where no column can be the title or the text.
    """
    told = {known_field(name): _column(column, survey, file) for name, column in mapping.items()}
    usual = _usual(survey, taken=set(told.values()))
    chosen = {name: there[0] for name, there in usual.items() if name not in told} | told
    chosen = {name: chosen[name] for name in known_fields() if chosen.get(name, "-") != NO_COLUMN}
    for name in NEEDED:
        if name not in chosen:
            raise UsageError(
                f"{file}: no column for the {name}. Columns there are: {listed(survey.columns)}. "
                f"Say which it is: --map {name}=COLUMN"
            )
    for name, value in defaults.items():
        _check_default(name, value)
    return Columns(
        chosen,
        dict(defaults),
        orders=_orders(survey, chosen, date_order),
        unused=_unused(survey, set(chosen.values())),
        passed_over=_passed_over(usual, chosen),
        collected=collected,
    )


def known_field(name: str) -> str:
    """The name of a field; raises UsageError that lists those there are."""
    if name not in known_fields():
        raise UsageError(f"--map {name}=…: no such field. Fields are: {', '.join(known_fields())}")
    return name


def listed(names: Iterable[str]) -> str:
    """Names for a message, the first of very many."""
    shown = [printable(name[:MAX_NAME_CHARACTERS]) for name in names]
    more = f" and {len(shown) - MAX_LISTED} more" if len(shown) > MAX_LISTED else ""
    return (", ".join(shown[:MAX_LISTED]) or "none") + more


def _usual(survey: Survey, taken: set[str]) -> dict[str, list[str]]:
    """Field to the columns that could be it, without those that ``--map`` gives to another."""
    found = usual_columns([*survey.columns, *survey.structures])
    free = {
        name: [c for c in dict.fromkeys(columns) if c not in taken and _can_be(name, c, survey)]
        for name, columns in found.items()
    }
    return {
        name: sorted(columns, key=lambda column: column not in survey.with_values)
        for name, columns in free.items()
        if columns
    }


def _can_be(name: str, column: str, survey: Survey) -> bool:
    """Whether a column may be a field: parts of a structure of pay are read with the whole."""
    if name in WHOLE_STRUCTURES:
        return True
    is_part_of_pay = name.startswith("pay_") and column.partition(".")[0] in survey.structures
    return column in survey.columns and not is_part_of_pay


def _column(column: str, survey: Survey, file: str) -> str:
    if column in survey.columns or column in survey.structures or column == NO_COLUMN:
        return column
    raise UsageError(
        f"{file} has no column {column!r}. Columns there are: {listed(survey.columns)}"
    )


def _orders(
    survey: Survey, chosen: Mapping[str, str], told: DateOrder | None
) -> dict[str, DateOrder]:
    orders = {name: told or survey.order_of(chosen[name]) for name in DATES if name in chosen}
    return {name: order for name, order in orders.items() if order}


def _unused(survey: Survey, used: set[str]) -> tuple[str, ...]:
    whole = tuple(f"{column}." for column in used if column in survey.structures)
    return tuple(
        column
        for column in survey.columns
        if column not in used and not (whole and column.startswith(whole))
    )


def _passed_over(
    usual: Mapping[str, list[str]], chosen: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    used = set(chosen.values())
    found = {
        name: tuple(column for column in columns if column not in used)
        for name, columns in usual.items()
        if name in chosen
    }
    return {name: columns for name, columns in found.items() if columns}


def _check_default(name: str, value: str) -> None:
    if name not in DEFAULTS:
        raise UsageError(
            f"--default {name}=…: no such field. Defaults can be given for: {', '.join(DEFAULTS)}"
        )
    if is_missing(value) or isinstance(_READ[name](value), CellRefusal):
        raise UsageError(f"--default {name}={value}: not understood. Write for example {_FORMS}")


_READ: Mapping[str, Any] = {
    "employer": str,
    "location": str,
    "country": read_country,
    "language": read_language,
    "workplace": read_workplace,
    "posted_at": read_date,
    "seen_at": read_date,
    "pay_currency": read_currency,
    "pay_period": read_period,
}
"""How a default is read, to see whether it means anything."""
