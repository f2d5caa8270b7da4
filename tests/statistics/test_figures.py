"""Figures, counted by hand or simulated with a known truth."""

import numpy as np
import pyarrow as pa
import pytest

from skillscan.statistics.definitions import definitions
from skillscan.statistics.figures.median import _weighted_medians
from skillscan.statistics.figures.sums import ratios
from skillscan.statistics.figures.survival import _median_life
from skillscan.statistics.reading_error import corrected_share


@pytest.mark.parametrize(
    ("numbers", "weights", "median"),
    [
        pytest.param([1, 2, 3], [1, 1, 1], 2, id="the middle one"),
        pytest.param([1, 2, 3, 9], [1, 1, 1, 1], 2.5, id="between the middle two"),
        pytest.param([1, 2, 3], [0, 0, 2], 3, id="only one drawn"),
        pytest.param([1, 2, 3], [1, 0, 3], 3, id="drawn more often"),
        pytest.param([1, 2], [0, 0], None, id="none drawn"),
    ],
)
def test_weighted_median(numbers: list[int], weights: list[int], median: float | None) -> None:
    """The interval of a median would be that of something else."""
    found = _weighted_medians(np.array(numbers, dtype=float), np.array([weights], dtype=float))
    if median is None:
        assert np.isnan(found[0])
    else:
        assert found[0] == median


@pytest.mark.parametrize(
    ("at_risk", "ended", "median"),
    [
        pytest.param([4, 3, 2, 1], [1, 1, 1, 1], 2, id="all end: the second of four"),
        pytest.param([4, 3, 2], [1, 0, 0], None, id="fewer than half end"),
        pytest.param([10, 4, 2], [0, 2, 1], 2, id="those no longer watched are at risk no more"),
    ],
)
def test_median_life(at_risk: list[int], ended: list[int], median: float | None) -> None:
    """Openings that are still open would count as if they had closed, or not at all."""
    times = np.arange(1, len(at_risk) + 1, dtype=float)
    found = _median_life(times, np.array(at_risk, dtype=float), np.array(ended, dtype=float))
    assert np.isnan(found) if median is None else found == median


def evaluation(labels: str, *, found: int, missed: int, wrong: int) -> dict[str, object]:
    counts = {"true_positives": found, "false_negatives": missed, "false_positives": wrong}
    return {"set": labels, "postings": 100, "skills": {"python": counts}}


@pytest.mark.parametrize(
    ("measured", "corrected"),
    [
        pytest.param(evaluation("blind", found=36, missed=4, wrong=6), 0.5, id="by both errors"),
        pytest.param(evaluation("development", found=36, missed=4, wrong=6), None, id="tuned to"),
        pytest.param(evaluation("blind", found=8, missed=1, wrong=6), None, id="too few labels"),
        pytest.param({}, None, id="not measured"),
    ],
)
def test_share_without_the_error_of_reading(
    measured: dict[str, object], corrected: float | None
) -> None:
    """Rogan and Gladen: (share + specificity - 1) / (sensitivity + specificity - 1)."""
    assert corrected_share(measured, "python", 0.5) == corrected


def test_ratio_does_not_depend_on_the_order_of_rows() -> None:
    """The same data would give another interval on another machine: SQL promises no order."""
    random = np.random.default_rng(4)
    definition = definitions()["posting_growth"]
    size = 40
    rows = pa.table(
        {
            "population_id": ["p"] * size,
            "employer_id": [f"e{number:02}" for number in range(size)],
            "value": ["2026-01"] * size,
            "label": ["January"] * size,
            "openings": random.integers(3, 9, size),
            "amount_on_month": random.integers(1, 5, size).astype(float),
            "amount_on_month_of": random.integers(1, 5, size).astype(float),
        }
    )
    shuffled = rows.take(pa.array(random.permutation(size)))
    (one,), (other,) = (list(ratios(definition, "on_month", r, ["p"])) for r in (rows, shuffled))
    assert one == other
