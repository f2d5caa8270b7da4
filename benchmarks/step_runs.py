"""Runs of several steps that take hours: what each attempt took is kept, and a run that was killed
goes on where it was.
"""

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

from benchmarks.process_tree import tree_use

WATCH_SECONDS = 2.0
ENDED_WELL = (0, 3)
"""Exit codes: done, and done but something needs attention."""


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


def remember(folder: Path, **asked: int) -> None:
    """What was asked of a run, for who reads its folder later."""
    (folder / "asked.json").write_text(json.dumps(asked), encoding="utf-8")


def run_step(
    folder: Path, command: Sequence[str], until: str | None = None, base: str = ""
) -> bool:
    """Run a module with its arguments (``skillscan extract``), unless that is done; whether it
    ended well.

    ``until``: the time of the day (HH:MM) at which it is to stop in order. ``base``: the
    ``SKILLSCAN_API_BASE`` of a crawl. The home is ``home/`` of the folder.
    """
    log = RunLog(folder)
    step = command[1] if command[0] == "skillscan" else command[0].rpartition(".")[2]
    if log.is_done(step):
        print(f"{step}: done before", flush=True)
        return True
    environment = {**os.environ, "SKILLSCAN_HOME": str(folder / "home"), "SKILLSCAN_API_BASE": base}
    with (folder / f"{step}.log").open("a", encoding="utf-8") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", *command],
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
    seen: dict[str, Any] = {"step": step, "begun": _now().isoformat(timespec="seconds")}
    is_stopped = False
    while process.poll() is None:
        use = tree_use(process.pid)
        peak, largest = max(peak, use.held_mib), max(largest, use.cpu)
        seen |= {"elapsed": time.time() - begun, "cpu": largest, "peak_mib": peak}
        log.under_way(seen)
        if until and not is_stopped and f"{_now():%H:%M}" >= until:
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


def _now() -> datetime:
    """By the clock on the wall."""
    return datetime.now().astimezone()
