"""Years of experience that openings of one level ask for: "The median is 4 years; for ads with
"Senior" in the title it's 5", a row "Senior" below "Median years asked".
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from skillscan.article.binding.named_things import plain_words
from skillscan.article.binding.outcome import Outcome, is_ours
from skillscan.article.binding.pay.named_levels import level_id
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.grammar import pattern_of, words_of
from skillscan.article.model import Binding

YEARS_ASKED = "experience_years"
_PLAIN = words_of("level_pay_words") | words_of("level_years_words") | {"openings"}
_LEVEL_BEHIND = (
    r"(?:\+| years?| yrs?)?(?: of (?:\w+ )?experience)? "
    r"(?:for|at|in|among|with) (?:the |a |an |most )?"
)
_PART_END = re.compile(r"[,;:.()—–]|\band\b|\bbut\b|\bwhile\b")
_STRONG = re.compile(r"[;:()—–]")
_CLAUSE = re.compile(r"[;:()—–]|, ")
_MOST = 20


def level_of_years(reading: ArticleReading, around: Surroundings) -> str | None:
    """The one level that its row, column or the words right at a number of years name."""
    block = reading.block(around)
    if block.kind == "cell":
        named = (_only_level(reading, text or "") for text in (block.row, block.column))
        return next(filter(None, named), None)
    before = _before(reading, around)
    label = _CLAUSE.split(before.rstrip())[-2:] if before.rstrip().endswith(":") else []
    if labelled := _only_level(reading, "".join(label[:1])):
        return labelled
    behind = _behind(reading, around).split("\n")[0]
    if begun := pattern_of(_LEVEL_BEHIND).match(behind):
        levels = reading.words.find("level", behind)
        if levels and levels[0].start <= begun.end():
            return level_id(levels[0])
    clauses = (_CLAUSE.split(before)[-1], _STRONG.split(before)[-1])
    return next(filter(None, (_only_level(reading, one) for one in clauses)), None)


def years_of_level(
    reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]
) -> Outcome | None:
    """The outcome of a number of which only a level is named behind the years that openings ask for
    in general: those of this level; ``None`` where anything else is named, or who told it.
    """
    quantity = around.quantity
    if not 1 <= quantity.low == quantity.high <= _MOST or reading.block(around).kind == "cell":
        return None
    found = _years_before(reading, around, done)
    level = level_of_years(reading, around)
    if found is None or level is None or reading.attribution.source(around) is not None:
        return None
    said = _before(reading, around)
    behind = _behind(reading, around)
    texts = (said, _PART_END.split(behind, maxsplit=1)[0])
    if any(reading.words.has("others", text) for text in texts):
        return None
    if not all(_PLAIN.issuperset(plain_words(reading, text)) for text in texts):
        return None
    reasons = (*found.reasons, "of one level")
    return replace(
        found,
        start=quantity.start,
        end=quantity.end,
        dimension=f"seniority={level}",
        reasons=reasons,
    )


def _years_before(
    reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]
) -> Binding | None:
    """What openings ask for as the number before tells, in its sentence or the one before."""
    place = around.place - 1
    found = done[place] if 0 <= place < len(done) else None
    if not is_ours(found, YEARS_ASKED):
        return None
    sentence = reading.around[place].sentence
    is_near = sentence in (around.sentence, reading.previous(around.sentence))
    return found if is_near else None


def _before(reading: ArticleReading, around: Surroundings) -> str:
    """The words of its sentence between the number before and one."""
    return reading.text[reading.between_numbers(around)[0] : around.quantity.start]


def _behind(reading: ArticleReading, around: Surroundings) -> str:
    """The words of its sentence between one and the number behind."""
    return reading.text[around.quantity.end : reading.between_numbers(around)[1]]


def _only_level(reading: ArticleReading, text: str) -> str | None:
    levels = {level_id(one) for one in reading.words.find("level", text)}
    return levels.pop() if len(levels) == 1 else None
