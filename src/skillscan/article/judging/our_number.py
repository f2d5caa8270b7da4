"""What a claim asks a release for, and what comes back: a number of ours or why there is none."""

from dataclasses import dataclass

from skillscan.statistics.estimates import ALL, Estimate
from skillscan.statistics.figures.figure import Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedNumber:
    """What a claim is of, in the words of a release; ``value`` of the statistic's dimension,
    ``split`` and ``group`` where it is of a part of the population.
    """

    statistic: str
    population: str
    value: str | None = None
    split: str = ALL
    group: str = ""
    view: str | None = None
    measure: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OurNumber:
    """A number of ours: ``number`` and its 95 % interval in the unit of the claim (both ends equal
    it where it has none). ``openings`` and ``employers`` are what it is of, ``held`` how many
    openings hold the value. ``row`` is ``None`` for a value that no opening holds.
    """

    subject: WantedNumber
    label: str
    number: float
    low: float
    high: float
    openings: int
    employers: int
    held: int
    row: Estimate | Figure | None


@dataclass(frozen=True, slots=True)
class NoNumber:
    """Why a release has no number for a claim, as the end of a sentence."""

    reason: str
