"""What a process and all that it started take, watched from outside."""

import os
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class TreeUse:
    """CPU seconds of the living and of children that ended, and what the living hold in memory: a
    page that several share counts once (each counts its part of it).
    """

    cpu: float
    held_mib: float


def tree_use(root: int) -> TreeUse:
    """Of a process and its descendants, at this moment."""
    members = _members(root)
    cpu = sum(sum(_times(stat)) for stat in members.values())
    return TreeUse(cpu / TICKS, sum(map(_held_mib, members)))


def _times(stat: list[str]) -> list[int]:
    """User and system time, its own and that of children it waited for."""
    return [int(value) for value in stat[11:15]]


def _held_mib(process: int) -> float:
    """The proportional set size of a process; nothing of one that has ended."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").split("\n")
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)


def _members(root: int) -> dict[int, list[str]]:
    stats = dict(filter(None, map(_stat, Path("/proc").glob("[0-9]*/stat"))))
    children: dict[int, list[int]] = {}
    for process, fields in stats.items():
        children.setdefault(int(fields[1]), []).append(process)
    found, left = dict[int, list[str]](), [root]
    while left:
        process = left.pop()
        if process in stats:
            found[process] = stats[process]
            left += children.get(process, [])
    return found


def _stat(file: Path) -> tuple[int, list[str]] | None:
    """The fields behind the name, which may hold blanks."""
    try:
        text = file.read_text(encoding="utf-8", errors="replace")
    except OSError:  # it has ended
        return None
    return int(file.parent.name), text.rpartition(")")[2].split()
