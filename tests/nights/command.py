"""Plans the nights, plays them, compares at the end, and reports."""

import argparse
import json
import math
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
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
) -> Report:
    """Play, and compare. A night that does not end as it should is told of, and others follow.

    After so many minutes only the quiet nights at the end are played.
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
        report.left += play.prefect.left()
        report.server_restarts = play.prefect.restarts
        play.prefect.stop()
    play.mine.stop()
    wait_for(lambda: not play.mine.processes(), "no process is left")
    report.kills = play.mine.kills
    report.cold_kills = play.mine.cold_kills
    report.differences += differences(play.mine.home / "warehouse.duckdb", _twin(play))
    report.rows_compared = compared_rows(_twin(play))
    report.releases = len(play.released.seen)
    report.wrong_releases += play.released.wrong


def _twin(play: Play) -> Path:
    return play.twin.settings.warehouse


def table(report: Report) -> str:
    """The report for people."""
    lines = ["night  kills  seconds  fault, and how it was seen"]
    for one in report.nights:
        lines.append(f"{one.night:5}  {one.kills:5}  {one.seconds:7.0f}  {one.fault}")
        lines += [f"{'':24}{seen[:220]}" for seen in dict.fromkeys(one.seen)]
    rows = sum(report.rows_compared.values())
    return "\n".join(
        [
            *lines,
            "",
            f"{len(report.nights)} nights, {report.kills} kills ({report.cold_kills} of processes "
            f"that began as command lines or runs), {report.server_restarts} restarts "
            f"of the Prefect server, {report.releases} releases, seed {report.seed}, "
            f"{report.seconds:.0f} s",
            f"{rows:,} rows of {len(report.rows_compared)} tables equal those without faults"
            if not report.differences
            else f"{len(report.differences)} differences",
            *(report.faults or ["no wrong release, no alarm, no process, no slot left"]),
        ]
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Play as many nights as are asked for; 1 where something is not as it should be."""
    parser = argparse.ArgumentParser(prog="python -m tests.nights", description=__doc__)
    parser.add_argument("--nights", type=int, default=30)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=180.0, help="then it comes to an end")
    parser.add_argument("--report", type=Path, help="also write the report here: .txt and .json")
    parser.add_argument("--folder", type=Path, help="keep everything here")
    parser.add_argument("--only", help="faults whose names have this, one a night")
    options = parser.parse_args(arguments)
    folder = options.folder or Path(tempfile.mkdtemp(prefix="skillscan-nights-"))
    folder.mkdir(parents=True, exist_ok=True)
    begun = time.monotonic()

    def tell(line: str) -> None:
        sys.stderr.write(f"{time.monotonic() - begun:6.0f} s  {line}\n")
        sys.stderr.flush()

    faults = [one for one in FAULTS if options.only is None or options.only in one.name]
    nights = min(options.nights, len(faults) + 3) if options.only else options.nights
    report = play_nights(
        folder, plan(nights, options.kills, faults), options.seed, tell, options.minutes
    )
    text = table(report) + "\n"
    sys.stdout.write(text)
    if options.report:
        options.report.with_suffix(".txt").write_text(text, "utf-8")
        content = json.dumps(asdict(report), indent=1, ensure_ascii=False)
        options.report.with_suffix(".json").write_text(content + "\n", "utf-8")
    if not options.folder:
        shutil.rmtree(folder, ignore_errors=True)
    return 1 if report.faults else 0
