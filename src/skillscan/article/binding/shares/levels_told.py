"""A share told again for another time, right beside the share of today or in the next sentence:
"agents: 16 %, from 5 %", "18 % then, 20 % today", "Last autumn the two stood at 73 % and 82 %".
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from skillscan.article.binding.model import not_understood
from skillscan.article.binding.outcome import Outcome
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import ArticleSentence, Surroundings
from skillscan.article.grammar import pattern_of
from skillscan.article.model import Binding, Quantity
from skillscan.article.quantities.bare_levels import PERIOD, TIME

_OPENINGS = r"(?: (?:of|in) (?:(?:the|all|our|these|those) ){0,2}(?:[\w-]+ )?{opening_nouns})?"
_LEFT = rf"{_OPENINGS}(?:[,;]| [–—]| \()? ?{{level_left_words}} (?:{{nearly_words}} )?[~≈]?"
_LEFT_RELATIVE = (
    rf"{_OPENINGS}, which {TIME} (?:it |they )?(?:still |only |just )?(?:{{level_verbs}} at"
    r"|{bare_verbs}|was (?:in|at)|were (?:in|at)) (?:{nearly_words} )?[~≈]?"
)
_AGAINST = rf"{_OPENINGS},? {{set_against_levels}} (?:{{nearly_words}} )?[~≈]?"
_IN_BRACKET = r" ?\((?:it was |was |from )?(?:{nearly_words} )?[~≈]?"
_WAS_IN_BRACKET = (
    rf"{_OPENINGS}"
    r" ?\((?:(?:it |they )?(?:was|were)|(?:it |they )?(?:had been|used to be)|up from|down from)"
    r"(?: (?:in|at))? (?:{nearly_words} )?[~≈]?"
)
_HAD_BEEN = (
    rf"{_OPENINGS}(?:[,;:]| [–—])? ?(?:and |but )?(?:it|they|that|which) (?:had been|used to be)"
    r"(?: (?:in|at))? (?:{nearly_words} )?[~≈]?"
)
"""What only says that a share was another one before, at whatever time: "3 %; it had been two"."""
_TIME_BEFORE_IN_BRACKET = rf" ?\({TIME}:? [~≈]?"
_ENDS = (
    r"\s*(?:[.,;:)!?]|$|(?:and|but|so|while|whereas)\b)"
    rf"|,? ?{TIME}(?:[.,;:)!?]|$| and| but)"
)
_TIME_ENDS = rf",? ?{TIME} ?\)"
_CLOSED = r" ?\)"
_BECAME = r" (?:of (?:them|all|{opening_nouns}) )?{turned_into} (?:{nearly_words} )?[~≈]?"
_THEN = (
    rf" (?:{{then_behind}}|{TIME})(?:,|;| –| —)? ?(?:and |but |against |versus )?"
    r"(?:{nearly_words} )?[~≈]?"
)
_NOW = r",? {now_words}\b"
_TODAY_AND = (
    rf"{_OPENINGS} {{now_words}}(?:,|;| –| —)? ?(?:and |but |against |versus |after )?[~≈]?"
)
_OF_THEN = rf",? ?(?:{{then_behind}}|{TIME})(?=[.,;:)!?]|$| and| but)"
_HAVING_BEEN = (
    rf"{_OPENINGS},? (?:after )?having (?:(?:still|only) )?(?:been|stood|started|begun|had)"
    r"(?: (?:in|at|with))? (?:{nearly_words} )?[~≈]?"
)
_WHICH_HAD = (
    r", (?:which|that) (?:once |still |then |only )?(?:had|held|got|was (?:in|at)|were (?:in|at)"
    r"|stood at) (?:{nearly_words} )?[~≈]?$"
)
_NOW_HAS = (
    rf"(?: {TIME})?, (?:now |today |currently )?"
    r"(?:has|have|holds|gets|(?:is|are|stands?) (?:now |today )?(?:in|at))"
    r" (?:now |today )?(?:{nearly_words} )?[~≈]?"
)
_HAS_SINCE = (
    rf"{_OPENINGS}(?: {TIME})?,? (?:and|but|then|before)(?: it| they)?(?: (?:has|have|is|are))?"
    r"(?: (?:since|now|slowly|quietly|already|then))? (?:{moving_verbs}|sliding|falling|dropping"
    r"|slipping|sinking|settling)(?: (?:back|down|up|off))? to (?:{nearly_words} )?[~≈]?"
)
_AT_LEVEL = r"\b{level_verbs} (?:at|on) (?:{nearly_words} )?[~≈]?$"
"""A level that a share was at before another one: "peaked at 12 % and has slid back to 9"."""
_STILL_IS = (
    r",? ?(?:and |but )?(?:it|they|that)(?: (?:is|are)|['’](?:s|re))(?: (?:still|now|today))?"
    r" (?:in |at )?(?:{nearly_words} )?[~≈]?"
)
_WAS_AT = r"\b(?:it|they|that) (?:was|were) (?:in |at )?(?:{nearly_words} )?[~≈]?$"
"""What a share is beside what it was: "it was 90 %, it is 90 %"."""
_SEEN_BEFORE = 60
_ROW = r"(?:,| and|, and|,? then) [~≈]?"
_SENTENCE_OF_THEN = (
    rf"\W*(?:(?:and|but) )?(?:(?P<first>{TIME}),? )?"
    r"(?:(?:(?:{level_pronouns}"
    r"|the (?P<one>first|last|former|latter)(?: of (?:these|those|them))?)"
    r" (?:still |only |just )?(?:{level_verbs} at|was|were|had been|had|showed|read|used to be"
    r"|{bare_verbs})(?: (?:at|in|on))?)|{level_tellers}) "
    r"(?:only |still |just |{nearly_words} )?[~≈]?"
)
_TIME_ALONE = rf"\W*(?:(?:and|but) )?{TIME}(?:[:,]| –| —) (?:{{nearly_words}} )?[~≈]?"
_LEFT_ALONE = (
    r"\W*(?:(?:and|but) )?(?:(?:that['’]s|that is|this is|which is) )?(?:up|down)(?: \w+)? from "
    r"(?:{nearly_words} )?[~≈]?"
)
_HAD_BEEN_ALONE = (
    r"\W*(?:(?:and|but) )?(?:{level_pronouns}) (?:had been|used to be)(?: (?:in|at))? "
    r"(?:only |still |just |{nearly_words} )?[~≈]?"
)
"""What begins a sentence that says nothing but what the share before was: "In May 2023: 11"."""
_TIME_ASKED = (
    rf"\W*(?:(?:and|but) )?(?:{TIME}|(?:this|the same) time (?:last|a) year(?: ago)?)\?\W*"
)
_ONLY_NUMBER = re.compile(r"\W*(?:(?:just|only|about|around|barely|some) )?[~≈]?", re.IGNORECASE)
"""A question after a time, and what may stand before its answer: "This time last year? 22 %"."""
_COUNT_OF_THEN = (
    rf"\W*(?:(?:and|but) )?(?:(?:our|my|the) )?(?:{{earlier_editions}}|last (?:year|{PERIOD}))"
    r"(?:['’]s)? (?:\w+ )?(?:{edition_kinds}|audit|tracker|index)"
    r" (?:put|had) (?:it|them|this|that) at "
    r"(?:only |still |just |{nearly_words} )?[~≈]?"
)
"""What begins a sentence on what an earlier count gave: "Last year's audit put it at"."""
_RESPECTIVELY = r"(?:,? respectively)?"
_ROW_LEFT = (
    rf"{_OPENINGS}(?:[,;]| [–—]| \()? ?"
    r"(?:{level_left_words}|(?P<needs>{set_against_levels})) (?:{nearly_words} )?[~≈]?"
)
_ROW_OF_THEN = rf"{_OPENINGS}(?:[,;:(]| [–—])? ?{_SENTENCE_OF_THEN}"
_ROW_IN_BRACKET = rf"{_OPENINGS} ?\((?P<first>{TIME}):? [~≈]?"
"""What stands between the shares of today and as many of another time in one sentence."""
_MOST = 4


def is_told_beside(text: str, before: Quantity, own: Quantity, end: int) -> bool:
    """Whether a share is only what the one before it in its sentence was or became, so that no
    thing of its own stands beside it; ``end`` is that of the sentence.
    """
    return _left_beside(text, before, own, end) or is_now_beside(text, before, own, end)


def _left_beside(text: str, before: Quantity, own: Quantity, end: int) -> bool:
    gap = before.end, own.start
    behind = own.end, end
    if pattern_of(_LEFT).fullmatch(text, *gap) or pattern_of(_LEFT_RELATIVE).fullmatch(text, *gap):
        return pattern_of(_ENDS).match(text, *behind) is not None
    if pattern_of(_HAVING_BEEN).fullmatch(text, *gap):
        return text[own.end : own.end + len(" of")].lower() != " of"
    if pattern_of(_TODAY_AND).fullmatch(text, *gap) or pattern_of(_AGAINST).fullmatch(text, *gap):
        return pattern_of(_OF_THEN).match(text, *behind) is not None
    for bracket in (_TIME_BEFORE_IN_BRACKET, _WAS_IN_BRACKET):
        if pattern_of(bracket).fullmatch(text, *gap):
            return any(pattern_of(one).match(text, *behind) for one in (_CLOSED, _TIME_ENDS))
    if pattern_of(_HAD_BEEN).fullmatch(text, *gap):
        return pattern_of(_ENDS).match(text, *behind) is not None
    return (
        pattern_of(_IN_BRACKET).fullmatch(text, *gap) is not None
        and pattern_of(_TIME_ENDS).match(text, *behind) is not None
    )


def is_now_beside(text: str, before: Quantity, own: Quantity, end: int) -> bool:
    """Whether a share is what the one before it, which is an earlier level, came to."""
    gap = before.end, own.start
    ahead = text[max(0, before.start - _SEEN_BEFORE) : before.start]
    if pattern_of(_NOW_HAS).fullmatch(text, *gap) and pattern_of(_WHICH_HAD).search(ahead):
        return pattern_of(_ENDS).match(text, own.end, end) is not None
    if pattern_of(_STILL_IS).fullmatch(text, *gap) and pattern_of(_WAS_AT).search(ahead):
        return pattern_of(_ENDS).match(text, own.end, end) is not None
    if pattern_of(_HAS_SINCE).fullmatch(text, *gap) and pattern_of(_AT_LEVEL).search(ahead):
        return pattern_of(_ENDS).match(text, own.end, end) is not None
    if pattern_of(_BECAME).fullmatch(text, *gap):
        return pattern_of(_ENDS).match(text, own.end, end) is not None
    return (
        pattern_of(_THEN).fullmatch(text, *gap) is not None
        and pattern_of(_NOW).match(text, own.end, end) is not None
    )


def level_told(
    reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]
) -> Outcome | None:
    """The outcome of a share that is of the same as the one before it, at another time; ``None``
    where it is none.
    """
    number, text = around.quantity, reading.text
    if number.unit != "percent":
        return None
    if place_of := _of_row_before(reading, around, done):
        return _of(done[place_of - 1], number, is_earlier=True)
    if (place := _beside(reading, around)) and place <= len(done):
        before = reading.quantities[place - 1]
        is_later = is_now_beside(text, before, number, around.sentence.end)
        return _of(done[place - 1], number, is_earlier=not is_later)
    if place_of := _of_sentence_before(reading, around, done):
        return _of(done[place_of - 1], number, is_earlier=True)
    return None


def _of(found: Outcome, number: Quantity, *, is_earlier: bool) -> Outcome | None:
    if not isinstance(found, Binding) or found.kind != "ours":
        return not_understood("another level of what is not known", is_doubt=True)
    if found.statistic == "posting_growth":
        return None
    reasons = (*found.reasons, "the same at another time")
    return replace(
        found, start=number.start, end=number.end, is_earlier=is_earlier, reasons=reasons
    )


def _beside(reading: ArticleReading, around: Surroundings) -> int:
    """The place, from 1, of the share before in its sentence of which it tells another level; 0
    where it does not.
    """
    earlier = around.shares_before
    if not earlier:
        return 0
    before = reading.quantities[earlier[-1]]
    is_share = before.unit == "percent" and before.low == before.high
    is_told = is_told_beside(reading.text, before, around.quantity, around.sentence.end)
    return earlier[-1] + 1 if is_share and is_told else 0


def is_level_left(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether the next share of its sentence is what this one came to: "18 % then, 20 % today"."""
    later = [n for n in around.neighbours if n > around.place]
    if not later:
        return False
    following = reading.quantities[later[0]]
    return is_now_beside(reading.text, around.quantity, following, around.sentence.end)


