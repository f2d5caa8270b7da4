"""Everything the flows need on a Prefect server, made or brought up to date: ``make deploy``.

``python -m skillscan.flows.deploy`` in a checkout (``prefect.yaml`` lies there) can be run any
number of times: what is there is read, then created or updated, and nothing is made twice.
Prefect itself ignores automations in ``prefect.yaml`` and has no key for limits there.
"""

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from httpx import HTTPError
from prefect.blocks.core import Block
from prefect.blocks.fields import SecretDict
from prefect.blocks.notifications import CustomWebhookNotificationBlock, SlackWebhook
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.actions import DeploymentUpdate, WorkPoolCreate
from prefect.events.actions import ActionTypes, RunDeployment, SendNotification
from prefect.events.schemas.automations import AutomationCore, EventTrigger, Posture
from prefect.exceptions import ObjectNotFound, PrefectException
from prefect.settings import get_current_settings
from pydantic import SecretStr

from skillscan.errors import SkillscanError, UsageError
from skillscan.settings import Settings, variable
from skillscan.sources.registry import sources

from .find_dead import BEGUN_SECONDS, DIED, SILENT_SECONDS
from .heartbeats import ENDED, TAG
from .outcomes import ATTENTION, HELD_BACK
from .server_environment import lacking
from .slots import CHECK_BOARDS, DAILY, FIND_DEAD, WAREHOUSE, make_sure_of, source_slot

POOL = "skillscan"
WEBHOOK, EMAIL = variable("notify_webhook"), variable("notify_email")
SILENT_FOR = timedelta(seconds=SILENT_SECONDS)
BEGUN_WITHIN = timedelta(seconds=BEGUN_SECONDS)
_ENDS = ("Completed", ATTENTION, "Failed", HELD_BACK, "TimedOut", "Crashed", "Cancelled")
_PUT_OFF = ("Scheduled", "Late", "AwaitingRetry", "AwaitingConcurrencySlot", "Cancelling")
_RUN = "{{ flow.name }} / {{ flow_run.name }}"
_BODY = f"{_RUN}: {{{{ flow_run.state.message }}}} {{{{ flow_run|ui_url }}}}"


@dataclass(frozen=True, slots=True)
class Alert:
    """What somebody is told of: events of flow runs, by the names of their states."""

    name: str
    states: tuple[str, ...]
    subject: str


FAILED = "a run failed"
ALERTS = (
    Alert("failed", ("Failed", "TimedOut", "Crashed"), FAILED),
    Alert("held back", (HELD_BACK,), "a release was held back"),
    Alert("needs attention", (ATTENTION,), "a run needs attention"),
    Alert("late", ("Late",), "a run is late: is a worker running?"),
)


def main() -> int:
    """Deploy; gives the exit code, and says on standard output what was made."""
    try:
        deploy(Path.cwd(), say=lambda line: print(line, flush=True))  # noqa: T201 - a script
    except SkillscanError as error:
        print(f"error: {error}", file=sys.stderr)  # noqa: T201
        return error.exit_code
    return 0


def deploy(folder: Path, *, say: Callable[[str], None]) -> None:
    """Make pool, deployments, limits, notification blocks and automations.

    Raises UsageError without ``prefect.yaml`` in the folder or without a server's address,
    SkillscanError when the server cannot be reached.
    """
    if not (folder / "prefect.yaml").exists():
        raise UsageError(f"no prefect.yaml in {folder}: run `make deploy` in a checkout")
    address = get_current_settings().api.url
    if not address:
        raise UsageError(
            "PREFECT_API_URL is not set: name the server, http://127.0.0.1:4200/api say "
            "(docs/operating.md)"
        )
    try:
        with get_client(sync_client=True) as client:
            say(_pool(client))
            _deployments(folder, client)
            say("deployments: those of prefect.yaml")
            own = (DAILY, CHECK_BOARDS, FIND_DEAD, WAREHOUSE)
            for slot in (*own, *map(source_slot, sorted(sources()))):
                make_sure_of(slot)
            say(f"limits: {', '.join(own)}, and one for each of {len(sources())} sources")
            for line in lacking(client):
                say(line)
            for automation in (*_hints(client), *_alerts(_blocks(say))):
                say(f"automation {automation.name}: {_stored(client, automation)}")
    except (HTTPError, PrefectException) as error:
        raise SkillscanError(
            f"the Prefect server at {address} did not take it ({error}): is it running?"
        ) from error


def _pool(client: SyncPrefectClient) -> str:
    try:
        client.read_work_pool(POOL)
    except ObjectNotFound:
        client.create_work_pool(WorkPoolCreate(name=POOL, type="process"))
        return f"work pool {POOL}: made"
    return f"work pool {POOL}: there"


