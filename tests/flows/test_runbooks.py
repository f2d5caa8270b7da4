"""Every alert that the product can raise has its runbook in docs/operating.md."""

import re
from pathlib import Path

import pytest
from skillscan.flows.deploy import ALERTS

from skillscan import resources
from skillscan.operations.alarms import Alarm
from skillscan.operations.doctor import Diagnosis, State
from skillscan.release.gates import GATES

PAGE = (Path(__file__).parent.parent.parent / "docs" / "operating.md").read_text(encoding="utf-8")
SECTION = PAGE[PAGE.index("## Runbooks") :]
PARTS = ["Means", "Look at", "Do", "Ends"]
RAISED = {
    *(f"Alert `{alert.name}`" for alert in ALERTS),
    "Automation `died`",
    "Automation `not begun`",
    *(f"Gate `{gate}`" for gate in GATES),
    *(f"`{alarm}`" for alarm in Alarm),
}


def runbooks() -> dict[str, str]:
    pieces = re.split(r"^### (.*)$", SECTION, flags=re.M)
    return dict(zip(pieces[1::2], pieces[2::2], strict=True))


def test_every_alert_has_its_runbook_and_no_other() -> None:
    """Somebody is woken at four, and the page says nothing of it."""
    assert set(runbooks()) == RAISED


@pytest.mark.parametrize("name", sorted(RAISED))
def test_a_runbook_says_what_it_means_what_to_do_and_when_it_ends(name: str) -> None:
    """Half a runbook leaves the one on duty to guess."""
    found = re.findall(r"^- \*\*(.+?)\*\*: (.{10,})$", runbooks()[name], re.M)
    assert [part for part, _ in found] == PARTS


def test_what_doctor_asks_the_warehouse_has_a_name() -> None:
    """A new query would raise an alarm that ends in a traceback."""
    stems = {one.removesuffix(".sql") for one in resources.names(resources.sql("doctor"), ".sql")}
    assert stems <= {str(alarm) for alarm in Alarm}


@pytest.mark.parametrize("state", [State.ATTENTION, State.BROKEN])
def test_an_alarm_without_a_name_cannot_be_raised(state: State) -> None:
    """The next alarm would have no runbook."""
    with pytest.raises(ValueError, match="without a name"):
        Diagnosis("home", state, "something is wrong")


def test_the_alerts_of_a_monitoring_system_lead_to_a_runbook() -> None:
    """Examples that people copy would wake them without a word on what to do."""
    alerts = re.findall(r"- alert: (\w+)", PAGE)
    assert len(alerts) > 5
    for alert in alerts:
        led = re.search(rf"`{alert}` → ((?:Alert )?`[^`]+`)", SECTION)
        assert led, alert
        assert led[1] in runbooks(), alert
