"""What tests ask a real Prefect server, and who is told by its automations."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import httpx
from suite.patience import PATIENCE
from suite.prefect_server import RealServer
from suite.processes import processes_with

ENDED = {"Completed", "NeedsAttention", "Failed", "HeldBack", "TimedOut", "Crashed", "Cancelled"}
"""The states in which a run of a flow is over."""


class Receiver(ThreadingHTTPServer):
    """Takes what is sent to a Slack webhook."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Taker)
        self.texts: list[str] = []
        self.all: list[str] = []
        """As ``texts``, which tests may clear."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/hook"


class _Taker(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        text = json.loads(body)["text"]
        self.server.texts.append(text)
        self.server.all.append(text)
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def receiving() -> Iterator[Receiver]:
    """A receiver that listens in this block."""
    with Receiver() as found:
        Thread(target=found.serve_forever, daemon=True).start()
        yield found
        found.shutdown()


class Api:
    """The server's REST interface."""

    def __init__(self, server: RealServer) -> None:
        self._client = httpx.Client(base_url=server.environment["PREFECT_API_URL"], timeout=60)

    def ask(self, method: str, url: str, **content: Any) -> Any:
        """One request, again while the server is away, or too busy for its own database."""
        end = time.monotonic() + PATIENCE
        while True:
            try:
                answer = self._client.request(
                    method, url, json=content if method == "POST" else None
                )
                if not answer.is_server_error:
                    return answer.raise_for_status().json()
                why = answer.text
            except httpx.TransportError as error:
                why = str(error)
            assert time.monotonic() < end, f"{method} {url}: {why}"
            time.sleep(0.5)

    def filter(self, kind: str, **choice: Any) -> list[dict[str, Any]]:
        """What there is of a kind."""
        found: list[dict[str, Any]] = self.ask("POST", f"/{kind}/filter", **choice)
        return found

    def limit_all(self, limit: int) -> None:
        """Give every deployment a concurrency limit of Prefect's own."""
        for row in self.filter("deployments"):
            self._client.patch(f"/deployments/{row['id']}", json={"concurrency_limit": limit})
        assert all(row["global_concurrency_limit"] for row in self.filter("deployments"))

    def kind(self, run: str) -> str:
        """The type of the run's state."""
        found: str = self._client.get(f"/flow_runs/{run}").json()["state"]["type"]
        return found

    def trigger(self, deployment: str, **parameters: Any) -> str:
        """Have a deployment run; the id of the flow run."""
        return self._create(deployment, parameters=parameters)

    def trigger_in(self, deployment: str, environment: dict[str, str]) -> str:
        """Have a deployment run with further variables in its environment; the id of the run."""
        rest = self._deployment(deployment)["job_variables"]["env"]
        return self._create(deployment, job_variables={"env": {**rest, **environment}})

    def _deployment(self, name: str) -> dict[str, Any]:
        (found,) = [row for row in self.filter("deployments") if row["name"] == name]
        return found

    def _create(self, deployment: str, **content: Any) -> str:
        url = f"/deployments/{self._deployment(deployment)['id']}/create_flow_run"
        run: str = self.ask("POST", url, **content)["id"]
        return run

    def run(self, run: str) -> dict[str, Any]:
        """A flow run, with its state."""
        found: dict[str, Any] = self.ask("GET", f"/flow_runs/{run}")
        return found

    def state(self, run: str) -> str:
        """The name of a flow run's state."""
        name: str = self.run(run)["state"]["name"]
        return name


def processes_of(run: str) -> list[int]:
    """The processes that work for a flow run."""
    return sorted(processes_with("PREFECT__FLOW_RUN_ID", run))
