"""A lift that pools samples which disagree is flagged, as a share is; another is not."""

import math
from dataclasses import dataclass, replace

import msgspec
import numpy as np
import pytest

from benchmarks.coverage import drawn_sizes
from skillscan.statistics.counts_by_employer import CountsByEmployer
from skillscan.statistics.definitions import definitions
from skillscan.statistics.disagreement import FALSE_SHARE
from skillscan.statistics.estimates import ALL, Disagreement, Slice
from skillscan.statistics.figures.figure import Figure
from skillscan.statistics.figures.lift import lifts
from skillscan.statistics.figures.lift_disagreement import ComparedLifts, lift_disagreements
from skillscan.statistics.resamples import point_estimates_only
from skillscan.statistics.sample_splits import SAMPLE
from skillscan.statistics.samples import laid_out
from skillscan.statistics.sparse_cells import SparseCells

DEFINITION = definitions()["skill_pairs"]
WHOLE = Slice("p", ALL, "", "")
Counts = tuple[CountsByEmployer, CountsByEmployer]


@dataclass(frozen=True, kw_only=True)
class Openings:
    """Which values openings name (a row an opening, a column a value), and whose they are."""

    names: np.ndarray
    employers: list[str]

    @property
    def counts(self) -> Counts:
        """What is counted of pairs, and of single values."""
        values = range(self.names.shape[1])
        pairs = [(one, other) for one in values for other in values if one < other]
        both = np.column_stack([self.names[:, one] & self.names[:, other] for one, other in pairs])
        labels = [f"v{one}|v{other}" for one, other in pairs]
        return (
            _counted(self.employers, both, labels, "together"),
            _counted(self.employers, self.names, [f"v{one}" for one in values], "named"),
        )


def _counted(
    employers: list[str], held: np.ndarray, values: list[str], measure: str
) -> CountsByEmployer:
    ids, place = np.unique(employers, return_inverse=True)
    cells = np.zeros((len(ids), held.shape[1]))
    np.add.at(cells, place, held)
    openings = np.bincount(place).astype(float)
    return CountsByEmployer(
        employers=tuple(map(str, ids)),
        openings=openings,
        responding=openings,
        values=tuple(values),
        labels={value: value.upper() for value in values},
        numerators={measure: SparseCells.of(cells)},
        postings={measure: cells.sum(axis=0)},
    )


def joined(*samples: Openings) -> Openings:
    return Openings(
        names=np.vstack([one.names for one in samples]),
        employers=[name for one in samples for name in one.employers],
    )


def counts_of(
    *samples: Openings, sources: str = "abcdef"
) -> tuple[dict[Slice, CountsByEmployer], dict[Slice, CountsByEmployer]]:
    """What is counted of pairs and of single values, of samples and of all that they pool."""
    slices = {WHOLE: joined(*samples).counts} | {
        Slice("p", SAMPLE, f"{source}|2026|{place}", f"sample {place}"): one.counts
        for place, (source, one) in enumerate(zip(sources, samples, strict=False))
    }
    pairs = {one: counted for one, (counted, _) in slices.items()}
    singles = {one: counted for one, (_, counted) in slices.items()}
    return pairs, singles


def told(*samples: Openings, sources: str = "abcdef") -> tuple[list[Figure], list[Disagreement]]:
    """The lifts of the samples, pooled, and what is said of them."""
    pairs, singles = counts_of(*samples, sources=sources)
    with point_estimates_only():
        figures = list(lifts(DEFINITION, "lift", {WHOLE: pairs[WHOLE]}, singles, "named"))
    found = list(lift_disagreements(DEFINITION, "lift", pairs, singles, "named", figures))
    return figures, found


def flagged(*samples: Openings, sources: str = "abcdef") -> list[Disagreement]:
    return told(*samples, sources=sources)[1]


def figures_of(*samples: Openings) -> list[Figure]:
    return told(*samples)[0]


