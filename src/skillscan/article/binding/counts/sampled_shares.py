"""Which claims a sample size that an article prints is the sample of."""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import replace

from skillscan.article.binding.outcome import Outcome
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import ArticleSentence
from skillscan.article.model import Binding


def with_samples(reading: ArticleReading, outcomes: Sequence[Outcome]) -> list[Outcome]:
    """The outcomes; each sample size knows the shares of the same jobs beside it: of its sentence,
    else of its block, else all of them.
    """
    shares = [
        place
        for place, one in enumerate(outcomes)
        if isinstance(one, Binding) and one.kind == "ours" and one.statistic != "sample_size"
        if reading.quantities[place].unit == "percent"
    ]
    beside = _SharesBeside(reading, outcomes, shares)
    return [_with_sample(reading, place, one, beside) for place, one in enumerate(outcomes)]


class _SharesBeside:
    """The shares of one article by whose they are and sentence, block or alone."""

    def __init__(
        self, reading: ArticleReading, outcomes: Sequence[Outcome], shares: Sequence[int]
    ) -> None:
        by: dict[Hashable, list[int]] = defaultdict(list)
        for place in shares:
            home, one = reading.around[place].sentence, outcomes[place]
            if isinstance(one, Binding):
                for where in (home, home.block, None):
                    by[_whose(one), where].append(place)
        self._by = {key: tuple(places) for key, places in by.items()}

    def of(self, home: ArticleSentence, sample: Binding) -> tuple[int, ...]:
        """Those of a sentence, else of its block, else all, of the jobs of a sample."""
        whose = _whose(sample)
        keys = ((whose, where) for where in (home, home.block, None))
        return next((found for key in keys if (found := self._by.get(key))), ())


def _whose(one: Binding) -> Hashable:
    return one.population, one.occupation, one.country


def _with_sample(
    reading: ArticleReading,
    place: int,
    outcome: Outcome,
    beside: _SharesBeside,
) -> Outcome:
    if (
        not isinstance(outcome, Binding)
        or outcome.statistic != "sample_size"
        or outcome.kind != "ours"
    ):
        return outcome
    home = reading.around[place].sentence
    return replace(outcome, sample_of=beside.of(home, outcome))
