"""Payloads with their expected postings, a folder a source: ``inputs/*.json`` → ``output.json``.

The payloads are written by hand in the sources' shapes; a file's name says what it is about. After
a change of a parser, ``SKILLSCAN_REGENERATE=1 pytest tests/sources/test_recorded.py`` writes the
outputs anew: review them as a diff.
"""

import json
import os
from dataclasses import asdict, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from skillscan.domain import ParseRejection, Posting, RawItem
from skillscan.sources.registry import require_source

FOLDER = Path(__file__).parent
SOURCES = sorted(path.parent.name for path in FOLDER.glob("*/inputs"))


def shown(entry: Posting | ParseRejection) -> dict[str, Any]:
    """What differs from a field's default, as JSON."""
    values = asdict(entry)
    defaults = {field.name: field.default for field in fields(entry)}
    kept = {name: value for name, value in values.items() if value != defaults[name]}
    kept = {name: value for name, value in kept.items() if name not in ("source", "board")}
    return {"is": type(entry).__name__, **json.loads(json.dumps(kept, default=datetime.isoformat))}


def outputs_of(source: str) -> dict[str, list[dict[str, Any]]]:
    found = {}
    for path in sorted((FOLDER / source / "inputs").glob("*.json")):
        item = RawItem(
            source=source,
            board="acme",
            url="https://jobs.acme.example/job/ml-engineer/77",
            fetched_at=datetime(2026, 4, 1, tzinfo=UTC),
            http_status=200,
            payload=json.loads(path.read_text(encoding="utf-8")),
        )
        found[path.stem] = [shown(entry) for entry in require_source(source).parse(item)]
    return found


@pytest.mark.parametrize("source", SOURCES)
def test_recorded_payloads(source: str) -> None:
    """A field read differently changes the numbers of every release without a word."""
    path = FOLDER / source / "output.json"
    found = outputs_of(source)
    if os.environ.get("SKILLSCAN_REGENERATE"):
        path.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert found == json.loads(path.read_text(encoding="utf-8"))
