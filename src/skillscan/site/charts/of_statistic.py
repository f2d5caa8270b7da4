"""Which chart a statistic of a population has: the one place that says so, for pages, downloads and
embeds alike.
"""

from skillscan.release.pooled_headlines import parts_instead
from skillscan.release.shown import leading, share_measure, share_view
from skillscan.site.charts.bars import bars
from skillscan.site.charts.drawing import Drawing
from skillscan.site.charts.of_figures import figure_chart
from skillscan.site.content import SiteContent
from skillscan.site.number_words import VIEW_LABELS
from skillscan.site.statistic_rows import figure_rows
from skillscan.statistics.definitions import Definition
from skillscan.statistics.estimates import ALL, Estimate, View

MOST_BARS = 20


def drawing_of(content: SiteContent, definition: Definition, population: str) -> Drawing | None:
    """The chart of a statistic for a population; ``None`` where there is nothing to draw: its
    shares, or the figures that are its headline.
    """
    if definition.headline.measure in definition.figures:
        name = definition.headline.measure
        rows = figure_rows(content, definition, population, name)
        label = content.publication.populations[population].definition.label
        return figure_chart(definition, name, label, rows)
    return shares_drawing(content, definition, population)


def shares_drawing(content: SiteContent, definition: Definition, population: str) -> Drawing | None:
    """Bars of the largest shares, but for those that mislead as they stand, in the view that leads;
    ``None`` where there are none, or the headline is a figure.
    """
    if share_measure(definition) != definition.headline.measure:
        return None
    pooled = parts_instead(content.publication, definition.id, population)
    shown = _shown_shares(content, definition, population)
    whole = [(label, view) for label, value, view in shown if value not in pooled]
    if not whole:
        return None
    described = content.publication.populations[population].definition
    return bars(
        f"{definition.title}: {described.label}",
        _description(definition, len(whole), len(shown) - len(whole)),
        definition.dimension.label,
        whole[:MOST_BARS],
    )


def _shown_shares(
    content: SiteContent, definition: Definition, population: str
) -> list[tuple[str, str, View]]:
    """Label, value and leading view of the values that any opening holds: numbers in their order,
    others by size.
    """
    measure, name = share_measure(definition), share_view(definition)
    rows: list[Estimate] = [
        one
        for one in content.estimates.get((definition.id, population, ALL), ())
        if one.measure == measure and one.openings
    ]
    found: list[tuple[str, str, View]] = []
    for one in leading(rows):
        view: View | None = getattr(one.views, name)
        if view is not None:
            found.append((one.label, one.value, view))
    if not all(value.isdigit() for _, value, _ in found):
        found.sort(key=lambda one: -one[2].share)
    return found


def _description(definition: Definition, whole: int, left_out: int) -> str:
    view = VIEW_LABELS[share_view(definition)]
    drawn = f", the {MOST_BARS} largest of {whole}" if whole > MOST_BARS else ""
    without = ""
    if left_out:
        what = (
            "1 that misleads as it stands"
            if left_out == 1
            else f"{left_out} that mislead as they stand"
        )
        without = f", without the {what}"
    return f"{view}{drawn}{without}. Lines show the 95 % interval."