def _of_sentence_before(
    reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]
) -> int:
    """The place, from 1, of the share among those told right before that has the place of this one
    in a sentence which only tells what they were: "Last autumn the two stood at 73 % and 82 %".
    """
    sentence, text = around.sentence, reading.text
    row = reading.percentages_in(sentence)
    if around.place not in row or len(row) > _MOST or reading.attribution.source(around):
        return 0
    if reading.subjects(sentence) or not _is_row(reading, row):
        return 0
    first, last = (reading.quantities[n] for n in (row[0], row[-1]))
    if len(row) == 1 and any(
        pattern_of(one).fullmatch(text, sentence.start, first.start)
        for one in (_COUNT_OF_THEN, _TIME_ALONE, _LEFT_ALONE, _HAD_BEEN_ALONE)
    ):
        told = _shares_told_before(reading, sentence, 1, done)[-1:]
        return told[0] + 1 if told else 0
    if len(row) == 1 and (asked := _answered_time(reading, around)):
        told = _shares_told_before(reading, asked, 1, done)[-1:]
        return told[0] + 1 if told else 0
    begun = pattern_of(_SENTENCE_OF_THEN).fullmatch(text, sentence.start, first.start)
    if begun is None:
        return 0
    ending = pattern_of(_RESPECTIVELY + r"(?:" + _ENDS + ")").match(text, last.end, sentence.end)
    behind = pattern_of(rf"{_RESPECTIVELY},? ?{TIME}").match(text, last.end, sentence.end)
    if ending is None or not (begun["first"] or behind):
        return 0
    before = _shares_told_before(reading, sentence, len(row), done)
    if (one := begun["one"]) and len(row) == 1:
        before = before[:1] if one.lower() in ("first", "former") else before[-1:]
    elif len(row) == 1:
        before = before[-1:]
    return before[row.index(around.place)] + 1 if len(before) == len(row) else 0


