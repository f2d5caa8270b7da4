"""The cells of an imported file that were not read, one a line, beside quarantine's own files.

``quarantine/<landing file>.cells.jsonl``: file, row, column, field, value, reason, detail. The
postings of these rows are imported all the same, as if the cells were empty.
"""

import json
import secrets
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from skillscan.file_import.cell_counts import UnreadCell, shortened
from skillscan.landing.layout import DATA_SUFFIX, REPORT_SUFFIX, STAMP

SUFFIX = ".cells.jsonl"


class CellReport:
    """Writes the report aside, and in place when the import is whole; without cells, nothing."""

    def __init__(self, folder: Path, source: str, file: str) -> None:
        self._folder = folder
        self._aside = folder / f"{source}-{secrets.token_hex(4)}{SUFFIX}.part"
        self._file = file
        self._stream: IO[str] | None = None

    def add(self, cell: UnreadCell) -> None:
        """Write one cell."""
        if self._stream is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._stream = self._aside.open("w", encoding="ascii")
        line = {
            "file": self._file,
            "row": cell.row,
            "column": cell.column,
            "field": cell.field,
            "value": shortened(cell.value),
            "reason": cell.reason.value,
            "detail": cell.reason.words,
        }
        self._stream.write(json.dumps(line) + "\n")

    def commit(self, landing_file: str | None) -> str | None:
        """Put the report beside those of quarantine; its name relative to their folder."""
        if self._stream is None or landing_file is None:
            self.abort()
            return None
        self._stream.close()
        name = name_of_report(landing_file)
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        self._aside.replace(path)
        return name

    def abort(self) -> None:
        """Forget what was added."""
        if self._stream is not None:
            self._stream.close()
            self._aside.unlink(missing_ok=True)
            self._stream = None


def name_of_report(landing_name: str) -> str:
    """The report beside a landing file or its fetch report, relative to the quarantine folder."""
    return landing_name.removesuffix(DATA_SUFFIX).removesuffix(REPORT_SUFFIX) + SUFFIX


def prune(folder: Path, before: datetime) -> int:
    """Delete the reports of files that were imported before a time; returns their number."""
    oldest = before.astimezone(UTC).strftime(STAMP)
    old = [path for path in folder.glob(f"*/*/*{SUFFIX}") if path.name < oldest]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)
