"""What is estimated, as tables."""

from pathlib import Path

import numpy as np
import pytest

from skillscan.release import database
from skillscan.release.publication_tables import _columns, append_estimates
from skillscan.statistics.estimate_rows import EstimateRows, SliceEstimates
from skillscan.statistics.estimates import Disagreement, PartShare, Slice
from skillscan.statistics.shares import Shares

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


def test_a_share_of_a_view_that_a_slice_lacks_is_not_known(tmp_path: Path) -> None:
    """A release would say that no opening states years, where none was asked for them."""
    estimates = EstimateRows(
        [slice_of("a", "all", "silent", "stating"), slice_of("b", "all", "silent")]
    )
    with database.writing(tmp_path / "made.duckdb") as connection:
        database.add_table(connection, "estimates", [])
        append_estimates(connection, estimates)
        found = connection.execute(
            "SELECT all_share, stating_share, stating_low, stating_high, employer_share "
            "FROM estimates ORDER BY group_value"
        ).fetchall()
    assert found == [(0.5, 0.5, 0.25, 0.75, None), (0.5, None, None, None, None)]


def slice_of(group: str, *views: str) -> SliceEstimates:
    """One estimate, with the same share in each of these views."""
    one, share = np.ones(1, dtype=np.int64), np.array([0.5])
    shares = Shares(share=share, low=share - 0.25, high=share + 0.25)
    sample = ("of_openings", "of_employers", "stating_openings", "stating_employers")
    return SliceEstimates(
        statistic="skill_share",
        slice=Slice("p", "seniority", group, group),
        values=["python"],
        labels=["Python"],
        kinds=["technology"],
        errors=[None],
        measures=["named"],
        openings=one,
        postings=one,
        employers=one,
        sample=dict.fromkeys(sample, 9),
        views=dict.fromkeys(views, shares),
        corrected=np.full(1, np.nan),
    )