def _of_row_before(reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]) -> int:
    """The same among the shares before in its sentence: "RAG is in 23 %, Docker in 12 %, and a year
    ago they stood at 14 % and 9 %", "… in 23 % and 12 %, up from 14 % and 9 %".
    """
    shares, text, end = reading.percentages_in(around.sentence), reading.text, around.sentence.end
    row = _row_of(reading, shares, around.place)
    before = [n for n in shares if row and n < row[0]]
    if not 1 < len(row) <= min(_MOST, len(before)) or reading.attribution.source(around):
        return 0
    gap = reading.quantities[before[-1]].end, reading.quantities[row[0]].start
    if any(gap[0] <= one.start < end for one in reading.subjects(around.sentence)):
        return 0
    patterns = (_ROW_OF_THEN, _ROW_IN_BRACKET, _ROW_LEFT)
    begun = next((f for one in patterns if (f := pattern_of(one).fullmatch(text, *gap))), None)
    last = reading.quantities[row[-1]].end
    if begun is None or not pattern_of(_RESPECTIVELY + f"(?:{_ENDS})").match(text, last, end):
        return 0
    is_timed = begun.groupdict().get("first") or (
        pattern_of(rf"{_RESPECTIVELY},? ?{TIME}").match(text, last, end)
    )
    if not is_timed and (begun.re is not pattern_of(_ROW_LEFT) or begun["needs"]):
        return 0
    told = [n for n in before if n in _told_today(reading, around.sentence, done[: row[0]])]
    is_as_many = len(told) == len(row)
    return told[row.index(around.place)] + 1 if is_as_many else 0


