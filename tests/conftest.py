"""Fixtures every test folder shares."""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    """The material beside the checkout; tests that need it are skipped where it is absent."""
    folder = Path(__file__).parent.parent.parent / "shared"
    if not (folder / "gold").is_dir():
        pytest.skip("../shared is absent: real postings and labels are not part of the project")
    return folder
