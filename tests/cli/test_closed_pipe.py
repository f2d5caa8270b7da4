"""``skillscan … | head -1``: whoever has read enough is no failure of the command."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

COMMANDS = {
    "click": ["--help"],
    "rich": ["taxonomy", "list"],
    "refused": ["stats", "no_such_statistic"],
}


@pytest.mark.parametrize(("name", "code"), [("click", 0), ("rich", 0), ("refused", 1)])
def test_a_closed_pipe_changes_no_exit_code(tmp_path: Path, name: str, code: int) -> None:
    """A script with ``set -o pipefail`` would stop at every ``| head``."""
    reads, writes = os.pipe()
    os.close(reads)
    command = [sys.executable, "-m", "skillscan", *COMMANDS[name]]
    home = {**os.environ, "SKILLSCAN_HOME": str(tmp_path)}
    with os.fdopen(writes, "wb") as closed:
        done = subprocess.run(
            command, stdout=closed, stderr=subprocess.PIPE, env=home, check=False, timeout=120
        )
    assert done.returncode == code, done.stderr.decode()
    assert b"Traceback" not in done.stderr
    assert b"BrokenPipe" not in done.stderr
