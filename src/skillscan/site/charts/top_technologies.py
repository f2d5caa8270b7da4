"""The chart of the home page: the technologies that most openings name, against required."""

from skillscan.release.pooled_headlines import parts_instead
from skillscan.release.shown import leading
from skillscan.site.charts.drawing import Drawing
from skillscan.site.charts.paired_bars import PairedRow, paired_bars
from skillscan.site.content import SiteContent
from skillscan.site.number_words import days
from skillscan.site.sample_words import counted
from skillscan.statistics.estimates import ALL, Estimate

NAME = "top-technologies"
"""What its files are called, below ``embeds/``."""
_STATISTIC, _FIRST, _SECOND = "skill_share", "named", "required"
_MOST = 30
_DOTS = (
    "Dots are the shares of samples that disagree, or with and without the one employer that makes "
    "the number: no one number stands for all."
)


def top_technologies(content: SiteContent) -> Drawing | None:
    """Shares of all openings of the population that leads; ``None`` where the release has none."""
    rows = _rows(content)
    if not rows:
        return None
    entry = content.publication.populations[content.population]
    sample, label = entry.sample, entry.definition.label
    return paired_bars(
        f"Technologies in openings for {label}: named, and required",
        f"Shares of {counted(sample.openings, sample.employers)}, "
        f"{days(sample.first_day, sample.last_day)}, with 95 % intervals; the {len(rows)} that "
        f"most openings name. {_DOTS if any(row.parts for row in rows) else ''}".rstrip(),
        ("Technology", "Named", "Required"),
        rows,
    )


def _rows(content: SiteContent) -> list[PairedRow]:
    shares = content.estimates.get((_STATISTIC, content.population, ALL), ())
    required = {one.value: one.views.all for one in shares if one.measure == _SECOND}
    split = parts_instead(content.publication, _STATISTIC, content.population)
    named = [one for one in shares if one.measure == _FIRST and one.openings]
    return [
        PairedRow(
            label=one.label,
            first=one.views.all,
            second=required.get(one.value),
            parts=split.get(one.value),
        )
        for one in sorted(leading(named), key=_most_first)[:_MOST]
    ]


def _most_first(one: Estimate) -> tuple[int, str]:
    return -one.openings, one.value
