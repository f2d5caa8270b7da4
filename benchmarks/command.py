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


def main() -> None:
    """Run a module with its arguments; print what it took, and the end of what it said."""
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", *sys.argv[1:]], stdout=subprocess.DEVNULL, stderr=said
        )
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
        "message": message,
    }
    print(json.dumps(taken))


if __name__ == "__main__":
    main()
