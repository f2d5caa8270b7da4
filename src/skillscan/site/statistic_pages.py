"""The pages of the statistics: what there is, and for each one its chart, table, and grounds."""

from collections.abc import Iterator

from skillscan.release.document import Publication, QuotedExample
from skillscan.release.evaluation_entry import evaluation_sentences
from skillscan.release.files import PageFile
from skillscan.release.shown import share_view
from skillscan.release.statistic_files import citation
from skillscan.site.charts.of_figures import figure_chart
from skillscan.site.charts.of_statistic import drawing_of, shares_drawing
from skillscan.site.content import SiteContent
from skillscan.site.layout import page_file, picture_file
from skillscan.site.number_words import VIEW_LABELS
from skillscan.site.sample_words import source_line
from skillscan.site.statistic_groups import MONTHS_SAY, group_tables
from skillscan.site.statistic_list import list_page
from skillscan.site.statistic_part import PopulationPart, part_of, why_withheld
from skillscan.statistics.definitions import Definition

MOST_ROWS = 150
"""Values and figures that a page lists, for it to weigh less than 500 kB; the CSV file has all."""
_MOST_OF_OTHERS = 15
"""The same of a population below the first one."""


def files(content: SiteContent) -> Iterator[PageFile]:
    """A page and a picture for each statistic, and the list of them."""
    for definition in content.publication.statistics.values():
        yield from _statistic_files(content, definition)
    yield list_page(content)


def _statistic_files(content: SiteContent, definition: Definition) -> Iterator[PageFile]:
    publication = content.publication
    leads = _leading_population(content, definition)
    main = part_of(content, definition, leads, MOST_ROWS, lists_kinds=True)
    others = [
        part_of(content, definition, population, _MOST_OF_OTHERS)
        for population in publication.populations
        if population != main.population
    ]
    groups = group_tables(content, definition, main.population)
    charts = {
        name: drawn
        for name, rows in main.figures.items()
        if (drawn := figure_chart(definition, name, main.label, rows))
    }
    path = f"pictures/statistics/{definition.id}.svg"
    months = next((one.chart for one in groups if one.chart), None)
    drawn = drawing_of(content, definition, main.population) or months
    yield page_file(
        content,
        f"statistics/{definition.id}.html",
        "statistic.html.j2",
        scripts=("tables.js", "png.js"),
        styles=("statistic.css",),
        definition=definition,
        view=share_view(definition),
        view_labels=VIEW_LABELS,
        main=main,
        leading=_leading_reason(content, definition, main),
        others=sorted(others, key=lambda one: not one.is_published),
        chart=shares_drawing(content, definition, main.population),
        figure_charts=charts,
        groups=groups,
        months_say=MONTHS_SAY,
        examples=list(_examples(publication, definition, main)),
        evaluation=list(evaluation_sentences(publication.evaluation)),
        source=source_line(publication, main.population),
        citation=citation(publication, definition, content.shown.base_url),
        picture=path if drawn else "",
        has_embed=drawing_of(content, definition, content.population) is not None,
    )
    if drawn:
        yield picture_file(content, main.population, path, drawn)


def _leading_population(content: SiteContent, definition: Definition) -> str:
    """The population that leads or, where that has no number of the statistic, the first that has
    one.
    """
    published = {
        population
        for numbers in (content.estimates, content.figures)
        for statistic, population, _ in numbers
        if statistic == definition.id
    }
    if content.population in published or not published:
        return content.population
    return next(one for one in content.publication.populations if one in published)


def _leading_reason(content: SiteContent, definition: Definition, main: PopulationPart) -> str:
    """Why the page is not of the population that leads; empty where it is."""
    if main.population == content.population:
        return ""
    label = content.publication.populations[content.population].definition.label
    return f"No number for {label}: {why_withheld(content, definition, content.population)}."


def _examples(
    publication: Publication, definition: Definition, part: PopulationPart
) -> Iterator[tuple[str, QuotedExample]]:
    """The examples of a part, in the order of its rows."""
    found = {
        one.value: one
        for one in publication.examples
        if (one.statistic, one.population) == (definition.id, part.population)
    }
    for row in part.rows:
        if row.estimate.value in found:
            yield row.estimate.label, found[row.estimate.value]
