"""Which numbers ``statistics.json`` holds: those that pages and articles lead with.

Of each statistic, population and split, the values that most openings hold (of the headline
measure, over all groups together, so that a value has its whole series or none), with all of their
measures. All others stand in the tables, in Parquet and in the statistic's CSV file. Denominators
and what is withheld are given whole: a value that is lacking here is not said to be zero.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

import msgspec

from skillscan.release.document import Publication
from skillscan.release.shown import share_measure
from skillscan.statistics.estimates import ALL, Estimate
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
    leading = _largest(one for one in publication.estimates if _is_shown(publication, one))
    of_figures = _largest(publication.figures)
    kept: dict[str, list[Any]] = {
        "estimates": [one for one in publication.estimates if _is_kept(leading, one)],
        "figures": [one for one in publication.figures if _is_kept(of_figures, one)],
        "disagreements": [
            one
            for one in publication.disagreements
            if one.value in leading.get((one.statistic, one.population, ALL), ())
        ],
    }
    left_out = {name: len(getattr(publication, name)) - len(rows) for name, rows in kept.items()}
    return msgspec.structs.replace(publication, left_out=left_out, **kept)


def _is_shown(publication: Publication, one: Estimate) -> bool:
    return one.measure == share_measure(publication.statistics[one.statistic])


def _largest(rows: Iterable[Estimate | Figure]) -> _Values:
    weights: dict[_Key, Counter[str]] = defaultdict(Counter)
    for one in rows:
        weights[one.statistic, one.population, one.split][one.value] += one.openings
    return {key: _first(found, most_values(key[2])) for key, found in weights.items()}


def _first(weights: Counter[str], most: int) -> set[str]:
    """The heaviest; of equal ones those that come first in the alphabet."""
    return set(sorted(weights, key=lambda value: (-weights[value], value))[:most])


def _is_kept(values: _Values, one: Estimate | Figure) -> bool:
    return one.value in values.get((one.statistic, one.population, one.split), ())
