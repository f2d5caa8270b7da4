"""The JSON of landing files: one line per raw item, one document per fetch report.

Text is written as ASCII with escapes, so that payloads with lone surrogates survive unchanged: this
is why the standard library writes and reads the JSON, and msgspec checks the types. What does not
have the types of the record raises ``ValueError`` or ``TypeError``.
"""

import json
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, TypeVar

import msgspec

from skillscan.domain import FetchReport, RawItem
from skillscan.storage.checked_json import CHECKSUM, checked, checksum

REPORT_TIMES = ("started_at", "finished_at", "content_fetched_at", "empty_since")
DETAILS = {
    "employer": "employer",
    "problem": "problem",
    "problems": "problems",
    "retries": "retried",
    "page_validators": "pages",
    "content_digest": "content_digest",
    "content_fetched_at": "content_of",
    "is_newest_only": "newest_only",
    "is_suddenly_empty": "suddenly_empty",
    "items_before_empty": "earlier_items",
    "empty_since": "empty_since",
    "listed": "listed",
    "announced": "announced",
    "run_id": "run_id",
    "unreached": "unreached",
    "import_identity": "identity",
    "import_summary": "summary",
}
"""Fields of a report that stand under ``details`` in its file, where stated, and their key there.

``counts`` and ``notes`` stand there as well, each under its own name.
"""

LATER_SUMMARY_FIELDS = (
    "columns",
    "skipped",
    "notes",
    "cell_report",
    "needs_attention",
    "collected",
    "numbers_rows",
)
"""Fields of an import summary that the first version had not: written only where stated."""

_Record = TypeVar("_Record")


def item_to_json(item: RawItem, payload: str | None = None) -> str:
    """One line (ASCII, no line break) for a landing file.

    ``payload``: the item's payload as such JSON, where it is at hand.
    """
    if payload is None:
        return json.dumps(_plain(item), separators=(",", ":"), default=_stamp)
    head = _head(item.source, item.board, item.url, item.fetched_at, item.http_status)
    return head + payload + "}"


@lru_cache(maxsize=64)
def _head(source: str, board: str, url: str, fetched_at: datetime, http_status: int) -> str:
    """A line up to its payload: the items of one answer share it."""
    item = RawItem(
        source=source,
        board=board,
        url=url,
        fetched_at=fetched_at,
        http_status=http_status,
        payload={},
    )
    return item_to_json(item).removesuffix("{}}")


def item_from_json(line: bytes | str) -> RawItem:
    """The raw item of one line."""
    values = _object(line)
    if "fetched_at" in values:
        values["fetched_at"] = _time(values["fetched_at"])
    return _typed(values, RawItem)


def report_to_json(report: FetchReport) -> str:
    """A report as an indented JSON document."""
    values = _plain(report)
    for name in LATER_SUMMARY_FIELDS if values["import_summary"] else ():
        if not values["import_summary"][name]:
            del values["import_summary"][name]
    stated = {key: values.pop(name) for name, key in DETAILS.items()}
    details = {key: value for key, value in stated.items() if _is_stated(value)}
    values["details"] = details | values.pop("counts") | values.pop("notes")
    values = json.loads(json.dumps(values, default=_stamp))
    return json.dumps({**values, CHECKSUM: checksum(values)}, indent=1) + "\n"


def report_from_json(text: bytes | str) -> FetchReport:
    """The report of a document; fields that a newer version added are left aside.

    What it has under ``details`` that has no field of its own is a count or a note. Raises
    ValueError where the document is not as it was written (early ones have no checksum).
    """
    values = checked(text)
    details = values.pop("details", {})
    if not isinstance(details, dict):
        raise TypeError("details are not an object")
    values |= {name: details.pop(key) for name, key in DETAILS.items() if key in details}
    values["counts"] = {key: value for key, value in details.items() if type(value) is int}
    values["notes"] = {key: value for key, value in details.items() if type(value) is not int}
    for name in REPORT_TIMES:
        if name in values:
            values[name] = _time(values[name])
    return _typed(values, FetchReport)


def _plain(record: RawItem | FetchReport) -> dict[str, Any]:
    """The record's fields as JSON values; times stay times."""
    values: dict[str, Any] = msgspec.to_builtins(record, builtin_types=(datetime,))
    return values


def _typed(values: dict[str, Any], kind: type[_Record]) -> _Record:
    try:
        return msgspec.convert(values, kind)
    except msgspec.ValidationError as error:
        raise ValueError(str(error)) from error


def _object(text: bytes | str) -> dict[str, Any]:
    values = json.loads(text)
    if not isinstance(values, dict):
        raise TypeError("not a JSON object")
    return values


def _is_stated(value: Any) -> bool:
    return value is not None and value is not False and value not in ((), {})


def _stamp(time: datetime) -> str:
    return time.isoformat()


def _time(value: Any) -> datetime:
    time = datetime.fromisoformat(value)
    return time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)
