"""Plans the nights, plays them, compares at the end, and reports."""

import argparse
import json
import math
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path

from suite.patience import wait_for

from nights.compare import compared_rows, differences
from nights.faults import FAULTS, NONE, Fault
from nights.play import Play, played

QUIET_NIGHTS = 1
"""At the end: nothing happens any more, and all that was missed is read."""
PREFECT_KILLS = 1
"""Of runs, in each of their nights, beside those of steps: each costs the start of a run."""


@dataclass(frozen=True)
class Night:
    """One row of the report."""

    night: int
    fault: str
    kills: int
    seconds: float
    seen: list[str]
    failure: str = ""
    """Why it did not end as it should."""


@dataclass
class Report:
    """What came of the play."""

    seed: int
    nights: list[Night] = field(default_factory=list)
    kills: int = 0
    cold_kills: int = 0
    """Of these, of processes that were started as a command line or by Prefect's worker."""
    server_restarts: int = 0
    releases: int = 0
    rows_compared: dict[str, int] = field(default_factory=dict)
    is_compared: bool = False
    """The play came to its end, where everything is looked at."""
    differences: list[str] = field(default_factory=list)
    wrong_releases: list[str] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    """Faults whose nights were not played, for the time was over."""
    seconds: float = 0.0

    @property
    def faults(self) -> list[str]:
        """What is not as it should be."""
        failures = [f"night {one.night}: {one.failure}" for one in self.nights if one.failure]
        failures += [f"not played, for the time was over: {name}" for name in self.left_out]
        return [*failures, *self.differences, *self.wrong_releases, *self.alarms, *self.left]


def plan(nights: int, kills: int, faults: Sequence[Fault] = FAULTS) -> list[tuple[Fault, int]]:
    """The fault and the kills of each night: the first begins a history, the last are quiet."""
    bad = [faults[number % len(faults)] for number in range(max(0, nights - 1 - QUIET_NIGHTS))]
    chosen = [NONE, *bad]
    each = math.ceil(kills / sum(not one.by_prefect for one in chosen))
    planned = [(one, PREFECT_KILLS if one.by_prefect else each) for one in chosen]
    return planned + [(NONE, 0)] * min(QUIET_NIGHTS, nights - 1)


def play_nights(
    folder: Path,
    planned: Sequence[tuple[Fault, int]],
    seed: int,
    tell: Callable[[str], None],
    minutes: float = 60.0,
    save: Callable[[Report], None] = lambda _: None,
) -> Report:
    """Play, and compare. A night that does not end as it should is told of, and others follow.

    After so many minutes only the quiet nights at the end are played. ``save`` gets the report as
    it is after each night, without the comparison at the end.
    """
    begun, report = time.monotonic(), Report(seed)
    with played(folder, seed, tell) as play:
        (play.mine.folder / "away").mkdir()
        for fault, kills in planned:
            if time.monotonic() - begun > minutes * 60 and fault is not NONE:
                report.left_out.append(fault.name)
                continue
            number = len(report.nights) + 1
            report.nights.append(_one_night(play, number, fault, kills, len(planned)))
            report.kills, report.seconds = play.mine.kills, time.monotonic() - begun
            save(report)
        _end(play, report)
    report.seconds = time.monotonic() - begun
    return report


def _one_night(play: Play, number: int, fault: Fault, kills: int, nights: int) -> Night:
    begun, before, failure = time.monotonic(), play.mine.kills, ""
    play.tell(f"night {number} of {nights}: {fault.name}")
    play.begin(number, set(fault.unread), kills)
    try:
        fault.play(play)
        play.end()
    except Exception as error:  # noqa: BLE001 - whatever it was, another night follows
        failure = f"{type(error).__name__}: {error}"[:3000]
        play.tell(f"  FAILED: {failure}")
        play.market.faults.clear()
    hit, seconds = play.mine.kills - before, time.monotonic() - begun
    play.tell(f"  {hit} kills ({play.mine.kills} in all), {seconds:.0f} s")
    return Night(number, fault.name, hit, round(seconds, 1), play.seen, failure)


