"""``skillscan stats``: the estimates of the latest release, in four views, with their sample."""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

import msgspec
import typer
from rich.console import Console

from skillscan.cli import stats_options as asked_for
from skillscan.cli.display.figure_tables import (
    KINDS,
    of_kind,
    print_figures,
    print_groups,
    shares_title,
)
from skillscan.cli.display.responsive_table import responsive_tables
from skillscan.cli.options import PublishedPopulation
from skillscan.errors import UsageError
from skillscan.settings import Settings

_NUMBERS = (
    *("estimates", "figures", "withheld", "withheld_counts", "denominators", "disagreements"),
    "sample_differences",
)

if TYPE_CHECKING:
    from skillscan.release.catalog import Release
    from skillscan.release.document import Publication
    from skillscan.statistics.estimates import Disagreement, Estimate, View, WithheldCount
    from skillscan.statistics.reading_error import ReadingError

    Columns = dict[str, Callable[[Estimate], str]]
    """Heading of a column, and what it says of an estimate."""


def stats(
    statistic: asked_for.Statistic = None,
    *,
    population: PublishedPopulation = None,
    value: asked_for.Value = None,
    occupation: asked_for.Occupation = None,
    country: asked_for.Country = None,
    language: asked_for.Language = None,
    seniority: asked_for.Seniority = None,
    source: asked_for.Source = None,
    since: asked_for.Since = None,
    until: asked_for.Until = None,
    kind: asked_for.Kind = None,
    limit: asked_for.Limit = 25,
    pooled: asked_for.Pooled = False,
    as_of: asked_for.AsOf = None,
    listed: asked_for.Listed = None,
    search: asked_for.Search = None,
    as_json: asked_for.AsJson = False,
) -> None:
    """Print estimates of the latest release (or of a day's): four views of each share, with 95 %
    intervals.
    """
    from skillscan.cli.stats_catalogue import print_found, print_list
    from skillscan.cli.stats_numbers import asked
    from skillscan.release.lookup import require_known

    if kind is not None:
        require_known("kind", kind, KINDS)
    release, word = _release_of(statistic or "", as_of)
    if listed is not None:
        print_list(release, listed, as_json=as_json)
        return
    if search is not None:
        print_found(release, search, as_json=as_json)
        return
    conditions = {
        "occupation": occupation,
        "country": country,
        "language": language,
        "seniority": seniority,
        "source": source,
        "since": since,
        "until": until,
    }
    publication, chosen, where = asked(release, word, population, conditions, value)
    if as_json:
        typer.echo(json.dumps(_as_json(publication, chosen, where), ensure_ascii=False))
        return
    shown_kind = kind if value is None else "all"
    _print_numbers(publication, chosen, where, shown_kind, limit, is_pooled=pooled)


def _release_of(statistic: str, as_of: datetime | None) -> tuple["Release", str]:
    """The release that is asked for by its day or behind an @, else the latest; and the word for
    the statistic.
    """
    from skillscan.release.catalog import open_named, part_address
    from skillscan.release.vintages import release_on

    settings = Settings()
    word, named = part_address(statistic)
    if as_of and named:
        raise UsageError("--as-of and a release after @ mean two releases: give one of them")
    return release_on(settings, as_of.date()) if as_of else open_named(settings, named), word


def _print_numbers(
    publication: "Publication",
    statistics: list[str],
    population: str,
    kind: str | None,
    limit: int,
    *,
    is_pooled: bool,
) -> None:
    console = Console(highlight=False)
    if publication.notice:
        console.print(publication.notice, style="bold yellow", markup=False)
    for key in statistics:
        console.print()
        _print_statistic(console, publication, key, population, kind, limit, is_pooled)
        print_groups(console, publication, key, population, kind, limit, is_pooled=is_pooled)
        print_figures(console, publication, key, population, kind, limit, is_pooled=is_pooled)
    _print_sample(console, publication, population)


