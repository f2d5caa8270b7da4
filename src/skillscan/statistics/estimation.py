"""What a statistic's relation says of every population: estimates, figures, what is withheld."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from typing import Any

import duckdb
import msgspec
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from skillscan.statistics.confounding import ACROSS_TIME, RAW_GROWTH
from skillscan.statistics.counts_by_employer import (
    CountsByEmployer,
    check_relation,
    count_by_employer,
    parted_rows,
    rows_of,
)
from skillscan.statistics.definitions import Definition
from skillscan.statistics.disagreement import disagreements
from skillscan.statistics.estimates import (
    ALL,
    Denominator,
    Disagreement,
    Estimate,
    Slice,
    View,
    Views,
    Withheld,
    WithheldCount,
)
from skillscan.statistics.figures.difference import differences
from skillscan.statistics.figures.figure import Figure
from skillscan.statistics.figures.lift import lifts
from skillscan.statistics.figures.median import medians
from skillscan.statistics.figures.sums import plain_counts, ratios
from skillscan.statistics.figures.survival import survival_medians
from skillscan.statistics.intervals import Floats, effective_employers, seed_of, wilson
from skillscan.statistics.populations import rounded
from skillscan.statistics.reading_error import corrected_share, reading_error
from skillscan.statistics.shares import EmployerCounts, Shares, shares
from skillscan.statistics.slices import SAMPLE, at_hand, split_openings, splits_of
from skillscan.telemetry.progress import NO_PROGRESS, Progress

Counts = Mapping[Slice, CountsByEmployer]
_BY_OPENING = {"median": medians, "survival_median": survival_medians}
_BY_SUMS = {"ratio": ratios, "count": plain_counts}


@dataclass(frozen=True)
class Estimated:
    """All that a statistic says; ``counts`` are what its shares were made of, for others to use.

    Of all statistics together, ``counts_of`` are these by statistic.
    """

    estimates: list[Estimate] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    withheld: list[Withheld] = field(default_factory=list)
    withheld_counts: list[WithheldCount] = field(default_factory=list)
    denominators: list[Denominator] = field(default_factory=list)
    disagreements: list[Disagreement] = field(default_factory=list)
    counts: Counts = field(default_factory=dict)
    counts_of: dict[str, Counts] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Context:
    """What estimates are made with, beside the statistic itself.

    ``evaluation``: the measured errors of reading. ``kinds``: what kind of thing each skill is.
    ``counts``: what was counted for the statistics before. ``untrended``: why no trend is drawn
    over a population, by its id.
    """

    populations: Sequence[str]
    evaluation: Mapping[str, Any] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    counts: Mapping[str, Counts] = field(default_factory=dict)
    untrended: Mapping[str, str] = field(default_factory=dict)


def estimate(
    connection: duckdb.DuckDBPyConnection,
    definition: Definition,
    context: Context,
    progress: Progress = NO_PROGRESS,
) -> Estimated:
    """All numbers of a statistic; its relation, ``split_openings`` and ``population_openings``
    exist.

    Raises SkillscanError when the relation lacks a measure or counts an opening twice.
    """
    if definition.unit != "opening":
        return _by_sums(connection, definition, context)
    counts = count_by_employer(connection, definition, context.populations)
    found = Estimated(counts=counts)
    published: dict[Slice, CountsByEmployer] = {}
    for done, (one, counted) in enumerate(counts.items(), start=1):
        if one.split == SAMPLE:
            continue
        if reason := _why_no_trend(one, context) or why_withheld(counted, definition):
            found.withheld.append(_withheld(definition, one, reason))
            if one.split == ALL:
                found.withheld_counts.extend(_withheld_counts(counted, definition, one, context))
            continue
        published[one] = counted
        if definition.measures:
            found.denominators.append(_denominator(definition, one, counted))
            found.estimates.extend(_estimates(counted, definition, one, context))
        progress.advance(done, len(counts))
    # A statistic that has groups only counts nothing at all where no opening falls into one.
    counted_populations = {one.population for one in counts if one.split != SAMPLE}
    found.withheld.extend(
        _withheld(definition, Slice(population, ALL, "", ""), "no opening falls into a group of it")
        for population in context.populations
        if population not in counted_populations
    )
    found.disagreements.extend(disagreements(definition, counts, found.estimates))
    found.figures.extend(_figures(connection, definition, published, context))
    return found


def _why_no_trend(one: Slice, context: Context) -> str | None:
    """Why a group is not shown beside those of other times; ``None`` where it is."""
    return context.untrended.get(one.population) if one.split in ACROSS_TIME else None


def headline_figures(
    connection: duckdb.DuckDBPyConnection, definition: Definition, populations: Sequence[str]
) -> list[Figure]:
    """The figures that a statistic means by its one number, and nothing else of it; its relation,
    ``split_openings`` and ``population_openings`` exist.
    """
    name = definition.headline.measure
    wanted = msgspec.structs.replace(definition, figures={name: definition.figures[name]})
    context = Context(populations=populations)
    if definition.unit != "opening":
        return _by_sums(connection, wanted, context).figures
    counts = count_by_employer(connection, definition, populations)
    large = {one: found for one, found in counts.items() if not why_withheld(found, definition)}
    return list(_figures(connection, wanted, large, context))


def estimate_all(
    connection: duckdb.DuckDBPyConnection,
    definitions: Mapping[str, Definition],
    context: Context,
    progress: Progress = NO_PROGRESS,
) -> Estimated:
    """The numbers of all statistics, in their order; later ones may use counts of earlier ones."""
    whole = Estimated()
    counts: dict[str, Counts] = {}
    parted = [split for definition in definitions.values() for split in splits_of(definition)]
    split_openings(connection, dict.fromkeys(parted))
    with ExitStack() as made:
        for definition in definitions.values():
            progress.begin(definition.id)
            made.enter_context(at_hand(connection, definition.id))
            found = estimate(connection, definition, replace(context, counts=counts), progress)
            counts[definition.id] = found.counts
            whole.estimates.extend(found.estimates)
            whole.figures.extend(found.figures)
            whole.withheld.extend(found.withheld)
            whole.withheld_counts.extend(found.withheld_counts)
            whole.denominators.extend(found.denominators)
            whole.disagreements.extend(found.disagreements)
    whole.counts_of.update(counts)
    return whole


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
    yield from _estimates(empty, definition, one, context)


def _figures(
    connection: duckdb.DuckDBPyConnection,
    definition: Definition,
    counts: Counts,
    context: Context,
) -> Iterator[Figure]:
    has_amounts = any(rule.kind in _BY_OPENING for rule in definition.figures.values())
    rows = parted_rows(connection, "statistics/amounts", definition) if has_amounts else None
    for name, rule in definition.figures.items():
        if rows is not None and rule.kind in _BY_OPENING:
            yield from _BY_OPENING[rule.kind](definition, name, rows, counts)
        elif rule.kind == "lift":
            statistic, _, measure = str(rule.of).partition(".")
            yield from lifts(definition, name, counts, context.counts[statistic], measure)
        else:
            for one in differences(definition, name, counts):
                yield msgspec.structs.replace(one, kind=_kind(definition, context, one.value))


def _by_sums(
    connection: duckdb.DuckDBPyConnection, definition: Definition, context: Context
) -> Estimated:
    check_relation(connection, definition)
    rows = rows_of(connection, "statistics/sums", definition)
    found = Estimated()
    for name, rule in definition.figures.items():
        drawn = [key for key in context.populations if key not in context.untrended]
        shown = drawn if name in RAW_GROWTH else context.populations
        for one in _BY_SUMS[rule.kind](definition, name, rows, shown):
            kind = _kind(definition, context, one.value)
            found.figures.append(msgspec.structs.replace(one, kind=kind))
    published = {one.population for one in found.figures}
    for population in context.populations:
        if population not in published:
            whole = Slice(population, ALL, "", "")
            found.withheld.append(_withheld(definition, whole, _too_few(definition)))
    return found


def _estimates(
    counts: CountsByEmployer, definition: Definition, one: Slice, context: Context
) -> Iterator[Estimate]:
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
    openings = {m: _openings(counts, m) for m in measures}
    employers = {m: _employers(counts, m) for m in measures}
    sample = _sample(counts)
    for column, value in enumerate(counts.values):
        error = reading_error(context.evaluation, definition.reading_error, value)
        for offset, measure in enumerate(measures):
            views = _views(found, offset * len(counts.values) + column)
            yield Estimate(
                statistic=definition.id,
                population=one.population,
                split=one.split,
                group=one.group,
                group_label=one.label,
                value=value,
                label=counts.labels[value],
                kind=_kind(definition, context, value),
                measure=measure,
                openings=int(openings[measure][column]),
                postings=int(counts.postings[measure][column]),
                employers=int(employers[measure][column]),
                **sample,
                views=views,
                reading_error=error,
                corrected=_corrected(context, definition, measure, value, views),
            )


def _withheld_counts(
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
                    kind=_kind(definition, context, value),
                    measure=measure,
                    openings=int(openings),
                    employers=int(employers),
                    **sample,
                )


def _openings(counts: CountsByEmployer, measure: str) -> Floats:
    """Openings that hold each value."""
    found: Floats = np.asarray(counts.numerators[measure].sum(axis=0)).ravel()
    return found


def _employers(counts: CountsByEmployer, measure: str) -> NDArray[np.intp]:
    """Employers of those openings."""
    return np.bincount(counts.numerators[measure].tocoo().col, minlength=len(counts.values))


def _sample(counts: CountsByEmployer) -> dict[str, int]:
    """The denominators of the views ``all`` and ``stating``, and their employers."""
    return {
        "of_openings": int(counts.openings.sum()),
        "of_employers": len(counts.employers),
        "stating_openings": int(counts.responding.sum()),
        "stating_employers": int((counts.responding > 0).sum()),
    }


def _kind(definition: Definition, context: Context, value: str) -> str | None:
    """What kind of thing a value is, where the values are skills."""
    return context.kinds.get(value) if definition.dimension.name == "skill" else None


def _corrected(
    context: Context, definition: Definition, measure: str, value: str, views: Views
) -> float | None:
    """Of the measure whose reading was measured: that a skill is named."""
    if definition.reading_error != "skills" or measure != definition.headline.measure:
        return None
    return corrected_share(context.evaluation, value, views.all.share)


def _views(found: Mapping[str, Shares], place: int) -> Views:
    return Views(
        all=_view(found["all"], place),
        stating=_view(found["stating"], place) if "stating" in found else None,
        silent=_view(found["silent"], 0),
        employer=_view(found["employer"], place) if "employer" in found else None,
    )


def _view(view: Shares, place: int) -> View:
    return View(
        share=rounded(float(view.share[place])),
        low=rounded(float(view.low[place])),
        high=rounded(float(view.high[place])),
    )


def _denominator(definition: Definition, one: Slice, counts: CountsByEmployer) -> Denominator:
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


def _withheld(definition: Definition, one: Slice, reason: str) -> Withheld:
    return Withheld(
        statistic=definition.id,
        population=one.population,
        split=one.split,
        group=one.group,
        reason=reason,
    )


def why_withheld(counts: CountsByEmployer, definition: Definition) -> str | None:
    """Why a slice is not published; ``None`` where its sample is large enough."""
    headline, least = definition.headline.view, definition.minimum
    denominator = counts.openings if headline == "all" else counts.responding
    openings, employers = int(denominator.sum()), int((denominator > 0).sum())
    if openings >= least.openings and employers >= least.employers:
        return None if counts.values or definition.figures else "no opening states it"
    responding = " that state it" if headline == "stating" else ""
    return f"{openings} openings of {employers} employers{responding}: {_too_few(definition)}"


def _too_few(definition: Definition) -> str:
    least = definition.minimum
    return f"fewer than the minimum of {least.openings} openings of {least.employers} employers"
