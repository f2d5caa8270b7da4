"""Numbers that pool samples which disagree, or that one employer makes, are flagged; others not."""

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from benchmarks.coverage import alike, drawn_sizes, held
from skillscan.statistics.counts_by_employer import CountsByEmployer
from skillscan.statistics.definitions import definitions
from skillscan.statistics.disagreement import (
    FALSE_SHARE,
    OTHERS,
    UNLIKE_SHARE,
    ComparedNumbers,
    compared_numbers,
)
from skillscan.statistics.estimates import (
    Disagreement,
    Estimate,
    SampleDifference,
    Slice,
    View,
    Views,
)
from skillscan.statistics.sample_splits import samples_of
from skillscan.statistics.sparse_cells import SparseCells

DEFINITION = definitions()["skill_share"]
WHOLE = Slice("p", "all", "", "")


def counts(openings: list[int], holding: np.ndarray) -> CountsByEmployer:
    sizes = np.array(openings, dtype=float)
    values = tuple(f"v{place:03}" for place in range(holding.shape[1]))
    return CountsByEmployer(
        employers=tuple(f"e{place:04}" for place in range(len(openings))),
        openings=sizes,
        responding=sizes,
        values=values,
        labels={value: value.upper() for value in values},
        numerators={"named": SparseCells.of(holding.astype(float))},
        postings={"named": holding.sum(axis=0).astype(float)},
    )


def dense(one: CountsByEmployer) -> np.ndarray:
    """What the employers' openings hold."""
    held: np.ndarray = one.numerators["named"].across().toarray().T
    return held


def flagged(*samples: CountsByEmployer, **fields: Any) -> list[Disagreement]:
    """Why numbers that pool the samples mislead."""
    return [one for number in compared(*samples, **fields) for one in number.disagreements()]


def told(*samples: CountsByEmployer, **fields: Any) -> list[SampleDifference]:
    """What is told of the samples though chance may explain it."""
    return [one for number in compared(*samples, **fields) for one in number.differences()]


def compared(
    *samples: CountsByEmployer,
    interval: float = 0.1,
    sources: Sequence[str] = (),
    pooling: Slice = WHOLE,
) -> list[ComparedNumbers]:
    """The samples, pooled; each share has an interval of so much to both sides.
    Without ``sources`` each is of its own.
    """
    openings = np.concatenate([one.openings for one in samples])
    holding = np.vstack([dense(one) for one in samples])
    whole = replace(
        counts(list(openings.astype(int)), holding),
        employers=tuple(name for one in samples for name in one.employers),
    )
    shares = holding.sum(axis=0) / openings.sum()
    estimates = [
        Estimate(
            statistic=DEFINITION.id,
            population="p",
            split=pooling.split,
            group=pooling.group,
            group_label=pooling.label,
            value=value,
            label=value.upper(),
            measure="named",
            openings=int(holding[:, place].sum()),
            postings=0,
            employers=0,
            of_openings=int(openings.sum()),
            of_employers=len(openings),
            stating_openings=0,
            stating_employers=0,
            views=_views(shares[place], interval),
            reading_error=None,
        )
        for place, value in enumerate(whole.values)
    ]
    sources = sources or [f"s{place}" for place in range(len(samples))]
    group = f"{pooling.group}|" if pooling.group else ""
    parts = {
        Slice(
            "p", samples_of(pooling.split), f"{group}{source}|2026|{place}", f"sample {place}"
        ): one
        for place, (source, one) in enumerate(zip(sources, samples, strict=True))
    }
    return list(compared_numbers(DEFINITION, {pooling: whole, **parts}, estimates))


def _views(share: float, interval: float) -> Views:
    whole = View(share=float(share), low=float(share) - interval, high=float(share) + interval)
    return Views(all=whole, stating=None, silent=View(share=0, low=0, high=0), employer=None)


def sample(share: float, seed: int, values: int = 1, employers: int = 60) -> CountsByEmployer:
    random = np.random.default_rng(seed)
    sizes = random.integers(1, 6, employers)
    own = random.beta(share * 4, (1 - share) * 4, size=(employers, values))
    return counts(list(sizes), random.binomial(sizes[:, None], own))


def renamed(one: CountsByEmployer, place: int) -> CountsByEmployer:
    """The same counts of other employers."""
    return replace(one, employers=tuple(f"{name}-{place}" for name in one.employers))


