"""What stands on the page of a skill."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from skillscan.ledger.changes import HeadlineChange
from skillscan.site.charts.drawing import Drawing
from skillscan.site.charts.of_skill import levels_chart, months_chart, parts_chart, views_chart
from skillscan.site.content import SiteContent
from skillscan.site.doubt_sentences import difference_sentence
from skillscan.site.narrative import figure_sentence, parts_sentence, sentence
from skillscan.site.number_words import corrected_words, error_words
from skillscan.site.skill_evidence import NamingSentence
from skillscan.site.skill_numbers import BY_LEVEL, TREND, SkillNumbers
from skillscan.site.statistic_rows import (
    FigureRow,
    GroupShare,
    ValueRow,
    figure_row,
    in_group_order,
    reasons,
)
from skillscan.statistics.estimates import Estimate
from skillscan.statistics.figures.figure import Figure
from skillscan.taxonomy.model import Skill, Taxonomy

_MOST_RELATED = 15
_POOLED = "The share in it pools samples that disagree: compare them one by one."


@dataclass(frozen=True, kw_only=True)
class RelatedSkill:
    """A skill that is named together with another: how many times as often as by chance, and in
    what share of all openings, where that is one number; ``row`` says of the lift what stands in
    its place where it pools samples that disagree.
    """

    skill: str
    label: str
    row: FigureRow
    together: Estimate | None
    has_page: bool


@dataclass(frozen=True, kw_only=True)
class SkillPage:
    """What stands on the page of a skill."""

    skill: str
    label: str
    kind: str | None
    entry: Skill | None
    """As the taxonomy has it; ``None`` where it is no longer there."""
    category: str
    population: str
    row: ValueRow
    measures: Mapping[str, Estimate]
    sentences: Sequence[str]
    """What is said of the share, ready to print."""
    reading_error: str
    corrected: str
    """What the share is without that error; empty where that is not known, or parts are shown."""
    chart: Drawing
    changes: Sequence[HeadlineChange]
    months: tuple[str, Drawing] | None
    trend_withheld: str
    levels: Sequence[Mapping[str, Estimate]]
    level_shares: Mapping[str, GroupShare]
    """How the share that is named is shown, by level."""
    levels_chart: Drawing | None
    levels_withheld: Sequence[tuple[str, str]]
    related: Sequence[RelatedSkill]
    figures: Sequence[tuple[str, str, str]]
    """Statistic, its title, and a figure in a sentence."""
    others: Sequence[tuple[str, ValueRow]]
    """Label of another population, and the row of the skill there."""
    evidence: Sequence[NamingSentence]


def skill_page(
    numbers: SkillNumbers,
    taxonomy: Taxonomy,
    skill: str,
    paged: Collection[str],
    evidence: Sequence[NamingSentence],
) -> SkillPage:
    """The page of a skill that an opening names, of the first population where one does; ``paged``
    are the skills that have a page, ``evidence`` sentences that name it.
    """
    publication = numbers.content.publication
    population = next(one for one in numbers.populations if skill in numbers.rows[one])
    label, kind, _ = numbers.labels[skill]
    of = publication.populations[population].definition.label
    row, entry = numbers.rows[population][skill], taxonomy.skills.get(skill)
    measures = numbers.measures(population, skill)
    instead = numbers.parts(population, skill)
    levels = numbers.levels(population, skill)
    level_shares = {
        group: numbers.level_share(level["named"])
        for group, level in levels.items()
        if "named" in level
    }
    return SkillPage(
        skill=skill,
        label=label,
        kind=kind,
        entry=entry,
        category=taxonomy.categories[entry.category].label if entry else "",
        population=population,
        row=row,
        measures=measures,
        sentences=(
            [parts_sentence(publication, row.estimate, instead)]
            if instead
            else list(_sentences(numbers, row, measures))
        ),
        reading_error=error_words(row.estimate.reading_error),
        corrected="" if instead else corrected_words(row.estimate),
        chart=parts_chart(instead, of) if instead else views_chart(row, measures, of),
        changes=numbers.changes(population, skill),
        months=months_chart(label, of, numbers.months(population, skill)),
        trend_withheld=_first_reason(numbers.content, TREND, population),
        levels=[levels[group] for group in in_group_order(levels)],
        level_shares=level_shares,
        levels_chart=levels_chart(
            label,
            of,
            {key: one for key, one in levels.items() if key in level_shares},
            [key for key, one in level_shares.items() if one.instead],
        ),
        levels_withheld=list(reasons(numbers.content, BY_LEVEL, population)),
        related=list(_related(numbers, population, skill, paged)),
        figures=[
            (
                one.statistic,
                publication.statistics[one.statistic].title,
                f"{figure_sentence(publication, one)} {_POOLED if instead and _pools(one) else ''}",
            )
            for one in numbers.figures(population, skill)
        ],
        others=[
            (publication.populations[one].definition.label, numbers.rows[one][skill])
            for one in numbers.populations
            if one != population and skill in numbers.rows[one]
        ],
        evidence=evidence,
    )


def _sentences(
    numbers: SkillNumbers, row: ValueRow, measures: Mapping[str, Estimate]
) -> Iterator[str]:
    """What is said of shares that stand as they are."""
    for one in measures.values():
        yield sentence(numbers.content.publication, one)
    if found := numbers.difference(row):
        yield difference_sentence(found)


def _pools(one: Figure) -> bool:
    """Whether a figure is made of the shares that stand on the page."""
    return one.against is not None and not one.is_within_samples


def _first_reason(content: SiteContent, statistic: str, population: str) -> str:
    return next((reason for reason, _ in reasons(content, statistic, population)), "")


def _related(
    numbers: SkillNumbers, population: str, skill: str, paged: Collection[str]
) -> Iterator[RelatedSkill]:
    for one in numbers.pairs(population, skill)[:_MOST_RELATED]:
        other = next((part for part in one.value.split("|") if part != skill), skill)
        label = numbers.labels[other][0] if other in numbers.labels else one.label
        yield RelatedSkill(
            skill=other,
            label=label,
            row=figure_row(numbers.content.publication, one),
            together=numbers.together(population, one.value),
            has_page=other in paged,
        )
