"""Which population words speak of, as ``data/populations.yaml`` defines them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from skillscan.article.binding.jobs.named_countries import CountryReader, code_of
from skillscan.article.binding.vocabulary import ArticleWords
from skillscan.article.grammar import pattern_of
from skillscan.statistics.populations import Population

_AI_JOBS = "ai_jobs"
_SENIOR = frozenset({"senior", "staff"})
_LARGE_PART, _FAR_AHEAD = 2 / 3, 2
_SEEN = 80
_COMES_FROM = r"\b{coming_verbs}\b[^.;:%\d]{0,40}\bfrom (?:the |an? |jobs in |work in )?$"
"""What stands before a job that people leave: "many enter it from software development"."""
_BARE = r"{bare_people}$"
_AND = r"{before_bare_people} \w+$"
_VERSUS = r"\b{compared_words}\b"


@dataclass(frozen=True, slots=True)
class PopulationWords:
    """What words say of a population: ``occupation`` is empty for "all jobs", ``None`` where they
    say nothing of it; ``country`` as a code, or ``None``; ``words`` that say it.
    """

    occupation: str | None = None
    country: str | None = None
    words: str | None = None

    @property
    def is_one_of_ours(self) -> bool:
        """Whether an occupation is named that populations know."""
        return bool(self.occupation)


class PopulationReader:
    """Reads populations by ``article_denominators.yaml``."""

    def __init__(self, words: ArticleWords, populations: Mapping[str, Population]) -> None:
        self._words = words
        self._populations = populations
        self.countries = CountryReader(words)

    def read(self, texts: Iterable[str]) -> PopulationWords:
        """The occupation and the country that the first of these texts names which names any."""
        occupation = country = named = None
        for text in texts:
            if occupation is None and (found := self.occupation(text)):
                occupation, named = found
            country = country or self.country(text)
        return PopulationWords(occupation, country, named)

    @lru_cache(maxsize=512)  # noqa: B019 (one reader an article)
    def occupation(self, text: str) -> tuple[str, str] | None:
        """The occupation that is named last, with its words; one of ours before "all jobs"."""
        found = [one for one in self._words.find("fields", text) if not _is_left(text, one.start)]
        ours = [one for one in found if one.rule.fields["occupation"]]
        if len({one.rule.fields["occupation"] for one in ours}) > 1 and pattern_of(_VERSUS).search(
            text
        ):
            return None  # a comparison is of neither
        chosen = (ours or found)[-1:]
        return next(
            ((str(o.rule.fields["occupation"]), text[o.start : o.end]) for o in chosen), None
        )

    def is_of_ours(self, text: str, start: int, end: int) -> bool:
        """Whether people that a text names are those of jobs that populations know; "engineers"
        alone are, of an article on them.
        """
        said = text[start:end]
        if any(one.start < end and start < one.end for one in self._words.find("fields", text)):
            return True
        return pattern_of(_BARE).search(said) is not None and (
            " " not in said or bool(pattern_of(_AND).match(said))
        )

    @lru_cache(maxsize=512)  # noqa: B019 (one reader an article)
    def other_market(self, text: str) -> str | None:
        """The words by which a text names other jobs than those that populations know, or all of
        them; ``None`` where it names one of ours, or none.
        """
        found = self._words.find("fields", text)
        if any(one.rule.fields["occupation"] for one in found):
            return None
        named = [*found, *self._words.find("other_jobs", text)][:1]
        return next((text[one.start : one.end] for one in named), None)

    def is_of_ai(self, text: str) -> bool:
        """Whether a text names AI jobs, which are hardly others than ours."""
        named = self._words.find("fields", text)
        return bool(named) and named[0].rule.id == _AI_JOBS

    @lru_cache(maxsize=512)  # noqa: B019 (one reader an article)
    def country(self, text: str) -> str | None:
        """The country of openings that is named first."""
        named = self.countries.named(text)[:1]
        return code_of(named[0]) if named else None

    def country_of_article(self, texts: Iterable[str]) -> str | None:
        """The one country that an article's sentences speak of: most of what they name, or what
        each of them names and no other half as often; ``None`` where that is none.
        """
        named = [[*map(code_of, self.countries.told(text))] for text in texts]
        counts = Counter(country for names in named for country in names)
        if not counts:
            return None
        (top, most), *others = counts.most_common(2)
        is_in_each = all(top in names for names in named if names)
        is_far_ahead = all(most >= _FAR_AHEAD * count for _, count in others)
        is_most = most >= _LARGE_PART * counts.total()
        return top if is_most or (is_in_each and is_far_ahead) else None

    def population(self, said: PopulationWords, levels: frozenset[str] = frozenset()) -> str | None:
        """The id of the population that is exactly this; ``None`` where we have none."""
        occupation = (said.occupation,) if said.occupation else ()
        country = (said.country,) if said.country else ()
        fitting = [
            population
            for population in self._populations.values()
            if population.occupation == occupation and occupation
            if population.country == country
            if set(population.seniority) == set(levels)
            if not (population.source or population.since or population.until)
        ]
        chosen = min(fitting, key=lambda population: population.period_days is None, default=None)
        return chosen.id if chosen else None


def _is_left(text: str, start: int) -> bool:
    """Whether a job is only what people come from: "many enter it from software development"."""
    return pattern_of(_COMES_FROM).search(text[max(0, start - _SEEN) : start]) is not None


def levels_of(values: Iterable[str]) -> frozenset[str]:
    """The levels that a population has which is told by these: "senior" roles take in staff."""
    named = frozenset(values)
    return _SENIOR if named and named <= _SENIOR else named
