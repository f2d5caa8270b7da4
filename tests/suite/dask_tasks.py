"""What tests have a cluster's workers do: importable there, with ``tests`` on the path."""

import os
import time
from pathlib import Path

VERSION = (("pipeline", "v1"),)


def version() -> tuple[tuple[str, str], ...]:
    """What a process of the tests says of its code: ``TESTED_VERSION`` of its environment."""
    return (("pipeline", os.environ.get("TESTED_VERSION", "v1")),)


def doubled(shard: list[int]) -> list[int]:
    return [2 * one for one in shard]


def process_ids(shard: list[int]) -> list[int]:
    time.sleep(0.3)  # as long as one of texts: Dask moves none that takes under 0.1 s
    return [os.getpid() for _ in shard]


def noted(shard: list[int], *, folder: Path) -> list[int]:
    """Leaves a file for each time that the shard is worked on, and waits while ``folder/wait``."""
    (folder / f"{shard[0]}-{os.getpid()}-{time.monotonic_ns()}").touch()
    while (folder / "wait").exists():
        time.sleep(0.02)
    return shard


def deadly(shard: list[int]) -> list[int]:
    if 0 in shard:
        os._exit(9)
    return shard


def unstorable(_: list[int]) -> list[int]:
    raise OSError("no space left on device")


def endless(shard: list[int], *, seconds: float) -> list[str]:
    """Looks at a text by one call that takes minutes, within a budget."""
    import re

    from skillscan.time_budget import OutOfTimeError, time_budget

    try:
        with time_budget(seconds, "the text"):
            re.match(r"(a+)+$", "a" * 32 + "b")
    except OutOfTimeError as error:
        return [str(error) for _ in shard]
    return ["it came to an end" for _ in shard]
