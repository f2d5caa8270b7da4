"""A home with landing, warehouse and release, made of hand-written postings by the commands."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

BIN = Path(sys.executable).parent
CITIES = ("Austin, TX", "Boston, MA", "Denver, CO", "Seattle, WA")
TEAMS = (
    *("search", "fraud", "maps", "speech", "ranking", "pricing", "vision", "routing", "catalogues"),
    *("forecasts", "translation", "safety", "music"),
)


def environment(home: Path) -> dict[str, str]:
    """What every command of the pages is run with."""
    own = {"SKILLSCAN_HOME": str(home), "SKILLSCAN_CONTACT": "test@example.org"}
    kept = {key: one for key, one in os.environ.items() if not key.startswith("SKILLSCAN_")}
    return {**kept, **own, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}


def postings() -> Iterator[dict[str, str]]:
    """52 openings of 13 employers, and a row without a text, which goes to quarantine."""
    for number in range(52):
        employer, team = f"Employer {TEAMS[number % 13]}", TEAMS[(number * 5) % 13]
        skills = "PyTorch and Kubernetes" if number % 3 else "TensorFlow"
        text = (
            f"{employer} builds models for {team} in room {number}.\n\nRequirements\n"
            f"- {3 + number % 4}+ years of Python\n- {skills}\n\nNice to have\n- Docker"
        )
        yield {
            "native_id": f"{4711 + number}",
            "title": f"Machine Learning Engineer, {team.title()} {number}",
            "employer": employer,
            "location": CITIES[number // 13],
            "country": "US",
            "text": text,
        }
    yield {"native_id": "1", "title": "Machine Learning Engineer", "employer": "Empty", "text": ""}


@pytest.fixture(scope="session")
def made_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home; a test takes a copy."""
    home = tmp_path_factory.mktemp("made") / "home"
    file = home.parent / "postings.jsonl"
    file.write_text("".join(f"{json.dumps(one)}\n" for one in postings()), encoding="utf-8")
    for command in (f"import {file} --source our_jobs", "extract", "publish"):
        done = subprocess.run(
            ["skillscan", *command.split()],
            env=environment(home),
            capture_output=True,
            text=True,
            timeout=300,
        )
        assert done.returncode in (0, 3), done.stdout + done.stderr
    return home
