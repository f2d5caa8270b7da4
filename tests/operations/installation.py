"""An installation that alarms are provoked in, and the boards that it asks."""

import json
import shutil
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
from pytest_httpserver import HTTPServer
from suite.command_line import Done, run_here
from werkzeug import Request, Response

from skillscan.boards.registry import write_boards
from skillscan.domain import Board, FetchReport, Outcome, RawItem
from skillscan.landing.writer import LandingWriter
from skillscan.settings import Settings

GREENHOUSE, LEVER = "greenhouse", "lever"
TEXT = "&lt;p&gt;We build models for our customers, and you know Python well.&lt;/p&gt;"


def opening(number: int) -> dict[str, Any]:
    return {
        "id": number,
        "title": f"Machine Learning Engineer {number}",
        "absolute_url": f"https://job-boards.greenhouse.io/acme/jobs/{number}",
        "location": {"name": "Austin, TX"},
        "content": TEXT,
    }


@dataclass
class Site:
    """An installation, and the boards that it asks, which answer as ``mode`` says."""

    home: Path
    server: HTTPServer
    market_file: Path
    mode: str = "well"
    base: str | None = None
    boards: list[Board] = field(default_factory=lambda: [Board(GREENHOUSE, "acme", "Acme")])
    now: datetime = field(default_factory=lambda: datetime.now(UTC))

    @property
    def settings(self) -> Settings:
        return Settings(home=self.home, contact="ops@example.org")

    def answer(self, request: Request) -> Response:
        """robots.txt and TDM files there are none; a board has two openings, or a fault."""
        if request.path.endswith((".txt", "tdmrep.json")):
            return Response(status=404)
        if self.mode in ("404", "503"):
            return Response(status=int(self.mode))
        jobs = [opening(number) for number in (1, 2)]
        if self.mode == "renamed":
            jobs = [{**job, "title": None, "job_title": job["title"]} for job in jobs]
        body = jobs if LEVER in request.path else {"jobs": jobs, "meta": {"total": 2}}
        answer = Response(json.dumps(body), content_type="application/json")
        if self.mode == "reserved":
            answer.headers["TDM-Reservation"] = "1"
        return answer

    def run(self, *arguments: str, codes: tuple[int, ...] = (0, 3), **variables: str) -> Done:
        """A command of a runbook."""
        base = self.base or self.server.url_for("").rstrip("/")
        done = run_here(
            *arguments,
            SKILLSCAN_HOME=str(self.home),
            SKILLSCAN_CONTACT="ops@example.org",
            SKILLSCAN_API_BASE=base,
            **variables,
        )
        assert done.returncode in codes, f"{arguments}: {done.stdout}{done.stderr}"
        return done

    def collect(self, *options: str, codes: tuple[int, ...] = (0,), **variables: str) -> None:
        path = self.home.parent / "boards.csv"
        write_boards(self.boards, path)
        self.run("collect", "--boards", str(path), *options, codes=codes, **variables)

    def alarms(self) -> set[str]:
        found = json.loads(self.run("doctor", "--json").stdout)
        return {one["alarm"] for one in found if one["alarm"]}

    def quarantined(self) -> list[dict[str, Any]]:
        """The items that nobody has dealt with."""
        listed = json.loads(self.run("quarantine", "list", "--json").stdout)
        found: list[dict[str, Any]] = listed["items"]
        return found

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """What stands in the warehouse."""
        with duckdb.connect(str(self.settings.warehouse), read_only=True) as connection:
            return connection.execute(query, values).fetchall()

    def land(
        self, days_ago: float, rows: list[dict[str, Any]], *, source: str = "ats", **changes: Any
    ) -> Path:
        """A fetch of the past; where its data lie."""
        started, board = self.now - timedelta(days=days_ago), str(changes.pop("board", "acme"))
        writer = LandingWriter(self.settings.landing, source, board, started)
        for row in rows:
            writer.add(
                RawItem(
                    source=source,
                    board=board,
                    url="https://jobs.example/1",
                    fetched_at=started,
                    http_status=200,
                    payload=row,
                )
            )
        values: dict[str, Any] = {"outcome": Outcome.COMPLETE} | changes
        report = writer.commit(
            FetchReport(
                source=source, board=board, started_at=started, finished_at=started, **values
            )
        )
        return Path(self.settings.landing, report.landing_file or "")

    def own_rules(self, text: str) -> Path:
        path = self.home / "rules" / "seniority.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def has_market(self) -> None:
        """A warehouse that a release can be made of."""
        self.home.mkdir(parents=True, exist_ok=True)
        shutil.copy(self.market_file, self.settings.warehouse)
