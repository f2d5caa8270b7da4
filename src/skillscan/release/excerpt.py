"""Which numbers ``statistics.json`` holds: those that pages and articles lead with.

Of each statistic, population and split, the values that most openings hold (of the headline
measure, over all groups together, so that a value has its whole series or none), with all of their
measures. All others stand in the tables, in Parquet and in the statistic's CSV file. Denominators
and what is withheld are given whole: a value that is lacking here is not said to be zero.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat
from typing import Any

import msgspec
import numpy as np

from skillscan.release.document import Publication
from skillscan.release.shown import share_measure
from skillscan.statistics.estimate_rows import EstimateRows
from skillscan.statistics.estimates import ALL, Disagreement, Estimate, SampleDifference
from skillscan.statistics.figures.figure import Figure

MOST_VALUES = 50
MOST_VALUES_OF_GROUPS = 20
"""Of a split fewer: each has a row for every group and measure."""
_Key = tuple[str, str, str]
_Values = dict[_Key, set[str]]


def most_values(split: str) -> int:
    """How many values of a statistic and population are held of a split."""
    return MOST_VALUES if split == ALL else MOST_VALUES_OF_GROUPS


def excerpt(publication: Publication) -> Publication:
    """The publication with the numbers of its largest values; ``left_out`` counts the others."""
    leading = _largest(_shown_openings(publication))
    of_figures = _largest((_key(one), one.value, one.openings) for one in publication.figures)
    kept: dict[str, list[Any]] = {
        "estimates": list(_kept_estimates(publication.estimates, leading)),
        "figures": [one for one in publication.figures if one.value in of_figures[_key(one)]],
        "disagreements": [
            one
            for one in publication.disagreements
            if one.value in leading.get(_key(one), ()) or one.value in of_figures.get(_key(one), ())
        ],
        "sample_differences": [
            one for one in publication.sample_differences if one.value in leading.get(_key(one), ())
        ],
    }
    left_out = {name: len(getattr(publication, name)) - len(rows) for name, rows in kept.items()}
    return msgspec.structs.replace(publication, left_out=left_out, **kept)


def _shown_openings(publication: Publication) -> Iterator[tuple[_Key, str, int]]:
    """How many openings hold each value, by the measure that is shown."""
    shown = {key: share_measure(one) for key, one in publication.statistics.items()}
    if not isinstance(publication.estimates, EstimateRows):
        for one in publication.estimates:
            if one.measure == shown[one.statistic]:
                yield _key(one), one.value, one.openings
        return
    for part in publication.estimates.parts:
        held = part.openings[np.array(part.places(shown[part.statistic]), dtype=np.intp)]
        key = (part.statistic, part.slice.population, part.slice.split)
        yield from zip(repeat(key), part.values, held.tolist())


def _kept_estimates(estimates: Sequence[Estimate], leading: _Values) -> Iterator[Estimate]:
    if not isinstance(estimates, EstimateRows):
        yield from (one for one in estimates if one.value in leading.get(_key(one), ()))
        return
    for part in estimates.parts:
        wanted = leading.get((part.statistic, part.slice.population, part.slice.split), set())
        many = len(part.measures)
        yield from part.at(
            [
                place * many + offset
                for place, value in enumerate(part.values)
                if value in wanted
                for offset in range(many)
            ]
        )


def _key(one: Estimate | Figure | Disagreement | SampleDifference) -> _Key:
    return one.statistic, one.population, one.split


def _largest(held: Iterable[tuple[_Key, str, int]]) -> _Values:
    weights: dict[_Key, Counter[str]] = defaultdict(Counter)
    for key, value, openings in held:
        weights[key][value] += openings
    return {key: _first(found, most_values(key[2])) for key, found in weights.items()}


def _first(weights: Counter[str], most: int) -> set[str]:
    """The heaviest; of equal ones those that come first in the alphabet."""
    return set(sorted(weights, key=lambda value: (-weights[value], value))[:most])
