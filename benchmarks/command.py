"""``python -m benchmarks.command skillscan stats``: what one command of ours takes, as JSON.

A process counts the memory of the one that started it as its own, so this one imports next to
nothing.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def bytes_written(pid: int) -> int:
    """What a process that has ended, and was not waited for, gave to files, pipes and sockets; 0
    where the system does not tell.
    """
    try:
        lines = Path(f"/proc/{pid}/io").read_text(encoding="ascii").split("\n")
    except OSError:
        return 0
    return next(int(line.split()[1]) for line in lines if line.startswith("wchar:"))


def main() -> None:
    """Run a module with its arguments; print what it took, and the end of what it said."""
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", *sys.argv[1:]], stdout=subprocess.DEVNULL, stderr=said
        )
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        written = bytes_written(process.pid)
        _, status, used = os.wait4(process.pid, 0)
        elapsed = time.perf_counter() - start
        said.seek(0)
        message = said.read().decode(errors="replace").strip()[-2_000:]
    in_mib = 1024 * 1024 if sys.platform == "darwin" else 1024
    taken = {
        "exit_code": os.waitstatus_to_exitcode(status),
        "elapsed": elapsed,
        "cpu": used.ru_utime + used.ru_stime,
        "peak_mib": used.ru_maxrss / in_mib,
        "bytes_written": written,
        "message": message,
    }
    print(json.dumps(taken))


if __name__ == "__main__":
    main()