def test_two_samples_that_disagree_are_named_lowest_first() -> None:
    """43 % out of 32 % and 66 % would be printed as a headline."""
    (found,) = flagged(sample(0.66, 1), sample(0.32, 2))
    assert (found.kind, [part.label for part in found.parts]) == (
        "samples",
        ["sample 1", "sample 0"],
    )
    assert found.parts[0].share < 0.42 < 0.56 < found.parts[1].share
    assert found.parts[0].employers == 60


def test_a_group_whose_samples_disagree_is_named() -> None:
    """43 % would be printed of a level, though of the whole population 32 % and 66 % are."""
    level = Slice("p", "seniority", "senior|staff", "senior or staff level")
    (found,) = flagged(sample(0.66, 1), sample(0.32, 2), pooling=level)
    assert (found.split, found.group, found.group_label) == level[1:]
    assert [part.label for part in found.parts] == ["sample 1", "sample 0"]


@pytest.mark.parametrize("split", ["month", "panel_month"])
def test_months_are_not_compared(split: str) -> None:
    """What changes from source to source within a month would be flagged in each of a trend."""
    month = Slice("p", split, "2026-01", "January 2026")
    assert flagged(sample(0.66, 1), sample(0.32, 2), pooling=month) == []


def test_samples_that_lie_far_apart_by_chance_are_told() -> None:
    """30 % of the one and 50 % of the other would be printed as 37 %, and nobody would know."""
    first = counts([3] * 40, np.array([1, 1, 1, 1, 0, 2, 0, 1, 1, 1] * 4)[:, None])
    second = renamed(counts([5] * 12, np.array([5, 0] * 6)[:, None]), 1)
    assert flagged(first, second) == []
    (found,) = told(first, second)
    assert [(part.label, part.share, part.openings) for part in found.parts] == [
        ("sample 0", 0.3, 120),
        ("sample 1", 0.5, 60),
    ]
    assert found.probability == pytest.approx(0.217, abs=0.001)


def test_of_those_that_disagree_or_lie_near_each_other_nothing_more_is_told() -> None:
    """A sentence beside every number would be read beside none."""
    assert told(sample(0.66, 1), sample(0.32, 2)) == []
    assert told(sample(0.4, 3, employers=400), sample(0.4, 4, employers=400)) == []


def test_samples_that_agree_are_not_flagged() -> None:
    """A warning beside every number would be read beside none."""
    assert flagged(sample(0.4, 3, values=800), sample(0.4, 4, values=800)) == []


def test_sources_that_agree_are_seldom_flagged() -> None:
    """Where all samples agree, one statistic in a hundred has a flag: here, in 200 of 60 values and
    of two sources in three quarters each, no more than chance allows (three standard errors).
    """
    found = 0
    for market in range(200):
        parts = [
            renamed(sample(0.4, 1_000 * market + place, values=60, employers=20), place)
            for place in range(6)
        ]
        found += any(one.kind == "samples" for one in flagged(*parts, sources="aaabbb"))
    expected = 200 * FALSE_SHARE
    assert found <= expected + 3 * math.sqrt(expected)


def test_a_sample_that_by_chance_holds_none_of_a_value_does_not_disagree() -> None:
    """None of 45 openings, of as many employers, was told to differ from 8 % beyond chance: that so
    few of them vary says nothing of how many might hold it.
    """
    random, found = np.random.default_rng(17), 0
    for _ in range(50):
        parts = [
            renamed(counts([1] * 45, random.random((45, 40)) < 0.08), place) for place in range(12)
        ]
        found += bool(flagged(*parts, sources="aaaabbbbcccc"))
    assert found <= 3


def test_sources_that_differ_are_not_drowned_by_their_quarters() -> None:
    """36 % of one source and 43 % of the other would be printed as 40 %: sixteen quarters differ
    by chance as well.
    """
    parts = [
        renamed(sample(0.36 if place < 8 else 0.43, 40 + place, employers=60), place)
        for place in range(16)
    ]
    (found,) = flagged(*parts, sources="a" * 8 + "b" * 8)
    assert [part.label for part in found.parts] == ["a", "b"]
    assert found.parts[0].share < 0.37 < 0.4 < found.parts[1].share
    assert found.parts[0].employers == 8 * 60
    assert flagged(*parts) == []


