"""Estimates: one statistic for one population and one value, in four views, with its counts.

Whoever only shows estimates does not count: what counting needs is imported where it is done.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from skillscan.statistics.definitions import Definition
from skillscan.statistics.populations import Share, rounded
from skillscan.statistics.reading_error import ReadingError, reading_error
from skillscan.telemetry.progress import NO_PROGRESS, Progress

if TYPE_CHECKING:
    import duckdb

    from skillscan.statistics.counts_by_employer import CountsByEmployer
    from skillscan.statistics.shares import Shares


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
    """

    statistic: str
    population: str
    value: str
    label: str
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


class Withheld(msgspec.Struct, frozen=True, kw_only=True):
    """A statistic that is not published for a population, and why."""

    statistic: str
    population: str
    reason: str


def estimate(
    connection: "duckdb.DuckDBPyConnection",
    definition: Definition,
    populations: Sequence[str],
    evaluation: Mapping[str, Any],
    progress: Progress = NO_PROGRESS,
) -> tuple[list[Estimate], list[Withheld]]:
    """All estimates of a statistic; its relation and ``population_openings`` exist.

    A value that occurs in any of the populations is estimated in all of them. Raises
    SkillscanError when the relation lacks a measure or counts an opening twice.
    """
    from skillscan.statistics.counts_by_employer import count_by_employer

    estimates: list[Estimate] = []
    withheld: list[Withheld] = []
    counted = count_by_employer(connection, definition, populations)
    for done, (population, counts) in enumerate(counted.items(), start=1):
        reason = _why_withheld(counts, definition)
        if reason:
            withheld.append(Withheld(statistic=definition.id, population=population, reason=reason))
        else:
            estimates += _estimates(counts, definition, population, evaluation)
        progress.advance(done, len(counted))
    return estimates, withheld


def _estimates(
    counts: "CountsByEmployer",
    definition: Definition,
    population: str,
    evaluation: Mapping[str, Any],
) -> Iterator[Estimate]:
    import numpy as np

    from skillscan.statistics.intervals import seed_of
    from skillscan.statistics.shares import EmployerCounts, shares

    measures = list(definition.measures)
    found = shares(
        EmployerCounts(
            openings=counts.openings,
            responding=counts.responding,
            numerators=np.column_stack([counts.numerators[measure] for measure in measures]),
        ),
        headline=definition.headline.view,
        seed=seed_of(population),
    )
    for column, value in enumerate(counts.values):
        for offset, measure in enumerate(measures):
            numerators = counts.numerators[measure][:, column]
            place = offset * len(counts.values) + column
            yield Estimate(
                statistic=definition.id,
                population=population,
                value=value,
                label=counts.labels[value],
                measure=measure,
                openings=int(numerators.sum()),
                postings=int(counts.postings[measure][:, column].sum()),
                employers=int((numerators > 0).sum()),
                of_openings=int(counts.openings.sum()),
                of_employers=len(counts.employers),
                stating_openings=int(counts.responding.sum()),
                stating_employers=int((counts.responding > 0).sum()),
                views=Views(
                    all=_view(found["all"], place),
                    stating=_view(found["stating"], place) if "stating" in found else None,
                    silent=_view(found["silent"], 0),
                    employer=_view(found["employer"], place) if "employer" in found else None,
                ),
                reading_error=reading_error(evaluation, definition.reading_error, value),
            )


def _view(view: "Shares", place: int) -> View:
    return View(
        share=rounded(float(view.share[place])),
        low=rounded(float(view.low[place])),
        high=rounded(float(view.high[place])),
    )


def _why_withheld(counts: "CountsByEmployer", definition: Definition) -> str | None:
    headline, least = definition.headline.view, definition.minimum
    denominator = counts.openings if headline == "all" else counts.responding
    openings, employers = int(denominator.sum()), int((denominator > 0).sum())
    if openings >= least.openings and employers >= least.employers:
        return None if counts.values else "no opening of any population states it"
    responding = " that state it" if headline == "stating" else ""
    return (
        f"{openings} openings of {employers} employers{responding}: fewer than the minimum of "
        f"{least.openings} openings of {least.employers} employers"
    )
