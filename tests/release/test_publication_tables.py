"""What is estimated, as tables."""

from pathlib import Path

import pytest

from skillscan.release import database
from skillscan.release.publication_tables import _columns
from skillscan.statistics.estimates import Disagreement, PartShare

PART = PartShare(label="one", share=0.25, openings=8, employers=5)


@pytest.mark.parametrize("parts", [[[]], [[], [PART]], [[PART, PART], []]])
def test_a_disagreement_may_have_no_parts(tmp_path: Path, parts: list[list[PartShare]]) -> None:
    """A publish would end with an IndexError if the first one had none."""
    rows = [
        Disagreement(
            statistic="skill_share",
            population="p",
            value="python",
            label="Python",
            measure="named",
            kind="samples",
            parts=some,
        )
        for some in parts
    ]
    with database.writing(tmp_path / "made.duckdb") as connection:
        database.add_table(connection, "disagreements", [])
        database.append_columns(connection, "disagreements", _columns(rows))
        found = connection.execute("SELECT parts FROM disagreements").fetchall()
    wanted = {"label": "one", "share": 0.25, "openings": 8, "employers": 5}
    assert found == [([wanted] * len(some),) for some in parts]
