"""The releases that an article is judged against, read no further than the claims need."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial

import msgspec

from skillscan.article.judging.evidence import JudgingEvidence
from skillscan.errors import SkillscanError, StorageError
from skillscan.release.catalog import Release, open_named, open_release, passed
from skillscan.release.document import Publication
from skillscan.release.lookup import population_of
from skillscan.release.release_folder import release_folder
from skillscan.settings import Settings
from skillscan.statistics.populations import Population

_A_YEAR = 365
EvidenceOf = Callable[[Sequence[str]], JudgingEvidence]
"""From the statistics that claims name to what they are judged against."""


def evidence_from(
    settings: Settings, release: str | None = None, population: str | None = None
) -> EvidenceOf:
    """What claims are judged against: the release of this name (or beginning or end of it; without
    one the latest), and the population that is meant where an article names none.

    Raises SkillscanError where there is no such release, UsageError for an unknown population.
    """
    opened = open_named(settings, release)
    population_of(opened.excerpt, population)
    return partial(_evidence, settings, opened, population)


def _evidence(
    settings: Settings, release: Release, population: str | None, statistics: Sequence[str]
) -> JudgingEvidence:
    known = [name for name in statistics if name in release.excerpt.statistics]
    return JudgingEvidence(
        publication=_of(release, known),
        older=_older(settings, release, known),
        population=population,
        of_year=partial(_of_year, settings, release, known),
        of_people=partial(_of_people, settings, release, known),
    )


def _of(release: Release, statistics: Sequence[str]) -> Publication:
    """The publication with all numbers of these statistics."""
    return release.of(list(statistics)) if statistics else release.excerpt


def _older(
    settings: Settings, release: Release, statistics: Sequence[str]
) -> Iterator[Publication]:
    """The releases before, the newest first; a damaged one is passed over."""
    names = list(passed(release_folder(settings.releases)))
    after = names[names.index(release.name) + 1 :] if release.name in names else []
    if release.name not in names:
        after = [name for name in names if name < release.name]
    for name in after:
        try:
            older = open_release(settings, name)
            yield _of(older, [one for one in statistics if one in older.excerpt.statistics])
        except StorageError:
            raise
        except SkillscanError:
            continue


def _of_year(
    settings: Settings, release: Release, statistics: Sequence[str], population: str, year: int
) -> Publication | None:
    """What the release says of a population's postings of one year; ``None`` where it has none."""
    base = release.excerpt.populations[population].definition
    meant = msgspec.structs.replace(
        base, period_days=None, since=date(year, 1, 1), until=date(year, 12, 31)
    )
    return _narrowed(settings, release, statistics, meant)


def _of_people(
    settings: Settings,
    release: Release,
    statistics: Sequence[str],
    occupation: str | None,
    country: str | None,
) -> Publication | None:
    """What the release says of an occupation in a country, in the last year of its data; ``None``
    where it has no postings of them.
    """
    named = [one for one in (occupation, country) if one]
    meant = Population(
        id="people_of_an_article",
        label=" in ".join(named).replace("_", " ") or "every occupation",
        occupation=(occupation,) if occupation else (),
        country=(country,) if country else (),
        language=("en",),
        period_days=_A_YEAR,
    )
    return _narrowed(settings, release, statistics, meant)


def _narrowed(
    settings: Settings, release: Release, statistics: Sequence[str], meant: Population
) -> Publication | None:
    from skillscan.release.narrowed import narrowed
    from skillscan.statistics.catalogue import load_catalogue

    try:
        found = narrowed(release, load_catalogue(settings.home), meant, statistics)
    except SkillscanError:
        return None  # no posting meets it, or the release is of a version that kept too little
    return found if found.populations[meant.id].sample.openings else None
