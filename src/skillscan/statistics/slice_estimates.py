"""The rows that are published of one slice of a statistic: a share for each value and measure."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from skillscan.statistics.counts_by_employer import CountsByEmployer
from skillscan.statistics.definitions import Definition, kind_of
from skillscan.statistics.estimate_rows import SliceEstimates
from skillscan.statistics.estimates import Denominator, Slice, WithheldCount
from skillscan.statistics.intervals import effective_employers, wilson
from skillscan.statistics.populations import SHARE_PLACES, rounded
from skillscan.statistics.reading_error import corrected_share, reading_error
from skillscan.statistics.resamples import seed_of
from skillscan.statistics.shares import EmployerCounts, Shares, shares
from skillscan.statistics.sparse_cells import Floats, SparseCells

Counts = Mapping[Slice, CountsByEmployer]
_SCALE = 10.0**SHARE_PLACES
_DOUBT = 1e-6
"""Of the last digit: so near to the middle the next digits decide."""


@dataclass(frozen=True, kw_only=True)
class Context:
    """What estimates are made with, beside the statistic itself.

    ``evaluation``: the measured errors of reading. ``kinds``: what kind of thing each skill is.
    ``counts``: what was counted for the statistics before. ``untrended``: why no trend is drawn
    over a population, by its id. ``used``: the measures by which other statistics are made of the
    counts of this one.
    """

    populations: Sequence[str]
    evaluation: Mapping[str, Any] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    counts: Mapping[str, Counts] = field(default_factory=dict)
    untrended: Mapping[str, str] = field(default_factory=dict)
    used: Collection[str] = ()

    def kind(self, definition: Definition, value: str) -> str | None:
        """What kind of thing a value is, where the values are skills."""
        return kind_of(definition, value, self.kinds)


def share_estimates(
    counts: CountsByEmployer, definition: Definition, one: Slice, context: Context
) -> SliceEstimates:
    """The estimates of every value of a slice by every measure, in four views."""
    measures = list(definition.measures)
    found = shares(
        EmployerCounts(
            openings=counts.openings,
            responding=counts.responding,
            numerators=SparseCells.beside([counts.numerators[measure] for measure in measures]),
        ),
        headline=definition.headline.view,
        seed=seed_of(definition.id, one.population),
    )
    views = {name: _rounded_view(view, len(measures)) for name, view in found.items()}
    return SliceEstimates(
        statistic=definition.id,
        slice=one,
        values=counts.values,
        labels=[counts.labels[value] for value in counts.values],
        kinds=[context.kind(definition, value) for value in counts.values],
        errors=[
            reading_error(context.evaluation, definition.reading_error, value)
            for value in counts.values
        ],
        measures=measures,
        openings=_by_value([_openings(counts, measure) for measure in measures]),
        postings=_by_value([counts.postings[measure] for measure in measures]),
        employers=_by_value([_employers(counts, measure) for measure in measures]),
        sample=_sample(counts),
        views=views,
        corrected=_corrected(context, definition, counts.values, views["all"].share),
    )


def zero_estimates(
    counts: CountsByEmployer,
    definition: Definition,
    one: Slice,
    labels: Mapping[str, str],
    context: Context,
) -> SliceEstimates:
    """The estimates of values (with their labels) that no opening of a slice holds."""
    none = SparseCells.of(sparse.csr_array((len(counts.employers), len(labels))))
    empty = replace(
        counts,
        values=tuple(labels),
        labels=labels,
        numerators=dict.fromkeys(definition.measures, none),
        postings=dict.fromkeys(definition.measures, np.zeros(len(labels))),
    )
    return share_estimates(empty, definition, one, context)


def withheld_counts(
    counts: CountsByEmployer, definition: Definition, one: Slice, context: Context
) -> Iterator[WithheldCount]:
    """What is counted where no share is published: the values that any opening holds."""
    sample = _sample(counts)
    for measure in definition.measures:
        held = (one(counts, measure).tolist() for one in (_openings, _employers))
        found = zip(counts.values, *held, strict=True)
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


def _by_value(columns: Sequence[NDArray[Any]]) -> NDArray[np.int64]:
    """Of columns of measures one of values, each with all of its measures."""
    return np.column_stack(columns).ravel().astype(np.int64)


def _openings(counts: CountsByEmployer, measure: str) -> NDArray[np.int64]:
    """Openings that hold each value."""
    return counts.numerators[measure].totals.astype(np.int64)


def _employers(counts: CountsByEmployer, measure: str) -> NDArray[np.int64]:
    """Employers of those openings."""
    return counts.numerators[measure].in_columns


def _sample(counts: CountsByEmployer) -> dict[str, int]:
    """The denominators of the views ``all`` and ``stating``, and their employers."""
    return {
        "of_openings": int(counts.openings.sum()),
        "of_employers": len(counts.employers),
        "stating_openings": int(counts.responding.sum()),
        "stating_employers": int((counts.responding > 0).sum()),
    }


def _corrected(
    context: Context, definition: Definition, values: Sequence[str], share: Floats
) -> Floats:
    """Of the measure whose reading was measured: that a skill is named; NaN of the others."""
    found = np.full(len(share), np.nan)
    measures = list(definition.measures)
    if definition.reading_error == "skills" and definition.headline.measure in measures:
        first = measures.index(definition.headline.measure)
        for place, value in zip(range(first, len(share), len(measures)), values, strict=True):
            corrected = corrected_share(context.evaluation, value, float(share[place]))
            if corrected is not None:
                found[place] = corrected
    return found


def _rounded_view(view: Shares, measures: int) -> Shares:
    """A view as it is published, value by value and not measure by measure."""
    many = measures if len(view.share) > 1 else 1
    parts = {
        name: _rounded(getattr(view, name)).reshape(many, -1).T.ravel()
        for name in ("share", "low", "high")
    }
    return Shares(**parts)


def _rounded(numbers: Floats) -> Floats:
    """Many numbers as ``rounded`` gives them, which is asked where the digit is in doubt."""
    scaled = numbers * _SCALE
    found: Floats = np.rint(scaled) / _SCALE
    for place in np.flatnonzero(np.abs(scaled - np.floor(scaled) - 0.5) < _DOUBT):
        found[place] = rounded(float(numbers[place]))
    return found