def _row_of(reading: ArticleReading, shares: Sequence[int], place: int) -> list[int]:
    """The places of the shares that stand in a row with one, nothing but a sign between them."""
    row = [place] if place in shares else []
    while row and row[0] - 1 in shares and _is_row(reading, [row[0] - 1, row[0]]):
        row.insert(0, row[0] - 1)
    while row and row[-1] + 1 in shares and _is_row(reading, [row[-1], row[-1] + 1]):
        row.append(row[-1] + 1)
    return row


def _is_row(reading: ArticleReading, row: Sequence[int]) -> bool:
    numbers = [reading.quantities[n] for n in row]
    return all(
        pattern_of(_ROW).fullmatch(reading.text, one.end, other.start)
        for one, other in pairwise(numbers)
    )


def _answered_time(reading: ArticleReading, around: Surroundings) -> ArticleSentence | None:
    """The question after a time that is all a number answers; ``None`` where there is none."""
    asked, sentence = reading.previous(around.sentence), around.sentence
    number, text = around.quantity, reading.text
    is_alone = _ONLY_NUMBER.fullmatch(text, sentence.start, number.start) is not None
    is_all = not text[number.end : sentence.end].strip(" .!)")
    is_asked = asked and pattern_of(_TIME_ASKED).fullmatch(reading.sentence_text(asked))
    return asked if is_alone and is_all and is_asked else None


