"""What is asked for, in the words of a release: statistic, population, value, group."""

from dataclasses import dataclass

from skillscan.errors import UnknownNameError, UsageError
from skillscan.release import lookup
from skillscan.release.catalog import Release
from skillscan.release.document import Publication
from skillscan.serving.mcp.refusals import no_population, unknown
from skillscan.statistics.populations import Population
from skillscan.text.country import country_of
from skillscan.text.printable import shortened

_SHOWN = 80
"""Characters of a word that is told back."""


@dataclass(frozen=True, kw_only=True)
class AskedPopulation:
    """Whom a question is about: a population by its id or label, or an occupation and a country."""

    population: str | None = None
    occupation: str | None = None
    country: str | None = None


def statistic_asked(release: Release, word: str) -> str:
    """The id of a statistic. Raises CannotSayError with the nearest ones."""
    titles = {one.title.lower(): key for key, one in release.excerpt.statistics.items()}
    if (key := titles.get(word.strip().lower())) is not None:
        return key
    try:
        return lookup.statistic_of(release.excerpt, word.strip())
    except UnknownNameError as error:
        raise unknown(error, "list_statistics") from error


def population_asked(publication: Publication, asked: AskedPopulation) -> str:
    """The id of the population that is meant; without any word the leading one.

    Raises CannotSayError where no population is of these people, UsageError where both ways to name
    one are used.
    """
    if asked.population is not None:
        if asked.occupation or asked.country:
            raise UsageError("give either population, or occupation and country, not both")
        return _by_name(publication, asked.population)
    if asked.occupation is None and asked.country is None:
        return lookup.population_of(publication, None)
    return _by_conditions(publication, asked)


def _by_name(publication: Publication, word: str) -> str:
    wanted = word.strip().lower()
    for key, entry in publication.populations.items():
        if wanted in {key, entry.definition.label.lower()}:
            return key
    try:
        return lookup.population_of(publication, wanted)
    except UnknownNameError as error:
        raise no_population(publication, f"“{shortened(word, _SHOWN)}”") from error


def _by_conditions(publication: Publication, asked: AskedPopulation) -> str:
    """The first population of exactly this occupation and country, and of no part of them."""
    occupation = asked.occupation and _occupation(publication, asked.occupation)
    country = asked.country and (country_of(asked.country) or asked.country.strip().upper())
    for key, entry in publication.populations.items():
        definition = entry.definition
        is_whole = not (definition.seniority or definition.source or definition.until)
        occupations = (occupation,) if occupation else definition.occupation
        if (
            is_whole
            and definition.occupation == occupations
            and definition.country == ((country,) if country else ())
        ):
            return key
    said = shortened(occupation or "any occupation", _SHOWN).replace("_", " ")
    where = f" in {shortened(country, _SHOWN)}" if country else ""
    raise no_population(publication, f"“{said}”{where}")


def _occupation(publication: Publication, word: str) -> str:
    """The occupation that a word means: its id, or as the labels of populations write it."""
    known: dict[str, str] = {}
    for entry in publication.populations.values():
        definition = entry.definition
        if len(definition.occupation) == 1 and not definition.seniority:
            (occupation,) = definition.occupation
            label = definition.label.partition(" in ")[0].partition(",")[0]
            known |= {_plain(occupation): occupation, _plain(label): occupation}
    return known.get(_plain(word), _plain(word).replace(" ", "_"))


def _plain(word: str) -> str:
    return " ".join(word.lower().replace("_", " ").replace("-", " ").split()).removesuffix("s")


def may_share_openings(one: Population, other: Population) -> bool:
    """Whether an opening can be of both: no condition parts them."""
    return all(
        not mine or not theirs or set(mine) & set(theirs)
        for mine, theirs in (
            (one.occupation, other.occupation),
            (one.country, other.country),
            (one.language, other.language),
            (one.seniority, other.seniority),
            (one.source, other.source),
        )
    )
