"""What a release has numbers of: statistics, populations, skills."""

from difflib import get_close_matches
from pathlib import Path

from skillscan.release.catalog import Release
from skillscan.release.document import Publication
from skillscan.release.lookup import population_of, shares_and_figures
from skillscan.serving.mcp.answers import (
    PopulationsAnswer,
    PopulationSummary,
    SkillEntry,
    SkillsAnswer,
    StatisticEntry,
    StatisticsAnswer,
)
from skillscan.serving.mcp.context import population_warnings, sample_of, sentences
from skillscan.serving.mcp.current_release import stamp
from skillscan.serving.mcp.refusals import cannot_say
from skillscan.statistics.definitions import Definition
from skillscan.taxonomy.loading import load_taxonomy
from skillscan.taxonomy.model import Skill, Taxonomy
from skillscan.taxonomy.search import skill_named, skills_like
from skillscan.text.printable import shortened

MOST_SKILLS = 20
_ALIASES = 12
_SHOWN = 80


def statistics(release: Release, word: str | None) -> StatisticsAnswer:
    """The statistics that hold a word in id, title or definition; all without one."""
    publication = release.excerpt
    part = (word or "").strip().lower()
    found = [
        one
        for one in publication.statistics.values()
        if part in f"{one.id} {one.title} {one.definition}".lower()
    ]
    if not found:
        raise cannot_say(
            f"The release has no statistic like “{shortened(part, _SHOWN)}”.",
            "Ask without a word for all.",
            names=list(publication.statistics),
        )
    published = _published(publication)
    return StatisticsAnswer(
        release=stamp(release),
        statistics=[_statistic(publication, one, published.get(one.id, [])) for one in found],
    )


def populations(release: Release) -> PopulationsAnswer:
    """All populations of the release, with the sample it holds of each."""
    publication = release.excerpt
    default = population_of(publication, None)
    published = _published(publication)
    return PopulationsAnswer(
        release=stamp(release),
        populations=[
            _population(
                publication,
                key,
                is_default=key == default,
                published=[name for name, of in published.items() if key in of],
            )
            for key in publication.populations
        ],
    )


def skills(release: Release, home: Path, name: str, limit: int) -> SkillsAnswer:
    """The skills that are called so, or hold the word. Raises CannotSayError where there is none
    that postings of the release were read for.
    """
    taxonomy = load_taxonomy(home)
    with release.connect() as connection:
        known = {row[0] for row in connection.execute("SELECT skill_id FROM skills").fetchall()}
    exact = skill_named(taxonomy, name)
    found = [one for one in skills_like(taxonomy, name) if one.id in known]
    found.sort(key=lambda one: one is not exact)
    if not found:
        raise cannot_say(
            f"No skill that postings are read for is called “{shortened(name, _SHOWN)}”.",
            "What is not read for is not counted: it is neither rare nor frequent.",
            names=_near(taxonomy, name, known),
        )
    return SkillsAnswer(
        release=stamp(release),
        skills=[_skill(one, is_exact=one is exact) for one in found[:limit]],
    )


def _published(publication: Publication) -> dict[str, list[str]]:
    """Statistic to the populations that it has numbers for."""
    found: dict[str, dict[str, None]] = {}
    for one in shares_and_figures(publication):
        found.setdefault(one.statistic, {})[one.population] = None
    return {key: list(populations) for key, populations in found.items()}


def _statistic(
    publication: Publication, definition: Definition, published: list[str]
) -> StatisticEntry:
    return StatisticEntry(
        statistic=definition.id,
        title=definition.title,
        definition=definition.definition,
        value_is=definition.dimension.label,
        measures=definition.measures,
        figures={name: rule.says for name, rule in definition.figures.items()},
        headline_measure=definition.headline.measure,
        headline_view=definition.headline.view,
        denominator=definition.denominator,
        splits=list(definition.splits),
        minimum_openings=definition.minimum.openings,
        minimum_employers=definition.minimum.employers,
        published_for=published,
        caveats=sentences(publication, definition.caveats),
        do_not=sentences(publication, definition.usage),
        related=list(definition.related),
    )


def _population(
    publication: Publication, key: str, *, is_default: bool, published: list[str]
) -> PopulationSummary:
    definition = publication.populations[key].definition
    return PopulationSummary(
        population=key,
        label=definition.label,
        occupation=list(definition.occupation),
        country=list(definition.country),
        language=list(definition.language),
        seniority=list(definition.seniority),
        source=list(definition.source),
        period_days=definition.period_days,
        since=definition.since,
        until=definition.until,
        is_default=is_default,
        published_statistics=published,
        sample=sample_of(publication, key),
        warnings=population_warnings(publication, key),
    )


def _skill(skill: Skill, *, is_exact: bool) -> SkillEntry:
    return SkillEntry(
        skill=skill.id,
        label=skill.label,
        kind=skill.kind,
        category=skill.category,
        written_as=[alias.text for alias in skill.aliases[:_ALIASES]],
        is_exactly_this=is_exact,
    )


def _near(taxonomy: Taxonomy, name: str, known: set[str]) -> list[str]:
    """The ids of skills whose id or label is written much like a word."""
    names: dict[str, str] = {}
    for skill in taxonomy.skills.values():
        if skill.id in known:
            names |= {skill.id.lower(): skill.id, skill.label.lower(): skill.id}
    near = get_close_matches(name.strip().lower()[:_SHOWN], names, n=5, cutoff=0.6)
    return list(dict.fromkeys(names[one] for one in near))
