"""Intervals: bounds, extremes, reproducibility, and whether they cover what they promise."""

from dataclasses import replace
from statistics import NormalDist
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import stdtrit

from skillscan.statistics import resamples
from skillscan.statistics.intervals import (
    DEGREES,
    effective_employers,
    percentile_interval,
    share_intervals,
    small_sample_factor,
    tail,
    wilson,
)
from skillscan.statistics.resamples import (
    draws,
    resampled_totals,
    resampled_variances,
    seed_of,
)
from skillscan.statistics.shares import EmployerCounts, Shares, _voices_on_a_side, shares
from skillscan.statistics.sparse_cells import SparseCells

EMPLOYERS = st.lists(
    st.tuples(st.integers(1, 30), st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=25
)


def counts_of(employers: list[tuple[int, float, float]]) -> EmployerCounts:
    sizes = np.array([size for size, _, _ in employers], dtype=np.float64)
    responding = np.floor(sizes * [part for _, part, _ in employers])
    holding = np.floor(responding * [part for _, _, part in employers])
    return EmployerCounts(
        openings=sizes, responding=responding, numerators=SparseCells.of(holding[:, None])
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
def test_multiplying_every_opening_tells_nothing_new(
    employers: list[tuple[int, float, float]], times: int
) -> None:
    """Copies of all openings say at most that an employer's are alike: no interval may shrink."""
    counts = counts_of(employers)
    more = EmployerCounts(
        openings=counts.openings * times,
        responding=counts.responding * times,
        numerators=replace(counts.numerators, held=counts.numerators.held * times),
    )
    for name, view in shares(counts, headline="all", seed=1).items():
        other = shares(more, headline="all", seed=1)[name]
        assert (other.low <= view.low + 1e-9).all()
        assert (other.high >= view.high - 1e-9).all()


def one_view(openings: list[int], holding: list[int], view: str = "all") -> Shares:
    sizes = np.array(openings, dtype=np.float64)
    held = SparseCells.of(np.array(holding, dtype=np.float64)[:, None])
    counts = EmployerCounts(openings=sizes, responding=sizes, numerators=held)
    return shares(counts, headline="all", seed=7)[view]


@pytest.mark.parametrize("view", ["all", "stating", "employer"])
@pytest.mark.parametrize("employers", [1, 2, 10, 200])
def test_none_and_all_have_an_interval(view: str, employers: int) -> None:
    """ "0 of 40" would be printed as certain."""
    none = one_view([4] * employers, [0] * employers, view)
    everyone = one_view([4] * employers, [4] * employers, view)
    t = stdtrit(max(DEGREES * (employers - 1), 0.5), 0.975)
    assert none.low[0] == 0
    assert none.high[0] == pytest.approx(t**2 / (employers + t**2))
    assert everyone.high[0] == 1
    assert everyone.low[0] == pytest.approx(1 - none.high[0])


@pytest.mark.parametrize("times", [1, 3, 5])
def test_one_employer_alone_is_no_certainty(times: int) -> None:
    """Its share would be printed as exact: resamples of one employer differ by rounding alone."""
    found = one_view([6 * times], [times])
    assert (found.low[0], found.high[0]) == (pytest.approx(0, abs=0.01), pytest.approx(1, abs=0.01))


def test_one_dominant_employer_widens_the_interval() -> None:
    """One employer with half of the openings would look like a large sample."""
    even = one_view([10] * 40, [10, 0] * 20)
    dominated = one_view([400] + [10] * 39, [400] + [10, 0] * 19 + [0])
    assert dominated.high[0] - dominated.low[0] > 2 * (even.high[0] - even.low[0])


def test_resampling_is_the_same_everywhere() -> None:
    """Another machine would publish other intervals from the same data."""
    numbers = np.arange(12, dtype=np.float64).reshape(6, 2)
    totals = resampled_totals(numbers, draws(6, seed_of("skill_share", "ml_engineer_us")))
    assert totals[:3].tolist() == [[34.0, 40.0], [26.0, 32.0], [32.0, 38.0]]
    assert resampled_totals(SparseCells.of(numbers), draws(6, 1)).tolist() == (
        resampled_totals(numbers, draws(6, 1)).tolist()
    )
    assert seed_of("skill_share", "ml_engineer_us") == 15_855_370_539_963_417_959
    assert len({seed_of(s, p) for s in ("skill_share", "degree_share") for p in ("us", "gb")}) == 4


def test_weights_of_a_resample_add_up_to_the_employers() -> None:
    """A resample with too many employers would bias every interval."""
    totals = resampled_totals(np.ones((37, 1)), draws(37, 3))
    assert (totals == 37).all()


@pytest.mark.parametrize("at_once", [1, 100, 65_536])
def test_draws_do_not_depend_on_how_many_are_counted_at_once(
    monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    """A release would have other intervals than the one before it, of the same data."""
    monkeypatch.setattr(resamples, "_COUNTED", at_once)
    drawn = resamples._drawn(37, 5)
    chosen = np.random.Generator(np.random.PCG64(5)).integers(0, 37, size=(2_000, 37))
    expected = [np.bincount(one, minlength=37) for one in chosen]
    assert (drawn.transpose(0, 2, 1).reshape(2_000, 37) == expected).all()


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


@pytest.mark.parametrize("resampled_times", [1, 2, 3, 51, 2_000])
@pytest.mark.parametrize("least", [0.0, -0.5])
@pytest.mark.parametrize("lacking", [0.0, 0.1])
def test_percentiles_are_those_of_numpy(resampled_times: int, least: float, lacking: float) -> None:
    """Every figure would have another interval: rows without a number, ties and -0 included."""
    random = np.random.default_rng(resampled_times)
    drawn = random.random((resampled_times, 9)) + least
    resampled = np.round(drawn, 2) * random.choice([1, -0.0], 9)
    resampled[random.random(resampled_times) < lacking, 3] = np.nan
    number = np.full(9, np.nan)
    for effective in (3.0, 40.0, 1e6):
        found = percentile_interval(number, resampled, effective=effective)
        whole = resampled[~np.isnan(resampled).any(axis=1)]
        cut = tail(effective)
        expected = np.quantile(whole, [cut, 1 - cut], axis=0)
        assert (found == expected).all()


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


@pytest.mark.parametrize(("products_at_once", "cells_at_once"), [(12_000, 40), (2**17, 2**22)])
@pytest.mark.parametrize("times", [1, 1_000, 1_000_000])
@pytest.mark.parametrize("is_vote", [False, True])
def test_variance_of_resampled_timesis_that_of_the_resampled_shares(
    monkeypatch: pytest.MonkeyPatch,
    products_at_once: int,
    cells_at_once: int,
    times: int,
    *,
    is_vote: bool,
) -> None:
    """Every interval of a share rests on it; here it is taken of the shares themselves, also where
    sums do not fit into 16 bits or single precision, and of fractions.
    """
    monkeypatch.setattr(resamples, "_PRODUCTS", products_at_once)
    monkeypatch.setattr(resamples, "_CELLS", cells_at_once)
    random = np.random.default_rng(3)
    sizes = random.integers(1, 19, 30) * float(times)
    held = random.binomial((sizes / times).astype(int)[:, None], 0.3, (30, 4)) * float(times)
    held[:, 0] //= times  # one of them is small
    if is_vote:
        held /= sizes[:, None]
    some = np.where(np.arange(30) < 2, sizes, 0.0)  # drawn in few resamples
    drawn = draws(30, 5)
    found = resampled_variances(SparseCells.of(held), [sizes, some], drawn)
    for denominators, variance in zip((sizes, some), found, strict=True):
        total = resampled_totals(denominators[:, None], drawn)
        shares_drawn = resampled_totals(held, drawn)[total[:, 0] > 0] / total[total > 0][:, None]
        assert variance == pytest.approx(shares_drawn.var(axis=0))


@pytest.mark.parametrize("denominators", [1, 2, 3])
def test_no_sums_are_so_many_that_several_threads_make_them(
    monkeypatch: pytest.MonkeyPatch, denominators: int
) -> None:
    """Threads would wait for each other longer than they sum: of 2^18 products BLAS takes one."""
    held: list[tuple[int, ...]] = []
    whole = resamples._Tile.held

    def seen(self: resamples._Tile, given: Any) -> Any:
        found = whole(self, given)
        held.append(found.shape)
        return found

    monkeypatch.setattr(resamples._Tile, "held", seen)
    sizes = np.ones(30)
    resampled_variances(SparseCells.of(np.ones((30, 200))), [sizes] * denominators, draws(30, 5))
    assert sum(rows for rows, _ in held) == 200
    assert max(rows * columns for rows, columns in held) * max(denominators, 2) <= 2**18


def test_votes_of_very_many_employers_are_summed_exactly() -> None:
    """Of more than 65,535 employers the sums would wrap around, and an interval would be of any
    width.
    """
    votes = np.ones(100_000)
    votes[:30_000] = 1 / 3
    drawn = np.ones((1, len(votes), 2), dtype=np.uint8)
    drawn[0, :20_000, 1], drawn[0, -20_000:, 1] = 2, 0
    (found,) = resampled_variances(SparseCells.of(votes[:, None]), [np.ones(len(votes))], drawn)
    shares_drawn = [np.average(votes, weights=drawn[0, :, number]) for number in (0, 1)]
    assert found[0] == pytest.approx(np.var(shares_drawn))


@pytest.mark.parametrize(
    ("sizes", "least", "most"),
    [
        pytest.param([4] * 10, 10 / 9, 10 / 9, id="equal: G / (G - 1)"),
        pytest.param([30] + [2] * 30, 1.2, 2.5, id="a third is one employer's: much too small"),
    ],
)
def test_small_samples_widen(sizes: list[int], least: float, most: float) -> None:
    """Employers pull a share towards themselves: a few would look surer than they are."""
    held = np.array([[size if number % 3 == 0 else 0] for number, size in enumerate(sizes)])
    found = small_sample_factor(SparseCells.of(held.astype(float)), np.array(sizes, float))
    assert least - 1e-9 <= found <= most + 1e-9


def test_a_value_that_one_large_employer_holds_is_less_sure() -> None:
    """Holders of whom one has nearly all would look like as many witnesses."""
    share, variance, holders = np.array([0.1]), np.array([0.0009]), np.array([20])
    ends = [
        share_intervals(share, variance, holders, np.array([voices]), effective=200)
        for voices in (20.0, 2.0)
    ]
    (low, high), (unsure_low, unsure_high) = ends
    assert unsure_low[0] < low[0] < high[0] < unsure_high[0]


@pytest.mark.parametrize(
    ("holding", "voices"),
    [
        pytest.param([2, 2, 2, 2, 0, 0, 0, 0], 4.0, id="four alike, and four without"),
        pytest.param([4, 0, 0, 0, 0, 0, 0, 0], 1.0, id="one alone"),
        pytest.param([4, 2, 0, 0, 0, 0, 0, 0], 1.8, id="one twice the other"),
        pytest.param([4, 4, 4, 4, 4, 4, 4, 1], 1.0, id="all but one: who lacks it counts"),
        pytest.param([4, 4, 4, 4, 4, 4, 4, 4], 0.0, id="all"),
    ],
)
def test_voices_are_the_employers_that_tell(holding: list[int], voices: float) -> None:
    """The interval of a rare value would be that of a value that many employers hold."""
    sizes = np.full(8, float(max(holding)))
    held = SparseCells.of(np.array(holding, dtype=float)[:, None])
    assert _voices_on_a_side(held, sizes)[0] == pytest.approx(voices)


def test_a_value_of_one_employer_borrows_the_variance_of_all() -> None:
    """A value that one employer holds in one opening would be printed as certain or as a riddle."""
    share = np.array([0.01, 0.3, 0.3, 0.3])
    variance = np.array([0.0, 0.0042, 0.0042, 0.0042])  # 50 observations
    low, high = share_intervals(
        share, variance, np.array([0, 20, 20, 20]), np.array([0.0, 20, 20, 20]), effective=50
    )
    alone = wilson(share[:1], 50)
    assert low[0] == pytest.approx(alone[0][0], abs=2e-3)
    assert high[0] == pytest.approx(alone[1][0], abs=5e-3)