def sample(
    seed: int, shares: tuple[float, ...], together: float = 0.0, *, employers: int = 60
) -> Openings:
    """Openings of unequal employers, alike by a correlation of 0.2; of those that name the first
    value so many more name the second as well.
    """
    random = np.random.default_rng(seed)
    sizes = drawn_sizes(random, "unequal", employers, 30).astype(int)
    own = np.column_stack([random.beta(4 * one, 4 * (1 - one), employers) for one in shares])
    place = np.repeat(np.arange(employers), sizes)
    names = random.random((len(place), len(shares))) < own[place]
    names[:, 1] |= names[:, 0] & (random.random(len(place)) < together)
    return Openings(names=names, employers=[f"{seed}-{one:04}" for one in place])


def test_lifts_of_samples_that_disagree_are_named() -> None:
    """1.6 times would be printed of one source where the two have nothing to do with each other,
    and another where one hardly stands without the other.
    """
    apart, close = sample(1, (0.3, 0.3), employers=150), sample(2, (0.3, 0.2), 0.7, employers=150)
    (found,) = flagged(apart, close)
    assert (found.measure, found.value, found.kind) == ("lift", "v0|v1", "samples")
    assert [part.label for part in found.parts] == ["sample 0", "sample 1"]
    assert found.parts[0].share == pytest.approx(1, abs=0.25)
    assert found.parts[1].share > 1.8
    assert [part.openings for part in found.parts] == [len(apart.names), len(close.names)]


def test_a_lift_tells_how_many_samples_are_compared() -> None:
    """Whoever reads a lift without a warning would take its samples to agree."""
    common, rare = 0.3, 0.02
    parts = [sample(seed, (common, common, rare), employers=150) for seed in (1, 2)]
    assert flagged(*parts) == []
    assert {one.value: one.is_uncompared for one in figures_of(*parts)} == {
        "v0|v1": False,
        "v0|v2": True,
        "v1|v2": True,
    }
    assert not any(one.is_uncompared for one in figures_of(*parts[:1]))
    rare_alone = [sample(seed, (rare, rare), employers=150) for seed in (1, 2)]
    assert all(one.is_uncompared for one in figures_of(*rare_alone))


def test_nothing_is_said_of_other_populations() -> None:
    """A large release is counted one population after the other, and would end in the second."""
    parts = (sample(1, (0.3, 0.3), employers=150), sample(2, (0.3, 0.2), 0.7, employers=150))
    pairs, singles = counts_of(*parts)
    with point_estimates_only():
        here = list(lifts(DEFINITION, "lift", {WHOLE: pairs[WHOLE]}, singles, "named"))
    there = [msgspec.structs.replace(one, population="q") for one in here]
    found = lift_disagreements(DEFINITION, "lift", pairs, singles, "named", [*there, *here])
    assert [one.population for one in found] == ["p"]


def test_what_two_samples_differ_by_in_shares_is_no_difference_of_lifts() -> None:
    """A source that names both three times as often would be told to name them together oftener."""
    assert flagged(*(sample(seed, (share,) * 4) for seed, share in ((3, 0.2), (4, 0.6)))) == []


@pytest.mark.parametrize(
    ("shares", "employers"),
    [
        pytest.param((0.3, 0.3), 9, id="fewer than ten employers"),
        pytest.param((0.06, 0.06), 100, id="fewer than five expected"),
    ],
)
def test_a_sample_with_too_little_of_a_pair_is_not_compared(
    shares: tuple[float, ...], employers: int
) -> None:
    """That a few openings name both, or none, would be told as a disagreement."""
    others = sample(5, (0.3, 0.2), 0.8, employers=200)
    assert flagged(others, sample(6, shares, employers=employers)) == []