def _print_statistic(
    console: Console,
    publication: "Publication",
    statistic: str,
    population: str,
    kind: str | None,
    limit: int,
    is_pooled: bool,
) -> None:
    from skillscan.cli.display.figure_tables import print_disagreements
    from skillscan.release.lookup import disagreements_of, estimates_of, reason_withheld
    from skillscan.release.pooled_headlines import parts_instead
    from skillscan.release.shown import share_measure, share_view

    definition = publication.statistics[statistic]
    reason = reason_withheld(publication, statistic, population)
    if reason:
        _print_withheld(console, publication, statistic, population, kind, limit)
        return
    found = estimates_of(publication, statistic, population)
    estimates = of_kind(found, kind)
    rows = _sorted_rows(estimates, share_measure(definition), share_view(definition))
    if not rows:
        if found:
            what = "any" if kind in {None, "all"} else f"any {kind}"
            console.print(
                f"{definition.title} ({statistic}): no opening holds {what}.", markup=False
            )
        return
    flagged = disagreements_of(publication, statistic, population)
    split = {} if is_pooled else parts_instead(publication, statistic, population)
    tables = responsive_tables(
        console,
        shares_title(definition),
        definition.dimension.label,
        [(one.label + (" †" if one.value in flagged else ""), one) for one in rows[:limit]],
        _share_columns(publication, statistic, estimates, split),
        _SAMPLE_COLUMNS,
    )
    for table in tables:
        console.print(table)
    if len(rows) > limit:
        console.print(f"{len(rows) - limit} more rows: --limit {len(rows)}", style="dim")
    for said in (*_corrected(rows[:limit], split), *_far_apart(publication, rows)):
        console.print(said, style="dim", markup=False)
    shown = [one for one in rows[:limit] if one.value in flagged]
    print_disagreements(console, definition.dimension.label, shown, flagged)


def _corrected(rows: "list[Estimate]", split: "Mapping[str, Disagreement]") -> "Iterator[str]":
    """Of a value that stands alone its share without the error of reading; what is shown by its
    parts has none.
    """
    from skillscan.site.number_words import corrected_words

    if len(rows) == 1 and rows[0].value not in split and (said := corrected_words(rows[0])):
        yield f"{rows[0].label}: {said}."


def _far_apart(publication: "Publication", rows: "list[Estimate]") -> "Iterator[str]":
    """Of a value that stands alone what its samples say, where they lie far apart."""
    from skillscan.release.lookup import difference_about
    from skillscan.site.doubt_sentences import difference_sentence

    if len(rows) == 1 and (found := difference_about(publication, rows[0])):
        yield f"{rows[0].label}. {difference_sentence(found)}"


def _print_withheld(
    console: Console,
    publication: "Publication",
    statistic: str,
    population: str,
    kind: str | None,
    limit: int,
) -> None:
    """Why there is no share, and what was counted all the same."""
    from skillscan.release.lookup import counts_of, reason_withheld
    from skillscan.site.narrative import withheld_sentence
    from skillscan.site.number_words import count_of

    definition = publication.statistics[statistic]
    rows = of_kind(counts_of(publication, statistic, population), kind)
    title = f"{definition.title} ({statistic})"
    if not rows:
        reason = reason_withheld(publication, statistic, population)
        console.print(f"{title}: withheld, {reason}", markup=False)
        return
    console.print(f"{title}. {withheld_sentence(publication, statistic, population)}", markup=False)
    columns: dict[str, Callable[[WithheldCount], str]] = {
        "Openings": lambda one: count_of(one, definition),
        "Employers": lambda one: f"{one.employers:,}",
    }
    listed = [(one.label, one) for one in rows[:limit]]
    for table in responsive_tables(console, "", definition.dimension.label, listed, columns):
        console.print(table)
    if len(rows) > limit:
        console.print(f"{len(rows) - limit} more rows: --limit {len(rows)}", style="dim")


def _share_columns(
    publication: "Publication",
    statistic: str,
    estimates: "list[Estimate]",
    split: "Mapping[str, Disagreement]",
) -> "Columns":
    """The four views of the headline measure, and the headline view of the other measures; of the
    values in ``split`` the shares of their parts in the headline view, and no other.
    """
    from skillscan.release.shown import share_measure, share_view
    from skillscan.site.number_words import VIEW_LABELS

    definition = publication.statistics[statistic]
    shown, leading = share_measure(definition), share_view(definition)
    starred = leading if shown == definition.headline.measure else None
    others = {(one.value, one.measure): one for one in estimates}
    columns: Columns = {
        VIEW_LABELS[name] + (" *" if name == starred else ""): partial(
            _view_or_parts, name, leading, split
        )
        for name in ("all", "stating", "employer", "silent")
    }
    for measure in definition.measures:
        if measure != shown:
            heading = measure.replace("_", " ").capitalize()
            columns[heading] = partial(_other_or_parted, others, measure, leading, split)
    return columns


