"""The sample that docs/coverage.md is measured on holds nothing of what was set aside to label."""

from pathlib import Path

import pytest

from tests.gold.survey import labelled, sample


@pytest.mark.shared
def test_no_labelled_posting_is_surveyed(shared_dir: Path) -> None:
    """Rules would be made from what they are measured by."""
    keys = [text["key"] for text in sample(shared_dir)]

    assert len(labelled()) > 300
    assert len(keys) > 3_000
    assert not labelled() & set(keys)
