"""What claims are judged against: the release, older ones, and the population that is meant."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import Any

from skillscan import resources
from skillscan.article.judging.numbers import ReleaseNumbers
from skillscan.release.document import Publication
from skillscan.release.lookup import population_of

_Part = tuple[str, str | None, str | int | None]
"""A part of the release that is no population of ours: people, or one year of a population."""


def _nobody(_population: str, _year: int) -> Publication | None:
    return None


def _no_people(_occupation: str | None, _country: str | None) -> Publication | None:
    return None


@dataclass(kw_only=True)
class JudgingEvidence:
    """The publication that claims are judged by, and those before it, the newest first.

    ``older`` is read as far as it is needed, and not further than ``data/article/judging.yaml``
    says. ``population``: what is meant where an article names none. ``of_year`` gives what the
    release says of a population in one year, ``of_people`` of an occupation in a country, which is
    no population of ours; ``None`` where it has no postings of it.
    """

    publication: Publication
    older: Iterable[Publication] = ()
    population: str | None = None
    of_year: Callable[[str, int], Publication | None] = field(default=_nobody)
    of_people: Callable[[str | None, str | None], Publication | None] = field(default=_no_people)

    @cached_property
    def numbers(self) -> ReleaseNumbers:
        """The numbers of the release."""
        return ReleaseNumbers(self.publication)

    def numbers_of_people(
        self, occupation: str | None, country: str | None
    ) -> ReleaseNumbers | None:
        """The numbers of ``of_people``; worked out once for all claims of an article."""
        return self._of_part(
            ("people", occupation, country), lambda: self.of_people(occupation, country)
        )

    def numbers_of_year(self, population: str, year: int) -> ReleaseNumbers | None:
        """The numbers of ``of_year``; worked out once for all claims of an article."""
        return self._of_part(("year", population, year), lambda: self.of_year(population, year))

    def _of_part(
        self, part: _Part, made: Callable[[], Publication | None]
    ) -> ReleaseNumbers | None:
        """The numbers of a part of the release, up to as many parts as ``judging.yaml`` says: each
        takes a fifth of a second, and a hostile article names hundreds of years.
        """
        if part not in self._parts:
            is_one_more = len(self._parts) < int(_rules()["parts_of_release"])
            found = made() if is_one_more else None
            self._parts[part] = ReleaseNumbers(found) if found else None
        return self._parts[part]

    @cached_property
    def _parts(self) -> dict[_Part, ReleaseNumbers | None]:
        return {}

    @cached_property
    def default_population(self) -> str:
        """The population that is meant where none is named."""
        return population_of(self.publication, self.population)

    @cached_property
    def _unread(self) -> Iterator[Publication]:
        return islice(iter(self.older), int(_rules()["older_releases"]))

    @cached_property
    def _read(self) -> list[ReleaseNumbers]:
        return []

    def older_numbers(self) -> Iterator[ReleaseNumbers]:
        """The numbers of the releases before, the newest first; each is read once."""
        yield from list(self._read)
        for one in self._unread:
            self._read.append(ReleaseNumbers(one))
            yield self._read[-1]


def _rules() -> Mapping[str, Any]:
    rules: Mapping[str, Any] = resources.data_yaml("article", "judging.yaml")
    return rules
