"""A figure as it is published, and what makes one of what was computed."""

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from skillscan.statistics.definitions import Definition
from skillscan.statistics.estimates import Slice

_PLACES = 6
"""Decimals of a figure: the same digits on every machine."""


POOLED = "pooled"
"""Component of a difference that was made within samples: what it is of all that was pooled."""
WITHIN_HERE, WITHIN_THERE = "within_here", "within_there"
"""Components of such a one: the openings of either population that were compared."""


COMPARED = "compared_samples"
"""Component of a figure of a population whose samples are compared: how many have enough of it; 0
where fewer than two have."""


class Figure(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A number in the ``unit`` of its rule, and the ends of its 95 % interval, where it has one.

    ``openings`` and ``employers`` are those it was computed from, ``of_openings`` and
    ``of_employers`` those of its slice. ``against`` is the population it is compared with;
    ``kind`` says what kind of thing a skill is; ``components`` are the numbers it was made of or
    that must be read with it.
    """

    statistic: str
    population: str
    split: str
    group: str
    group_label: str
    value: str
    label: str
    kind: str | None = None
    figure: str
    unit: str
    number: float
    low: float | None
    high: float | None
    openings: int
    employers: int
    of_openings: int
    of_employers: int
    against: str | None = None
    components: dict[str, float] = {}

    @property
    def is_within_samples(self) -> bool:
        """Whether it compares two populations within the samples that both have."""
        return POOLED in self.components

    @property
    def is_uncompared(self) -> bool:
        """Whether its samples have too little of it to be compared."""
        return self.components.get(COMPARED) == 0


@dataclass(frozen=True, kw_only=True)
class FigureMaker:
    """What the figures of one name and one slice have in common."""

    definition: Definition
    name: str
    slice: Slice
    of_openings: int
    of_employers: int
    against: str | None = None

    def make(
        self,
        value: tuple[str, str],
        numbers: tuple[float, float | None, float | None],
        *,
        openings: int,
        employers: int,
        components: Mapping[str, float] | None = None,
    ) -> Figure:
        """A figure of a value (and its label): number, lower and upper end."""
        number, low, high = numbers
        return Figure(
            statistic=self.definition.id,
            population=self.slice.population,
            split=self.slice.split,
            group=self.slice.group,
            group_label=self.slice.label,
            value=value[0],
            label=value[1],
            figure=self.name,
            unit=self.definition.figures[self.name].unit,
            number=round(float(number), _PLACES),
            low=None if low is None else round(float(low), _PLACES),
            high=None if high is None else round(float(high), _PLACES),
            openings=openings,
            employers=employers,
            of_openings=self.of_openings,
            of_employers=self.of_employers,
            against=self.against,
            components={key: round(float(one), _PLACES) for key, one in (components or {}).items()},
        )