def test_an_employer_in_several_quarters_is_one() -> None:
    """Ten employers in six quarters would pass for sixty, and their accidents for a difference."""
    parts = [sample(0.3, 60, employers=6)] * 3 + [sample(0.7, 61, employers=6)] * 3
    assert flagged(*parts, sources="aaabbb") == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(sample(0.5, 5), sample(0.1, 6, employers=5), id="too few employers"),
        pytest.param(sample(0.01, 7, employers=400), sample(0.04, 8, employers=400), id="3 points"),
    ],
)
def test_small_samples_and_small_differences_say_nothing(
    first: CountsByEmployer, second: CountsByEmployer
) -> None:
    """Noise would be told as a disagreement."""
    assert flagged(first, second) == []


def with_one(openings: int, holding: int, others: np.ndarray, size: int = 3) -> CountsByEmployer:
    """One employer, first, and others of that size each, of which so many openings hold a value."""
    sizes = [openings] + [size] * len(others)
    return counts(sizes, np.concatenate([[holding], others])[:, None])


ALIKE = np.array([1, 0, 0, 0, 1, 0, 0, 0, 0, 2] * 12)
"""Of three openings each: a share of 11 %, by chance."""
ALL_OR_NOTHING = np.array([0, 0, 3, 0, 3] * 24)


def test_employer_that_makes_the_number_is_named() -> None:
    """One employer with a quarter of the openings would decide a share alone, unseen: in its place
    stand what it says and what the others say.
    """
    (found,) = flagged(with_one(120, 100, ALIKE))
    assert found.kind == "employer"
    others, employer = found.parts
    assert (employer.label, employer.openings, employer.employers) == ("e0000", 120, 1)
    assert employer.share == pytest.approx(100 / 120, abs=1e-6)
    assert (others.label, others.openings, others.employers) == (OTHERS, 360, 120)
    assert others.share == pytest.approx(48 / 360, abs=1e-6)


@pytest.mark.parametrize(
    "market",
    [
        pytest.param(with_one(120, 4, ALL_OR_NOTHING), id="others that name all or nothing"),
        pytest.param(with_one(7, 7, ALIKE), id="moves it by two points, and less"),
        pytest.param(with_one(120, 100, ALIKE[:4]), id="too few others"),
        pytest.param(with_one(120, 30, np.array([1, 0, 0, 0, 0] * 60), 1), id="one opening each"),
    ],
)
def test_employer_that_may_be_one_of_the_others_is_not(market: CountsByEmployer) -> None:
    """Wherever an employer is large its accidents would be told as its doing."""
    assert flagged(market) == []


@pytest.mark.parametrize("values", [1, 36])
@pytest.mark.parametrize("shape", ["very unequal", "one of an eighth"])
def test_large_employers_like_the_others_are_seldom_named(shape: str, values: int) -> None:
    """Where all employers are of one kind, five in a hundred statistics have such a flag, at most
    (three standard errors): with one value, and with many. (That a share leaves its interval
    without one employer, which was the rule before, is so in a third of these of 36 values.)
    """
    markets, found = 150, 0
    for market in range(markets):
        random = np.random.default_rng([market, values])
        sizes = drawn_sizes(random, shape, 50, 30)
        parts = [
            alike(random, share, likeness, (50, 3))
            for share in (0.02, 0.1, 0.3, 0.6)
            for likeness in (0.05, 0.2, 0.4)
        ]
        own = np.hstack(parts) if values > 1 else alike(random, 0.1, 0.2, (50, 1))
        holding = held(random, sizes, own)
        found += any(one.kind == "employer" for one in flagged(counts(list(sizes), holding)))
    expected = markets * UNLIKE_SHARE
    assert found <= expected + 3 * math.sqrt(expected)


def test_one_employer_does_not_hide_what_samples_differ_by() -> None:
    """A large employer makes the sample that it is in so unsure that a difference between all
    others would pass for chance: it becomes a part of its own.
    """
    first, second = sample(0.3, 70, employers=150), sample(0.55, 71, employers=150)
    large = counts([200], np.array([[170]]))
    hiding = replace(
        first,
        employers=("z", *first.employers),
        openings=np.concatenate([large.openings, first.openings]),
        responding=np.concatenate([large.openings, first.openings]),
        numerators={"named": SparseCells.of(np.vstack([[[170]], dense(first)]))},
    )
    found = [one for one in flagged(hiding, renamed(second, 1)) if one.kind == "samples"]
    assert [[part.label for part in one.parts] for one in found] == [["sample 0", "sample 1", "z"]]
    assert found[0].parts[0].share < 0.35 < 0.5 < found[0].parts[1].share < found[0].parts[2].share
    assert found[0].parts[2].employers == 1
