"""Differences of two populations are of the populations, and not of the samples they come from."""

from collections.abc import Sequence

import numpy as np
import pytest

from skillscan.site.doubt_sentences import within_sentence
from skillscan.statistics.counts_by_employer import CountsByEmployer
from skillscan.statistics.definitions import definitions
from skillscan.statistics.estimates import ALL, Slice
from skillscan.statistics.figures.difference import compared_pairs, differences, why_uncompared
from skillscan.statistics.figures.figure import Figure
from skillscan.statistics.sample_splits import SAMPLE
from skillscan.statistics.sparse_cells import SparseCells

DEFINITION = definitions()["occupation_comparison"]
HERE, THERE = "ml_engineer_us", "data_scientist_us"
Sample = tuple[int, int]
"""Openings, one of each employer, and how many of them name the skill."""


def counted(samples: Sequence[tuple[str, Sample]]) -> CountsByEmployer:
    """The openings of samples, together."""
    employers = [f"{name}{place:03}" for name, (size, _) in samples for place in range(size)]
    held = np.concatenate([np.arange(size) < holding for _, (size, holding) in samples])
    ones = np.ones(len(employers))
    return CountsByEmployer(
        employers=tuple(employers),
        openings=ones,
        responding=ones,
        values=("typescript",),
        labels={"typescript": "TypeScript"},
        numerators={"named": SparseCells.of(held[:, None].astype(float))},
        postings={"named": np.array([held.sum()], dtype=float)},
    )


def of_samples(here: dict[str, Sample], there: dict[str, Sample]) -> dict[Slice, CountsByEmployer]:
    found = {}
    for population, samples in ((HERE, here), (THERE, there)):
        found[Slice(population, ALL, "", "")] = counted(sorted(samples.items()))
        for name, sample in samples.items():
            found[Slice(population, SAMPLE, name, name)] = counted([(name, sample)])
    return found


def difference(here: dict[str, Sample], there: dict[str, Sample]) -> Figure:
    (found,) = differences(DEFINITION, "difference", of_samples(here, there))
    return found


def test_populations_of_other_samples_are_compared_within_those_that_both_have() -> None:
    """What two sources differ by would be printed as what two occupations differ by."""
    found = difference({"old": (300, 60), "new": (100, 80)}, {"old": (50, 10)})
    assert found.number == 0
    assert found.low is not None
    assert found.high is not None
    assert found.low < 0 < found.high
    assert found.components == {
        "here": 0.2,
        "there": 0.2,
        "pooled": 0.15,
        "within_here": 300,
        "within_there": 50,
    }
    assert within_sentence(found) == (
        "The openings of the two come from different samples (source and quarter), so they are "
        "compared within those that both have (300 and 50 openings); of all pooled, the difference "
        "is +15.0 points."
    )


def test_samples_count_by_what_they_say_of_the_difference() -> None:
    """A sample of few openings would count as much as one of many (by hand)."""
    found = difference(
        {"a": (60, 30), "b": (20, 4), "c": (40, 40)}, {"a": (30, 12), "b": (60, 6), "d": (9, 9)}
    )
    weights = np.array([60 * 30 / 90, 20 * 60 / 80])
    expected = weights @ np.array([30 / 60 - 12 / 30, 4 / 20 - 6 / 60]) / weights.sum()
    assert found.number == pytest.approx(expected, abs=1e-6)
    assert found.number == pytest.approx(found.components["here"] - found.components["there"])


def test_populations_of_alike_samples_are_compared_as_they_are() -> None:
    """A few openings of another sample would throw away all that only one of two has."""
    found = difference(
        {"a": (200, 100), "b": (96, 48), "c": (4, 4)}, {"a": (100, 30), "b": (50, 15)}
    )
    assert found.number == pytest.approx(152 / 300 - 45 / 150, abs=1e-6)
    assert not found.is_within_samples
    assert within_sentence(found) == ""


@pytest.mark.parametrize(
    "there",
    [
        pytest.param({"new": (80, 40)}, id="none in common"),
        pytest.param({"old": (20, 4), "new": (80, 40)}, id="too little in common"),
    ],
)
def test_populations_with_too_little_in_common_are_not_compared(there: dict[str, Sample]) -> None:
    """A difference of two sources would be published for want of a better one."""
    counts = of_samples({"old": (300, 60)}, there)
    assert list(differences(DEFINITION, "difference", counts)) == []
    (pair,) = compared_pairs(DEFINITION, "difference", counts)
    assert "come from different samples" in why_uncompared(pair)


def test_interval_within_samples_holds_the_truth() -> None:
    """An interval that is too narrow would tell chance for a difference (of 100 about 95 hold it;
    fewer than 88 would be chance once in a thousand times).
    """
    random, held = np.random.default_rng(5), 0
    for _ in range(100):
        here = {"a": (90, random.binomial(90, 0.3)), "b": (60, random.binomial(60, 0.7))}
        there = {"a": (40, random.binomial(40, 0.2)), "b": (110, random.binomial(110, 0.6))}
        found = difference(here, there)
        assert found.low is not None
        assert found.high is not None
        held += found.low <= 0.1 <= found.high
    assert held >= 88
