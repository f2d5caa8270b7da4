"""``import``, ``extract``, ``prune`` as commands: what they print, and how they end."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from suite.command_line import Done, run_here

from skillscan.settings import Settings
from skillscan.warehouse.connection import open_warehouse

TEXT = "We look for an engineer who has three years of experience with Python and Kubernetes."
ROWS = [
    {"id": "1", "title": "ML Engineer", "description": TEXT, "company": "Acme"},
    {"id": "2", "title": "", "description": TEXT, "company": "Acme"},
]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "var"


def skillscan(home: Path, *arguments: str) -> Done:
    return run_here(*arguments, SKILLSCAN_HOME=str(home))


def in_a_process(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "skillscan", *arguments]
    environment = os.environ | {"SKILLSCAN_HOME": str(home)}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def jobs(folder: Path) -> str:
    file = folder / "jobs.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    return str(file)


def test_from_a_file_to_readings(home: Path, tmp_path: Path) -> None:
    """The two commands of the README would not do what it says."""
    imported = skillscan(home, "import", jobs(tmp_path), "--source", "jobs", "--json")
    assert imported.returncode == 3, imported.stderr
    assert json.loads(imported.stdout)["reasons"] == {"no_title": 1}
    extracted = skillscan(home, "extract", "--json")
    assert extracted.returncode == 3, extracted.stderr
    summary = json.loads(extracted.stdout)
    assert (summary["new"], summary["read"], summary["quarantined"]) == (1, 1, 1)
    again = skillscan(home, "extract")
    assert again.returncode == 0, again.stderr
    assert "0 texts read" in again.stdout
    with open_warehouse(Settings(home=home), read_only=True) as connection:
        skills = connection.execute("SELECT skill_id FROM opening_skills").fetchall()
    assert ("kubernetes",) in skills


def test_how_many_ids_were_replaced_is_said(home: Path, tmp_path: Path) -> None:
    """Nobody would know whether postings that were wrongly one are two now."""
    skillscan(home, "import", jobs(tmp_path), "--source", "jobs")
    assert "under ids" not in skillscan(home, "extract").stdout
    again = skillscan(home, "extract", "--everything")
    assert "\n0 postings stood under ids that no landing file gives any more" in again.stdout


def test_what_is_not_read_for_its_language_is_said(home: Path, tmp_path: Path) -> None:
    """ "1 new, 0 texts read" and no word why."""
    file = tmp_path / "short.csv"
    file.write_text("title,text\nML Engineer,Python\n")
    assert skillscan(home, "import", str(file), "--source", "short").returncode == 0
    done = skillscan(home, "extract")
    assert done.returncode == 0, done.stderr
    assert "1 open postings are not in English, or too short to tell" in done.stdout


def test_a_wrong_column_is_a_wrong_usage(home: Path, tmp_path: Path) -> None:
    """A script could not tell a typing error from a failure."""
    done = skillscan(home, "import", jobs(tmp_path), "--source", "jobs", "--map", "title=titel")
    assert done.returncode == 2
    assert "id, title, description, company" in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(home.rglob("*.json*"))


@pytest.mark.slow
def test_a_second_process_is_told_who_writes(home: Path, tmp_path: Path) -> None:
    """Two processes would write one file, or one would end without a reason."""
    skillscan(home, "import", jobs(tmp_path), "--source", "jobs")
    with open_warehouse(Settings(home=home)):
        done = in_a_process(home, "extract")
    assert done.returncode == 1
    assert f"process {os.getpid()}" in done.stderr
    assert "Traceback" not in done.stderr
    assert skillscan(home, "extract").returncode == 3


def test_a_cut_landing_file_needs_attention(home: Path, tmp_path: Path) -> None:
    """A nightly run would call itself successful."""
    skillscan(home, "import", jobs(tmp_path), "--source", "jobs")
    (file,) = home.rglob("*.jsonl.gz")
    content = file.read_bytes()
    file.write_bytes(content[: len(content) // 2])
    done = skillscan(home, "extract")
    assert done.returncode == 3, done.stderr
    assert file.name in done.stdout
    file.write_bytes(content)
    assert "1 postings new" in skillscan(home, "extract").stdout


@pytest.mark.parametrize("command", ["extract", "stats"])
def test_a_home_that_is_a_file_is_named(tmp_path: Path, command: str) -> None:
    """A home that cannot be used ended in a traceback."""
    home = tmp_path / "file"
    home.write_text("")
    done = skillscan(home, command)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert str(home) in done.stderr
    assert "SKILLSCAN_HOME" in done.stderr
