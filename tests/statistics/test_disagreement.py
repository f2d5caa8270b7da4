"""Numbers that pool samples which disagree, or that one employer makes, are flagged; others not."""

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from scipy import sparse

from skillscan.statistics.counts_by_employer import CountsByEmployer
from skillscan.statistics.definitions import definitions
from skillscan.statistics.disagreement import FALSE_SHARE, disagreements
from skillscan.statistics.estimates import Disagreement, Estimate, Slice, View, Views

DEFINITION = definitions()["skill_share"]


def counts(openings: list[int], holding: np.ndarray) -> CountsByEmployer:
    sizes = np.array(openings, dtype=float)
    values = tuple(f"v{place:03}" for place in range(holding.shape[1]))
    return CountsByEmployer(
        employers=tuple(f"e{place:04}" for place in range(len(openings))),
        openings=sizes,
        responding=sizes,
        values=values,
        labels={value: value.upper() for value in values},
        numerators={"named": sparse.csr_array(holding.astype(float))},
        postings={"named": holding.sum(axis=0).astype(float)},
    )


def flagged(
    *samples: CountsByEmployer, interval: float = 0.1, sources: Sequence[str] = ()
) -> list[Disagreement]:
    """What is said of the samples, pooled; each share has an interval of so much to both sides.
    Without ``sources`` each is of its own.
    """
    openings = np.concatenate([one.openings for one in samples])
    holding = np.vstack([one.numerators["named"].toarray() for one in samples])
    whole = counts(list(openings.astype(int)), holding)
    shares = holding.sum(axis=0) / openings.sum()
    estimates = [
        Estimate(
            statistic=DEFINITION.id,
            population="p",
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
    parts = {
        Slice("p", "sample", f"{source}|{place}", f"sample {place}"): one
        for place, (source, one) in enumerate(zip(sources, samples, strict=True))
    }
    return list(disagreements(DEFINITION, {Slice("p", "all", "", ""): whole, **parts}, estimates))


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


def test_employer_that_makes_the_number_is_named() -> None:
    """One employer with half of the openings would decide a share alone, unseen."""
    holding = np.array([[60]] + [[1]] * 5 + [[0]] * 55)
    (found,) = flagged(counts([60] + [1] * 60, holding))
    assert (found.kind, found.parts[0].label) == ("employer", "e0000")
    assert found.parts[0].share == pytest.approx(5 / 60, abs=1e-6)
    assert found.parts[0].openings == 60
