"""``skillscan stats``: the estimates of the latest release, in four views, with their sample."""

import json
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from skillscan.config import Settings

if TYPE_CHECKING:
    from skillscan.release.model import Publication
    from skillscan.statistics.estimate import Estimate, View
    from skillscan.statistics.reading_error import ReadingError


def stats(
    statistic: Annotated[
        str | None, typer.Argument(help="skill_share, experience_at_least, …; default: all.")
    ] = None,
    *,
    population: Annotated[
        str | None, typer.Option(help="Population id; default: ml_engineer_us if published.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="Rows of a statistic at most.")] = 25,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print estimates and definitions as JSON.")
    ] = False,
) -> None:
    """Print estimates of the latest release: four views of each share, with 95 % intervals."""
    from skillscan.release.choosing import population_of, statistic_of
    from skillscan.release.latest import open_latest

    publication = open_latest(Settings()).publication
    chosen = [statistic_of(publication, statistic)] if statistic else list(publication.statistics)
    where = population_of(publication, population)
    if as_json:
        typer.echo(json.dumps(_as_json(publication, chosen, where), ensure_ascii=False))
        return
    console = Console(highlight=False)
    if publication.notice:
        console.print(publication.notice, style="bold yellow", markup=False)
    for key in chosen:
        console.print()
        _print_statistic(console, publication, key, where, limit)
    _print_sample(console, publication, where)


def _print_statistic(
    console: Console, publication: "Publication", statistic: str, population: str, limit: int
) -> None:
    from skillscan.release.choosing import estimates_of, reason_withheld

    definition = publication.statistics[statistic]
    reason = reason_withheld(publication, statistic, population)
    if reason:
        console.print(f"{definition.title} ({statistic}): withheld, {reason}", markup=False)
        return
    estimates = estimates_of(publication, statistic, population)
    table = _empty_table(publication, statistic)
    rows = _sorted_rows(estimates, definition.headline.measure, definition.headline.view)
    others = {(one.value, one.measure): one for one in estimates}
    for one in rows[:limit]:
        required = [
            _share(getattr(others[one.value, measure].views, definition.headline.view))
            for measure in definition.measures
            if measure != one.measure
        ]
        table.add_row(*_cells(one), *required, *_counts(one))
    console.print(table)
    if len(rows) > limit:
        console.print(f"{len(rows) - limit} more rows: --limit {len(rows)}", style="dim")


def _empty_table(publication: "Publication", statistic: str) -> Table:
    from skillscan.release.site import VIEW_LABELS

    definition = publication.statistics[statistic]
    table = Table(title=f"{definition.title} ({statistic})", title_justify="left")
    table.add_column(definition.dimension.label, no_wrap=True)
    for name in ("all", "stating", "employer", "silent"):
        star = " *" if name == definition.headline.view else ""
        table.add_column(VIEW_LABELS[name] + star, justify="right")
    for measure in definition.measures:
        if measure != definition.headline.measure:
            table.add_column(measure.replace("_", " ").capitalize(), justify="right")
    for name in ("Openings", "Ads", "Employers", "Read: P / R"):
        table.add_column(name, justify="right")
    return table


def _sorted_rows(estimates: "list[Estimate]", measure: str, view: str) -> "list[Estimate]":
    """Rows of the headline measure that any opening holds; skills by share, years in order."""
    rows = [one for one in estimates if one.measure == measure and one.openings]
    if all(one.value.isdigit() for one in rows):
        return rows
    return sorted(rows, key=lambda one: -(getattr(one.views, view) or one.views.all).share)


def _cells(one: "Estimate") -> tuple[str, ...]:
    from rich.markup import escape

    views = one.views
    shares = (views.all, views.stating, views.employer, views.silent)
    return escape(one.label), *(_share(view) for view in shares)


def _counts(one: "Estimate") -> tuple[str, ...]:
    counts = (f"{number:,}" for number in (one.openings, one.postings, one.employers))
    return *counts, _error(one.reading_error)


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
    entry = publication.populations[population]
    sample = entry.sample
    console.print()
    console.print(
        f"{entry.definition.label} ({population}): {sample.openings:,} openings in "
        f"{sample.postings:,} advertisements of {sample.employers:,} employers on "
        f"{sample.boards:,} boards, seen {sample.first_day} to {sample.last_day}.",
        markup=False,
    )
    if sample.largest_employer is not None and sample.largest_employer_share is not None:
        console.print(
            f"Largest employer: {sample.largest_employer}, {sample.largest_employer_share:.1%} "
            "of the openings.",
            markup=False,
        )
    if publication.evaluation:
        rules = "these" if publication.evaluation.is_current else "other"
        console.print(
            f"Read: precision / recall on {publication.evaluation.postings:,} postings labelled "
            f"by hand, read with {rules} rules.",
            markup=False,
        )
    console.print(
        f"* headline view; in brackets the 95 % interval. Release {publication.release}.",
        markup=False,
    )


def _as_json(
    publication: "Publication", statistics: list[str], population: str
) -> dict[str, object]:
    content = publication.model_dump(mode="json", exclude={"estimates", "withheld"})
    content["statistics"] = {key: content["statistics"][key] for key in statistics}
    content["populations"] = {population: content["populations"][population]}
    for name in ("estimates", "withheld"):
        content[name] = [
            one.model_dump(mode="json")
            for one in getattr(publication, name)
            if one.statistic in statistics and one.population == population
        ]
    return content
