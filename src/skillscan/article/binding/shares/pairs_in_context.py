"""Shares of openings that name two skills, told by words of being together in any order: "Docker
and Kubernetes sit in the same ad 26 % of the time", "27 % want both Spark and Kafka", a column
"both named".
"""

from collections.abc import Sequence

from skillscan.article.binding.counts.lifts import pair_above, pair_named
from skillscan.article.binding.outcome import Outcome, is_ours, ours
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.grammar import pattern_of

_TOGETHER = (
    r"\b(?:{two_of_them}|together|side by side|in (?:the same|one|a single) {single_openings}"
    r"|both named|pairs?|in company|at once|at the same time)\b"
)
_OF_ELSE = r"\b(?:{pay_words}|of (?:those|them|these)|either|or|neither|chance|expect(?:ed)?)\b"
_MOST_WORDS = 24


def pair_in_context(
    reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]
) -> Outcome | None:
    """The outcome of such a percentage that the other rules left unbound."""
    if around.quantity.unit != "percent" or reading.attribution.source(around) is not None:
        return None
    block = reading.block(around)
    start = max(
        (reading.quantities[n].end for n in reading.places_before(around)),
        default=around.sentence.start,
    )
    end = min(
        (reading.quantities[n].start for n in reading.places_after(around)),
        default=around.sentence.end,
    )
    said = reading.text[start:end]
    if block.kind == "cell":
        said = f"{block.column or ''}"
    if pattern_of(_TOGETHER).search(said) is None or pattern_of(_OF_ELSE).search(said):
        return None
    if len(said.split()) > _MOST_WORDS or reading.words.has("others", said, "people"):
        return None
    is_of_openings = reading.counts_postings or reading.words.has("postings", reading.text)
    pair = pair_named(reading, around) or pair_above(reading, around)
    if pair is None or not is_of_openings:
        return None
    if _is_larger_than_one(reading, around, str(pair.dimension), done):
        return None
    return ours(
        reading,
        around,
        pair,
        confidence=0.75,
        said=reading.whose.population_words(around),
        view="all",
        reasons=("both are named together",),
    )


def _is_larger_than_one(
    reading: ArticleReading, around: Surroundings, pair: str, done: Sequence[Outcome]
) -> bool:
    """Whether a share is larger than that of one of the two right before, and so not of both."""
    last = done[around.place - 1] if around.place else None
    return (
        is_ours(last, "skill_share")
        and str(last.dimension) in pair.split("|")
        and around.quantity.low > reading.quantities[around.place - 1].high
    )