def test_a_large_employer_hides_nothing() -> None:
    """It makes the sample that it is in so unsure that a difference between all others would pass
    for chance: it becomes a part of its own.
    """
    first, second = sample(7, (0.3, 0.3), employers=200), sample(8, (0.3, 0.2), 0.7, employers=200)
    size = (len(first.names) + len(second.names)) // 2
    both = np.arange(size)[:, None] < np.array([[size // 2, size // 2]])
    large = Openings(names=both, employers=["z"] * size)
    (found,) = flagged(joined(first, large), second)
    assert [(part.label, part.employers) for part in found.parts if part.label == "z"] == [("z", 1)]
    assert {part.label for part in found.parts} == {"sample 0", "sample 1", "z"}


def test_a_large_employer_with_too_little_of_a_pair_is_no_part() -> None:
    """40 times would be printed of an employer of whose openings two name both."""
    first, second = sample(7, (0.3, 0.3), employers=200), sample(8, (0.3, 0.2), 0.7, employers=200)
    few = Openings(names=np.arange(80)[:, None] < np.array([[2, 2]]), employers=["z"] * 80)
    (found,) = flagged(joined(first, few), second)
    assert {part.label for part in found.parts} == {"sample 0", "sample 1"}


@pytest.mark.parametrize("sources", ["aabb", "abcd"])
def test_lifts_of_samples_that_agree_are_seldom_flagged(sources: str) -> None:
    """Where all samples agree, one statistic in a hundred has a flag: here, in 100 of 28 pairs, no
    more than chance allows (three standard errors).
    """
    shares, found = (0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6), 0
    for market in range(100):
        parts = [sample(9_000 + 10 * market + place, shares, employers=40) for place in range(4)]
        found += bool(flagged(*parts, sources=sources))
    expected = 100 * FALSE_SHARE
    assert found <= expected + 3 * math.sqrt(expected)


def test_probabilities_are_those_of_chance() -> None:
    """A test that rejects too often would flag what is chance, one that never does nothing at all:
    of a thousand pairs of samples that agree one in twenty is as improbable as 5 %.
    """
    found: list[float] = []
    for market in range(40):
        parts = [compared(sample(20_000 + 2 * market + place, (0.3,) * 8)) for place in range(2)]
        common = parts[0].common(parts)
        variances = [part.variance(common) for part in parts]
        apart = np.abs(parts[0].number - parts[1].number) / np.sqrt(np.sum(variances, axis=0))
        found.extend(apart > 1.96)
    assert len(found) == 40 * 28
    assert 0.02 <= np.mean(found) <= 0.07


def compared(one: Openings) -> ComparedLifts:
    pairs, singles = one.counts
    first, second = np.array([value.replace("v", "").split("|") for value in pairs.values]).T
    return ComparedLifts(
        pairs=laid_out("", pairs, pairs.values, "together", pairs.openings),
        singles=laid_out("", singles, singles.values, "named", pairs.openings),
        first=first.astype(np.intp),
        second=second.astype(np.intp),
    )


def test_variance_is_that_of_employers_and_no_less_than_that_of_openings() -> None:
    """The sums by which it is made at once for all pairs would be of something else."""
    one = compared(sample(30, (0.4, 0.5, 0.6)))
    lift = one.number * 1.1
    pairs, singles = (part.numerators.across().toarray().T for part in (one.pairs, one.singles))
    openings = one.pairs.denominators
    every, found = openings.sum(), one.variance(lift)
    for place, (first, second) in enumerate(zip(one.first, one.second, strict=True)):
        both = lift[place] * one.expected[place]
        of_first, of_second = singles[:, first].sum(), singles[:, second].sum()
        inverse = np.array([1 / both, -1 / of_first, -1 / of_second, 1 / every])
        held = np.column_stack([pairs[:, place], singles[:, first], singles[:, second], openings])
        clusters = len(openings) / (len(openings) - 1) * np.square(held @ inverse).sum()
        kinds = np.array([[1, 1, 1, 1], [0, 1, 0, 1], [0, 0, 1, 1], [0, 0, 0, 1]])
        often = np.array([both, of_first - both, of_second - both, 0])
        often[3] = every - often.sum()
        independent = often @ np.square(kinds @ inverse)
        assert found[place] == pytest.approx(lift[place] ** 2 * max(clusters, independent))
    alone = replace(one, pairs=one.pairs.only("30-0000"), singles=one.singles.only("30-0000"))
    assert np.isinf(alone.variance(lift)).all()
