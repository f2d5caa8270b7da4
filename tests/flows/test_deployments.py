"""``prefect.yaml`` names flows that exist, and the page for operators names its deployments."""

import re
import shlex
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import yaml
from cyclopts import CycloptsError
from prefect import Flow
from prefect.cli._app import _app
from prefect.client.schemas.schedules import CronSchedule
from prefect.exceptions import ParameterTypeError
from prefect.flows import load_flow_from_entrypoint
from skillscan.flows.find_dead import HEARTBEAT_SECONDS
from skillscan.flows.heartbeats import TAG

ROOT = Path(__file__).parent.parent.parent
CONFIG = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))
DEPLOYMENTS: dict[str, dict[str, Any]] = {row["name"]: row for row in CONFIG["deployments"]}


@pytest.mark.parametrize("name", sorted(DEPLOYMENTS))
def test_entrypoint_is_a_flow_of_that_name(name: str) -> None:
    """A wrong entrypoint fails on the worker at night, not when it is deployed."""
    flow = load_flow_from_entrypoint(DEPLOYMENTS[name]["entrypoint"], use_placeholder_flow=False)
    assert isinstance(flow, Flow)
    assert flow.name == name
    flow.validate_parameters(NEEDED.get(name, {}) | DEPLOYMENTS[name]["parameters"])


NEEDED = {"accept_release": {"gates": ["no_jump"], "reason": "the sample changed on purpose"}}


@pytest.mark.parametrize(
    ("name", "parameters"),
    [
        ("accept_release", {"gates": [], "reason": "the sample changed on purpose"}),
        ("accept_release", {"gates": ["no_jump"], "reason": "ok"}),
        ("accept_release", {"pooled": [], "reason": "the sample changed on purpose"}),
        ("prune", {"older_than_days": 0}),
        ("backfill", {"since": "yesterday"}),
    ],
)
def test_wrong_parameters_are_refused_before_anything_runs(
    name: str, parameters: dict[str, Any]
) -> None:
    """A night would fail, or a release be let through for no reason."""
    flow = load_flow_from_entrypoint(DEPLOYMENTS[name]["entrypoint"], use_placeholder_flow=False)
    with pytest.raises(ParameterTypeError):
        flow.validate_parameters(parameters)


def test_all_flows_are_deployed_to_the_pool() -> None:
    """A flow without a deployment cannot be triggered."""
    found = {
        path.stem
        for path in (ROOT / "flows").glob("*.py")
        if f'@flow(name="{path.stem}"' in path.read_text(encoding="utf-8")
    }
    assert set(DEPLOYMENTS) == found > {"collect", "extract", "publish", "daily"}
    assert {row["work_pool"]["name"] for row in DEPLOYMENTS.values()} == {"skillscan"}


def test_no_deployment_has_a_lease_that_prefect_is_strict_about() -> None:
    """After five minutes without the server Prefect would end runs that live and work."""
    assert not any("concurrency_limit" in row for row in DEPLOYMENTS.values())


def test_daily_runs_once_a_day() -> None:
    """Two daily runs at once would visit every board twice."""
    (schedule,) = DEPLOYMENTS["daily"]["schedules"]
    CronSchedule(cron=schedule["cron"], timezone=schedule["timezone"])
    minute, hour, *rest = schedule["cron"].split()
    assert minute.isdigit()
    assert hour.isdigit()
    assert rest == ["*", "*", "*"]


def test_automations_look_at_the_runs_that_are_deployed() -> None:
    """Nobody would be told of anything, or living runs be called dead."""
    for row in DEPLOYMENTS.values():
        assert row["tags"] == [TAG]
        environment = row["work_pool"]["job_variables"]["env"]
        assert int(environment["PREFECT_FLOWS_HEARTBEAT_FREQUENCY"]) == HEARTBEAT_SECONDS


def test_nothing_is_pulled() -> None:
    """A default pull step would look for this machine's checkout on every worker."""
    assert CONFIG["pull"] == []


def test_runs_that_the_operating_page_triggers_exist() -> None:
    """An operator would type what the page says and be told that there is no such parameter."""
    page = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    triggered = re.findall(r"prefect deployment run (\w+)/(\w+)([^`\n]*)", page)
    assert len(triggered) > 5
    for flow, name, options in triggered:
        assert flow == name
        found = load_flow_from_entrypoint(DEPLOYMENTS[name]["entrypoint"])
        assert set(re.findall(r"--param '?(\w+)=", options)) <= set(found.parameters.properties)


def understood(line: str) -> bool:
    """Whether Prefect's command line takes these words; nothing is run."""
    words = [word.replace("ID", str(UUID(int=7))) for word in shlex.split(line)]
    try:
        _app.parse_args(words, exit_on_error=False, print_error=False)
    except CycloptsError:
        return False
    return True


def test_commands_that_the_operating_page_quotes_exist() -> None:
    """A runbook would end in "unknown command", at four in the morning."""
    page = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    found = set(re.findall(r"^prefect ([a-z][^`|#\n]*)", page, re.M))
    found |= set(re.findall(r"`prefect ([a-z][^`|\n]*)`", page))
    assert len(found) > 15
    assert [line for line in sorted(found) if not understood(line)] == []
    assert not understood("gcl lss")
    assert not understood("flow-run ls --status RUNNING")


def test_operating_page_names_every_deployment() -> None:
    """A page that lags behind the deployments sends operators astray."""
    page = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    for name, row in DEPLOYMENTS.items():
        assert f"`{name}/{name}`" in page
        for schedule in row.get("schedules", []):
            minute, hour, *_ = schedule["cron"].split()
            assert f"{int(hour):02}:{int(minute):02} UTC" in page
