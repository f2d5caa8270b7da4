"""``skillscan quarantine``: what it prints, how it ends, and which alarms it ends."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from suite.command_line import Done, run_here

from skillscan.settings import Settings
from skillscan.warehouse.connection import open_warehouse

TEXT = "We look for an engineer who has three years of experience with Python and Kubernetes."
BAD_TITLE = "\x1b[2JEvil\u202etitle\x9b"
ROWS = [
    {"id": "1", "title": "ML Engineer", "description": TEXT, "company": "Acme"},
    {"id": "2", "title": "", "description": TEXT, "company": "Acme", "url": "https://a.example/2"},
    {"id": "3", "title": BAD_TITLE, "description": "", "company": "Acme"},
]


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a file of rows, two of which could not be used, and the home it is read in."""
    folder = tmp_path_factory.mktemp("imported")
    home, file = folder / "var", folder / "jobs.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    assert run(home, "import", str(file), "--source", "jobs").returncode == 3
    assert run(home, "extract").returncode == 3
    return folder


@pytest.fixture
def home(imported: Path, tmp_path: Path) -> Path:
    """A copy of that home, beside one of the file."""
    shutil.copytree(imported, tmp_path, dirs_exist_ok=True)
    return tmp_path / "var"


def run(home: Path, *arguments: str) -> Done:
    return run_here(*arguments, SKILLSCAN_HOME=str(home))


def quarantine(home: Path, *arguments: str) -> Done:
    return run(home, "quarantine", *arguments)


def items(home: Path, *arguments: str) -> list[dict[str, str]]:
    done = quarantine(home, "list", "--json", *arguments)
    assert done.returncode == 0, done.stderr
    found: list[dict[str, str]] = json.loads(done.stdout)["items"]
    return found


def alarms(home: Path) -> list[str]:
    """What doctor says of quarantine."""
    done = run(home, "doctor", "--json")
    return [f["message"] for f in json.loads(done.stdout) if "quarantine" in f["message"]]


def test_list_leads_to_the_file_and_the_row(home: Path) -> None:
    """Nobody could find the broken row in a file of a hundred thousand."""
    done = quarantine(home, "list")
    assert done.returncode == 0, done.stderr
    assert "1  jobs/import  no_text" in done.stdout
    assert "file         jobs.jsonl, row 2" in done.stdout
    assert "address      https://a.example/2" in done.stdout
    assert ".jsonl.gz, line" in done.stdout
    assert {(i["file"], i["row"], i["reason"]) for i in items(home)} == {
        ("jobs.jsonl", 2, "no_title"),
        ("jobs.jsonl", 3, "no_text"),
    }
    assert [i["reason"] for i in items(home, "--reason", "no_text")] == ["no_text"]
    assert items(home, "--source", "lever") == []


def test_a_hostile_title_does_nothing_to_the_terminal(home: Path) -> None:
    """A posting could clear the screen, or turn the line that names it."""
    (bad,) = items(home, "--reason", "no_text")
    shown = quarantine(home, "list").stdout + quarantine(home, "show", bad["item_id"]).stdout
    assert "\\u001b[2JEvil\\u202etitle\\u009b" in shown
    assert not {"\x1b", "\u202e", "\x9b"} & set(shown)
    (whole,) = json.loads(quarantine(home, "show", bad["item_id"][:6], "--json").stdout)
    assert whole["line"]["payload"]["title"] == BAD_TITLE


def test_a_limit_says_what_it_leaves_out(home: Path) -> None:
    """Somebody would think that quarantine is nearly empty."""
    assert "1 of 2 items are shown" in quarantine(home, "list", "--limit", "1").stdout


def test_reports_of_cells_are_named(home: Path) -> None:
    """Nobody would look for them."""
    report = home / "quarantine" / "jobs" / "import" / "20260301.cells.jsonl"
    report.write_text("{}\n")
    assert str(report) in quarantine(home, "list").stdout


def test_an_alarm_that_was_dealt_with_ends(home: Path, tmp_path: Path) -> None:
    """Doctor and every night's run would ask for attention for ever."""
    assert len(alarms(home)) == 1
    title, text = (items(home, "--reason", r)[0]["item_id"] for r in ("no_title", "no_text"))
    done = quarantine(home, "dismiss", title[:8], "--reason", "a draft", "--by", "Kim")
    assert (done.returncode, done.stdout.startswith("1 items dismissed")) == (0, True)
    assert alarms(home) == ["1 kinds of payloads in quarantine: jobs no_text 1"]
    assert [i["item_id"] for i in items(home)] == [text]
    assert quarantine(home, "dismiss", "--source", "jobs", "--reason", "known").returncode == 0
    assert alarms(home) == []
    assert "by Kim: a draft" in quarantine(home, "list", "--all").stdout
    file = tmp_path / "again.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in [{"id": "9"}, *ROWS[1:]]))
    run(home, "import", str(file), "--source", "jobs")
    done = run(home, "extract")
    assert "2 more were refused that somebody has dismissed before" in done.stdout
    assert alarms(home) == ["1 kinds of payloads in quarantine: jobs no_title 1"]
    assert quarantine(home, "restore", "--all").returncode == 0
    assert len(items(home)) == 3


def test_retry_ends_with_3_while_something_stays(home: Path) -> None:
    """A script could not tell whether the mended parser was enough."""
    done = quarantine(home, "retry")
    assert (done.returncode, "2 still refused" in done.stdout) == (3, True)
    quarantine(home, "dismiss", "--all", "--reason", "known")
    done = quarantine(home, "retry", "--source", "jobs", "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["dismissed"] == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["dismiss", "zzz", "--reason", "x"], "no 'zzz' in quarantine"),
        (["dismiss", "--reason", "x"], "say which: ids, --source"),
        (["dismiss", "--all", "--reason", " \x07 "], "say why"),
        (["dismiss", "--source", "lever", "--reason", "x"], "nothing in quarantine fits 'lever'"),
        (["dismiss", "--all", "--source", "jobs", "--reason", "x"], "--all means everything"),
        (["show", ""], "no '' in quarantine"),
        (["retry", "zzz"], "no 'zzz' in quarantine"),
        (["restore"], "say which"),
    ],
)
def test_wrong_usage_ends_with_2(home: Path, arguments: list[str], message: str) -> None:
    """Too much would be dismissed, or nothing, without a word."""
    done = quarantine(home, *arguments)
    assert done.returncode == 2
    assert message in done.stderr
    assert len(items(home)) == 2


def test_a_second_process_is_told_who_writes(home: Path) -> None:
    """Two processes would write one file, or one would end without a reason."""
    command = [sys.executable, "-m", "skillscan", "quarantine", "dismiss", "--all"]
    with open_warehouse(Settings(home=home)):
        done = subprocess.run(
            [*command, "--reason", "x"],
            env=os.environ | {"SKILLSCAN_HOME": str(home)},
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert f"process {os.getpid()}" in done.stderr
