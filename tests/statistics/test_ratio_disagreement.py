"""A pay premium that pools samples which disagree is flagged, as a share is; another is not."""

import math

import numpy as np
import pyarrow as pa
import pytest

from skillscan.statistics.definitions import definitions
from skillscan.statistics.disagreement import FALSE_SHARE
from skillscan.statistics.estimates import Disagreement
from skillscan.statistics.figures.figure import COMPARED, Figure
from skillscan.statistics.figures.ratio_disagreement import ratio_disagreements
from skillscan.statistics.figures.sums import ratios
from skillscan.statistics.resamples import point_estimates_only

DEFINITION = definitions()["pay_premium_by_skill"]
Sums = dict[str, tuple[float, float, int]]
"""Of each employer the two sums, and how many openings they are of."""


def sample(
    seed: int, premium: float, *, employers: int = 40, first: int = 0, spread: float = 0.15
) -> Sums:
    """Employers with two to eight openings in a group, half of which name the technology; each
    employer pays its own premium, by this spread of logarithms.
    """
    random = np.random.default_rng(seed)
    found: Sums = {}
    for number in range(first, first + employers):
        openings = int(random.integers(1, 5)) * 2
        below = openings / 4
        own = math.log1p(premium) + spread * random.standard_normal()
        own += 0.2 * random.standard_normal() / math.sqrt(below)
        found[f"e{number:04}"] = (own * below, below, openings)
    return found


def flagged(*values: dict[str, Sums]) -> list[Disagreement]:
    return told(*values)[1]


def told(*values: dict[str, Sums]) -> tuple[list[Figure], list[Disagreement]]:
    """The premiums of values, each by its samples (``source|year|quarter``), and what is said of
    them.
    """
    rows = []
    for place, samples in enumerate(values):
        for employer in sorted({name for one in samples.values() for name in one}):
            own = {group: one[employer] for group, one in samples.items() if employer in one}
            above, below, openings = (sum(parts) for parts in zip(*own.values(), strict=True))
            rows.append(
                {
                    "population_id": "p",
                    "employer_id": employer,
                    "value": f"v{place:02}",
                    "label": f"V{place}",
                    "openings": openings,
                    "amount_premium": above,
                    "amount_premium_of": below,
                    "by_sample": [
                        {
                            "sample": group,
                            "openings": sums[2],
                            "amount_premium": sums[0],
                            "amount_premium_of": sums[1],
                        }
                        for group, sums in own.items()
                    ],
                }
            )
    table = pa.Table.from_pylist(rows)
    labels = {group: f"sample {group}" for one in values for group in one}
    with point_estimates_only():
        figures = list(ratios(DEFINITION, "premium", table, ["p"]))
    return figures, list(ratio_disagreements(DEFINITION, "premium", table, labels, figures))


def test_premiums_of_samples_that_disagree_are_named() -> None:
    """+10 % would be printed of one source that pays 25 % more, and another that pays 5 % less."""
    (found,) = flagged({"a|2025|1": sample(1, 0.25), "b|2026|1": sample(2, -0.05, first=500)})
    assert (found.measure, found.value, found.kind) == ("premium", "v00", "samples")
    assert [part.label for part in found.parts] == ["sample b|2026|1", "sample a|2025|1"]
    assert found.parts[0].share == pytest.approx(-0.05, abs=0.06)
    assert found.parts[1].share == pytest.approx(0.25, abs=0.09)
    assert [part.employers for part in found.parts] == [40, 40]


def test_quarters_of_a_source_are_one_way_to_part() -> None:
    """What two sources differ by is drowned by what many quarters differ by."""
    samples = {
        f"{source}|2025|{quarter}": sample(10 * quarter + place, 0.02 + 0.12 * place, first=number)
        for place, source in enumerate("ab")
        for quarter, number in ((1, 1_000 * place), (2, 1_000 * place + 40), (3, 1_000 * place))
    }
    (found,) = flagged(samples)
    assert [(part.label, part.employers) for part in found.parts] == [("a", 80), ("b", 80)]


@pytest.mark.parametrize(
    "second",
    [
        pytest.param(sample(21, 0.6, employers=9, first=500), id="nine employers"),
        pytest.param(sample(22, 0.02, employers=900, first=2_000), id="four points"),
    ],
)
def test_small_samples_and_small_differences_say_nothing(second: Sums) -> None:
    """Noise would be told as a disagreement."""
    first = sample(20, 0, employers=900, first=1_000)
    assert flagged({"a|2025|1": first, "b|2026|1": second}) == []


def test_one_employer_does_not_hide_what_samples_differ_by() -> None:
    """It makes the sample that it is in so unsure that a difference between all others would pass
    for chance: it becomes a part of its own.
    """
    large: Sums = {"z": (40 * math.log(1.4), 40.0, 200)}
    first = {**sample(31, 0.2), **large}
    second = sample(32, -0.05, first=500)
    (found,) = flagged({"a|2025|1": second, "b|2026|1": first})
    assert [(part.label, part.employers) for part in found.parts][-1] == ("z", 1)
    assert found.parts[-1].share == pytest.approx(0.4)


def test_premiums_of_samples_that_agree_are_seldom_flagged() -> None:
    """Where all samples agree, one statistic in a hundred has a flag: here, in 100 of 20 values, no
    more than chance allows (three standard errors).
    """
    found = 0
    for market in range(100):
        values = [
            {
                f"{source}|2025|{quarter}": sample(
                    10_000 * market + 100 * value + 10 * quarter + place,
                    0.1,
                    employers=15,
                    first=100 * quarter + 1_000 * place,
                )
                for place, source in enumerate("ab")
                for quarter in (1, 2)
            }
            for value in range(20)
        ]
        found += bool(flagged(*values))
    expected = 100 * FALSE_SHARE
    assert found <= expected + 3 * math.sqrt(expected)


def test_samples_of_a_value_without_figure_are_left_alone() -> None:
    """A publish would end where a value is too rare to be published."""
    rare = {"a|2025|1": sample(41, 0.5, employers=3)}
    common = {"a|2025|1": sample(42, 0.25), "b|2026|1": sample(43, -0.05, first=500)}
    (found,) = flagged(rare, common)
    assert found.value == "v01"


def test_a_premium_tells_how_many_samples_are_compared() -> None:
    """Whoever reads a premium without a warning would take its samples to agree."""
    both = {"a|2025|1": sample(51, 0.1), "b|2026|1": sample(52, 0.1, first=500)}
    small = {"a|2025|1": sample(53, 0.1), "b|2026|1": sample(54, 0.1, employers=9, first=500)}
    figures, found = told(both, small)
    assert found == []
    assert [(one.components[COMPARED], one.is_uncompared) for one in figures] == [
        (2, False),
        (0, True),
    ]
