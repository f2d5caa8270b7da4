"""A figure that an article repeats keeps the source of the other place: "$162,370 (Glassdoor)",
then "Median base salary $162,370".
"""

from collections.abc import Sequence
from dataclasses import replace

from skillscan.article.binding.model import Unbound
from skillscan.article.binding.outcome import Outcome
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.model import Binding

_OF_POSTINGS = frozenset(
    {
        *("skill_share", "certification_share", "experience_at_least", "workplace_share"),
        *("degree_share", "seniority_share", "entry_level_share", "skill_pairs", "sample_size"),
    }
)
"""What is a share of postings wherever it stands; nobody else's figure makes it another."""


_GROWTH = "posting_growth"


def with_sources_of_same(reading: ArticleReading, outcomes: Sequence[Outcome]) -> list[Outcome]:
    """The outcomes; money, premiums and changes that stand elsewhere under another's name are
    that one's here too.
    """
    named: dict[tuple[float, float, str | None], Binding] = {}
    for place, outcome in enumerate(outcomes):
        is_named = isinstance(outcome, Binding) and outcome.kind == "theirs" and outcome.source_name
        if is_named and isinstance(outcome, Binding):
            key = _key(reading, place)
            best = named.get(key)
            if best is None or (outcome.statistic and not best.statistic):
                named[key] = outcome
    return [_of_same(reading, place, one, named) for place, one in enumerate(outcomes)]


def _key(reading: ArticleReading, place: int) -> tuple[float, float, str | None]:
    quantity = reading.quantities[place]
    return quantity.low, quantity.high, quantity.unit


def _is_of_change(reading: ArticleReading, place: int) -> bool:
    """Whether a percentage is one of a premium or a change: a share may be another's by chance."""
    around = reading.around[place]
    is_percent = around.quantity.unit == "percent" and not around.quantity.is_in_words
    return is_percent and reading.words.has("change", reading.region(around))


def _of_same(
    reading: ArticleReading,
    place: int,
    outcome: Outcome,
    named: dict[tuple[float, float, str | None], Binding],
) -> Outcome:
    other = named.get(_key(reading, place))
    quantity = reading.quantities[place]
    is_money = "/" in str(quantity.unit)
    if other is None or not (is_money or _is_of_change(reading, place)):
        return outcome
    if isinstance(outcome, Binding):
        if outcome.statistic in _OF_POSTINGS and outcome.kind == "ours":
            return outcome
        if outcome.kind == "theirs" and outcome.source_name:
            return outcome
        if (outcome.kind, outcome.statistic) == ("ours", _GROWTH) and other.statistic != _GROWTH:
            return outcome  # "postings were up 9 %" beside another's growth of jobs by 9 %
    elif outcome.kind is Unbound.NOTHING_TO_JUDGE and not is_money:
        return outcome
    start, end = (
        (outcome.start, outcome.end)
        if isinstance(outcome, Binding)
        else (quantity.start, quantity.end)
    )
    reason = f"the same figure stands elsewhere as that of {other.source_name}"
    return replace(other, start=start, end=end, reasons=(reason,), confidence=0.8)
