"""The editable install, which every contributor works with."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FOLDERS = {
    "skillscan": "src/skillscan",
    "skillscan.data": "data",
    "skillscan.sql": "sql",
    "skillscan.spiders": "spiders",
    "skillscan.flows": "flows",
}
CODE = f"""
from importlib import import_module
for name in {list(FOLDERS)}:
    print(import_module(name).__file__)
"""


@pytest.fixture
def above(tmp_path: Path) -> Path:
    """A folder with a clone called ``skillscan`` in it."""
    clone = tmp_path / "skillscan"
    clone.mkdir()
    for path in ROOT.iterdir():
        (clone / path.name).symlink_to(path)
    return tmp_path


def test_a_clone_called_skillscan_does_not_shadow_the_package(above: Path) -> None:
    """Started in the folder above the clone, Python took the clone's folder for the package."""
    done = subprocess.run(
        [sys.executable, "-c", CODE], cwd=above, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    expected = [str(ROOT / folder / "__init__.py") for folder in FOLDERS.values()]
    assert done.stdout.split() == expected
