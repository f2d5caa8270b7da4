"""Binds lifts: how many times as often as by chance two skills are named in one opening.

What says so: "lift" at a number or in its header, a multiple "than chance" or "the rate you'd
expect", or one alone beside two skills ("Airflow + Spark: 2.5×"). Which pair: the two skills of
its row, else those of its part of the sentence, of the sentence, else the pair that was told of
last, or the two that stand above.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from skillscan.article.binding.model import ClaimSubject
from skillscan.article.binding.outcome import Outcome, is_ours, ours
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.binding.subjects.joined_skills import PAIRS, unnamed_pair
from skillscan.article.grammar import pattern_of

LIFT = "lift"
LARGEST_LIFT = 100
_CALLED = (
    r"\blifts?\b(?:[^.;!?\d]{0,50}? (?:of|is|was|at|to|=|under|over|about|above|near))?"
    r"(?: (?:an? )?(?:{hedging_words}|[a-z]{3,12}))?[^\w]{0,4}$"
)
"""What a number is called by words before it: "a lift of 3.1", "the lift is a little under two"."""
_CALLED_BEHIND = re.compile(r"^[^\w.;]{0,3}(?:\w+ )?lift\b", re.IGNORECASE)
_HEADER = r"\blifts?\b|\btimes\b|\b{chance_words}\b"
_BY_CHANCE = r"\b{chance_words}\b"
_OFTEN = r"^[^\w.;]{0,3}(?:(?:as|more|the|what|likelier|oftener|than|over|above|how)\b)"
_OTHER_KINDS = re.compile(
    r"\b(?:chance|coincidence|random),? (?:in|on|at|by|for|among|across|from|with)\b"
)
_MEANS = re.compile(r"\W{0,3}(?:means?\b|=|is (?:what|pure|mere)\b)")
"""What explains a lift: "a lift of 1 means that they ignore each other"."""
_USED = r"\b(?:is|are|were|was|get|gets) (?:{using_verbs})\b"
"""What pairs are at work, and not in openings: "together they are used 2.1 times as often"."""
_ONLY_PAIR = r"(?:\d+[.)] )?[^.;:!?\d]{3,40}?[^\w.;]{0,4}"
"""A row of a list that is nothing but its names."""
_BACK, _TWO, _FEW_WORDS = 3, 2, 14


def lift_of_pair(
    reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]
) -> Outcome | None:
    """The outcome of a number that is said to be a lift; ``None`` where it is not, or of what pair
    is not known, or somebody else tells it.
    """
    if not 0 < around.quantity.high <= LARGEST_LIFT:
        return None
    if not _is_called_lift(reading, around) and not _goes_on(reading, around, done):
        return None
    is_of_openings = reading.counts_postings or reading.words.has("postings", reading.text)
    if reading.attribution.source(around) is not None or not is_of_openings:
        return None
    behind = reading.span(around.after)
    if _MEANS.match(reading.text, around.quantity.end):
        return None
    if _OTHER_KINDS.search(behind) or reading.words.has("others", behind, "people"):
        return None
    said = reading.text[around.sentence.start : around.quantity.start]
    if pattern_of(_USED).search(said) and not reading.words.has("postings", said):
        return None
    before = _pair_before(reading, around, done)
    pair = pair_named(reading, around) or before or pair_above(reading, around)
    if pair is None:
        return None
    told = before if before is not None and before.dimension == pair.dimension else None
    if told is not None and is_ours(last := done[_last_pair(around, done)], PAIRS):
        start, end = around.quantity.start, around.quantity.end
        return replace(last, start=start, end=end, measure=LIFT, view=None, is_earlier=False)
    return ours(
        reading,
        around,
        pair,
        confidence=0.8,
        said=reading.whose.population_words(around),
        measure=LIFT,
        reasons=("how much more often than by chance both are named",),
    )


def _is_called_lift(reading: ArticleReading, around: Surroundings) -> bool:
    block, text, number = reading.block(around), reading.text, around.quantity
    before = text[around.sentence.start : number.start]
    behind = text[number.end : around.sentence.end]
    if block.kind == "cell" and pattern_of(_HEADER).search(block.column or ""):
        return number.unit in ("ratio", "count")
    if pattern_of(_CALLED).search(before) or _CALLED_BEHIND.match(behind):
        return True
    if number.unit != "ratio":
        return False
    if not behind.strip(" .*)") and pattern_of(_ONLY_PAIR).fullmatch(before.strip()):
        return pair_named(reading, around) is not None
    if pattern_of(_OFTEN).match(behind) and pattern_of(_BY_CHANCE).search(behind):
        return True
    following = "" if behind.strip(" .*") else _next_text(reading, around)
    return bool(following) and pattern_of(_BY_CHANCE).search(following) is not None


def _goes_on(reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]) -> bool:
    """Whether a number goes on with the lift before it in its block, of another pair: "for Spark
    and Scala it's 5.1".
    """
    place = around.place - 1
    last = done[place] if 0 <= place < len(done) else None
    if not is_ours(last, PAIRS) or last.measure != LIFT or around.quantity.unit == "percent":
        return False
    before = reading.around[place]
    said = reading.text[max(before.quantity.end, around.sentence.start) : around.quantity.start]
    named = reading.subjects(around.sentence)
    start = max(before.quantity.end, around.sentence.start)
    is_near = before.sentence.block == around.sentence.block and len(said.split()) <= _FEW_WORDS
    pair = [one for one in _skills(named) if start <= one.start < around.quantity.start]
    return is_near and _pair(pair) is not None


def _next_text(reading: ArticleReading, around: Surroundings) -> str:
    """What stands below a line that is but a number: the caption of a figure."""
    place = around.sentence.block + 1
    blocks = reading.article.blocks
    return reading.text[blocks[place].start : blocks[place].end] if place < len(blocks) else ""


def _skills(subjects: Iterable[ClaimSubject]) -> list[ClaimSubject]:
    return [one for one in subjects if one.statistic == "skill_share"]


def _pair(named: Sequence[ClaimSubject]) -> ClaimSubject | None:
    return unnamed_pair(named) if len({one.dimension for one in named}) == _TWO else None


def pair_named(reading: ArticleReading, around: Surroundings) -> ClaimSubject | None:
    """The two skills of its row, its part of the sentence, or the sentence."""
    block = reading.block(around)
    if block.kind == "cell" and block.row:
        named = _skills(reading.header_subjects(block.row))
        for cell in reading.row_cells(around) if len(named) == 1 else ():
            named += _skills(reading.header_subjects(reading.text[cell.start : cell.end]))
        return _pair(named)
    skills = _skills(reading.subjects(around.sentence))
    since, until = reading.between_numbers(around)
    sentence, number = around.sentence, around.quantity
    for start, end in (
        (since, number.start),
        (since, until),
        (sentence.start, sentence.end),
    ):
        if pair := _pair([one for one in skills if start <= one.start < end]):
            return pair
    if not skills and not reading.span(around.after).strip(" .*"):
        return _pair(reading.header_subjects(_next_text(reading, around)))
    return None


def _last_pair(around: Surroundings, done: Sequence[Outcome]) -> int:
    """The place of the number before that is of a pair; -1 where something else is told since."""
    for place in range(around.place - 1, max(-1, around.place - _BACK - 1), -1):
        if place < len(done) and is_ours(done[place], PAIRS):
            return place
    return -1


def _pair_before(
    reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]
) -> ClaimSubject | None:
    """The pair told of right before, in the sentence, the one before or the block above, where no
    other skill is named since.
    """
    place = _last_pair(around, done)
    if place < 0 or around.sentence.block - reading.around[place].sentence.block > 1:
        return None
    found = done[place]
    if not is_ours(found, PAIRS) or found.dimension is None:
        return None
    pair = ClaimSubject.unnamed(PAIRS, found.dimension)
    since = [
        one
        for said in (around.sentence, *reading.sentences_before(around.sentence, _BACK))
        for one in _skills(reading.subjects(said))
        if one.start >= reading.quantities[place].end
    ]
    return pair if {str(one.dimension) for one in since} <= {*found.dimension.split("|")} else None


def pair_above(reading: ArticleReading, around: Surroundings) -> ClaimSubject | None:
    """The only two skills of the nearest sentence before that names any, or of the heading."""
    if _skills(reading.subjects(around.sentence)):
        return None
    for named in _named_above(reading, around):
        if named:
            return _pair(named)
    return None


def _named_above(reading: ArticleReading, around: Surroundings) -> Iterator[list[ClaimSubject]]:
    home = around.sentence.block
    for one in reading.sentences_before(around.sentence, _BACK):
        if home - one.block <= 1:
            yield _skills(reading.subjects(one))
    yield _skills(reading.header_subjects(reading.heading(reading.block(around))))
