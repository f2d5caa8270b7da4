"""What a posting costs where there are a thousand, ten thousand or a hundred thousand: CPU, memory
and bytes written of each step, with real reading in one process; what a night costs that brings
little; and how large the warehouse is beside a compacted copy of it.

Each step is a command in a process of its own. What was measured is noted in a folder, so that a
long row of steps goes on where it was interrupted; a step that was interrupted counts from its
beginning, with what it had stored.
"""

import json
import math
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb

from benchmarks import landed_boards, many_postings
from benchmarks.measuring import Measure, cpu_seconds, in_own_process, peak_mib
from benchmarks.steps import Spent, command
from skillscan.extract.engine import real_engine
from skillscan.settings import Settings
from skillscan.warehouse.connection import open_warehouse
from skillscan.warehouse.tables import posting_openings
from skillscan.warehouse.transaction import transaction

NEW_PERCENT = 2
FIRST_NIGHT = datetime(2026, 10, 1, 3, tzinfo=UTC)
MOST_MIB = 1_500
MOST_OF_A_FILE = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class StepCost:
    """What a step took with so many postings in the warehouse."""

    step: str
    postings: int
    elapsed: float
    cpu: float
    peak_mib: float
    bytes_written: int = 0
    warehouse_bytes: int = 0
    """The size of the file after the step."""
    was_interrupted: bool = False


class Notes:
    """The costs that were measured in a folder, kept in its ``costs.jsonl``."""

    def __init__(self, folder: Path, postings: int) -> None:
        self._file = folder / "costs.jsonl"
        self._postings = postings
        self.costs: dict[str, StepCost] = {}
        self._begun: set[str] = set()
        for line in self._file.read_text().splitlines() if self._file.exists() else ():
            note = json.loads(line)
            if "begun" in note:
                self._begun.add(note["begun"])
            else:
                self.costs[note["step"]] = StepCost(**note)

    def once(self, step: str, home: Path, work: Callable[[], Spent | None]) -> None:
        """Do the work of a step and note what it took, unless that is noted already."""
        if step in self.costs:
            return
        self._note({"begun": step})
        spent = work() or Spent(0.0, 0.0, 0.0)
        self.costs[step] = StepCost(
            step=step,
            postings=self._postings,
            elapsed=spent.elapsed,
            cpu=spent.cpu,
            peak_mib=spent.peak_mib,
            bytes_written=spent.bytes_written,
            warehouse_bytes=sum(f.stat().st_size for f in home.glob("warehouse.duckdb*")),
            was_interrupted=step in self._begun,
        )
        self._note(asdict(self.costs[step]))

    def _note(self, note: Mapping[str, Any]) -> None:
        with self._file.open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(note) + "\n")


def measured(postings: int, folder: Path) -> dict[str, StepCost]:
    """The cost of each step with so many postings, from what is noted in the folder on."""
    folder.mkdir(parents=True, exist_ok=True)
    notes = Notes(folder, postings)
    _of_boards(notes, folder / "boards", postings)
    _of_a_file(notes, folder, postings)
    return notes.costs


def _of_boards(notes: Notes, home: Path, postings: int) -> None:
    """A first night of boards, nothing, new boards, and a night of all boards with some new ones."""
    new = postings * NEW_PERCENT // 100

    def land(day: int, count: int, first: int = 0) -> None:
        began_at = FIRST_NIGHT + timedelta(days=day)
        rows = many_postings.rows(count, first=first)
        landed_boards.land(home / "landing", rows, began_at, first_board=first // landed_boards.BOARD_POSTINGS)

    notes.once("(land)", home, lambda: land(0, postings))
    notes.once("extract", home, lambda: command(home, "extract"))
    notes.once("nothing new", home, lambda: command(home, "extract"))
    notes.once("backup", home, lambda: command(home, "backup"))
    notes.once("compacted", home, lambda: in_own_process(_compacted, home))
    notes.once("(land new)", home, lambda: land(1, new, postings))
    notes.once("some new", home, lambda: command(home, "extract"))
    notes.once("(land all)", home, lambda: land(2, postings + 2 * new))
    notes.once("night", home, lambda: command(home, "extract"))
    notes.once("group", home, lambda: in_own_process(_grouped, home))


def _of_a_file(notes: Notes, folder: Path, postings: int) -> None:
    """The same postings as one file; it is read again only where that takes minutes."""
    home, file = folder / "file", folder / "postings.jsonl"

    def write() -> None:
        with file.open("w", encoding="utf-8") as lines:
            lines.writelines(json.dumps(row) + "\n" for row in many_postings.rows(postings))

    notes.once("(write)", home, write)
    notes.once("import", home, lambda: command(home, "import", str(file), "--source", "corpus"))
    if postings <= MOST_OF_A_FILE:
        notes.once("extract of the file", home, lambda: command(home, "extract"))


def _grouped(home: Path) -> Spent:
    """Every posting grouped anew, as after a change of the rules; nothing of it is kept."""
    settings = Settings(home=home)
    engine = real_engine(settings)

    def group() -> None:
        posting_openings.group_again(connection, engine.group, "another version")

    with open_warehouse(settings) as connection:
        connection.begin()
        seconds = cpu_seconds(group)
        connection.rollback()
    return Spent(seconds, seconds, peak_mib() or 0.0)


def _compacted(home: Path) -> Spent:
    """A copy of the warehouse without gaps; ``bytes_written`` is its size."""
    copy = home / "compacted.duckdb"
    copy.unlink(missing_ok=True)

    def compact() -> None:
        with duckdb.connect() as connection:
            connection.execute(f"ATTACH '{home / 'warehouse.duckdb'}' AS held (READ_ONLY)")
            connection.execute(f"ATTACH '{copy}' AS compacted")
            connection.execute("COPY FROM DATABASE held TO compacted")

    seconds = cpu_seconds(compact)
    size = copy.stat().st_size
    copy.unlink()
    return Spent(seconds, seconds, peak_mib() or 0.0, size)
