"""A share that is told twice: "6.4 % of the ads are entry level. That is about one in sixteen"."""

from collections.abc import Sequence
from dataclasses import replace

from skillscan.article.binding.named_things import names_only_openings
from skillscan.article.binding.outcome import Outcome
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.grammar import pattern_of
from skillscan.article.model import Binding

_AGAIN = (
    r"\W*{telling_again}[,:]? (?:(?:{hedging_words}|{almost_words}|roughly|less than|more than) )?"
)
_OF_THEM = r"(?: (?:of|in) (?:all (?:of )?)?them)?[\W]*"
"""What may stand behind the number: nothing, or what stands for the openings."""
_ROUNDED = 2.0


def told_again(
    reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]
) -> Outcome | None:
    """The outcome of the share right before that a number says again in words; ``None`` where it
    says something of its own.
    """
    before = reading.share_before(around, in_block_before=True)
    found = done[before.place] if before else None
    if before is None or not isinstance(found, Binding) or found.kind != "ours":
        return None
    number, start = around.quantity, around.sentence.start
    is_next = before.sentence == reading.previous(around.sentence)
    is_same = number.is_in_words and abs(number.low - before.quantity.low) <= _ROUNDED
    is_said = pattern_of(_AGAIN).fullmatch(reading.text, start, number.start) is not None
    if not (is_next and is_same and is_said and _is_all(reading, around)):
        return None
    if reading.subjects(around.sentence) or reading.attribution.source(around):
        return None
    reasons = (*found.reasons, "told again in words")
    return replace(found, start=number.start, end=number.end, reasons=reasons)


def _is_all(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether nobody but openings stands behind a number: not "that is one in sixteen readers"."""
    behind = reading.text[around.quantity.end : around.sentence.end]
    is_of_them = pattern_of(_OF_THEM).fullmatch(behind) is not None
    return is_of_them or names_only_openings(reading, behind)