def _end(play: Play, report: Report) -> None:
    """When all is well nothing differs, nobody is alarmed, and no process is left."""
    report.alarms += [f"doctor: {line}" for line in play.mine.doctor(is_deep=True)]
    if play.prefect.is_started:
        report.left += [*play.prefect.left(), *play.prefect.untrue()]
        report.server_restarts = len(play.prefect.restarted_at)
        report.left += _processes_left(play.prefect.server.runs)
        play.prefect.stop()
    play.mine.warm.stop()
    report.left += _processes_left(play.mine.processes)
    report.kills = play.mine.kills
    report.cold_kills = play.mine.cold_kills
    report.differences += differences(play.mine.home / "warehouse.duckdb", _twin(play))
    report.rows_compared = compared_rows(_twin(play))
    report.releases = len(play.released.seen)
    report.wrong_releases += play.released.wrong
    report.is_compared = True


def _processes_left(find: Callable[[], dict[int, str]]) -> list[str]:
    """Those of this play that do not end by themselves; others may run beside it."""
    with suppress(AssertionError):
        wait_for(lambda: not find(), "no process is left")
    return [f"process {pid} is left: {line}" for pid, line in find().items()]


def _twin(play: Play) -> Path:
    return play.twin.installation.home / "warehouse.duckdb"


def table(report: Report) -> str:
    """The report for people."""
    lines = ["night  kills  seconds  fault, and how it was seen"]
    for one in report.nights:
        lines.append(f"{one.night:5}  {one.kills:5}  {one.seconds:7.0f}  {one.fault}")
        lines += [f"{'':24}{seen[:220]}" for seen in dict.fromkeys(one.seen)]
    lines.append("")
    lines.append(
        f"{len(report.nights)} nights, {report.kills} kills ({report.cold_kills} of processes that "
        f"began as command lines or runs), {report.server_restarts} restarts of the Prefect "
        f"server, {report.releases} releases, seed {report.seed}, {report.seconds:.0f} s"
    )
    return "\n".join([*lines, *_verdict(report)])


def _verdict(report: Report) -> list[str]:
    if report.faults:
        return report.faults
    if not report.is_compared:
        return ["not at its end yet"]
    rows, tables = sum(report.rows_compared.values()), len(report.rows_compared)
    return [
        f"{rows:,} rows of {tables} tables equal those without faults",
        "no wrong release, no alarm, no process, no slot left",
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Play as many nights as are asked for; 1 where something is not as it should be."""
    parser = _parser()
    options = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what was started ends, too
    folder = options.folder or Path(tempfile.mkdtemp(prefix="skillscan-nights-"))
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        parser.error(f"{folder} is not empty")
    faults = [one for one in FAULTS if options.only is None or options.only in one.name]
    if not faults:
        parser.error(f"no fault has {options.only!r} in its name")
    nights = len(faults) + 1 + QUIET_NIGHTS if options.only else options.nights
    planned = plan(nights, options.kills, faults)
    report = play_nights(
        folder, planned, options.seed, _teller(), options.minutes, partial(_save, options.report)
    )
    sys.stdout.write(table(report) + "\n")
    _save(options.report, report)
    if not options.folder:
        shutil.rmtree(folder, ignore_errors=True)
    return 1 if report.faults else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.nights", description=__doc__)
    parser.add_argument("--nights", type=int, default=30)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=180.0, help="then it comes to an end")
    parser.add_argument("--report", type=Path, help="also write the report here: .txt and .json")
    parser.add_argument("--folder", type=Path, help="keep everything here")
    parser.add_argument("--only", help="faults whose names have this, one a night")
    return parser


def _teller() -> Callable[[str], None]:
    begun = time.monotonic()

    def tell(line: str) -> None:
        sys.stderr.write(f"{time.monotonic() - begun:6.0f} s  {line}\n")
        sys.stderr.flush()

    return tell


def _save(path: Path | None, report: Report) -> None:
    """The report as it is, so that a play that is cut off leaves one, too."""
    if path is not None:
        path.with_suffix(".txt").write_text(table(report) + "\n", "utf-8")
        content = json.dumps(asdict(report), indent=1, ensure_ascii=False)
        path.with_suffix(".json").write_text(content + "\n", "utf-8")
