"""What of a release is shown where nobody said what: on the page, in tables and in charts.

Technologies lead: that ML engineers know machine learning is no news.
"""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from skillscan.statistics.definitions import Definition
from skillscan.statistics.estimates import ALL
from skillscan.statistics.figures.figure import Figure


class _OfKind(Protocol):
    @property
    def kind(self) -> str | None: ...


_Row = TypeVar("_Row", bound=_OfKind)


def leading(rows: Iterable[_Row]) -> list[_Row]:
    """Of the rows of one statistic those of technologies, and those that are of no skill; all of a
    statistic that has neither, such as one of certifications.
    """
    found = list(rows)
    return [one for one in found if one.kind in {None, "technology"}] or found


def share_measure(definition: Definition) -> str:
    """The measure whose shares are shown: the headline's, or where that is a figure the first, as
    the share that states pay beside the median of it; empty where the statistic has no shares.
    """
    if definition.headline.measure in definition.measures:
        return definition.headline.measure
    return next(iter(definition.measures), "")


def share_view(definition: Definition) -> str:
    """The view of ``share_measure`` that leads; a headline's where that is a share, and not one of
    those that state pay which state it in this currency.
    """
    return definition.headline.view if definition.headline.measure in definition.measures else "all"


def in_order(figures: Iterable[Figure]) -> list[Figure]:
    """Figures of the whole population first, then by group; numbers counted, others by size."""
    return sorted(
        figures,
        key=lambda one: (
            one.split != ALL,
            one.split,
            one.group,
            -one.openings,
            int(one.value) if one.value.isdecimal() else 0,
        ),
    )
