"""What a posting costs where there are a thousand, ten thousand or a hundred thousand: CPU, memory
and bytes written of each step, with real reading in one process; what a night costs that brings
little; and how large the warehouse is beside a compacted copy of it.

Each step is a command in a process of its own. What was measured is kept in a folder, so that a
long row of steps goes on where it was interrupted; of a step that was interrupted only what was
left of it is measured, and the attempt before has a row of its own.
"""

import json
import math
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import duckdb

from benchmarks import landed_boards, many_postings
from benchmarks.measuring import Measure, cpu_seconds, in_own_process, peak_mib
from benchmarks.step_runs import ENDED_WELL, RunLog
from benchmarks.steps import Spent, command
from skillscan.extract.engine import real_engine
from skillscan.settings import Settings
from skillscan.warehouse.connection import bound_batches, open_warehouse
from skillscan.warehouse.tables import posting_openings

NEW_PERCENT = 2
FIRST_NIGHT = datetime(2026, 11, 3, 3, tzinfo=UTC)
"""After the day on which generated boards say that they posted."""
MOST_OF_A_FILE = 10_000
"""A larger file is imported, and not read: its postings are those of the boards, which are."""
NIGHT_NAMES = {
    "extract": "the first extract",
    "nothing new": "extract with nothing new",
    "some new": f"extract with {NEW_PERCENT} % new",
    "night": f"extract of all boards again with {NEW_PERCENT} % new",
}
STEPS = ("import", "extract", "backup", "group")


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


def scaling(sizes: Sequence[int], folder: Path | None = None) -> list[Measure]:
    """What each step costs at these numbers of postings; ``folder`` keeps what is measured."""
    with tempfile.TemporaryDirectory() as made:
        costs = {n: measured(n, (folder or Path(made)) / str(n)) for n in sizes}
    found = [one for n in sizes for one in _of_size(n, costs[n])]
    least, most = costs[min(sizes)], costs[max(sizes)]
    for step in STEPS:
        found += _flat(step, least[step], most[step])
    return found


def _of_size(postings: int, costs: Mapping[str, StepCost]) -> list[Measure]:
    """What a posting costs at this size, and what later nights cost beside the first."""
    first = costs["extract"]
    found = [_of_posting(costs[step]) for step in costs if step in (*STEPS, "extract of the file")]
    nights = {"nothing new": "≤ 0.01", "some new": "≤ 0.04", "night": ""}
    for name, bar in nights.items():
        bar = bar if postings >= MOST_OF_A_FILE else ""
        found.append(_beside_first(f"{NIGHT_NAMES[name]}, {postings:,}", costs[name], first, bar))
    for name, after in (("compacted", "extract"), ("compacted after", "night")):
        stored, copied = costs[after].warehouse_bytes, costs[name].bytes_written
        found.append(
            Measure(
                name=f"warehouse of {postings:,} after {NIGHT_NAMES[after]}",
                ours=stored / 2**20,
                baseline=copied / 2**20,
                baseline_name="a compacted copy",
                unit="MiB",
                bar="≤ 1.3",
            )
        )
    written = first.bytes_written / postings
    found.append(
        Measure(name=f"written by extract, {postings:,}", ours=written, unit="B a posting")
    )
    return found


def _of_posting(cost: StepCost) -> Measure:
    return Measure(
        name=f"{cost.step}, {cost.postings:,} postings",
        ours=1_000 * cost.cpu / cost.postings,
        unit="CPU ms a posting",
        parts={"rows": [cost.elapsed, cost.cpu, cost.bytes_written, cost.warehouse_bytes]},
        peak_mib=cost.peak_mib,
    )


def _beside_first(name: str, cost: StepCost, first: StepCost, bar: str) -> Measure:
    return Measure(
        name=name,
        ours=cost.cpu,
        baseline=first.cpu,
        baseline_name="the first extract",
        unit="CPU s",
        bar=bar,
        parts={"rows": [cost.elapsed, cost.cpu, cost.bytes_written, cost.warehouse_bytes]},
        peak_mib=cost.peak_mib,
    )


