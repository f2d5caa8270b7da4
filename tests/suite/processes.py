"""The processes of one test, among all those that run beside it: told by their environment."""

import os
import signal
from pathlib import Path

from suite.patience import wait_for


def processes_with(variable: str, value: str) -> dict[int, str]:
    """The living processes with this variable in their environment, and their command lines."""
    wanted, found = f"{variable}={value}".encode(), {}
    for environ in sorted(Path("/proc").glob("[0-9]*/environ")):
        try:
            if wanted in environ.read_bytes().split(b"\0"):
                line = (environ.parent / "cmdline").read_bytes().replace(b"\0", b" ")
                found[int(environ.parent.name)] = line.decode(errors="replace").strip()
        except OSError:
            continue  # it has ended
    return found


def kill_all_with(variable: str, value: str) -> None:
    """Kill them, and those that they start meanwhile, until there are none."""

    def is_none_left() -> bool:
        found = processes_with(variable, value)
        for pid in found:
            kill(pid)
        return not found

    wait_for(is_none_left, f"processes of {value} end")


def group_of(pid: int) -> int:
    """The group of a process; 0 where it has ended."""
    try:
        return os.getpgid(pid)
    except ProcessLookupError:
        return 0


def kill(pid: int) -> None:
    """SIGKILL, where it still lives."""
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return
