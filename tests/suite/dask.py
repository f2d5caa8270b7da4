"""A real Dask scheduler on loopback, and workers of ours, each a process that can be killed."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from suite.patience import wait_for

from skillscan.extract.dask_worker import QUIET

WITHOUT_RULES = """
import sys, types
sys.modules["skillscan.nlp.preloaded"] = types.ModuleType("preloaded")
from skillscan.extract.dask_worker import main
sys.exit(main())
"""
"""The worker, without loading the rules, which takes seconds and not every test needs."""
QUIETLY = {f"DASK_{name.upper().replace('.', '__')}": str(value) for name, value in QUIET.items()}
"""What keeps a scheduler from measuring itself, as variables of its environment."""
HERE = ("--host", "127.0.0.1", "--no-dashboard", "--dashboard-address", "127.0.0.1:0")


class DaskCluster:
    """A scheduler at ``address`` and ``workers``; all they say is in ``log``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.folder.mkdir(parents=True, exist_ok=True)
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            self.port = found.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{self.port}"
        self.workers: list[subprocess.Popen[bytes]] = []
        self.scheduler: subprocess.Popen[bytes] | None = None

    def start_scheduler(self) -> None:
        """Start it, again at the same address where it was killed, and wait until it listens."""
        self.scheduler = self._run(
            "-m", "distributed.cli.dask_scheduler", "--port", str(self.port), *HERE, **QUIETLY
        )
        wait_for(self._listens, "the scheduler listens")

    def start_worker(
        self, *, has_rules: bool = True, **environment: str
    ) -> "subprocess.Popen[bytes]":
        """A worker of the product, with these variables; it comes when it has loaded its rules."""
        program = ("-m", "skillscan.extract.dask_worker") if has_rules else ("-c", WITHOUT_RULES)
        worker = self._run(*program, **environment)
        self.workers.append(worker)
        return worker

    def wait_for_workers(self, count: int) -> None:
        """Until so many have ever come."""
        wait_for(lambda: self.log.count("Registered to") >= count, f"{count} workers have come")

    def start_plain_worker(self) -> "subprocess.Popen[bytes]":
        """One of Dask's own, as others have them."""
        arguments = (self.address, "--no-nanny", "--nthreads", "4", *HERE)
        worker = self._run("-m", "distributed.cli.dask_worker", *arguments)
        self.workers.append(worker)
        return worker

    def close(self) -> None:
        """Kill all that was started."""
        for process in (*self.workers, self.scheduler):
            if process is not None:
                kill(process)

    @property
    def log(self) -> str:
        """What its processes said."""
        return (self.folder / "log").read_text(encoding="utf-8", errors="replace")

    def _run(self, *arguments: str, **environment: str) -> "subprocess.Popen[bytes]":
        ours = {**os.environ, "SKILLSCAN_DASK_SCHEDULER": self.address}
        with (self.folder / "log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, *arguments],
                cwd=self.folder,
                env={**ours, **environment},
                stdout=log,
                stderr=log,
            )

    def _listens(self) -> bool:
        with socket.socket() as tried:
            return tried.connect_ex(("127.0.0.1", self.port)) == 0


@contextmanager
def dask_cluster(
    folder: Path, *, has_rules: bool = True, environment: Mapping[str, str] | None = None
) -> Iterator[DaskCluster]:
    """A cluster of two workers that is there in this block."""
    cluster = DaskCluster(folder)
    try:
        cluster.start_scheduler()
        for _ in range(2):
            cluster.start_worker(has_rules=has_rules, **(environment or {}))
        cluster.wait_for_workers(2)
        yield cluster
    finally:
        cluster.close()


def kill(process: "subprocess.Popen[bytes]") -> None:
    """As a power cut would end it."""
    if process.poll() is None:
        process.send_signal(signal.SIGKILL)
    process.wait()
