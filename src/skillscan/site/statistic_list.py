"""The list of statistics: what each measures, and for whom it is published."""

from collections.abc import Sequence
from dataclasses import dataclass

from skillscan.release.files import PageFile
from skillscan.site.additions import additions
from skillscan.site.content import SiteContent
from skillscan.site.layout import page_file
from skillscan.site.statistic_part import why_withheld
from skillscan.statistics.definitions import Definition


@dataclass(frozen=True, kw_only=True)
class StatisticSummary:
    """A statistic in the list of all: for whom it is published, and for whom not."""

    definition: Definition
    published: Sequence[str]
    withheld: Sequence[tuple[str, str]]
    """Label of a population, and why the statistic is withheld for it."""


def list_page(content: SiteContent) -> PageFile:
    """The page."""
    return page_file(
        content,
        "statistics/index.html",
        "statistics.html.j2",
        styles=("statistic.css",),
        summaries=[_summary(content, one) for one in content.publication.statistics.values()],
        additions=list(additions(content.publication)),
    )


def _summary(content: SiteContent, definition: Definition) -> StatisticSummary:
    published: list[str] = []
    withheld: list[tuple[str, str]] = []
    for population, entry in content.publication.populations.items():
        addresses = [(definition.id, population, split) for split in definition.splits]
        if any(one in content.estimates or one in content.figures for one in addresses):
            published.append(entry.definition.label)
        else:
            withheld.append((entry.definition.label, why_withheld(content, definition, population)))
    return StatisticSummary(definition=definition, published=published, withheld=withheld)
