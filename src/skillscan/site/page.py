"""The page of a release in one HTML file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import jinja2

from skillscan.release.document import PopulationEntry, Publication, QuotedExample
from skillscan.release.excerpt import excerpt
from skillscan.release.files import PageFile
from skillscan.release.lookup import counts_of, figures_of, reason_withheld
from skillscan.release.pooled_headlines import parts_instead
from skillscan.release.release_folder import SITE
from skillscan.release.shown import in_order, leading, share_measure, share_view
from skillscan.site.chart import LABEL_WIDTH, ROW_HEIGHT, WIDTH, Chart, chart
from skillscan.site.content import SiteContent
from skillscan.site.document import HERE, inline_asset, template_environment
from skillscan.site.narrative import (
    VIEW_LABELS,
    amount,
    confounding_sentence,
    count_of,
    figure_sentence,
    in_its_place,
    percent,
    sentence,
    warnings_of,
    withheld_sentence,
)
from skillscan.statistics.definitions import Definition
from skillscan.statistics.estimates import ALL, Estimate, View, WithheldCount
from skillscan.statistics.figures.figure import Figure

_CHART_BARS = 20
_MOST_COUNTS = 40
_MOST_FIGURES = 40
"""Figures of one name that the page shows; the release's files have all."""


@dataclass(frozen=True, kw_only=True)
class ValueRow:
    """One value: its headline estimate, and the headline view of the other measures."""

    estimate: Estimate
    others: tuple[tuple[str, View | None], ...]
    sentence: str
    instead: str
    """What stands in the place of a number that pools what differs; empty where it does not."""


@dataclass(frozen=True, kw_only=True)
class FigureRow:
    """One figure, and what it says in a sentence."""

    figure: Figure
    sentence: str


@dataclass(frozen=True, kw_only=True)
class StatisticPanel:
    """One statistic for one population: rows and chart, or the reason why it is withheld."""

    definition: Definition
    view: str
    """The view of the shares that leads."""
    rows: tuple[ValueRow, ...]
    figures: Mapping[str, tuple[FigureRow, ...]]
    """The figures that are shown, by their names."""
    chart: Chart | None
    reason: str | None
    withheld: str
    """Why there is no share, in a sentence."""
    counts: tuple[WithheldCount, ...]
    """What was counted all the same, the most frequent first."""
    examples: tuple[tuple[str, QuotedExample], ...]
    """Label of a value, and a sentence that it rests on."""
    warnings: tuple[tuple[str, str], ...]
    """Label of a value, and why its number misleads as it stands."""

    @property
    def is_share(self) -> bool:
        """Whether the headline is one of the shares, and no figure beside them."""
        return self.definition.headline.measure in self.definition.measures

    @property
    def whole(self) -> int:
        """How many values have one number, and not one of each sample."""
        return sum(not row.instead for row in self.rows)


@dataclass(frozen=True, kw_only=True)
class PopulationSection:
    """One population with its panels."""

    entry: PopulationEntry
    unclear: str
    """Which kinds of data cannot be told apart; empty where all can."""
    panels: tuple[StatisticPanel, ...]

    @property
    def is_published(self) -> bool:
        """Whether any statistic of the population is published."""
        return any(panel.rows for panel in self.panels)

    @property
    def shown(self) -> tuple[StatisticPanel, ...]:
        """The panels with numbers, and those that are withheld."""
        return tuple(one for one in self.panels if one.rows or one.figures or one.reason)


def files(content: SiteContent) -> Iterator[PageFile]:
    """The page of all numbers that ``statistics.json`` has."""
    yield PageFile(
        path=f"{SITE}/everything.html", content=_html(excerpt(content.publication)).encode()
    )


def _html(publication: Publication) -> str:
    sections = [_section(publication, key) for key in publication.populations]
    return _template().render(
        publication=publication,
        sections=sorted(sections, key=lambda section: not section.is_published),
        additions=list(_additions(publication)),
        view_labels=VIEW_LABELS,
        style=inline_asset((HERE, "base.css"), (HERE, "page.css")),
        script=inline_asset((HERE, "page.js")),
        geometry={"width": WIDTH, "label_width": LABEL_WIDTH, "row_height": ROW_HEIGHT},
    )


