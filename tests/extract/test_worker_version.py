"""A worker of other code is noticed: the version covers all that prepares and reads a text."""

import subprocess
import sys

from skillscan.extract.worker_version import PREPARING, worker_version
from skillscan.nlp.version import code_version, packaged_version

PIPELINE = ("skillscan.nlp", "skillscan.rules", "skillscan.taxonomy", "skillscan.text")
NO_PART = {
    "skillscan.errors": "messages",
    "skillscan.garbage": "speed",
    "skillscan.landing": "what is put into quarantine, here",
    "skillscan.process_pool": "this machine",
    "skillscan.resources": "where files lie",
    "skillscan.storage": "files",
    "skillscan.telemetry": "logs",
    "skillscan.warehouse": "what is stored, here",
}
"""Loaded by a worker, and nothing that it sends back rests on it."""


def test_all_that_a_worker_loads_is_covered() -> None:
    """Code that a worker has of last month would go unnoticed, and its texts be read otherwise."""
    code = (
        "import sys, skillscan.extract.worker, skillscan.nlp.carried_reader\n"
        "print(*(name for name in sys.modules if name.startswith('skillscan.')))"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    known = (*PIPELINE, *PREPARING, *NO_PART)
    loaded = shown.stdout.split()
    assert "skillscan.extract.normalize" in loaded
    assert [
        name
        for name in loaded
        if not any(name == one or name.startswith(f"{one}.") for one in known)
    ] == []


def test_each_part_has_its_own_version() -> None:
    """Two versions that differ would be told as one, or a module be left out of it."""
    parts = dict(worker_version())
    assert parts["pipeline"] == packaged_version()
    assert parts["Python"] == f"{sys.version_info.major}.{sys.version_info.minor}"
    assert code_version(PREPARING) in parts["skillscan"]
    assert len({code_version([one]) for one in PREPARING}) == len(PREPARING)
