"""The nights that Prefect runs: a real server, a worker, the deployments of ``make deploy``."""

import subprocess
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from suite.deployed import deploy, start_worker
from suite.patience import wait_for
from suite.prefect_api import ENDED, Api, Receiver, processes_of
from suite.prefect_server import RealServer, kill_group
from suite.processes import kill

from nights.installation import Installation

_NEVER = "2000-01-01T00:00:00+00:00"
_AROUND = timedelta(minutes=5)
RUN_PATIENCE = 1_200.0
"""Seconds: after a power cut a run waits until the one before it is found dead."""


class PrefectPart:
    """Server and worker of an installation; started when they are first needed."""

    def __init__(self, installation: Installation, receiver: Receiver) -> None:
        self.installation, self.receiver = installation, receiver
        folder = installation.folder / "prefect"
        folder.mkdir()
        self.server = RealServer(folder)
        self.server.environment |= installation.environment
        # Runs of the schedule would ask for the real boards.
        self.server.environment["PREFECT_SERVER_SERVICES_SCHEDULER_ENABLED"] = "false"
        self.server.environment["SKILLSCAN_NOTIFY_WEBHOOK"] = receiver.url
        self.api = Api(self.server)
        self._worker: subprocess.Popen[bytes] | None = None
        self.is_started = False
        self.restarted_at: list[datetime] = []
        self.seconds = 30.0
        """How long a run took when one was last let end."""

    def start(self) -> None:
        """Server, deployments, worker."""
        if self.is_started:
            return
        self.server.start()
        deploy(self.server)
        self._start_worker()
        self.is_started = True

    def stop(self) -> None:
        """As an operator would, when all is well."""
        self.server.close()

    def daily(self, **parameters: Any) -> str:
        """Trigger a whole night; the id of its run."""
        boards = str(self.installation.boards)
        return self.api.trigger(
            "daily", boards=boards, notice="Invented.", is_due_only=False, **parameters
        )

    def ended(self, run: str) -> tuple[str, str]:
        """Wait for the end of a run; the name and the message of its state."""
        begun = time.monotonic()
        while self.api.state(run) not in ENDED:
            assert time.monotonic() - begun < RUN_PATIENCE, (
                f"the run {run} is {self.api.state(run)}"
            )
            time.sleep(0.7)
        self.seconds = max(10.0, time.monotonic() - begun)
        state = self.api.run(run)["state"]
        return state["name"], state["message"] or ""

    def kill_run(self, *, with_all: bool) -> str:
        """SIGKILL a daily at a random point, alone or with all that it started."""
        rng = self.installation.rng
        run = self.daily()
        wait_for(lambda: bool(processes_of(run)), "the run has begun")
        time.sleep(rng.uniform(0.1, 0.9) * self.seconds)
        found = processes_of(run)
        if not found:
            return self.ended(run)[0]
        for pid in found if with_all else self._mains(found):
            kill(pid)
        self.installation.kills += 1
        self.installation.cold_kills += 1
        state, _ = self.ended(run)
        assert state == "Crashed" or state in ENDED, state
        wait_for(lambda: not processes_of(run), f"what {run} started ends with it")
        return state

    def restart_server(self) -> None:
        """Kill the server, and start it again."""
        self.server.kill()
        time.sleep(self.installation.rng.uniform(0.5, 5.0))
        self.server.start()
        self.restarted_at.append(datetime.now(UTC))

    def cut_power(self, runs: Iterable[str]) -> None:
        """Everything dies at once; then the server and the worker are started again."""
        pids = [pid for run in runs for pid in processes_of(run)]
        self.server.kill()
        for pid in pids:
            kill(pid)
        assert self._worker is not None
        kill_group(self._worker)
        self.installation.kills += 1
        self.installation.cold_kills += 1
        self.server.start()
        self.restarted_at.append(datetime.now(UTC))
        self._start_worker()

    def told(self, *wanted: str) -> None:
        """Wait until somebody was told so."""
        texts = self.receiver.texts
        wait_for(lambda: all(any(w in text for text in texts) for w in wanted), f"told: {wanted}")
        texts.clear()

    def health(self) -> str:
        """The newest table of source health."""
        rows = self.api.filter("artifacts", sort="CREATED_DESC", limit=50)
        tables = [row["data"] for row in rows if row["key"] == "skillscan-source-health"]
        return str(tables[0]) if tables else ""

    def left(self) -> list[str]:
        """Runs that did not end, and slots that nobody gave back."""
        wait_for(lambda: not self._is_looking(), "nobody looks for dead runs any more")
        found = [
            f"run {row['name']} is {row['state_name']}"
            for row in self.api.filter("flow_runs", limit=200)
            if row["state_name"] not in ENDED
        ]
        limits = self.api.filter("v2/concurrency_limits")
        return found + [f"slot {row['name']} is taken" for row in limits if row["active_slots"] > 0]

    def _is_looking(self) -> bool:
        """An event of the last minute may have begun it: it takes a minute and a half."""
        runs = self.api.filter("flow_runs", limit=200, flows={"name": {"any_": ["find_dead"]}})
        return any(row["state_name"] not in {*ENDED, "Scheduled"} for row in runs)

    def untrue(self) -> Iterator[str]:
        """What people were told of runs that ended well, while no server died beside them.

        Events that a dying server loses are heard of late; without one, nobody is to be woken.
        """
        for text in () if self.server.is_overtaxed else self.receiver.all:
            run = self.api.run(text.rstrip().rpartition("/")[2])
            times = (run[name] or _NEVER for name in ("start_time", "end_time"))
            begun, ended = map(datetime.fromisoformat, times)
            around = (begun - _AROUND, ended + _AROUND)
            is_beside = any(around[0] < restart < around[1] for restart in self.restarted_at)
            if run["state_name"] == "Completed" and "is late" not in text and not is_beside:
                yield f"told without need: {text}"

    def _start_worker(self) -> None:
        self._worker = start_worker(self.server)

    def _mains(self, pids: list[int]) -> list[int]:
        """Of a run's processes the one that the others come from."""
        return [pid for pid in pids if _parent(pid) not in pids] or pids[:1]


def _parent(pid: int) -> int:
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return 0
    return int(text.rpartition(")")[2].split()[1])
