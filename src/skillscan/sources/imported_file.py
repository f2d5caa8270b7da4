"""Rows of imported files: one row under our field names → posting.

Every source that has no parser of its own was imported (``skillscan import``). The payload holds
texts as they stood in the file, under the fields of ``data/import_columns.yaml``, and how they are
to be read: ``default_country``, ``collected`` (the day the file is of), ``posted_at_order`` and
``seen_at_order`` (``dmy`` or ``mdy``, as the column showed); or ``malformed_row`` with ``problem``.

Each cell is read or refused with a reason; a refused one is as if it were empty, and
``skillscan import`` reports it. The country is the stated one, else the one of the location, else
the default.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar, cast

import pycountry

from skillscan.domain import Parsed, ParseRejection, Pay, Posting, RawItem, Workplace
from skillscan.sources import payload
from skillscan.sources.base import missing
from skillscan.sources.imported_columns import is_missing, name_in, places_in, structure_of
from skillscan.sources.imported_dates import DateOrder, read_date
from skillscan.sources.imported_pay import pay_of, read_bounds, read_pay
from skillscan.sources.imported_pay_words import (
    ImportedAmounts,
    read_bound,
    read_currency,
    read_period,
)
from skillscan.sources.imported_refusals import CellRefusal
from skillscan.sources.imported_workplace import read_workplace, stated_workplace
from skillscan.text.country import country_of

LINES = ("title", "employer", "department", "employment_type")
"""Fields that are one line of text."""
DATES = ("posted_at", "seen_at")
MAX_TITLE_CHARACTERS = 2_000
_RATING = re.compile(r"[\r\n]\s*[0-5][.,]\d\s*(?:★\s*)?$")
"""What Glassdoor writes below an employer's name."""
_Value = TypeVar("_Value")


@dataclass(slots=True)
class RowReading:
    """What the cells of a row say, and which of them are refused why, by field."""

    lines: dict[str, str] = field(default_factory=dict)
    locations: tuple[str, ...] = ()
    country: str | None = None
    language: str | None = None
    url: str | None = None
    workplace: Workplace | None = None
    pay: Pay | None = None
    posted_at: datetime | None = None
    seen_at: datetime | None = None
    refused: dict[str, CellRefusal] = field(default_factory=dict)

    def accept(self, name: str, found: _Value | CellRefusal) -> _Value | None:
        """The value of a field; a refusal is noted and gives ``None``."""
        if isinstance(found, CellRefusal):
            self.refused[name] = found
            return None
        return found


def parse(item: RawItem) -> Parsed:
    """One row; a malformed one and one without title or text are refused."""
    row = item.payload
    if "malformed_row" in row:
        return [ParseRejection(reason="malformed_row", detail=payload.line(row, "problem"))]
    return [posting_of(item, read_row(row))]


def posting_of(item: RawItem, reading: RowReading) -> Posting | ParseRejection:
    """The posting of a row that was read, or why it is none."""
    row = item.payload
    native_id = payload.identifier(row, "native_id")
    title = payload.line(reading.lines, "title")
    text = payload.body(row, "text") if _cell(row, "text") else ""
    if "text" in reading.refused:
        text = ""
    if refusal := missing(title=title, text=text, id=native_id):
        return refusal
    return Posting(
        source=item.source,
        board=item.board,
        native_id=native_id,
        title=title,
        body=text,
        employer=reading.lines.get("employer"),
        url=reading.url,
        locations=reading.locations,
        country=reading.country,
        language=reading.language,
        department=reading.lines.get("department"),
        employment_type=reading.lines.get("employment_type"),
        workplace=reading.workplace,
        pay=reading.pay,
        posted_at=reading.posted_at,
    )


def read_row(row: Mapping[str, Any]) -> RowReading:
    """Read every cell of a row; never raises, whatever the cells hold."""
    reading = RowReading()
    cells = {name: text for name in row if (text := _cell(row, name))}
    for name in LINES:
        if name in cells and (line := reading.accept(name, _line(name, cells[name]))):
            reading.lines[name] = line
    if "text" in cells and (refusal := _refused_text(cells["text"])):
        reading.refused["text"] = refusal
    if "native_id" in cells and not payload.identifier(cells, "native_id"):
        reading.refused["native_id"] = CellRefusal.NOT_AN_ID
    _read_places(reading, cells)
    _read_dates(reading, cells)
    _read_workplace(reading, cells)
    _read_pay(reading, cells)
    return reading


def read_country(text: str) -> str | CellRefusal:
    """ISO 3166-1 alpha-2 of a cell that names a country."""
    name = _name(text)
    return payload.country({"v": name}, "v") or country_of(name) or CellRefusal.NOT_A_COUNTRY


