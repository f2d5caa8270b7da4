"""The home page of a release: the numbers that lead, ready to print, and how things stand."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from skillscan.release.document import PopulationEntry
from skillscan.release.files import PageFile
from skillscan.release.index import next_due
from skillscan.site.charts.drawing import Drawing, frame_height
from skillscan.site.charts.top_technologies import NAME, top_technologies
from skillscan.site.content import SiteContent
from skillscan.site.copy_texts import CopyText, copies_of, copies_of_chart
from skillscan.site.doubt_sentences import confounding_sentence
from skillscan.site.headline_numbers import number_groups
from skillscan.site.layout import page_file, start_page
from skillscan.site.narrative import unread_sentence
from skillscan.site.whats_new import what_changed


@dataclass(frozen=True, kw_only=True)
class PopulationRow:
    """A population and how many of the release's statistics have numbers of it (how large its
    sample is, which is always known, does not count).
    """

    entry: PopulationEntry
    published: int


def files(content: SiteContent) -> Iterator[PageFile]:
    """The page, and the one at the release's root that leads to it."""
    groups = number_groups(content)
    numbers = [number for group in groups for number in group.numbers]
    chart = top_technologies(content)
    yield page_file(
        content,
        "index.html",
        "home.html.j2",
        scripts=("copy.js",),
        styles=("home.css",),
        entry=content.publication.populations[content.population],
        unclear=confounding_sentence(content.publication, content.population),
        groups=groups,
        copies={number.anchor: copies_of(content, number) for number in numbers},
        chart=chart,
        chart_name=NAME,
        chart_copies=_copies_of_chart(content, chart) if chart else [],
        changed=what_changed(content, numbers),
        due=_due(content),
        unread=unread_sentence(content.publication.freshness),
        others=list(_others(content)),
        statistics=sum(one.unit != "population" for one in content.publication.statistics.values()),
    )
    yield start_page(content)


def _copies_of_chart(content: SiteContent, chart: Drawing) -> list[CopyText]:
    return copies_of_chart(content, NAME, chart.title, frame_height(chart))


def _due(content: SiteContent) -> datetime | None:
    """When the next release is due after this one (UTC)."""
    published = content.publication.published_at
    return next_due(content.shown.schedule, published) if published else None


def _others(content: SiteContent) -> Iterator[PopulationRow]:
    """The populations that do not lead."""
    numbered: dict[str, set[str]] = {}
    known = content.publication.statistics
    for statistic, population, _ in (*content.estimates, *content.figures):
        if known[statistic].unit != "population":
            numbered.setdefault(population, set()).add(statistic)
    for key, entry in content.publication.populations.items():
        if key != content.population:
            yield PopulationRow(entry=entry, published=len(numbered.get(key, ())))
