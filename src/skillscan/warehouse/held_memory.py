"""What this process holds of the machine's memory without need."""

import ctypes
from functools import cache
from typing import Any

from duckdb import DuckDBPyConnection


def give_back_memory(connection: DuckDBPyConnection) -> None:
    """Let the machine have what DuckDB and Python held and need no more: some 0.2 ms for each MiB.

    By itself DuckDB waits until its threads had nothing to do for a second; until then, whatever
    comes next takes its memory beside what is held for nothing. It waits no longer when its bound
    is set, be it to what it was (which it tells rounded).
    """
    connection.execute("SET memory_limit = current_setting('memory_limit')")
    give_back_freed()


def give_back_freed() -> None:
    """The same of what arrays have left. The C library keeps pieces of less than 32 MiB, of a
    hundred thousand openings some 100 MiB in all.
    """
    if trim := _trim():
        trim(0)


@cache
def _trim() -> Any:
    """What does it, where the C library is one that has it (glibc)."""
    return getattr(ctypes.CDLL(None), "malloc_trim", None)
