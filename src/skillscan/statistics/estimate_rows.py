"""Many estimates, kept as columns.

A release has hundreds of thousands of them: as objects they take ten times the memory, and as long
to make as to compute. One is made when somebody asks for it.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, chain, groupby
from typing import overload

import numpy as np
from numpy.typing import NDArray

from skillscan.statistics.estimates import ALL, Estimate, Slice, View, Views
from skillscan.statistics.numbered_answers import Integers
from skillscan.statistics.reading_error import ReadingError
from skillscan.statistics.shares import Shares


@dataclass(frozen=True, kw_only=True, eq=False)  # arrays are not simply equal or not
class SliceEstimates:
    """The estimates of one slice of a statistic: of each value one by each measure.

    ``labels``, ``kinds`` and ``errors`` have an entry for each value, all other columns one for
    each estimate, in their order. ``views`` has them by name, rounded; ``silent`` is one for all,
    and ``stating`` and ``employer`` may be lacking. ``sample`` are the denominators of all,
    ``corrected`` is NaN where there is none.
    """

    statistic: str
    slice: Slice
    values: Sequence[str]
    labels: Sequence[str]
    kinds: Sequence[str | None]
    errors: Sequence[ReadingError | None]
    measures: Sequence[str]
    openings: Integers
    postings: Integers
    employers: Integers
    sample: Mapping[str, int]
    views: Mapping[str, Shares]
    corrected: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.openings)

    def __iter__(self) -> Iterator[Estimate]:
        return self.at(range(len(self)))

    def places(self, measure: str) -> range:
        """The places of the estimates by a measure, one of each value in their order."""
        if measure not in self.measures:
            return range(0)
        return range(list(self.measures).index(measure), len(self), len(self.measures))

    def at(self, places: Sequence[int]) -> Iterator[Estimate]:
        """The estimates at some places."""
        if not places:
            return
        one = self.slice
        rows = np.asarray(places)
        counts = (part[rows].tolist() for part in (self.openings, self.postings, self.employers))
        corrected = self.corrected[rows].tolist()
        for place, views, openings, postings, employers, share in zip(
            places, self._views(rows), *counts, corrected, strict=True
        ):
            value, measure = divmod(place, len(self.measures))
            yield Estimate(
                statistic=self.statistic,
                population=one.population,
                split=one.split,
                group=one.group,
                group_label=one.label,
                value=self.values[value],
                label=self.labels[value],
                kind=self.kinds[value],
                measure=self.measures[measure],
                openings=openings,
                postings=postings,
                employers=employers,
                **self.sample,
                views=views,
                reading_error=self.errors[value],
                corrected=None if share != share else share,  # NaN
            )

    def _views(self, rows: NDArray[np.intp]) -> Iterator[Views]:
        lacking: list[View | None] = [None] * len(rows)
        ((silent,), whole) = (
            _views_at(self.views["silent"], [0]),
            _views_at(self.views["all"], rows),
        )
        stating, employer = (
            _views_at(self.views[name], rows) if name in self.views else lacking
            for name in ("stating", "employer")
        )
        for one, of_stating, of_employers in zip(whole, stating, employer, strict=True):
            yield Views(all=one, stating=of_stating, silent=silent, employer=of_employers)


def _views_at(view: Shares, rows: NDArray[np.intp] | Sequence[int]) -> list[View]:
    ends = (part[rows].tolist() for part in (view.share, view.low, view.high))
    return [View(share=share, low=low, high=high) for share, low, high in zip(*ends, strict=True)]


class EstimateRows(Sequence[Estimate]):
    """The estimates of slices, in their order."""

    def __init__(self, parts: Iterable[SliceEstimates] = ()) -> None:
        self.parts = list(parts)

    def __len__(self) -> int:
        return sum(map(len, self.parts))

    def __iter__(self) -> Iterator[Estimate]:
        return chain.from_iterable(self.parts)

    @overload
    def __getitem__(self, place: int) -> Estimate: ...
    @overload
    def __getitem__(self, place: slice) -> list[Estimate]: ...
    def __getitem__(self, place: int | slice) -> Estimate | list[Estimate]:
        chosen = range(len(self))[place]
        return list(self._at(chosen)) if isinstance(chosen, range) else next(self._at([chosen]))

    def _at(self, places: Sequence[int]) -> Iterator[Estimate]:
        ends = list(accumulate(map(len, self.parts)))
        for number, some in groupby(places, partial(bisect_right, ends)):
            part = self.parts[number]
            first = ends[number] - len(part)
            yield from part.at([place - first for place in some])

    def of_whole(self, measure: str) -> Iterator[Estimate]:
        """Those of whole populations by a measure."""
        return self.by(measure, lambda split: split == ALL)

    def by(
        self, measure: str, is_wanted: Callable[[str], bool], *, least_openings: int = 0
    ) -> Iterator[Estimate]:
        """Those of some splits by a measure that at least so many openings hold."""
        for part in self.parts:
            if is_wanted(part.slice.split):
                places = np.array(part.places(measure), dtype=np.intp)
                yield from part.at(places[part.openings[places] >= least_openings].tolist())
