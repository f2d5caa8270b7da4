"""Which claims a sample size that an article prints is the sample of."""

from collections.abc import Sequence
from dataclasses import replace

from skillscan.article.binding.outcome import Outcome
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.model import Binding


def with_samples(reading: ArticleReading, outcomes: Sequence[Outcome]) -> list[Outcome]:
    """The outcomes; each sample size knows the shares beside it: of its sentence, else of its
    block, else all of its population.
    """
    shares = [
        place
        for place, one in enumerate(outcomes)
        if isinstance(one, Binding) and one.kind == "ours" and one.statistic != "sample_size"
        if reading.quantities[place].unit == "percent"
    ]
    return [
        _with_sample(reading, place, one, outcomes, shares) for place, one in enumerate(outcomes)
    ]


def _with_sample(
    reading: ArticleReading,
    place: int,
    outcome: Outcome,
    outcomes: Sequence[Outcome],
    shares: Sequence[int],
) -> Outcome:
    if (
        not isinstance(outcome, Binding)
        or outcome.statistic != "sample_size"
        or outcome.kind != "ours"
    ):
        return outcome
    home = reading.around[place].sentence
    of_sentence = [n for n in shares if reading.around[n].sentence == home]
    of_block = [n for n in shares if reading.around[n].sentence.block == home.block]
    of_population = [
        n
        for n in shares
        if isinstance(one := outcomes[n], Binding) and one.population == outcome.population
    ]
    return replace(outcome, sample_of=tuple(of_sentence or of_block or of_population))
