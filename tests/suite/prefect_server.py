"""A real Prefect server in a process of its own, which can be killed and started again."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
from skillscan.flows.server_environment import SERVER_SETTINGS
from suite.patience import wait_for
from suite.prefect_tables import make_tables
from suite.processes import group_of, kill_all_with, processes_with


class RealServer:
    """The server of one folder, where its state stays; ``environment`` leads processes to it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            self.port = found.getsockname()[1]
        self.environment = {
            **{name: value for name, value in os.environ.items() if not _is_ours(name)},
            "PREFECT_HOME": str(folder / "prefect"),
            "PREFECT_API_URL": f"http://127.0.0.1:{self.port}/api",
            "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
            "PREFECT_SERVER_DATABASE_MIGRATE_ON_START": "false",
            "PREFECT_CLIENT_MAX_RETRIES": "8",
            **{one.variable: one.value for one in SERVER_SETTINGS},
            "DO_NOT_TRACK": "1",
            "SKILLSCAN_HOME": str(folder / "home"),
        }
        self._started: list[subprocess.Popen[bytes]] = []
        self._server: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and wait until it answers."""
        database = self.folder / "prefect" / "prefect.db"
        database.parent.mkdir(exist_ok=True)
        has_another = "PREFECT_SERVER_DATABASE_CONNECTION_URL" in self.environment
        if not (has_another or database.exists()):
            make_tables(database)
        self._server = self.run(
            "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(self.port)
        )
        wait_for(self._answers, "the server answers")

    def kill(self) -> None:
        """As a power cut would."""
        if self._server is not None:
            kill_group(self._server)
            self._server = None

    def run(
        self, *arguments: str, cwd: Path | None = None, **environment: str
    ) -> "subprocess.Popen[bytes]":
        """A Python process in a group of its own, with further variables of its environment, its
        output in ``log``; killed by ``close``.
        """
        with (self.folder / "log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, *arguments],
                env={**self.environment, **environment},
                cwd=cwd or self.folder,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._started.append(process)
        return process

    @property
    def log(self) -> str:
        """What all its processes said."""
        return (self.folder / "log").read_text(encoding="utf-8", errors="replace")

    @property
    def is_overtaxed(self) -> bool:
        """Its database had more to do than it can: events were handled again, and out of order."""
        return "database is locked" in self.log

    def runs(self) -> dict[int, str]:
        """Processes of runs, with their command lines: a worker gives each run its own group."""
        groups = {process.pid for process in self._started}
        found = processes_with("PREFECT_HOME", self.environment["PREFECT_HOME"])
        return {pid: line for pid, line in found.items() if group_of(pid) not in {0, *groups}}

    def close(self) -> None:
        """Kill all that was started, and the runs that a worker started: they outlive it."""
        for process in self._started:
            kill_group(process)
        kill_all_with("PREFECT_HOME", self.environment["PREFECT_HOME"])

    def _answers(self) -> bool:
        try:
            return httpx.get(f"http://127.0.0.1:{self.port}/api/health").is_success
        except httpx.HTTPError:
            return False


def _is_ours(name: str) -> bool:
    """What this process was told is not for the server's processes."""
    return name.startswith(("PREFECT_", "SKILLSCAN_"))


def kill_group(process: "subprocess.Popen[bytes]") -> None:
    """Kill a process and those that it started."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
