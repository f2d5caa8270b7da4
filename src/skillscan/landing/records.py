"""The JSON of landing files: one line per raw item, one document per fetch report.

Text is written as ASCII with escapes, so that payloads with lone surrogates survive unchanged.
Reading checks the types it relies on and raises ``ValueError``, ``KeyError`` or ``TypeError``.
"""

import json
from dataclasses import asdict, fields
from datetime import UTC, datetime
from typing import Any

from skillscan.domain import FetchReport, Outcome, RawItem

ITEM_FIELDS = ("source", "board", "url", "fetched_at", "http_status", "payload")
TIME_FIELDS = ("started_at", "finished_at")


def item_to_json(item: RawItem) -> str:
    """One line (ASCII, no line break) for a landing file."""
    values = {name: getattr(item, name) for name in ITEM_FIELDS}
    values["fetched_at"] = item.fetched_at.isoformat()
    return json.dumps(values, separators=(",", ":"))


def item_from_json(line: bytes | str) -> RawItem:
    """The raw item of one line."""
    values = _object(line)
    if not isinstance(values["payload"], dict):
        raise TypeError("payload is not an object")
    return RawItem(
        source=str(values["source"]),
        board=str(values["board"]),
        url=str(values["url"]),
        fetched_at=_time(values["fetched_at"]),
        http_status=int(values["http_status"]),
        payload=values["payload"],
    )


def report_to_json(report: FetchReport) -> str:
    """A report as an indented JSON document."""
    values = asdict(report)
    for name in TIME_FIELDS:
        values[name] = values[name].isoformat()
    return json.dumps(values, indent=1) + "\n"


def report_from_json(text: bytes | str) -> FetchReport:
    """The report of a document; fields that a newer version added are left aside."""
    values = _object(text)
    known = {f.name for f in fields(FetchReport)}
    values = {name: value for name, value in values.items() if name in known}
    values["outcome"] = Outcome(values["outcome"])
    for name in TIME_FIELDS:
        values[name] = _time(values[name])
    return FetchReport(**values)


def _object(text: bytes | str) -> dict[str, Any]:
    values = json.loads(text)
    if not isinstance(values, dict):
        raise TypeError("not a JSON object")
    return values


def _time(value: Any) -> datetime:
    time = datetime.fromisoformat(value)
    return time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)
