"""What a process and all that it started take, watched from outside."""

import os
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class TreeUse:
    """CPU seconds of the living and of children that ended, and what the living hold in memory,
    with pages that several share counted once each process.
    """

    cpu: float
    resident_mib: float


def tree_use(root: int) -> TreeUse:
    """Of a process and its descendants, at this moment."""
    members = _members(root)
    cpu = sum(sum(_times(stat)) for stat in members)
    return TreeUse(cpu / TICKS, sum(int(stat[21]) for stat in members) * PAGE_BYTES / MIB)


def _times(stat: list[str]) -> list[int]:
    """User and system time, its own and that of children it waited for."""
    return [int(value) for value in stat[11:15]]


def _members(root: int) -> list[list[str]]:
    stats = dict(filter(None, map(_stat, Path("/proc").glob("[0-9]*/stat"))))
    children: dict[int, list[int]] = {}
    for process, fields in stats.items():
        children.setdefault(int(fields[1]), []).append(process)
    found, left = [], [root]
    while left:
        process = left.pop()
        if process in stats:
            found.append(stats[process])
            left += children.get(process, [])
    return found


def _stat(file: Path) -> tuple[int, list[str]] | None:
    """The fields behind the name, which may hold blanks."""
    try:
        text = file.read_text(encoding="utf-8", errors="replace")
    except OSError:  # it has ended
        return None
    return int(file.parent.name), text.rpartition(")")[2].split()