def read_language(text: str) -> str | CellRefusal:
    """ISO 639-1 of a cell with a tag (``en-US``) or an English name."""
    name = _name(text)
    if tag := payload.language({"v": name}, "v"):
        return tag
    try:
        found = pycountry.languages.lookup(name[:60])
    except LookupError:
        return CellRefusal.NOT_A_LANGUAGE
    return getattr(found, "alpha_2", None) or CellRefusal.NOT_A_LANGUAGE


def _text(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    return value if isinstance(value, str) else payload.line(row, name)


def _cell(row: Mapping[str, Any], name: str) -> str:
    text = _text(row, name).strip()
    return "" if is_missing(text) else text


def _name(text: str) -> str:
    """The cell as one line; of a structure the name in it."""
    structure = structure_of(text)
    return payload.line({"v": text if structure is None else name_in(structure)}, "v")


def _line(name: str, text: str) -> str | CellRefusal:
    structure = structure_of(text)
    if structure is not None:
        return payload.line({"v": name_in(structure)}, "v") or CellRefusal.STRUCTURE
    limit = MAX_TITLE_CHARACTERS if name == "title" else payload.MAX_LINE_CHARACTERS
    if len(text) > limit:
        return CellRefusal.TOO_LONG
    return payload.line({"v": _RATING.sub("", text) if name == "employer" else text}, "v")


def _refused_text(text: str) -> CellRefusal | None:
    """Why a text is none: as an object it would be read with all its brackets and keys."""
    if isinstance(structure_of(text), dict):
        return CellRefusal.STRUCTURE
    return CellRefusal.TOO_LONG if len(text) > payload.MAX_BODY_CHARACTERS else None


def _read_places(reading: RowReading, cells: Mapping[str, str]) -> None:
    text = cells.get("location", "")
    structure = structure_of(text)
    if structure is None:
        reading.locations = payload.places(text[: payload.MAX_BODY_CHARACTERS])
    else:
        reading.locations = payload.places(*places_in(structure))
        if not reading.locations:
            reading.refused["location"] = CellRefusal.STRUCTURE
    reading.locations = tuple(place for place in reading.locations if not is_missing(place))
    stated = _accepted(reading, cells, "country", read_country)
    read = (country for place in reading.locations if (country := country_of(place)))
    reading.country = stated or next(read, None) or payload.country(cells, "default_country")
    reading.language = _accepted(reading, cells, "language", read_language)
    reading.url = _accepted(reading, cells, "url", _address)


def _address(text: str) -> str | CellRefusal:
    return payload.web_address({"v": text}, "v") or CellRefusal.NOT_AN_ADDRESS


def _accepted(
    reading: RowReading,
    cells: Mapping[str, str],
    name: str,
    read: Callable[[str], str | CellRefusal],
) -> str | None:
    return reading.accept(name, read(cells[name])) if name in cells else None


def _read_dates(reading: RowReading, cells: Mapping[str, str]) -> None:
    collected = _day(cells.get("collected", ""))
    for name in DATES:
        if name in cells:
            order = cells.get(f"{name}_order")
            found = read_date(
                cells[name],
                order=cast("DateOrder", order) if order in ("dmy", "mdy") else None,
                collected=collected,
            )
            setattr(reading, name, reading.accept(name, found))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _read_workplace(reading: RowReading, cells: Mapping[str, str]) -> None:
    for name in ("workplace", "is_remote"):
        if name in cells:
            reading.accept(name, read_workplace(cells[name]))
    reading.workplace = stated_workplace(cells.get("workplace", ""), cells.get("is_remote", ""))


def _read_pay(reading: RowReading, cells: Mapping[str, str]) -> None:
    """Pay of two columns, else of one."""
    for name, read in (("pay_currency", read_currency), ("pay_period", read_period)):
        if name in cells:
            reading.accept(name, read(cells[name]))
    currency, period = cells.get("pay_currency", ""), cells.get("pay_period", "")
    amounts = _bounds(reading, cells, currency, period)
    if "pay" in cells:
        found = reading.accept("pay", read_pay(cells["pay"], currency=currency, period=period))
        amounts = amounts or found
    reading.pay = pay_of(amounts, reading.country) if amounts else None


def _bounds(
    reading: RowReading, cells: Mapping[str, str], currency: str, period: str
) -> ImportedAmounts | None:
    there = [name for name in ("pay_min", "pay_max") if name in cells]
    if not there:
        return None
    readable = [name for name in there if reading.accept(name, read_bound(cells[name]))]
    low, high = (cells[name] if name in readable else "" for name in ("pay_min", "pay_max"))
    found = read_bounds(low, high, currency=currency, period=period)
    if isinstance(found, CellRefusal):
        reading.refused |= dict.fromkeys(readable, found)
        return None
    return found
