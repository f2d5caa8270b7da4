"""The rows that are published of one slice of a statistic: a share for each value and measure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from skillscan.statistics.counts_by_employer import CountsByEmployer
from skillscan.statistics.definitions import Definition
from skillscan.statistics.estimates import (
    Denominator,
    Estimate,
    Slice,
    View,
    Views,
    WithheldCount,
)
from skillscan.statistics.intervals import effective_employers, wilson
from skillscan.statistics.populations import SHARE_PLACES, rounded
from skillscan.statistics.reading_error import corrected_share, reading_error
from skillscan.statistics.resamples import seed_of
from skillscan.statistics.shares import EmployerCounts, Shares, shares
from skillscan.statistics.sparse_cells import Floats

Counts = Mapping[Slice, CountsByEmployer]
_SCALE = 10.0**SHARE_PLACES
_DOUBT = 1e-6
"""Of the last digit: so near to the middle the next digits decide."""


@dataclass(frozen=True, kw_only=True)
class Context:
    """What estimates are made with, beside the statistic itself.

    ``evaluation``: the measured errors of reading. ``kinds``: what kind of thing each skill is.
    ``counts``: what was counted for the statistics before. ``untrended``: why no trend is drawn
    over a population, by its id. ``is_used``: whether another statistic is made of the counts of
    this one.
    """

    populations: Sequence[str]
    evaluation: Mapping[str, Any] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    counts: Mapping[str, Counts] = field(default_factory=dict)
    untrended: Mapping[str, str] = field(default_factory=dict)
    is_used: bool = True

    def kind(self, definition: Definition, value: str) -> str | None:
        """What kind of thing a value is, where the values are skills."""
        return self.kinds.get(value) if definition.dimension.name == "skill" else None


def share_estimates(
    counts: CountsByEmployer, definition: Definition, one: Slice, context: Context
) -> Iterator[Estimate]:
    """The estimates of every value of a slice by every measure, in four views."""
    measures = list(definition.measures)
    found = shares(
        EmployerCounts(
            openings=counts.openings,
            responding=counts.responding,
            numerators=sparse.csr_array(
                sparse.hstack([counts.numerators[measure] for measure in measures])
            ),
        ),
        headline=definition.headline.view,
        seed=seed_of(definition.id, one.population),
    )
    size = len(counts.values)
    views = list(_views(found, size * len(measures)))
    openings = {m: _openings(counts, m) for m in measures}
    employers = {m: _employers(counts, m) for m in measures}
    sample = _sample(counts)
    for column, value in enumerate(counts.values):
        error = reading_error(context.evaluation, definition.reading_error, value)
        kind = context.kind(definition, value)
        for offset, measure in enumerate(measures):
            seen = views[offset * size + column]
            yield Estimate(
                statistic=definition.id,
                population=one.population,
                split=one.split,
                group=one.group,
                group_label=one.label,
                value=value,
                label=counts.labels[value],
                kind=kind,
                measure=measure,
                openings=openings[measure][column],
                postings=int(counts.postings[measure][column]),
                employers=employers[measure][column],
                **sample,
                views=seen,
                reading_error=error,
                corrected=_corrected(context, definition, measure, value, seen),
            )


def zero_estimates(
    counts: CountsByEmployer,
    definition: Definition,
    one: Slice,
    labels: Mapping[str, str],
    context: Context,
) -> Iterator[Estimate]:
    """The estimates of values (with their labels) that no opening of a slice holds."""
    none = sparse.csr_array((len(counts.employers), len(labels)))
    empty = replace(
        counts,
        values=tuple(labels),
        labels=labels,
        numerators=dict.fromkeys(definition.measures, none),
        postings=dict.fromkeys(definition.measures, np.zeros(len(labels))),
    )
    yield from share_estimates(empty, definition, one, context)


def withheld_counts(
    counts: CountsByEmployer, definition: Definition, one: Slice, context: Context
) -> Iterator[WithheldCount]:
    """What is counted where no share is published: the values that any opening holds."""
    sample = _sample(counts)
    for measure in definition.measures:
        found = zip(
            counts.values, _openings(counts, measure), _employers(counts, measure), strict=True
        )
        for value, openings, employers in found:
            if openings:
                yield WithheldCount(
                    statistic=definition.id,
                    population=one.population,
                    value=value,
                    label=counts.labels[value],
                    kind=context.kind(definition, value),
                    measure=measure,
                    openings=openings,
                    employers=employers,
                    **sample,
                )


def denominator(definition: Definition, one: Slice, counts: CountsByEmployer) -> Denominator:
    """What the shares of a slice are of, and what is known of a value that none of it holds."""
    headline = counts.openings if definition.headline.view == "all" else counts.responding
    _, high = wilson(np.zeros(1), effective_employers(headline))
    return Denominator(
        statistic=definition.id,
        population=one.population,
        split=one.split,
        group=one.group,
        group_label=one.label,
        openings=int(counts.openings.sum()),
        employers=len(counts.employers),
        stating_openings=int(counts.responding.sum()),
        stating_employers=int((counts.responding > 0).sum()),
        none_high=rounded(float(high[0])),
    )


def _openings(counts: CountsByEmployer, measure: str) -> list[int]:
    """Openings that hold each value."""
    found: NDArray[np.float64] = np.asarray(counts.numerators[measure].sum(axis=0)).ravel()
    held: list[int] = found.astype(np.int64).tolist()
    return held


def _employers(counts: CountsByEmployer, measure: str) -> list[int]:
    """Employers of those openings."""
    cells = counts.numerators[measure].tocoo()
    found: list[int] = np.bincount(cells.col, minlength=len(counts.values)).tolist()
    return found


def _sample(counts: CountsByEmployer) -> dict[str, int]:
    """The denominators of the views ``all`` and ``stating``, and their employers."""
    return {
        "of_openings": int(counts.openings.sum()),
        "of_employers": len(counts.employers),
        "stating_openings": int(counts.responding.sum()),
        "stating_employers": int((counts.responding > 0).sum()),
    }


def _corrected(
    context: Context, definition: Definition, measure: str, value: str, views: Views
) -> float | None:
    """Of the measure whose reading was measured: that a skill is named."""
    if definition.reading_error != "skills" or measure != definition.headline.measure:
        return None
    return corrected_share(context.evaluation, value, views.all.share)


def _views(found: Mapping[str, Shares], columns: int) -> Iterator[Views]:
    """The four views of each column; the silent one is of all of them."""
    (silent,) = _ends(found["silent"])
    lacking: list[View | None] = [None] * columns
    whole = _ends(found["all"])
    stating = _ends(found["stating"]) if "stating" in found else lacking
    employer = _ends(found["employer"]) if "employer" in found else lacking
    for one, of_stating, of_employers in zip(whole, stating, employer, strict=True):
        yield Views(all=one, stating=of_stating, silent=silent, employer=of_employers)


def _ends(view: Shares) -> list[View]:
    ends = zip(*map(_rounded, (view.share, view.low, view.high)), strict=True)
    return [View(share=share, low=low, high=high) for share, low, high in ends]


def _rounded(numbers: Floats) -> list[float]:
    """Many numbers as ``rounded`` gives them, which is asked where the digit is in doubt."""
    scaled = numbers * _SCALE
    found: list[float] = (np.rint(scaled) / _SCALE).tolist()
    for place in np.flatnonzero(np.abs(scaled - np.floor(scaled) - 0.5) < _DOUBT):
        found[place] = rounded(float(numbers[place]))
    return found
