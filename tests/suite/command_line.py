"""``skillscan`` in this process: its start, and the pipeline's, cost seconds each time."""

import io
import signal
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass

import pytest

from skillscan.cli.app import main


@dataclass(frozen=True)
class Done:
    """How a command ended, and what it printed."""

    returncode: int
    stdout: str
    stderr: str


def run_here(*arguments: str, **variables: str) -> Done:
    """Run ``skillscan ARGUMENTS`` with these environment variables set."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    terminate = signal.getsignal(signal.SIGTERM)
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        for name, value in variables.items():
            patch.setenv(name, value)
        patch.setattr(sys, "argv", ["skillscan", *arguments])
        try:
            main()
            code: object = 0
        except SystemExit as end:
            code = end.code
        finally:
            signal.signal(signal.SIGTERM, terminate)
    return Done(int(code or 0), *(_text(stream) for stream in (out, err)))


def _text(stream: io.TextIOWrapper) -> str:
    stream.seek(0)
    return stream.read()
