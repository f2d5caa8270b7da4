"""Tables of ``skillscan stats`` for figures, and for shares by group."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Protocol, TypeVar

from rich.console import Console

from skillscan.cli.display.responsive_table import responsive_tables

if TYPE_CHECKING:
    from skillscan.release.document import Publication
    from skillscan.statistics.definitions import Definition
    from skillscan.statistics.estimates import Disagreement, Estimate, View
    from skillscan.statistics.figures.figure import Figure

KINDS = ("technology", "field", "practice", "certification", "all")
"""Of skills, as they may be asked for."""
MOST_GROUPS = 6
"""Groups shown side by side; the newest of months."""


class _OfKind(Protocol):
    @property
    def kind(self) -> str | None: ...


_Row = TypeVar("_Row", bound=_OfKind)


def of_kind(rows: Iterable[_Row], kind: str | None) -> list[_Row]:
    """Of the rows of one statistic those of skills of a kind, and those that are of no skill;
    without a kind those that lead.
    """
    from skillscan.release.shown import leading

    if kind is None:
        return leading(rows)
    return [one for one in rows if kind == "all" or one.kind is None or one.kind == kind]


def shares_title(definition: "Definition") -> str:
    """The title of a table of shares; beside a headline that is no share it says of what."""
    from skillscan.release.shown import share_measure

    title = f"{definition.title} ({definition.id})"
    measure = share_measure(definition)
    if measure == definition.headline.measure:
        return title
    return f"{title}: {definition.measures[measure].rstrip('.')}"


def print_groups(
    console: Console,
    publication: "Publication",
    statistic: str,
    population: str,
    kind: str | None,
    limit: int,
    *,
    is_pooled: bool = False,
) -> None:
    """For each split the headline share of every value, in the headline's denominator, a column a
    group; of those that pool samples which disagree these, but where ``is_pooled`` asks for one
    number.
    """
    from skillscan.release.lookup import disagreements_of
    from skillscan.release.pooled_headlines import parts_instead
    from skillscan.release.shown import share_measure, share_view
    from skillscan.site.number_words import VIEW_LABELS

    definition = publication.statistics[statistic]
    measure, view = share_measure(definition), share_view(definition)
    for split in definition.splits:
        if split == "all":
            continue
        found = [
            one
            for one in publication.estimates
            if (one.statistic, one.population, one.split, one.measure)
            == (statistic, population, split, measure)
        ]
        rows = of_kind(found, kind)
        groups = sorted({(one.group, one.group_label) for one in rows})[-MOST_GROUPS:]
        if not groups:
            why = next(
                (
                    held.reason
                    for held in publication.withheld
                    if (held.statistic, held.population, held.split)
                    == (statistic, population, split)
                ),
                "too few",
            )
            console.print(f"{definition.title} ({statistic}), by {split}: {why}", markup=False)
            continue
        title = f"{shares_title(definition)}, by {split}: {VIEW_LABELS[view].lower()}"
        where = {group: (statistic, population, split, group) for group, _ in groups}
        flagged = {key: disagreements_of(publication, *one) for key, one in where.items()}
        instead = {key: parts_instead(publication, *one) for key, one in where.items()}
        cell = partial(_cell, view, flagged, {} if is_pooled else instead)
        shown = _print_split(console, title, rows, groups, cell, limit)
        for group, label in groups:
            told = [one[group] for one in shown if group in one]
            print_disagreements(
                console,
                f"{definition.dimension.label}, {label or group}",
                [one for one in told if one.value in flagged[group]],
                flagged[group],
            )


def _print_split(
    console: Console,
    title: str,
    rows: "Sequence[Estimate]",
    groups: Sequence[tuple[str, str]],
    cell: "Callable[[str, dict[str, Estimate]], str]",
    limit: int,
) -> "list[dict[str, Estimate]]":
    """Print the table, a row a value; returns its rows, the shares by group."""
    shares: dict[str, dict[str, Estimate]] = {}
    for one in rows:
        shares.setdefault(one.value, {})[one.group] = one
    if all(value.isdecimal() for value in shares):
        shares = dict(sorted(shares.items(), key=lambda pair: int(pair[0])))
    else:
        shares = dict(
            sorted(shares.items(), key=lambda pair: -sum(one.openings for one in pair[1].values()))
        )
    columns: dict[str, Callable[[dict[str, Estimate]], str]] = {
        (label or group).split(",")[0]: partial(cell, group) for group, label in groups
    }
    listed = [(next(iter(found.values())).label, found) for found in islice(shares.values(), limit)]
    for table in responsive_tables(console, title, "", listed, columns):
        console.print(table)
    return [found for _, found in listed]


def _cell(
    view: str,
    flagged: "Mapping[str, Mapping[str, Sequence[Disagreement]]]",
    instead: "Mapping[str, Mapping[str, Disagreement]]",
    group: str,
    found: "dict[str, Estimate]",
) -> str:
    """The share in a group, or what stands in its place; both by group and value."""
    from skillscan.site.doubt_sentences import in_its_place

    one = found.get(group)
    if one is None:
        return "–"
    mark = " †" if one.value in flagged[group] else ""
    parts = instead.get(group, {}).get(one.value)
    return f"{in_its_place(parts) if parts else _share_in(view, one)}{mark}"


def _share_in(name: str, one: "Estimate") -> str:
    view: View | None = getattr(one.views, name)
    return f"{view.share:.0%} ({view.low:.0%}–{view.high:.0%})" if view else "–"


def print_disagreements(
    console: Console,
    label: str,
    rows: "Sequence[Estimate]",
    flagged: "Mapping[str, Sequence[Disagreement]]",
) -> None:
    """What the rows marked with a dagger pool: the shares of the samples, not one number."""
    from skillscan.site.doubt_sentences import disagreement_sentence
    from skillscan.site.number_words import percent

    if not rows:
        return
    console.print(f"† misleads as it stands ({label.lower()}):", markup=False)
    for one in rows:
        for found in flagged[one.value]:
            console.print(f"  {one.label}. {disagreement_sentence(found)}", markup=False)
            if len(found.parts) > 2:
                parts = (f"{part.label} {percent(part.share)}" for part in found.parts)
                console.print(f"    {'; '.join(parts)}", style="dim", markup=False)


def print_figures(
    console: Console,
    publication: "Publication",
    statistic: str,
    population: str,
    kind: str | None,
    limit: int,
    *,
    is_pooled: bool = False,
) -> None:
    """The figures of a statistic, those of its groups below those of the whole population; of those
    that pool samples which disagree these, but where ``is_pooled`` asks for one number.
    """
    from skillscan.release.lookup import disagreements_about, figures_of
    from skillscan.release.pooled_headlines import figure_parts
    from skillscan.release.shown import in_order
    from skillscan.site.doubt_sentences import disagreement_sentence, in_its_place
    from skillscan.site.number_words import amount

    def number(one: "Figure") -> str:
        parts = None if is_pooled else figure_parts(publication, one)
        return in_its_place(parts, one.unit) if parts else amount(one.number, one.unit)

    def interval(one: "Figure") -> str:
        is_split = not is_pooled and figure_parts(publication, one)
        return "by sample" if is_split else _interval(one)

    definition = publication.statistics[statistic]
    for name, rule in definition.figures.items():
        rows = [one for one in figures_of(publication, statistic, population) if one.figure == name]
        found = in_order(of_kind(rows, kind))
        for held in publication.withheld:
            if (held.statistic, held.population, held.figure) == (statistic, population, name):
                console.print(f"{rule.says} Withheld: {held.reason}.", markup=False)
        if not found:
            continue
        columns: dict[str, Callable[[Figure], str]] = {
            "Number": number,
            "95 % interval": interval,
            "Openings": lambda one: f"{one.openings:,}",
            "Employers": lambda one: f"{one.employers:,}",
        }
        listed = [(_named(publication, one), one) for one in found[:limit]]
        title = f"{definition.title} ({statistic}): {rule.says.rstrip('.')}"
        for table in responsive_tables(console, title, definition.dimension.label, listed, columns):
            console.print(table)
        if len(found) > limit:
            console.print(f"{len(found) - limit} more rows: --limit {len(found)}", style="dim")
        for one in found[:limit]:
            for why in disagreements_about(publication, one):
                console.print(
                    f"† {one.label}. {disagreement_sentence(why, one.unit)}", markup=False
                )
        _print_within(console, found[:limit])
        _print_uncompared(console, found[:limit])


def _print_within(console: Console, rows: "Sequence[Figure]") -> None:
    """That differences were made within samples, and what they are of all that was pooled."""
    from skillscan.site.doubt_sentences import pooled_differences, within_words

    within = [one for one in rows if one.is_within_samples]
    if within:
        console.print(f"{within_words(within[0])}.", markup=False)
        console.print(f"  {pooled_differences(within)}", style="dim", markup=False)


def _print_uncompared(console: Console, rows: "Sequence[Figure]") -> None:
    """Of how many rows it is not known whether their samples agree."""
    many = sum(one.is_uncompared for one in rows)
    if many:
        which = "it" if many == 1 else "them"
        console.print(
            f"Of {many} of the {len(rows)} rows the samples (source and quarter) have too little "
            f"to be compared: they may disagree about {which}.",
            style="dim",
            markup=False,
        )


def _interval(one: "Figure") -> str:
    from skillscan.site.number_words import amount

    if one.low is None or one.high is None:
        return "–"
    return f"{amount(one.low, one.unit)} to {amount(one.high, one.unit)}"


def _named(publication: "Publication", one: "Figure") -> str:
    from skillscan.release.lookup import disagreements_about

    against = publication.populations.get(one.against or "")
    beside = f" (against {against.definition.label})" if against else ""
    flag = " †" if disagreements_about(publication, one) else ""
    return f"{one.label}{flag}{f', {one.group_label}' if one.group_label else ''}{beside}"