def _shares_told_before(
    reading: ArticleReading, sentence: ArticleSentence, wanted: int, done: Sequence[Outcome]
) -> list[int]:
    """The shares that the sentence before tells, or all that the block has told, where these are as
    many and of things of one kind.
    """
    before = reading.previous(sentence)
    if before is None:
        return []
    told = _told_today(reading, before, done)
    while wanted == 1 and not told and _tells_earlier(reading, before, done):
        before = reading.previous(before) or before
        told = _told_today(reading, before, done)
    if len(told) == wanted or wanted == 1:
        return told
    one, all_told = before, list(told)
    while further := reading.previous(one):
        all_told = [*_told_today(reading, further, done), *all_told]
        one = further
    kinds = {found.statistic for n in all_told if isinstance(found := done[n], Binding)}
    return all_told if len(kinds) == 1 else []


def _tells_earlier(
    reading: ArticleReading, sentence: ArticleSentence, done: Sequence[Outcome]
) -> bool:
    """Whether a sentence that another one of its block precedes tells but shares of another time:
    "In May 2024: 29. In May 2023: 11".
    """
    shares = reading.percentages_in(sentence)
    return (
        bool(shares)
        and reading.previous(sentence) is not None
        and not _told_today(reading, sentence, done)
    )


def _told_today(
    reading: ArticleReading, sentence: ArticleSentence, done: Sequence[Outcome]
) -> list[int]:
    """The places of the shares of a sentence but those of another time."""
    return [
        n
        for n in reading.percentages_in(sentence)
        if n < len(done) and not (isinstance(found := done[n], Binding) and found.is_earlier)
    ]
