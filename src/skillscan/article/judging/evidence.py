"""What claims are judged against: the release, older ones, and the population that is meant."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from skillscan import resources
from skillscan.article.judging.numbers import ReleaseNumbers
from skillscan.release.document import Publication
from skillscan.release.lookup import population_of


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

    @cached_property
    def default_population(self) -> str:
        """The population that is meant where none is named."""
        return population_of(self.publication, self.population)

    @cached_property
    def _unread(self) -> Iterator[Publication]:
        return islice(iter(self.older), int(resources.data_yaml("article", "judging.yaml")[_MOST]))

    @cached_property
    def _read(self) -> list[ReleaseNumbers]:
        return []

    def older_numbers(self) -> Iterator[ReleaseNumbers]:
        """The numbers of the releases before, the newest first; each is read once."""
        yield from list(self._read)
        for one in self._unread:
            self._read.append(ReleaseNumbers(one))
            yield self._read[-1]


_MOST = "older_releases"
