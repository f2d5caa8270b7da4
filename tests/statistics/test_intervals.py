"""Intervals: bounds, extremes, reproducibility, and whether they cover what they promise."""

from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from skillscan.statistics.intervals import (
    draws,
    effective_employers,
    resampled_totals,
    seed_of,
    tail,
    wilson,
)
from skillscan.statistics.shares import EmployerCounts, Shares, shares

EMPLOYERS = st.lists(
    st.tuples(st.integers(1, 30), st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=25
)


def counts_of(employers: list[tuple[int, float, float]]) -> EmployerCounts:
    sizes = np.array([size for size, _, _ in employers], dtype=np.float64)
    responding = np.floor(sizes * [part for _, part, _ in employers])
    holding = np.floor(responding * [part for _, _, part in employers])
    return EmployerCounts(
        openings=sizes, responding=responding, numerators=sparse.csr_array(holding[:, None])
    )


@given(EMPLOYERS)
def test_views_agree_with_each_other(employers: list[tuple[int, float, float]]) -> None:
    """Views that contradict each other would be printed side by side."""
    counts = counts_of(employers)
    found = shares(counts, headline="all", seed=1)
    for view in found.values():
        assert (view.low >= 0).all()
        assert (view.low <= view.share).all()
        assert (view.share <= view.high).all()
        assert (view.high <= 1).all()
    share, silent = found["all"].share[0], found["silent"].share[0]
    assert share + silent <= 1 + 1e-9
    if "stating" in found:
        assert found["stating"].share[0] * (1 - silent) == pytest.approx(share)


@given(EMPLOYERS, st.randoms())
def test_share_does_not_depend_on_the_order_of_employers(
    employers: list[tuple[int, float, float]], random: "np.random.Generator"
) -> None:
    """A re-sorted warehouse would print other numbers."""
    shuffled = list(employers)
    random.shuffle(shuffled)  # type: ignore[arg-type]
    one = shares(counts_of(employers), headline="stating", seed=1)
    other = shares(counts_of(shuffled), headline="stating", seed=1)
    for name, view in one.items():
        assert view.share == pytest.approx(other[name].share)


@given(EMPLOYERS, st.integers(2, 5))
def test_multiplying_every_opening_changes_nothing(
    employers: list[tuple[int, float, float]], times: int
) -> None:
    """Copies of all openings carry no information: the interval must not shrink."""
    counts = counts_of(employers)
    more = EmployerCounts(
        openings=counts.openings * times,
        responding=counts.responding * times,
        numerators=counts.numerators * times,
    )
    for name, view in shares(counts, headline="all", seed=1).items():
        other = shares(more, headline="all", seed=1)[name]
        assert view.low == pytest.approx(other.low)
        assert view.high == pytest.approx(other.high)


def one_view(openings: list[int], holding: list[int], view: str = "all") -> Shares:
    sizes = np.array(openings, dtype=np.float64)
    held = sparse.csr_array(np.array(holding, dtype=np.float64)[:, None])
    counts = EmployerCounts(openings=sizes, responding=sizes, numerators=held)
    return shares(counts, headline="all", seed=7)[view]


@pytest.mark.parametrize("view", ["all", "stating", "employer"])
@pytest.mark.parametrize("employers", [1, 2, 10, 200])
def test_none_and_all_have_an_interval(view: str, employers: int) -> None:
    """ "0 of 40" would be printed as certain."""
    none = one_view([4] * employers, [0] * employers, view)
    everyone = one_view([4] * employers, [4] * employers, view)
    assert none.low[0] == 0
    assert none.high[0] == pytest.approx(3.8414588 / (employers + 3.8414588))
    assert everyone.high[0] == 1
    assert everyone.low[0] == pytest.approx(1 - none.high[0])


def test_one_dominant_employer_widens_the_interval() -> None:
    """One employer with half of the openings would look like a large sample."""
    even = one_view([10] * 40, [10, 0] * 20)
    dominated = one_view([400] + [10] * 39, [400] + [10, 0] * 19 + [0])
    assert dominated.high[0] - dominated.low[0] > 2 * (even.high[0] - even.low[0])


def test_resampling_is_the_same_everywhere() -> None:
    """Another machine would publish other intervals from the same data."""
    numbers = np.arange(12, dtype=np.float64).reshape(6, 2)
    totals = resampled_totals(numbers, draws(6, seed_of("ml_engineer_us")))
    assert totals[:3].tolist() == [[30.0, 36.0], [36.0, 42.0], [22.0, 28.0]]
    assert resampled_totals(sparse.csr_array(numbers), draws(6, 1)).tolist() == (
        resampled_totals(numbers, draws(6, 1)).tolist()
    )
    assert seed_of("ml_engineer_us") != seed_of("ml_engineer_gb")


def test_weights_of_a_resample_add_up_to_the_employers() -> None:
    """A resample with too many employers would bias every interval."""
    totals = resampled_totals(np.ones((37, 1)), draws(37, 3))
    assert (totals == 37).all()


@pytest.mark.parametrize(
    ("sizes", "effective"),
    [
        pytest.param([5, 5, 5, 5], 4.0, id="equal sizes: their number"),
        pytest.param([97, 1, 1, 1], 1.0627, id="one dominates: about one"),
        pytest.param([0, 0], 0.0, id="nothing"),
    ],
)
def test_effective_employers(sizes: list[int], effective: float) -> None:
    """The widening for few employers would be wrong."""
    assert effective_employers(np.array(sizes, dtype=float)) == pytest.approx(effective, abs=1e-3)


@pytest.mark.parametrize(("employers", "quantile"), [(5, 2.776445), (20, 2.093024)])
def test_tail_is_hesterbergs(employers: int, quantile: float) -> None:
    """Few employers would get the interval of many; ``quantile`` is Student's t, 97.5 %."""
    widened = (employers / (employers - 1)) ** 0.5 * quantile
    assert tail(employers) == pytest.approx(NormalDist().cdf(-widened), rel=1e-4)
    assert 0 <= tail(1) < tail(2) < tail(employers) < tail(1e9) == pytest.approx(0.025)


def test_wilson_is_wilsons() -> None:
    """Newcombe 1998, table I: 81 of 263 gives 0.2553 to 0.3662, 0 of 20 gives 0 to 0.1611."""
    low, high = wilson(np.array([81 / 263]), 263)
    assert (low[0], high[0]) == (pytest.approx(0.2553, abs=1e-4), pytest.approx(0.3662, abs=1e-4))
    low, high = wilson(np.array([0.0]), 20)
    assert (low[0], high[0]) == (0, pytest.approx(0.1611, abs=1e-4))


@pytest.mark.parametrize(
    ("employers", "share", "likeness", "largest"),
    [
        pytest.param(15, 0.3, 0.2, 5, id="few employers"),
        pytest.param(40, 0.7, 0.4, 5, id="employers that repeat themselves"),
        pytest.param(120, 0.1, 0.1, 60, id="a rare skill, unequal employers"),
        pytest.param(300, 0.5, 0.2, 60, id="many unequal employers"),
    ],
)
def test_interval_covers_the_truth(
    employers: int, share: float, likeness: float, largest: int
) -> None:
    """A 95 % interval that covers 70 % is a promise broken: 400 simulated markets each.

    ``likeness`` is the correlation of openings of one employer (beta-binomial).
    """
    random = np.random.default_rng(20260210)
    sizes = np.minimum(1 + random.pareto(1.2, employers), largest).round()
    spread = (1 - likeness) / likeness
    own = random.beta(share * spread, (1 - share) * spread, size=(employers, 400))
    holding = sparse.csr_array(random.binomial(sizes.astype(int)[:, None], own).astype(float))
    found = shares(
        EmployerCounts(openings=sizes, responding=sizes, numerators=holding), headline="all", seed=1
    )
    for view in ("all", "employer"):
        covered = (found[view].low <= share) & (share <= found[view].high)
        assert 0.91 <= covered.mean() <= 0.995
