"""Which number is asked for, and where it stands."""

from dataclasses import dataclass, field
from pathlib import Path

from skillscan.errors import UnknownNameError, UsageError
from skillscan.release import lookup
from skillscan.release.catalog import Release
from skillscan.release.document import Publication
from skillscan.release.number_lookup import number_meant
from skillscan.release.provenance import NumberAddress
from skillscan.release.skill_words import is_of_skills, value_meant
from skillscan.serving.mcp.asked import AskedPopulation, population_asked, statistic_asked
from skillscan.serving.mcp.number_models import PublishedNumber, ViewName
from skillscan.serving.mcp.numbers import published_number
from skillscan.serving.mcp.refusals import CannotSayError, unknown


@dataclass(frozen=True, kw_only=True)
class NumberQuestion:
    """Which number is asked for, as an assistant says it; ``None``: the leading one."""

    statistic: str
    value: str | None = None
    people: AskedPopulation = field(default_factory=AskedPopulation)
    measure: str | None = None
    view: ViewName | None = None
    split: str | None = None
    group: str | None = None


@dataclass(frozen=True, kw_only=True)
class FoundNumber:
    """Where the number of a question stands, and the numbers around it; ``label`` names the
    value, whether or not an opening holds it.
    """

    publication: Publication
    address: NumberAddress
    label: str


def numbered(found: FoundNumber, question: NumberQuestion) -> PublishedNumber:
    """The number, in the view that is asked for. Raises CannotSayError where there is none."""
    return published_number(found.publication, found.address, question.view, found.label)


def find(release: Release, home: Path, question: NumberQuestion) -> FoundNumber:
    """The address of the number. Raises CannotSayError for names that the release does not know."""
    if question.value is None:
        raise UsageError("say which value is meant")
    statistic = statistic_asked(release, question.statistic)
    population = population_asked(release.excerpt, question.people)
    publication = release.of([statistic], population)
    if (question.split is None) != (question.group is None):
        raise UsageError("split and group go together: give both, or neither")
    try:
        address = number_meant(
            publication,
            statistic,
            question.value,
            population,
            home,
            measure=question.measure,
            group=question.group,
            split=question.split,
        )
    except UnknownNameError as error:
        raise _unknown_value(publication, statistic, error) from error
    label = _label(release, publication, address)
    return FoundNumber(publication=publication, address=address, label=label)


def _label(release: Release, publication: Publication, address: NumberAddress) -> str:
    values = lookup.values_of(publication, address.statistic, address.population)
    if address.value in values:
        return values[address.value]
    with release.connect() as connection:
        row = connection.execute(
            "SELECT label FROM skills WHERE skill_id = $1", [address.value]
        ).fetchone()
    if row is None:
        raise unknown(
            UnknownNameError(f"the release was not read for {address.value!r}", nearest=()),
            "find_skill",
        )
    return str(row[0])


def measure_asked(publication: Publication, statistic: str, word: str | None) -> str:
    """A measure or figure of a statistic; without a word the headline's. Raises CannotSayError."""
    definition = publication.statistics[statistic]
    if word is None:
        return definition.headline.measure
    try:
        return lookup.require_known("measure", word, (*definition.measures, *definition.figures))
    except UnknownNameError as error:
        raise unknown(error, "list_statistics") from error


def value_asked(
    publication: Publication, statistic: str, population: str, word: str, home: Path
) -> str:
    """The value that a word means. Raises CannotSayError with the nearest ones."""
    try:
        return value_meant(publication, statistic, population, word, home)
    except UnknownNameError as error:
        raise _unknown_value(publication, statistic, error) from error


def _unknown_value(
    publication: Publication, statistic: str, error: UnknownNameError
) -> CannotSayError:
    lists = "find_skill" if is_of_skills(publication, statistic) else "get_estimate"
    return unknown(error, lists)