def _deployments(folder: Path, client: SyncPrefectClient) -> None:
    command = [sys.executable, "-m", "prefect", "--no-prompt", "deploy", "--all"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise SkillscanError(f"prefect deploy failed: {(done.stderr or done.stdout)[-500:]}")
    for deployment in client.read_deployments():
        if TAG in deployment.tags and deployment.global_concurrency_limit:
            # of an earlier version: its lease would end living runs after an outage
            client.update_deployment(deployment.id, DeploymentUpdate(concurrency_limit=None))


def _blocks(say: Callable[[str], None]) -> list[UUID]:
    """The ids of the notification blocks that the settings ask for."""
    settings = Settings()
    found: dict[str, Block] = {}
    if url := settings.notify_webhook:
        found["skillscan-webhook"] = CustomWebhookNotificationBlock(
            name="skillscan",
            url="{{url}}",
            json_data={"text": "*{{subject}}*\n{{body}}"},
            headers=None,
            cookies=None,
            secrets=SecretDict({"url": url}),
        )
    if url := settings.notify_email:
        found["skillscan-email"] = SlackWebhook(
            url=SecretStr(url)
        )  # it takes any address that Apprise knows
    for name in found:
        say(f"notifications: block {name}")
    if not found:
        say(f"notifications: none, for neither {WEBHOOK} nor {EMAIL} is set")
    return [_saved(name, block) for name, block in found.items()]


def _saved(name: str, block: Block) -> UUID:
    saved = block.save(name, overwrite=True)
    assert isinstance(saved, UUID)  # noqa: S101 - a coroutine only where this is one
    return saved


def _alerts(blocks: list[UUID]) -> Iterator[AutomationCore]:
    for alert in ALERTS if blocks else ():
        yield AutomationCore(
            name=f"skillscan: {alert.name}",
            description=f"Made by `make deploy`. Tells: {alert.subject}",
            trigger=EventTrigger(
                posture=Posture.Reactive,
                expect={f"prefect.flow-run.{state}" for state in alert.states},
                match={
                    "prefect.resource.id": "prefect.flow-run.*",
                    "prefect.state-message": f"!*{DIED}",  # find_dead tells of them
                },
                match_related=_OURS,
            ),
            actions=[_notify(block, alert.subject, _BODY) for block in blocks],
        )


_OURS: dict[str, str | list[str]] = {
    "prefect.resource.role": "tag",
    "prefect.resource.id": f"prefect.tag.{TAG}",
}


def _notify(block: UUID, subject: str, body: str) -> ActionTypes:
    return SendNotification(block_document_id=block, subject=f"skillscan: {subject}", body=body)


def _hints(client: SyncPrefectClient) -> Iterator[AutomationCore]:
    """Runs whose process died say nothing more, and would be under way in the UI for ever."""
    look = RunDeployment(
        source="selected",
        job_variables=None,
        deployment_id=client.read_deployment_by_name("find_dead/find_dead").id,
        parameters={
            "silent_seconds": int(SILENT_FOR.total_seconds()),
            "begun_seconds": int(BEGUN_WITHIN.total_seconds()),
        },
    )
    ends = {"heartbeat", *_ENDS}
    taken = {"Pending", "Submitting", "InfrastructurePending"}
    yield _hint("died", {"heartbeat", "Running"}, ends, SILENT_FOR, look)
    yield _hint("not begun", taken, {"Running", *_PUT_OFF, *ends}, BEGUN_WITHIN, look)


def _hint(
    name: str, after: set[str], expected: set[str], within: timedelta, look: RunDeployment
) -> AutomationCore:
    """Have somebody look when nothing expected was heard of a run after an event.

    To call it crashed at once would not do: after an outage the server hears heartbeats late, in
    part or not at all, and people were told that living runs had died.
    """
    return AutomationCore(
        name=f"skillscan: {name}",
        description="Made by `make deploy`. A run that is silent is looked at by find_dead.",
        trigger=EventTrigger(
            posture=Posture.Proactive,
            after={f"prefect.flow-run.{one}" for one in after},
            expect={f"prefect.flow-run.{one}" for one in expected} | {ENDED},
            match={"prefect.resource.id": "prefect.flow-run.*"},
            match_related=_OURS,
            for_each={"prefect.resource.id"},
            within=within,
        ),
        actions=[look],
    )


def _stored(client: SyncPrefectClient, automation: AutomationCore) -> str:
    """Create or update an automation by its name; others of that name go."""
    there = client.read_automations_by_name(automation.name)
    if not there:
        client.create_automation(automation)
        return "made"
    client.update_automation(there[0].id, automation)
    for twin in there[1:]:
        client.delete_automation(twin.id)
    return "up to date"


if __name__ == "__main__":
    sys.exit(main())
