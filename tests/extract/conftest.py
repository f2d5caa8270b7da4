"""A home to land fetches in and to extract from."""

from pathlib import Path

import pytest
from extract.bench import Bench


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path / "var")