def _view(name: str, one: "Estimate") -> str:
    return _share(getattr(one.views, name))


def _view_or_parts(
    name: str, headline: str, split: "Mapping[str, Disagreement]", one: "Estimate"
) -> str:
    from skillscan.site.doubt_sentences import in_its_place, parted

    if one.value not in split or name == "silent":
        return _view(name, one)
    return (in_its_place if name == headline else parted)(split[one.value])


def _other_or_parted(
    others: "dict[tuple[str, str], Estimate]",
    measure: str,
    view: str,
    split: "Mapping[str, Disagreement]",
    one: "Estimate",
) -> str:
    """Another measure, which pools the same samples; nobody counted its parts."""
    from skillscan.site.doubt_sentences import parted

    if one.value in split:
        return parted(split[one.value])
    return _view(view, others[one.value, measure])


_SAMPLE_COLUMNS: "Columns" = {
    "Openings": lambda one: f"{one.openings:,}",
    "Ads": lambda one: f"{one.postings:,}",
    "Employers": lambda one: f"{one.employers:,}",
    "Read: P / R": lambda one: _error(one.reading_error),
}


def _sorted_rows(estimates: "list[Estimate]", measure: str, view: str) -> "list[Estimate]":
    """Rows of the headline measure that any opening holds; skills by share, years in order."""
    rows = [one for one in estimates if one.measure == measure and one.openings]
    if all(one.value.isdigit() for one in rows):
        return rows
    return sorted(rows, key=lambda one: -(getattr(one.views, view) or one.views.all).share)


def _share(view: "View | None") -> str:
    if view is None:
        return "–"
    return f"{view.share:.1%} ({view.low:.0%}–{view.high:.0%})"


def _error(error: "ReadingError | None") -> str:
    if error is None:
        return "not measured"
    if error.exact is not None:
        return f"{error.exact:.0%} exact (n {error.labelled})"
    parts = ("–" if part is None else f"{part:.0%}" for part in (error.precision, error.recall))
    return f"{' / '.join(parts)} (n {error.labelled})"


def _print_sample(console: Console, publication: "Publication", population: str) -> None:
    from skillscan.site.doubt_sentences import confounding_sentence

    entry = publication.populations[population]
    sample = entry.sample
    console.print()
    if unclear := confounding_sentence(publication, population):
        console.print(unclear, markup=False)
    seen = f", seen {sample.first_day} to {sample.last_day}" if sample.openings else ""
    console.print(
        f"{entry.definition.label} ({population}): {sample.openings:,} openings in "
        f"{sample.postings:,} advertisements of {sample.employers:,} employers on "
        f"{sample.boards:,} boards{seen}.",
        markup=False,
    )
    if sample.largest_employer is not None and sample.largest_employer_share is not None:
        console.print(
            f"Largest employer: {sample.largest_employer}, {sample.largest_employer_share:.1%} "
            "of the openings.",
            markup=False,
        )
    if publication.evaluation:
        measured = publication.evaluation
        rules = "these" if measured.is_current else "other"
        seen = "blind" if measured.labels == "blind" else "with the rules in view"
        console.print(
            f"Read: precision / recall on {measured.postings:,} postings labelled by hand, {seen}; "
            f"read with {rules} rules.",
            markup=False,
        )
    console.print(
        f"* headline view; the range with each share is its 95 % interval. "
        f"Release {publication.release}.",
        markup=False,
    )


def _as_json(
    publication: "Publication", statistics: list[str], population: str
) -> dict[str, object]:
    chosen = {
        name: [
            one
            for one in getattr(publication, name)
            if one.statistic in statistics and one.population == population
        ]
        for name in _NUMBERS
    }
    content: dict[str, object] = msgspec.to_builtins(
        msgspec.structs.replace(
            publication,
            statistics={key: publication.statistics[key] for key in statistics},
            populations={population: publication.populations[population]},
            **chosen,
        )
    )
    return content