def _flat(step: str, least: StepCost, most: StepCost) -> list[Measure]:
    """How time and memory of a step grow from the least to the most postings."""
    between = f"{step}, {least.postings:,} to {most.postings:,} postings"
    grown = math.log(most.cpu / least.cpu) / math.log(most.postings / least.postings)
    return [
        Measure(name=f"exponent of time: {between}", ours=grown, unit="of n", bar="≤ 1.05"),
        Measure(
            name=f"memory: {between}",
            ours=most.peak_mib,
            baseline=least.peak_mib,
            baseline_name=f"at {least.postings:,}",
            unit="MiB",
            bar="≤ 1.5",
        ),
        Measure(
            name=f"peak: {step}, {most.postings:,}", ours=most.peak_mib, unit="MiB", bar="≤ 1500"
        ),
    ]


def measured(postings: int, folder: Path) -> dict[str, StepCost]:
    """The cost of each step with so many postings, from what is kept in the folder on."""
    folder.mkdir(parents=True, exist_ok=True)
    log = RunLog(folder)
    _of_boards(log, folder / "boards", postings)
    _of_a_file(log, folder, postings)
    return costs(log, postings)


def once(log: RunLog, home: Path, step: str, work: Callable[[], Spent | None]) -> None:
    """Do the work of a step in a home and keep what it took, unless that is done already."""
    if log.is_done(step):
        return
    log.under_way({"step": step})
    spent = work() or Spent(0.0, 0.0, 0.0)
    size = sum(file.stat().st_size for file in home.glob("warehouse.duckdb*"))
    log.ended({"step": step, **asdict(spent), "warehouse_bytes": size, "ended": 0})


def costs(log: RunLog, postings: int) -> dict[str, StepCost]:
    """What the steps took that were done, in their order."""
    names = [field.name for field in fields(StepCost) if field.name != "postings"]
    done = (one for one in log.attempts() if one["ended"] in ENDED_WELL)
    return {
        one["step"]: StepCost(postings=postings, **{name: one[name] for name in names})
        for one in done
    }


def _of_boards(log: RunLog, home: Path, postings: int) -> None:
    """A first night of boards, nothing, new boards, and a night of all with some new ones."""
    new = postings * NEW_PERCENT // 100

    def land(day: int, count: int, first: int = 0) -> None:
        began_at = FIRST_NIGHT + timedelta(days=day)
        rows = many_postings.rows(count, first=first)
        landed_boards.land(home / "landing", rows, began_at, first=first)

    do = partial(once, log, home)
    do("(land)", lambda: land(0, postings))
    do("extract", lambda: command(home, "extract"))
    do("nothing new", lambda: command(home, "extract"))
    do("backup", lambda: command(home, "backup"))
    do("compacted", lambda: in_own_process(_compacted, home))
    do("(land new)", lambda: land(1, new, postings))
    do("some new", lambda: command(home, "extract"))
    do("(land all)", lambda: land(2, postings + 2 * new))
    do("night", lambda: command(home, "extract"))
    do("compacted after", lambda: in_own_process(_compacted, home))
    do("group", lambda: in_own_process(_grouped, home))


def _of_a_file(log: RunLog, folder: Path, postings: int) -> None:
    """The same postings as one file; it is read again only where that takes minutes."""
    home, file = folder / "file", folder / "postings.jsonl"

    def write() -> None:
        with file.open("w", encoding="utf-8") as lines:
            lines.writelines(json.dumps(row) + "\n" for row in many_postings.rows(postings))

    do = partial(once, log, home)
    do("(write)", write)
    do("import", lambda: command(home, "import", str(file), "--source", "corpus"))
    if postings <= MOST_OF_A_FILE:
        do("extract of the file", lambda: command(home, "extract"))


def _grouped(home: Path) -> Spent:
    """Every posting grouped anew, as after a change of the rules; nothing of it is kept."""
    settings = Settings(home=home)
    engine = real_engine(settings)

    def group() -> None:
        posting_openings.group_again(connection, engine.group, "another version")

    with open_warehouse(settings) as connection:
        bound_batches(connection)
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
