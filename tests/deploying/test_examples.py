"""The examples for containers and systemd: checked by their own tools, and against the product."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from skillscan.flows.server_environment import SERVER_SETTINGS
from suite.dask import QUIETLY

ROOT = Path(__file__).parent.parent.parent
EXAMPLES = ROOT / "docs" / "examples"
CONTAINERS = EXAMPLES / "containers"
UNITS = sorted((EXAMPLES / "systemd").glob("*.service"))
COMPOSE: dict[str, Any] = yaml.safe_load((CONTAINERS / "compose.yaml").read_text("utf-8"))
ON_DASK: dict[str, Any] = yaml.safe_load((CONTAINERS / "compose.dask.yaml").read_text("utf-8"))
SECRETS = ("PASSWORD", "WEBHOOK", "EMAIL", "TOKEN", "SECRET")


def test_the_image_follows_the_rules_of_hadolint() -> None:
    """The image would run as root, or keep what it was built with."""
    hadolint = Path(sys.executable).parent / "hadolint"
    done = subprocess.run(
        [hadolint, CONTAINERS / "Dockerfile"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")


def test_the_image_copies_what_is_there_and_is_sent_to_it() -> None:
    """A build would fail at a file that was renamed, or that its ignore list leaves out."""
    sent = [
        line[1:]
        for line in (CONTAINERS / "Dockerfile.dockerignore").read_text("utf-8").splitlines()
        if line.startswith("!")
    ]
    assert [path for path in sent if not (ROOT / path).exists()] == []
    text = (CONTAINERS / "Dockerfile").read_text("utf-8")
    copied = re.findall(r"^COPY (?!--from)(\S+) ", text, re.M)
    assert [path for path in copied if path != "." and path not in sent] == []
    packaged = yaml.safe_load((ROOT / "prefect.yaml").read_text("utf-8"))["pull"]
    assert packaged == [], "the image has no checkout to pull"


def pins(lock: Path) -> set[str]:
    return set(re.findall(r"^([\w.\[\]-]+==\S+)", lock.read_text("utf-8"), re.M))


def test_the_image_installs_versions_that_were_tested() -> None:
    """Containers would run with other packages than the tests."""
    image = pins(CONTAINERS / "requirements.lock")
    assert len(image) > 100
    assert image - pins(ROOT / "requirements.lock") == set()


def test_services_have_what_the_server_needs() -> None:
    """Slots would stay taken after a restart, or dead runs stay Running."""
    server = COMPOSE["services"]["server"]["environment"]
    unit = (EXAMPLES / "systemd" / "skillscan-server.service").read_text("utf-8")
    for setting in SERVER_SETTINGS:
        assert server[setting.variable] == setting.value
        assert f"Environment={setting.variable}={setting.value}\n" in unit


def test_services_wait_for_services_that_exist() -> None:
    """A worker would start before there is a pool, and a night be missed."""
    services = COMPOSE["services"]
    for one in services.values():
        assert set(one.get("depends_on", ())) <= set(services)
        for volume in one.get("volumes", ()):
            name = volume.partition(":")[0]
            assert name in COMPOSE["volumes"] or (CONTAINERS / name).exists()
    assert services["worker"]["deploy"]["replicas"] == 2
    ports = [port for one in services.values() for port in one.get("ports", ())]
    assert all(port.startswith("127.0.0.1:") for port in ports), "open to the network"


def test_a_cluster_is_reached_by_its_own_and_nobody_else() -> None:
    """Runs would look for a scheduler that has another name; or its port would be everybody's."""
    services, known = ON_DASK["services"], {*COMPOSE["services"], *ON_DASK["services"]}
    (port,) = (one for one in services["scheduler"]["command"] if one.isdigit())
    for name in ("worker", "reader"):
        address = services[name]["environment"]["SKILLSCAN_DASK_SCHEDULER"]
        assert address == f"tcp://scheduler:{port}"
    assert "worker" in COMPOSE["services"], "what the variable is laid over"
    for one in services.values():
        assert set(one.get("depends_on", ())) <= known
        assert "ports" not in one, "open to the network"


def test_a_scheduler_does_not_measure_itself() -> None:
    """It would take CPU all night for a dashboard that it does not have."""
    unit = (EXAMPLES / "systemd" / "skillscan-dask-scheduler.service").read_text("utf-8")
    container = ON_DASK["services"]["scheduler"]["environment"]
    for name, value in QUIETLY.items():
        assert f"Environment={name}={value}\n" in unit
        assert container[name] == value


def test_secrets_stand_nowhere() -> None:
    """A password of an example would be everybody's password."""
    for name, service in COMPOSE["services"].items():
        for variable, value in service.get("environment", {}).items():
            if any(one in variable for one in SECRETS):
                assert str(value).startswith("${"), f"{name}: {variable}"
    for unit in UNITS:
        for line in unit.read_text("utf-8").splitlines():
            if line.startswith("Environment=") and any(one in line for one in SECRETS):
                pytest.fail(f"{unit.name}: {line}")


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_systemd_understands_the_unit(unit: Path) -> None:
    """The service would not start on the machine of whoever copies it."""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("needs systemd-analyze (apt-get install systemd)")
    done = subprocess.run(
        ["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, check=False
    )
    # The programs are where the page says to install them, and not on this machine.
    wrong = [line for line in done.stderr.splitlines() if "is not executable" not in line]
    assert [line for line in wrong if "skillscan" in line] == []
