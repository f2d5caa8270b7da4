"""Values that the release before had: zero only where that is known."""

import numpy as np
import pytest

from skillscan.release.zero_values import zeros
from skillscan.statistics.catalogue import packaged
from skillscan.statistics.counts_by_employer import CountsByEmployer
from skillscan.statistics.estimate_rows import EstimateRows
from skillscan.statistics.estimates import Denominator, Slice
from skillscan.statistics.estimation import Estimated
from skillscan.statistics.slice_estimates import Context

KINDS = {"pytorch": "technology", "keras": "technology"}


def counted(**more: frozenset[str]) -> CountsByEmployer:
    """Sixty openings of twenty employers, of which none holds a value that is counted."""
    return CountsByEmployer(
        employers=tuple(f"e{number:02}" for number in range(20)),
        openings=np.full(20, 3.0),
        responding=np.full(20, 2.0),
        values=(),
        labels={},
        numerators={},
        postings={},
        **more,
    )


@pytest.mark.parametrize(
    ("statistic", "split", "value", "too_few", "rows"),
    [
        ("skill_share", "all", "pytorch", (), [0, 0]),
        ("skill_share_by_seniority", "seniority", "pytorch", (), [0, 0]),
        ("skill_share_by_seniority", "seniority", "pytorch", ("pytorch",), []),
        ("skill_share_by_seniority", "seniority", "pytorch", ("keras",), [0, 0]),
        ("skill_share", "all", "gone-from-the-taxonomy", (), []),
        ("skill_pairs", "all", "keras|pytorch", (), []),
    ],
)
def test_zero_is_said_where_no_opening_holds_it(
    statistic: str, split: str, value: str, too_few: tuple[str, ...], rows: list[int]
) -> None:
    """A series would end without a word, or be said to be zero where four openings hold it."""
    one = Slice("p", split, "senior" if split != "all" else "", "")
    denominator = Denominator(
        statistic=statistic,
        population=one.population,
        split=one.split,
        group=one.group,
        group_label=one.label,
        openings=60,
        employers=20,
        stating_openings=40,
        stating_employers=20,
        none_high=0.1,
    )
    counts = counted(too_few=frozenset(too_few))
    found = Estimated(denominators=[denominator], counts_of={statistic: {one: counts}})
    held = {(statistic, *one[:3], value): "Label"}
    context = Context(populations=["p"], kinds=KINDS)
    made = EstimateRows(zeros(held, packaged().definitions, found, context))
    assert [row.openings for row in made] == rows
    assert all((row.value, row.of_openings) == (value, 60) for row in made)
