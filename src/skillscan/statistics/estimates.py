"""Estimates: one statistic for one population and one value, in four views, with its counts.

Whoever only shows estimates does not count: counting is in ``skillscan.statistics.estimation``.
"""

from typing import Literal, NamedTuple

import msgspec

from skillscan.statistics.populations import Share
from skillscan.statistics.reading_error import ReadingError

ALL = "all"
"""The split that makes no groups."""


class Slice(NamedTuple):
    """Which openings an estimate speaks of: a population, or one group of a split of it.

    ``group`` and ``label`` are empty where the split is ``all``.
    """

    population: str
    split: str
    group: str
    label: str


class View(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A share and the ends of its 95 % interval, each in [0, 1]."""

    share: Share
    low: Share
    high: Share


class Views(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The four views of a share; ``None`` where the view has no denominator."""

    all: View
    stating: View | None
    silent: View
    employer: View | None


class Estimate(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """``openings``, ``postings`` and ``employers`` hold the value; ``of_openings`` and
    ``stating_openings`` are the denominators of the views ``all`` and ``stating``, and
    ``of_employers`` and ``stating_employers`` their employers.

    ``split`` and ``group`` say of which part of the population (``all`` and empty: of the whole);
    ``kind`` what kind of thing a skill is; ``corrected`` is the headline share without the measured
    error of reading, where that was measured on labels that nobody tuned to.
    """

    statistic: str
    population: str
    split: str = ALL
    group: str = ""
    group_label: str = ""
    value: str
    label: str
    kind: str | None = None
    measure: str
    openings: int
    postings: int
    employers: int
    of_openings: int
    of_employers: int
    stating_openings: int
    stating_employers: int
    views: Views
    reading_error: ReadingError | None
    corrected: Share | None = None


class Withheld(msgspec.Struct, frozen=True, kw_only=True):
    """A statistic that is not published for a population (or a group of it), and why; with
    ``figure`` only that figure of it.
    """

    statistic: str
    population: str
    split: str = ALL
    group: str = ""
    figure: str = ""
    reason: str


class WithheldCount(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """How many openings (of how many employers) hold a value of a statistic that is withheld for a
    whole population: what small data say. The denominators are those of an ``Estimate``.
    """

    statistic: str
    population: str
    value: str
    label: str
    kind: str | None = None
    measure: str
    openings: int
    employers: int
    of_openings: int
    of_employers: int
    stating_openings: int
    stating_employers: int


class Denominator(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What the estimates of one statistic and slice are shares of. A value that has no estimate is
    held by none of these openings; ``none_high`` is the upper end of its interval in the headline
    view.
    """

    statistic: str
    population: str
    split: str
    group: str
    group_label: str
    openings: int
    employers: int
    stating_openings: int
    stating_employers: int
    none_high: Share


class PartShare(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The share in a part of the openings, and how many openings of how many employers it is of."""

    label: str
    share: Share
    openings: int
    employers: int


class Disagreement(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Why an estimate misleads as it stands, or a figure (its name is the ``measure``, and the
    ``share`` of each part its number).

    ``samples``: those behind it disagree. ``employer``: one employer makes it. ``parts`` are their
    shares, the lowest first; a part of one employer bears its name (its id, until the release knows
    the name). In older releases ``employer`` has one part: the share without it. ``split`` and
    ``group`` say of which part of the population the number is, as those of an ``Estimate`` do.
    """

    statistic: str
    population: str
    value: str
    label: str
    measure: str
    kind: Literal["samples", "employer"]
    parts: list[PartShare]
    split: str = ALL
    group: str = ""
    group_label: str = ""


class SampleDifference(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """That the samples behind an estimate lie far apart, though chance may explain it: it alone
    makes them differ so in a share of ``probability`` of all cases. ``parts`` are their shares, the
    lowest first.
    """

    statistic: str
    population: str
    split: str
    group: str
    group_label: str
    value: str
    label: str
    measure: str
    probability: Share
    parts: list[PartShare]
