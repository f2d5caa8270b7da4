"""A pipe that is closed by its reader (``skillscan stats | head -1``) is no failure.

Whoever reads has seen enough; the command goes on to its end and says by its exit code how that
went. Click and Rich would end it there, with the exit code of a failure.
"""

import io
import os
import stat
import sys


class _ReadOrNot(io.FileIO):
    """A pipe into which one may go on writing when nobody reads it any more."""

    def write(self, data: object) -> int:
        try:
            return super().write(data)  # type: ignore[arg-type]
        except BrokenPipeError:
            return len(memoryview(data).cast("B"))  # type: ignore[arg-type]


def outlive_readers() -> None:
    """From now on, standard output may lose its reader; where it is no pipe nothing changes."""
    output = sys.stdout
    try:
        descriptor = output.fileno()
        is_pipe = stat.S_ISFIFO(os.fstat(descriptor).st_mode)
    except (AttributeError, OSError, ValueError):  # none, closed, or a test's
        return
    if not is_pipe or not isinstance(output, io.TextIOWrapper):
        return
    output.flush()
    pipe = io.BufferedWriter(_ReadOrNot(descriptor, "wb", closefd=False))
    sys.stdout = io.TextIOWrapper(
        pipe,
        encoding=output.encoding,
        errors=output.errors,
        line_buffering=output.line_buffering,
    )
