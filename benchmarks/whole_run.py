"""``python -m benchmarks.whole_run STATE``: thousands of boards with generated postings, crawled on
loopback, read and published, each step once.

All that is known of the run stands in its folder: the boards, the landing files and the warehouse
(``home/``), ``requests.json`` (how many each host got) and ``steps.jsonl`` (what each attempt
took). Killed at any moment and started again with the same command, it goes on where it was: boards
that were fetched are not due, what was read is not read again, a step that ended is not begun anew.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from benchmarks.generated_boards import SHAPES, Sentences
from benchmarks.loopback import serving
from benchmarks.material import SHARED
from benchmarks.process_tree import tree_use
from skillscan.boards.recognise import BoardAddress, board_of
from skillscan.boards.registry import read_boards, write_boards
from skillscan.domain import Board

SEED = 15
WATCH_SECONDS = 2.0
ENDED_WELL = (0, 3)
STOP_SECONDS = 60.0


class RunLog:
    """The attempts at the steps, a line each; the one under way has a file of its own."""

    def __init__(self, folder: Path) -> None:
        self._file, self._running = folder / "steps.jsonl", folder / "running.json"
        if self._running.is_file():  # the run was killed: what was seen last is what is known
            self._append({**json.loads(self._running.read_text("utf-8")), "ended": "killed"})

    def attempts(self) -> list[dict[str, Any]]:
        """All of them, oldest first."""
        lines = self._file.read_text("utf-8").splitlines() if self._file.is_file() else []
        return [json.loads(line) for line in lines]

    def is_done(self, step: str) -> bool:
        """Whether a step ended well."""
        return any(one["step"] == step and one["ended"] in ENDED_WELL for one in self.attempts())

    def under_way(self, seen: dict[str, Any]) -> None:
        """What an attempt has taken so far."""
        aside = self._running.with_suffix(".part")
        aside.write_text(json.dumps(seen), encoding="utf-8")
        aside.replace(self._running)

    def ended(self, seen: dict[str, Any]) -> None:
        """An attempt is over."""
        self._append(seen)

    def _append(self, row: dict[str, Any]) -> None:
        with self._file.open("a", encoding="utf-8") as file:
            file.write(json.dumps(row) + "\n")
        self._running.unlink(missing_ok=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what is left; 1 where a step failed or the time was over."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("state", type=Path, help="folder of the run")
    parser.add_argument("--boards", type=int, default=4_204, help="taken evenly from the list")
    parser.add_argument("--postings", type=int, default=200_000)
    parser.add_argument("--until", help="stop in order at this time of the day (HH:MM)")
    given = parser.parse_args(arguments)
    folder: Path = given.state.absolute()
    folder.mkdir(parents=True, exist_ok=True)
    listed, sentences = folder / "boards.csv", folder / "sentences.json"
    if not listed.is_file():
        write_boards(_boards(given.boards), listed)
    Sentences.kept(sentences)
    log, counts = RunLog(folder), folder / "requests.json"
    maker = ("benchmarks.generated_boards:answer", str(sentences), str(listed))
    with serving(*maker, str(given.postings), str(SEED), counts=counts) as base:
        collected = _step(
            log, folder, ("collect", "--due", "--boards", str(listed)), given.until, base
        )
    return (
        0
        if collected
        and all(_step(log, folder, (step,), given.until) for step in ("extract", "publish"))
        else 1
    )


def _boards(count: int) -> list[Board]:
    """Boards of the list of ``../shared``, or of our own, taken evenly, each once."""
    file = SHARED / "boards" / "boards.csv"
    if file.is_file():
        lines = file.read_text(encoding="utf-8").splitlines()[1:]
        addresses = (board_of(line.rpartition(",")[2]) for line in lines)
        listed = [one.as_board() for one in addresses if isinstance(one, BoardAddress)]
    else:
        listed = read_boards()
    known = {(one.source, one.token): one for one in listed if one.source in SHAPES}
    boards = list(known.values())
    count = min(count, len(boards))
    return [boards[number * len(boards) // count] for number in range(count)]


def _step(
    log: RunLog, folder: Path, command: Sequence[str], until: str | None, base: str = ""
) -> bool:
    """Run a step unless it is done; whether it ended well."""
    step = command[0]
    if log.is_done(step):
        print(f"{step}: done before", flush=True)
        return True
    environment = {**os.environ, "SKILLSCAN_HOME": str(folder / "home"), "SKILLSCAN_API_BASE": base}
    with (folder / f"{step}.log").open("a", encoding="utf-8") as said:
        process = subprocess.Popen(  # noqa: S603 - our own interpreter, arguments as a list
            [sys.executable, "-m", "skillscan", *command],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
        )
        seen = _watch(log, folder, step, process, until)
    log.ended(seen)
    print(json.dumps(seen), flush=True)
    return seen["ended"] in ENDED_WELL


def _watch(
    log: RunLog, folder: Path, step: str, process: "subprocess.Popen[bytes]", until: str | None
) -> dict[str, Any]:
    """Follow a step to its end, or to the time at which it is to stop."""
    begun, peak, largest = time.time(), 0.0, 0.0
    seen: dict[str, Any] = {"step": step, "begun": datetime.now().isoformat(timespec="seconds")}
    is_stopped = False
    while process.poll() is None:
        use = tree_use(process.pid)
        peak, largest = max(peak, use.resident_mib), max(largest, use.cpu)
        seen |= {"elapsed": time.time() - begun, "cpu": largest, "peak_mib": peak}
        log.under_way(seen)
        if until and not is_stopped and datetime.now().strftime("%H:%M") >= until:
            process.send_signal(signal.SIGINT)
            is_stopped = True
        try:
            process.wait(WATCH_SECONDS)
        except subprocess.TimeoutExpired:
            continue
    seen["ended"] = "stopped" if is_stopped else process.returncode
    return seen | {"elapsed": time.time() - begun, "disk_mib": _disk_mib(folder / "home")}


def _disk_mib(home: Path) -> dict[str, float]:
    """What each part of the home takes."""
    found = {}
    for part in home.iterdir() if home.is_dir() else ():
        files = [part] if part.is_file() else [file for file in part.rglob("*") if file.is_file()]
        found[part.name] = sum(file.lstat().st_blocks for file in files) * 512 / 1024 / 1024
    return found


if __name__ == "__main__":
    sys.exit(main())
