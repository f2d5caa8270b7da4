"""Files to import, and what came of them."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from skillscan.domain import ImportSummary, Posting
from skillscan.file_import.step import import_file
from skillscan.landing import reader
from skillscan.settings import Settings
from skillscan.sources.imported_file import parse

NOW = datetime(2026, 11, 1, 9, tzinfo=UTC)
TEXT = "We build models with the team. You know Python and SQL."


def run(file: Path, home: Path, **options: Any) -> ImportSummary:
    arguments = {"source": "jobs", "mapping": {}, "defaults": {}, "now": NOW} | options
    return import_file(file, settings=Settings(home=home), **arguments)


def items(home: Path) -> list[Any]:
    root = Settings(home=home).landing
    return [i for report in reader.reports(root) for _, i in reader.read_items(root, report)]


def postings(home: Path) -> list[Posting]:
    return [p for item in items(home) for p in parse(item) if isinstance(p, Posting)]


def table(path: Path, *rows: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def lost(summary: ImportSummary) -> list[str]:
    """The columns whose cells do not add up to the rows."""
    rows = summary.rows - summary.reasons.get("malformed_row", 0)
    return [c.column for c in summary.columns if c.read + c.empty + c.not_read != rows]
