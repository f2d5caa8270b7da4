"""What a statistic's relation says of every population: estimates, figures, what is withheld."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace

import duckdb
import msgspec
import pyarrow as pa

from skillscan.statistics.confounding import ACROSS_TIME, BY_TIME, RAW_GROWTH
from skillscan.statistics.counts_by_employer import (
    CountsByEmployer,
    check_counted_once,
    check_relation,
    count_by_employer,
    rows_of,
)
from skillscan.statistics.definitions import BY_SAMPLE, Definition, too_few
from skillscan.statistics.disagreement import compared_numbers
from skillscan.statistics.estimate_rows import EstimateRows
from skillscan.statistics.estimates import (
    ALL,
    Denominator,
    Disagreement,
    SampleDifference,
    Slice,
    Withheld,
    WithheldCount,
)
from skillscan.statistics.figures.amounts import Amounts
from skillscan.statistics.figures.difference import compared_pairs, differences, why_uncompared
from skillscan.statistics.figures.figure import Figure
from skillscan.statistics.figures.lift import lifts
from skillscan.statistics.figures.lift_disagreement import lift_disagreements
from skillscan.statistics.figures.median import medians
from skillscan.statistics.figures.median_disagreement import median_disagreements
from skillscan.statistics.figures.ratio_disagreement import ratio_disagreements
from skillscan.statistics.figures.sums import plain_counts, ratios, why_no_ratio
from skillscan.statistics.figures.survival import survival_medians
from skillscan.statistics.sample_splits import LEAST_OPENINGS, SAMPLE, is_sample
from skillscan.statistics.slice_estimates import (
    Context,
    Counts,
    denominator,
    share_estimates,
    withheld_counts,
)
from skillscan.statistics.slices import (
    NumberedRows,
    Numbers,
    at_hand,
    columns_of,
    number_openings,
    numbered,
    other_relation,
    parted_rows,
    splits_of,
)
from skillscan.telemetry.progress import NO_PROGRESS, Progress
from skillscan.warehouse import queries
from skillscan.warehouse.held_memory import give_back_freed

MOST_ANSWERS = 3_000_000
"""That are counted at once, of all populations together."""
_BY_OPENING = {"median": medians, "survival_median": survival_medians}
_BY_SUMS = {"ratio": ratios, "count": plain_counts}


@dataclass(frozen=True)
class Estimated:
    """All that a statistic says; ``counts`` are what its shares were made of, for others to use.

    Of all statistics together, ``counts_of`` are these by statistic.
    """

    estimates: EstimateRows = field(default_factory=EstimateRows)
    figures: list[Figure] = field(default_factory=list)
    withheld: list[Withheld] = field(default_factory=list)
    withheld_counts: list[WithheldCount] = field(default_factory=list)
    denominators: list[Denominator] = field(default_factory=list)
    disagreements: list[Disagreement] = field(default_factory=list)
    sample_differences: list[SampleDifference] = field(default_factory=list)
    counts: dict[Slice, CountsByEmployer] = field(default_factory=dict)
    counts_of: dict[str, Counts] = field(default_factory=dict)


def estimate(
    connection: duckdb.DuckDBPyConnection,
    definition: Definition,
    context: Context,
    progress: Progress = NO_PROGRESS,
    rows: NumberedRows | None = None,
) -> Estimated:
    """All numbers of a statistic; its relation (of openings also its numbered ``rows``, where they
    are at hand) and what ``number_openings`` makes exist.

    Raises UsageError when the relation counts an opening twice.
    """
    if definition.unit != "opening":
        check_counted_once(connection, definition)
        return _by_sums(connection, definition, context)
    found = Estimated()
    figures: dict[str, list[Figure]] = {name: [] for name in definition.figures}
    with numbered(connection, definition, context.populations, rows) as numbers:
        if not numbers.rows.is_whole:
            check_counted_once(connection, definition)
        amounts = _amounts(connection, definition, numbers)

        def add(counts: Counts) -> None:
            """What the counts of a part say: when it returns, they are held no more."""
            before, slices = len(found.estimates.parts), len(numbers.slices)
            published = {}
            shown = _published(counts, definition, context, found, progress, slices=slices)
            for one, counted in shown:
                published[one] = counted
                for name, of_name in figures.items():  # by the draws that shares are made with
                    if not _compares(definition, name):
                        only = {one: counted}
                        of_name.extend(_figures(definition, name, only, amounts, context))
            for name, of_name in figures.items():
                if _compares(definition, name):
                    compared = {**published, **_of_samples(counts)}
                    of_name.extend(_figures(definition, name, compared, amounts, context))
                    found.withheld.extend(_uncompared(definition, name, compared))
            _compare_samples(
                definition, counts, found, EstimateRows(found.estimates.parts[before:])
            )
            for name, of_name in figures.items():
                flagged = _of_figures(definition, name, counts, amounts, context, of_name)
                found.disagreements.extend(flagged)
            found.counts.update(_kept(counts, context.used))

        for part in _parts(definition, numbers):
            if part is not numbers:
                give_back_freed()
            add(count_by_employer(connection, definition, part))
    # A statistic that has groups only counts nothing at all where no opening falls into one.
    counted_populations = {one.population for one in found.counts if not is_sample(one)}
    found.withheld.extend(
        _withheld(definition, Slice(population, ALL, "", ""), "no opening falls into a group of it")
        for population in context.populations
        if population not in counted_populations
    )
    found.figures.extend(one for of_name in figures.values() for one in of_name)
    return found


def _compare_samples(
    definition: Definition, counts: Counts, found: Estimated, shares: EstimateRows
) -> None:
    """Where the samples behind these shares differ goes into ``found``."""
    leading = shares.by(
        definition.headline.measure,
        lambda split: split not in BY_TIME,
        least_openings=LEAST_OPENINGS,
    )
    for one in compared_numbers(definition, counts, leading):
        found.disagreements.extend(one.disagreements())
        found.sample_differences.extend(one.differences())


def _parts(definition: Definition, numbers: Numbers) -> Iterable[Numbers]:
    """What is counted at once: of many answers one population after the other, where none is
    compared with another.
    """
    compares = any(_compares(definition, name) for name in definition.figures)
    return (
        [numbers] if compares or numbers.rows.answers <= MOST_ANSWERS else numbers.by_population()
    )


def _compares(definition: Definition, figure: str) -> bool:
    """Whether a figure is made of several populations."""
    return definition.figures[figure].kind == "difference"


def _of_samples(counts: Counts) -> Counts:
    """The counts of the samples that populations pool."""
    return {one: counted for one, counted in counts.items() if one.split == SAMPLE}


def _uncompared(definition: Definition, name: str, counts: Counts) -> Iterator[Withheld]:
    """The populations that have no difference from another, for their samples are others."""
    for pair in compared_pairs(definition, name, counts):
        if not pair.is_enough(definition):
            one = Slice(pair.here, ALL, "", "")
            yield _withheld(definition, one, why_uncompared(pair), figure=name)


def _published(
    counts: Counts,
    definition: Definition,
    context: Context,
    found: Estimated,
    progress: Progress,
    *,
    slices: int,
) -> Iterator[tuple[Slice, CountsByEmployer]]:
    """The slices that are published; their shares, or why there are none, go into ``found``. There
    are so many ``slices`` in all.
    """
    for done, (one, counted) in enumerate(counts.items(), start=len(found.counts) + 1):
        if is_sample(one):
            continue
        if reason := _why_no_trend(one, context) or why_withheld(counted, definition):
            found.withheld.append(_withheld(definition, one, reason))
            if one.split == ALL:
                found.withheld_counts.extend(withheld_counts(counted, definition, one, context))
            continue
        yield one, counted
        if definition.measures:
            found.denominators.append(denominator(definition, one, counted))
            found.estimates.parts.append(share_estimates(counted, definition, one, context))
        progress.advance(done, slices)


def _amounts(
    connection: duckdb.DuckDBPyConnection, definition: Definition, numbers: Numbers
) -> Amounts | None:
    """The amounts of a statistic that has any."""
    if not any(rule.kind in _BY_OPENING for rule in definition.figures.values()):
        return None
    rows = parted_rows(connection, "statistics/amounts", definition)
    return Amounts(numbers=numbers, columns=columns_of(rows))


def _why_no_trend(one: Slice, context: Context) -> str | None:
    """Why a group is not shown beside those of other times; ``None`` where it is."""
    return context.untrended.get(one.population) if one.split in ACROSS_TIME else None


def headline_figures(
    connection: duckdb.DuckDBPyConnection, definition: Definition, populations: Sequence[str]
) -> list[Figure]:
    """The figures that a statistic means by its one number, and nothing else of it; its relation,
    what ``number_openings`` makes and ``population_openings`` exist.
    """
    name = definition.headline.measure
    wanted = msgspec.structs.replace(definition, figures={name: definition.figures[name]})
    context = Context(populations=populations)
    if definition.unit != "opening":
        return _by_sums(connection, wanted, context).figures
    check_relation(connection, wanted)
    with numbered(connection, wanted, populations) as numbers:
        if not numbers.rows.is_whole:
            check_counted_once(connection, wanted)
        counts = count_by_employer(connection, wanted, numbers)
        amounts = _amounts(connection, wanted, numbers)
    large = {
        one: found
        for one, found in counts.items()
        if not is_sample(one) and not why_withheld(found, definition)
    }
    compared = {**large, **_of_samples(counts)} if _compares(wanted, name) else large
    return list(_figures(wanted, name, compared, amounts, context))


def estimate_all(
    connection: duckdb.DuckDBPyConnection,
    definitions: Mapping[str, Definition],
    context: Context,
    progress: Progress = NO_PROGRESS,
    each: Callable[[Definition, Estimated], None] | None = None,
) -> Estimated:
    """The numbers of all statistics, in their order; later ones may use counts of earlier ones.

    ``each`` is called with those of every statistic, while its relation is at hand. Raises
    UsageError where a relation lacks a column or counts an opening twice.
    """
    whole = Estimated()
    counts: dict[str, Counts] = {}
    used = _used(definitions.values())
    parted = [split for definition in definitions.values() for split in splits_of(definition)]
    number_openings(connection, dict.fromkeys(parted))
    last_needed = _last_needed(connection, list(definitions))
    with ExitStack() as made:
        relations: dict[str, ExitStack] = {}
        numbered_rows: dict[str, NumberedRows | None] = {}
        for definition in definitions.values():
            progress.begin(definition.id)
            check_relation(connection, definition)
            relations[definition.id] = made.enter_context(ExitStack())
            is_shared = last_needed[definition.id] != definition.id
            most_kept = MOST_ANSWERS if is_shared else 0
            rows = relations[definition.id].enter_context(
                at_hand(connection, definition, numbered_rows, most_kept=most_kept)
            )
            numbered_rows[definition.id] = rows
            given = replace(context, counts=counts, used=used.get(definition.id, ()))
            found = estimate(connection, definition, given, progress, rows)
            if each:
                each(definition, found)
            counts[definition.id] = found.counts
            whole.estimates.parts.extend(found.estimates.parts)
            whole.figures.extend(found.figures)
            whole.withheld.extend(found.withheld)
            whole.withheld_counts.extend(found.withheld_counts)
            whole.denominators.extend(found.denominators)
            whole.disagreements.extend(found.disagreements)
            whole.sample_differences.extend(found.sample_differences)
            for name in [one for one in relations if last_needed[one] == definition.id]:
                relations.pop(name).close()
                numbered_rows.pop(name)
    whole.counts_of.update(counts)
    return whole


def _last_needed(
    connection: duckdb.DuckDBPyConnection, statistics: Sequence[str]
) -> dict[str, str]:
    """Of each statistic the last whose relation is built on its own, by name or by that of one that
    has its rows: until then it is at hand. One that comes before it, and is built on it all the
    same, is made of the view of the release.
    """
    made_by = dict(queries.rows(connection, "statistics/views"))
    last = {name: name for name in statistics}
    for later in statistics:
        read = set(re.findall(r"\w+", made_by.get(later, "")))
        for name in {root for one in read for root in _with_roots(one, made_by)} & set(statistics):
            if statistics.index(later) > statistics.index(last[name]):
                last[name] = later
    return last


def _with_roots(name: str, made_by: Mapping[str, str]) -> Iterator[str]:
    """A relation and, where it has the rows of another, that one, and so on to the one that makes
    them.
    """
    found: str | None = name
    while found is not None:
        yield found
        found = other_relation(made_by.get(found, ""))


def _used(definitions: Iterable[Definition]) -> dict[str, set[str]]:
    """The statistics that figures are made of, each with the measures of it that are counted."""
    found: dict[str, set[str]] = {}
    for definition in definitions:
        for rule in definition.figures.values():
            if rule.of:
                statistic, _, measure = rule.of.partition(".")
                found.setdefault(statistic, set()).add(measure)
    return found


def _kept(counts: Counts, used: Collection[str]) -> Counts:
    """What is kept of counts: the denominators, and by the measures that another statistic uses
    what whole populations hold, and their samples of the values that are compared.
    """
    compared = {
        one.population: counted.frequent(used, LEAST_OPENINGS)
        for one, counted in counts.items()
        if one.split == ALL
    }
    return {
        one: counted.by_measures(used, None if one.split == ALL else compared[one.population])
        if used and one.split in {ALL, SAMPLE}
        else counted.without_values()
        for one, counted in counts.items()
    }


def _figures(
    definition: Definition, name: str, counts: Counts, amounts: Amounts | None, context: Context
) -> Iterator[Figure]:
    rule = definition.figures[name]
    if amounts is not None and rule.kind in _BY_OPENING:
        yield from _BY_OPENING[rule.kind](definition, name, amounts, counts)
    elif rule.kind == "lift":
        statistic, _, measure = str(rule.of).partition(".")
        yield from lifts(definition, name, counts, context.counts[statistic], measure)
    else:
        for one in differences(definition, name, counts):
            kind = context.kind(definition, one.value)
            yield msgspec.structs.replace(one, kind=kind)


def _of_figures(
    definition: Definition,
    name: str,
    counts: Counts,
    amounts: Amounts | None,
    context: Context,
    figures: Sequence[Figure],
) -> Iterator[Disagreement]:
    """Of the figures of one name those whose samples disagree; ``counts`` has these, and of figures
    of other populations nothing is said.
    """
    rule = definition.figures[name]
    if rule.kind == "median" and amounts is not None:
        yield from median_disagreements(definition, amounts, counts, figures)
    elif rule.kind == "lift":
        statistic, _, measure = str(rule.of).partition(".")
        singles = context.counts[statistic]
        yield from lift_disagreements(definition, name, counts, singles, measure, figures)


def _by_sums(
    connection: duckdb.DuckDBPyConnection, definition: Definition, context: Context
) -> Estimated:
    rows = rows_of(connection, "statistics/sums", definition)
    found = Estimated()
    for name, rule in definition.figures.items():
        drawn = [key for key in context.populations if key not in context.untrended]
        shown = drawn if name in RAW_GROWTH else context.populations
        for one in _BY_SUMS[rule.kind](definition, name, rows, shown):
            kind = context.kind(definition, one.value)
            found.figures.append(msgspec.structs.replace(one, kind=kind))
    found.disagreements.extend(_of_ratios(connection, definition, rows, found.figures))
    found.withheld.extend(_untrended_figures(definition, context))
    published = {(one.population, one.figure) for one in found.figures}
    for population in context.populations:
        missing = {
            name: _why_no_sums(definition, name, rows, population)
            for name in definition.figures
            if (population, name) not in published
        }
        found.withheld.extend(_missing_figures(definition, population, missing, context))
    return found


def _of_ratios(
    connection: duckdb.DuckDBPyConnection,
    definition: Definition,
    rows: pa.Table,
    figures: Sequence[Figure],
) -> Iterator[Disagreement]:
    """Of the ratios of a relation that has its sums sample by sample those whose samples
    disagree.
    """
    if BY_SAMPLE not in rows.schema.names:
        return
    labels = dict(queries.rows(connection, "statistics/sample_labels"))
    for name, rule in definition.figures.items():
        if rule.kind == "ratio":
            found = [one for one in figures if one.figure == name]
            yield from ratio_disagreements(definition, name, rows, labels, found)


def _missing_figures(
    definition: Definition, population: str, missing: Mapping[str, str], context: Context
) -> Iterator[Withheld]:
    """The statistic as a whole where all its figures are missing, else each of them."""
    whole = Slice(population, ALL, "", "")
    untrended = RAW_GROWTH if population in context.untrended else frozenset()
    reasons = {name: said for name, said in missing.items() if name not in untrended}
    if len(missing) == len(definition.figures):
        yield _withheld(definition, whole, "; ".join(dict.fromkeys(reasons.values())))
        return
    for name, reason in reasons.items():
        yield _withheld(definition, whole, reason, figure=name)


def _why_no_sums(definition: Definition, name: str, rows: pa.Table, population: str) -> str:
    is_ratio = definition.figures[name].kind == "ratio"
    return why_no_ratio(definition, name, rows, population) if is_ratio else too_few(definition)


def _untrended_figures(definition: Definition, context: Context) -> Iterator[Withheld]:
    """The figures that would draw a trend over populations that have none, and why."""
    for name in definition.figures:
        for population in context.populations:
            if name in RAW_GROWTH and population in context.untrended:
                whole = Slice(population, ALL, "", "")
                yield _withheld(definition, whole, context.untrended[population], figure=name)


def _withheld(definition: Definition, one: Slice, reason: str, *, figure: str = "") -> Withheld:
    return Withheld(
        statistic=definition.id,
        population=one.population,
        split=one.split,
        group=one.group,
        figure=figure,
        reason=reason,
    )


def why_withheld(counts: CountsByEmployer, definition: Definition) -> str | None:
    """Why a slice is not published; ``None`` where its sample is large enough."""
    headline, least = definition.headline.view, definition.minimum
    denominator = counts.openings if headline == "all" else counts.responding
    openings, employers = int(denominator.sum()), int((denominator > 0).sum())
    if openings >= least.openings and employers >= least.employers:
        return None if counts.values or definition.figures else "no opening states it"
    figure = definition.figures.get(definition.headline.measure)
    if not openings and figure and figure.without:
        return figure.without
    responding = " that state it" if headline == "stating" else ""
    return f"{openings} openings of {employers} employers{responding}: {too_few(definition)}"