def _additions(publication: Publication) -> Iterator[str]:
    """What the operator added to the package, in words."""
    named = {
        "statistics": publication.own_statistics,
        "splits": publication.own_splits,
        "populations": publication.own_populations,
    }
    for kind, ids in named.items():
        if ids:
            yield f"the {kind} {', '.join(ids)}"
    for file, entries in publication.own_rules.items():
        yield f"rules in {file} ({len(entries)})"
    if publication.own_taxonomy:
        yield f"to the taxonomy ({len(publication.own_taxonomy)})"


@cache
def _template() -> jinja2.Template:
    environment = template_environment()
    environment.filters |= {
        "percent": percent,
        "bound": "{:.0%}".format,
        "count": "{:,}".format,
        "amount": amount,
        "count_of": count_of,
    }
    return environment.get_template("page.html.j2")


def _section(publication: Publication, population: str) -> PopulationSection:
    return PopulationSection(
        entry=publication.populations[population],
        unclear=confounding_sentence(publication, population),
        panels=tuple(
            _panel(publication, definition, population)
            for definition in publication.statistics.values()
        ),
    )


def _panel(publication: Publication, definition: Definition, population: str) -> StatisticPanel:
    rows = list(_rows(publication, definition, population))
    is_ordered = all(row.estimate.value.isdigit() for row in rows)
    if not is_ordered:
        rows.sort(key=lambda row: -_leading_view(definition, row.estimate).share)
    whole = [row for row in rows if not row.instead]
    bars = [
        (row.estimate.label, _leading_view(definition, row.estimate)) for row in whole[:_CHART_BARS]
    ]
    is_drawn = bars and definition.headline.measure in definition.measures
    return StatisticPanel(
        definition=definition,
        view=share_view(definition),
        rows=tuple(rows),
        figures={
            name: tuple(_figures(publication, definition, population, name))
            for name in definition.figures
        },
        chart=chart(bars) if is_drawn else None,
        reason=reason_withheld(publication, definition.id, population),
        withheld=withheld_sentence(publication, definition.id, population),
        counts=tuple(
            one for one in leading(counts_of(publication, definition.id, population))[:_MOST_COUNTS]
        ),
        examples=tuple(_examples(publication, definition, population, rows)),
        warnings=tuple(
            (row.estimate.label, warning)
            for row in rows
            for warning in warnings_of(publication, row.estimate)
        ),
    )


def _figures(
    publication: Publication, definition: Definition, population: str, name: str
) -> Iterator[FigureRow]:
    """The figures of most openings, those of the whole population first."""
    found = [
        one for one in figures_of(publication, definition.id, population) if one.figure == name
    ]
    for one in in_order(leading(found))[:_MOST_FIGURES]:
        yield FigureRow(figure=one, sentence=figure_sentence(publication, one))


def _examples(
    publication: Publication, definition: Definition, population: str, rows: list[ValueRow]
) -> Iterator[tuple[str, QuotedExample]]:
    """The examples of a panel, in the order of its rows."""
    found = {
        one.value: one
        for one in publication.examples
        if (one.statistic, one.population) == (definition.id, population)
    }
    for row in rows:
        if row.estimate.value in found:
            yield row.estimate.label, found[row.estimate.value]


def _rows(publication: Publication, definition: Definition, population: str) -> Iterator[ValueRow]:
    """Values that any opening of the population holds, in the release's order."""
    split = parts_instead(publication, definition.id, population)
    shown, view = share_measure(definition), share_view(definition)
    by_value: dict[str, dict[str, Estimate]] = {}
    for one in publication.estimates:
        if (one.statistic, one.population, one.split) == (definition.id, population, ALL):
            by_value.setdefault(one.value, {})[one.measure] = one
    for main in leading(measures[shown] for measures in by_value.values()):
        if main.openings:
            measures = by_value[main.value]
            yield ValueRow(
                estimate=main,
                others=tuple(
                    (measure, getattr(measures[measure].views, view))
                    for measure in definition.measures
                    if measure != shown
                ),
                sentence=sentence(publication, main, view) if main.value not in split else "",
                instead=in_its_place(split[main.value]) if main.value in split else "",
            )


def _leading_view(definition: Definition, estimate: Estimate) -> View:
    view: View | None = getattr(estimate.views, share_view(definition))
    return view or View(share=0.0, low=0.0, high=1.0)
