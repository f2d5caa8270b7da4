"""Which openings an estimate speaks of: a population, or one group of a split of it."""

from typing import NamedTuple

ALL = "all"
"""The split that makes no groups."""


class Slice(NamedTuple):
    """``group`` and ``label`` are empty where the split is ``all``."""

    population: str
    split: str
    group: str
    label: str
