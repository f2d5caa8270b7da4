"""Every alarm of `doctor` is provoked for real, and ends when its runbook is followed."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from extract.bench import job
from operations.alarm_scenarios import ON_A_DISK, SCENARIOS
from operations.installation import Site
from pytest_httpserver import HTTPServer

from skillscan.operations.alarms import Alarm


@pytest.fixture
def site(tmp_path: Path, httpserver: HTTPServer, market_file: Path) -> Site:
    found = Site(tmp_path / "home", httpserver, market_file)
    httpserver.expect_request(re.compile(".*")).respond_with_handler(found.answer)
    return found


def test_every_alarm_is_provoked_somewhere() -> None:
    """A runbook that nobody ever followed leads the one on duty astray."""
    assert SCENARIOS.keys() | ON_A_DISK == set(Alarm)


@pytest.mark.slow
@pytest.mark.parametrize("alarm", SCENARIOS)
def test_the_runbook_ends_the_alarm(site: Site, alarm: str) -> None:
    """It would ring for ever, and be believed no more."""
    for _ in SCENARIOS[alarm](site):
        assert alarm in site.alarms()
    assert alarm not in site.alarms()


@pytest.mark.slow
@pytest.mark.parametrize("alarm", ON_A_DISK)
def test_the_runbook_ends_the_alarm_of_a_disk(site: Site, alarm: Alarm) -> None:
    """The first sign of a full disk would be a night that failed."""
    old = site.land(100, [job(1)])
    site.land(1, [job(1)])
    site.run("extract", codes=(0,))
    provoke, mend = ON_A_DISK[alarm]
    doctor = "skillscan doctor --json > {} || true"
    script = "; ".join([provoke, doctor.format('"$2"'), mend, doctor.format('"$3"')])
    found = [site.home.parent / name for name in ("before.json", "after.json")]
    skillscan = f'skillscan() {{ "{sys.executable}" -P -m skillscan "$@"; }}'
    done = subprocess.run(
        [
            *("unshare", "-rm", "sh", "-ec", f"{skillscan}; {script}"),
            *map(str, (site.home.parent / "disk", old, *found)),
        ],
        env={**os.environ, "SKILLSCAN_HOME": str(site.home), "SKILLSCAN_CONTACT": "a@example.org"},
        capture_output=True,
        text=True,
        check=False,
    )
    if not found[0].exists():
        pytest.skip("this machine does not allow a small file system to be mounted")
    assert done.returncode == 0, done.stderr
    alarms = [{one["alarm"] for one in json.loads(path.read_text())} for path in found]
    assert [alarm in one for one in alarms] == [True, False]
