"""Ten readers while a file is imported, read and published, and ``latest`` changes."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

READERS = 10
LONGEST_WAIT = 30.0
"""Seconds: a publish that readers wait for takes longer on a laden machine; a read takes one."""
STEP_LIMIT = 240
READER = """
import json, sys, time
from pathlib import Path
import duckdb
from skillscan.release.catalog import open_latest
from skillscan.settings import Settings

home, stop, is_by_package = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3] == "package"
releases, query = home / "releases", "SELECT count(*) FROM withheld_counts"
reads, errors, longest, seen = 0, [], 0.0, []


def by_package():
    release = open_latest(Settings(home=home))
    with release.connect() as connection:
        connection.execute(query).fetchall()
    return release.name


def by_file():
    name = (releases / "latest").read_text().strip()
    with duckdb.connect(str(releases / name / "skillscan.duckdb"), read_only=True) as connection:
        connection.execute("SELECT count(*) FROM skill_share(country := 'US')").fetchall()
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH '{releases}/latest.duckdb' AS latest (READ_ONLY)")
        connection.execute("SELECT count(*) FROM latest.withheld_counts").fetchall()
    return name


while True:
    is_last = stop.exists()
    began = time.monotonic()
    try:
        seen.append(by_package() if is_by_package else by_file())
        reads += 1
    except Exception as error:
        errors.append(repr(error))
    longest = max(longest, time.monotonic() - began)
    if is_last:
        break
    time.sleep(0.5)
print(json.dumps([reads, errors, longest, sorted(set(seen))]))
"""


def adverts(path: Path, employers: str) -> Path:
    """A file of twenty postings."""
    rows = (
        {
            "id": f"{employers}{number}",
            "title": "Machine Learning Engineer",
            "company": f"{employers} {number % 12}",
            "location": "Austin, TX, United States",
            "text": f"Team {number} of {employers}. You know Python and PyTorch. 5+ years.",
        }
        for number in range(20)
    )
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def pipeline(home: Path, file: Path) -> None:
    """Import, read and publish, each as the command that an operator would call."""
    environment = {**os.environ, "SKILLSCAN_HOME": str(home)}
    for words in (["import", str(file), "--source", file.stem], ["extract"], ["publish"]):
        done = subprocess.run(
            [sys.executable, "-m", "skillscan", *words],
            env=environment,
            capture_output=True,
            timeout=STEP_LIMIT,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode()


def latest(home: Path) -> str:
    return (home / "releases" / "latest").read_text("utf-8").strip()


@pytest.mark.slow
def test_ten_readers_neither_fail_nor_wait(tmp_path: Path) -> None:
    """An analyst's query would break off, or hang, whenever the nightly run is at work."""
    home, stop = tmp_path / "home", tmp_path / "stop"
    pipeline(home, adverts(tmp_path / "first.jsonl", "Harbour"))
    before = latest(home)
    readers = [
        subprocess.Popen(
            [sys.executable, "-c", READER, home, stop, "package" if number % 2 else "file"],
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(READERS)
    ]
    try:
        pipeline(home, adverts(tmp_path / "second.jsonl", "Meadow"))
        time.sleep(1)
        stop.touch()
        printed = [reader.communicate(timeout=STEP_LIMIT)[0] for reader in readers]
    finally:
        for reader in readers:
            reader.kill()
    # DuckDB draws how far a query is above the last line.
    told = [json.loads(text.splitlines()[-1]) for text in printed]
    assert latest(home) != before
    assert [errors for _, errors, _, _ in told] == [[]] * READERS
    assert [seen for *_, seen in told] == [sorted([before, latest(home)])] * READERS
    assert min(reads for reads, *_ in told) > 2
    assert max(longest for _, _, longest, _ in told) < LONGEST_WAIT
