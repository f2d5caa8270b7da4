"""The numbers that ``skillscan stats`` is asked for: statistics, of a published population or of
one of the user's own making, and of one value where one is named.
"""

from collections.abc import Mapping

import msgspec
import typer

from skillscan.errors import UsageError
from skillscan.release.catalog import Release
from skillscan.release.document import Publication
from skillscan.release.lookup import population_of, statistic_of
from skillscan.settings import Settings


def asked(
    release: Release,
    statistic: str,
    population: str | None,
    conditions: Mapping[str, str | None],
    value: str | None,
) -> tuple[Publication, list[str], str]:
    """The publication with these numbers, the ids of its statistics, and that of the population.

    ``statistic`` may be empty (all; with a value: ``skill_share``); ``conditions`` maps those of a
    population to what is asked (``None``: anything). Raises UsageError for what nobody knows, and
    typer.Exit where it is said that no opening holds the value.
    """
    said = release.excerpt
    if not statistic and value is not None:
        statistic = "skill_share"
    chosen = [statistic_of(said, statistic)] if statistic else list(said.statistics)
    if any(given is not None for given in conditions.values()):
        publication, where = _narrowed(release, population, conditions, chosen)
        chosen = [key for key in chosen if key in publication.statistics]
    else:
        where = population_of(said, population)
        publication = release.of(chosen, where)
    if value is not None:
        publication = _only(release, publication, chosen[0], where, value)
    return publication, chosen, where


def _narrowed(
    release: Release,
    population: str | None,
    conditions: Mapping[str, str | None],
    statistics: list[str],
) -> tuple[Publication, str]:
    """The numbers for a population of the user's own making, and its id."""
    from skillscan.release.narrowed import narrowed
    from skillscan.statistics.catalogue import load_catalogue
    from skillscan.statistics.populations import Population, with_conditions

    if population is not None:
        key = population_of(release.excerpt, population)
        base = release.excerpt.populations[key].definition
    else:
        named = (conditions.get("occupation") or "every occupation").replace("_", " ")
        base = Population(id="every_opening", label=named)
    meant = with_conditions(base, conditions)
    catalogue = load_catalogue(Settings().home)
    return narrowed(release, catalogue, meant, statistics), meant.id


def _only(
    release: Release, publication: Publication, statistic: str, population: str, word: str
) -> Publication:
    """The publication with one value of the statistic. Where no opening holds it, that is said."""
    from skillscan.release.skill_words import value_meant

    meant = value_meant(publication, statistic, population, word, Settings().home)
    rows = {
        name: [one for one in getattr(publication, name) if one.value == meant]
        for name in (
            *("estimates", "figures", "withheld_counts", "disagreements"),
            "sample_differences",
        )
    }
    if not any(rows.values()):
        _print_none(release, publication, statistic, population, meant)
        raise typer.Exit
    return msgspec.structs.replace(publication, **rows)


def _print_none(
    release: Release, publication: Publication, statistic: str, population: str, value: str
) -> None:
    """That no opening holds a value, of how many, and how many might all the same."""
    from skillscan.release.lookup import denominator_of
    from skillscan.site.narrative import none_sentence

    with release.connect() as connection:
        found = connection.execute(
            "SELECT label FROM skills WHERE skill_id = $1", [value]
        ).fetchone()
    if found is None:
        raise UsageError(
            f"the release does not know the skill {value!r} yet: run `skillscan extract` and "
            "`skillscan publish`, which read with it"
        )
    denominator = denominator_of(publication, statistic, population)
    typer.echo(none_sentence(publication, statistic, population, str(found[0]), denominator))
