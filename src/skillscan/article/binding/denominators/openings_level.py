"""The level of the openings that a share is of: "81 % of junior postings", "in senior ones by 88",
"Python | Junior ads | Senior ads", "## Junior roles".
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from skillscan.article.binding.denominators.denominators import noun_phrase
from skillscan.article.binding.denominators.earlier_denominators import AS_BEFORE, AS_IN_LIST
from skillscan.article.binding.model import ClaimDenominator, ClaimSubject
from skillscan.article.binding.outcome import Outcome
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.binding.vocabulary import FoundWords
from skillscan.article.dimension import read_dimension
from skillscan.article.grammar import pattern_of, words_of
from skillscan.article.model import Binding

UNKNOWN_LEVEL = "?"
"""A part of the openings by level that no release singles out, or perhaps none."""
KNOWN_LEVELS = frozenset({"intern", "junior", "mid", "senior", "staff"})
_LOWEST = re.compile(r"(?:(?:entry[- ]level|juniors?)(?:,? (?:and|or)|/| &)? ?)+", re.IGNORECASE)
"""Words for the first level that the level of a posting is read from, and no years."""
_AT_LEVEL = (
    r"(?:^|\W)(?:{share_prepositions}|at|for|on|within) (?:(?:the|all|only|our|these|those) ){0,2}$"
)
_BEHIND = (
    r"[^,;:.()%\d]{0,12}?\b(?:{share_prepositions}|at|for|on|within) "
    r"(?:(?:the|all|only|our|these|those) ){0,2}"
)
_RIGHT_BEHIND = (
    r" (?:{share_prepositions}|at|for|on|within) (?:(?:the|all|only|our|these|those) ){0,2}"
)
_OF_OPENINGS = (
    r"(?:s|(?<=leve)l)\b"
    r"|\w(?:[ -][\w/-]+){0,4}?[ -](?:ones|{level_nouns}|{opening_nouns}|\w+(?:ers|ists|ysts))\b"
)
"""What makes a level, from its last letter on, one of openings, and no person of it."""
_AT_NUMBER = (
    r"(?: (?:ones|{level_nouns}|{opening_nouns}))?\W{0,3}"
    r"(?:(?:is|are|it is|have|has|reach|at|by|in|with) ){0,2}[~≈]?$"
)
_LABEL = re.compile(r"\W*([^:.;%\n]{2,40}): ")
_THAN = r"\b(?:than|as) (?:(?:in|among|for|of) )?(?:the )?$"
_ENDS_PART = re.compile(r"\W*(?:$|[.,;:!?)–—|]|(?:and|but|while|whereas|against|versus|vs)\b)")
_MAKING_UP = r"(?<!\bit )(?<!\bthat )\b{making_up}\b"
_JOINED = r"\b(?:overall|{plain_coordinators}|{contrasts}|against|versus|vs|compared)\b"
"""What sets a share of one level beside that of all openings."""
_TOLD_BY_LEVEL = frozenset({"skill_share", "skill_share_by_seniority"})
_BEGINS_CLAUSE = r"(?:^|[,;:(–—|]|\b{clause_starts})\s?(?:the )?$"
_ALL = re.compile(r"\b(?:all|every|overall)\b", re.IGNORECASE)
_TITLE_WORD = re.compile(r"[a-z]+")
_PLAIN = words_of("level_title_words") | words_of("opening_nouns")


def levels_of_openings(
    reading: ArticleReading, around: Surroundings, denominator: ClaimDenominator
) -> frozenset[str]:
    """The levels that the openings of a share are said to be of, as a release groups them; empty
    where they are of every level, ``UNKNOWN_LEVEL`` among them where it is not sure which.
    """
    block = reading.block(around)
    if block.kind == "cell" and (named := _of_headers(reading, (block.row, block.column))):
        return named
    own = _own_levels(reading, around)
    noun = reading.text[denominator.start : denominator.end]
    start = _own_start(reading, around)
    is_own = start <= denominator.start < denominator.end <= around.after[1]
    if is_own:
        own |= levels_in(reading, noun) | _behind_noun(reading, around, denominator)
    if own:
        return own
    title = _of_title(reading, around)
    if is_own:
        is_unsure = bool(title) and not _ALL.search(noun)
        return frozenset({UNKNOWN_LEVEL}) if is_unsure else frozenset()
    taken_over = levels_in(reading, noun or denominator.words)
    if title and taken_over <= title:
        return title
    if taken_over and denominator.reason in (AS_BEFORE, AS_IN_LIST):
        return frozenset({UNKNOWN_LEVEL})
    return taken_over


def one_level(
    reading: ArticleReading, around: Surroundings, denominator: ClaimDenominator
) -> str | None:
    """The one level that they are of, where a release has it."""
    levels = levels_of_openings(reading, around, denominator)
    return next(iter(levels)) if len(levels) == 1 and levels <= KNOWN_LEVELS else None


def level_beside(
    reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]
) -> ClaimSubject | None:
    """The skill of the share before a number that only names another level: "39 % of junior
    postings, 57 % of senior ones", "28 % overall and 20 % at entry level".
    """
    named = _own_levels(reading, around, is_close=True)
    if len(named) != 1 or not named <= KNOWN_LEVELS:
        return None
    place = around.shares_before[-1] if around.shares_before else len(done)
    before = done[place] if place < len(done) else None
    if not isinstance(before, Binding) or before.statistic not in _TOLD_BY_LEVEL:
        return _of_label(reading, around)
    start, end = reading.quantities[place].end, _end_of_part(reading, around)
    part = read_dimension(before.dimension)
    if part.group in named or pattern_of(_MAKING_UP).search(reading.text, start, end):
        return None
    joint = pattern_of(_JOINED).search(reading.text, start, around.quantity.start)
    if not part.group and joint is None:
        return None  # "71 % name Python, 47 % senior, 5 % at entry level"
    subjects = [s for s in reading.subjects(around.sentence) if start <= s.start < end]
    if any(not one.is_level and one.dimension != part.value for one in subjects):
        return None
    return ClaimSubject.unnamed("skill_share", part.value, before.measure)


def _of_label(reading: ArticleReading, around: Surroundings) -> ClaimSubject | None:
    """The skill of the label that a row of levels stands behind: "Python: juniors 81 %, …"."""
    start = around.sentence.start
    label = _LABEL.match(reading.text, start, around.quantity.start)
    named = reading.header_subjects(label[1]) if label else []
    is_skill = label is not None and bool(reading.vocabulary.skill_called(label[1].strip(" *_")))
    if label is None or not is_skill or len(named) != 1 or named[0].statistic != "skill_share":
        return None
    start = max(label.end(), around.before[0])
    if pattern_of(_MAKING_UP).search(reading.text, start, around.quantity.start):
        return None
    return replace(named[0], start=-1, end=-1)


def is_level_compared(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether a sentence sets openings of one level against those of another, and no words at its
    numbers say which is which: "twice as often as junior ones: 43 % against 19 %".
    """
    text = reading.sentence_text(around.sentence)
    return any(
        pattern_of(_THAN).search(text, 0, one.start) for one in reading.words.find("level", text)
    )


def _end_of_part(reading: ArticleReading, around: Surroundings) -> int:
    """Where the phrase behind a number ends; the end of its sentence where more is told of it."""
    start, end = around.after
    if begins := pattern_of(_RIGHT_BEHIND).match(reading.text, start, end):
        start = noun_phrase(reading.words, reading.text, begins.end(), end)[1]
    return start if _ENDS_PART.match(reading.text, start, around.sentence.end) else end


def levels_in(reading: ArticleReading, text: str) -> frozenset[str]:
    """The levels that a text names."""
    return frozenset(_level(text, one) for one in reading.words.find("level", text))


def _level(text: str, found: FoundWords) -> str:
    value = str(found.rule.fields["value"])
    if found.rule.id == "entry":
        return "junior" if _LOWEST.fullmatch(text, found.start, found.end) else UNKNOWN_LEVEL
    return UNKNOWN_LEVEL if found.rule.id == "zero_years" else value


def _of_headers(reading: ArticleReading, headers: Iterable[str | None]) -> frozenset[str]:
    """The levels of headers that name no skill and nothing else that parts openings."""
    return frozenset().union(*(levels_in(reading, header) for header in headers if header))


def _own_levels(
    reading: ArticleReading, around: Surroundings, *, is_close: bool = False
) -> frozenset[str]:
    """The levels that a preposition behind a number (``is_close``: right behind it), or before it
    in its own part of the sentence, says that it is told of.
    """
    behind = _RIGHT_BEHIND if is_close else _BEHIND
    begins = pattern_of(behind).match(reading.text, around.quantity.end, around.after[1])
    if begins:
        _, end, _ = noun_phrase(reading.words, reading.text, begins.end(), around.after[1])
        if named := levels_in(reading, reading.text[begins.end() : end]):
            return named
    start = _own_start(reading, around)
    before = reading.text[start : around.quantity.start]
    told = [
        one
        for one in reading.words.find("level", before)
        if (
            pattern_of(_AT_LEVEL).search(before, 0, one.start)
            and pattern_of(_OF_OPENINGS).match(before, one.end - 1)
        )
        or (
            pattern_of(_BEGINS_CLAUSE).search(before, 0, one.start)
            and pattern_of(_AT_NUMBER).match(before, one.end)
        )
    ]
    return frozenset(_level(before, one) for one in told[-1:])


def _own_start(reading: ArticleReading, around: Surroundings) -> int:
    """Where the words before a number begin that are not of the share before it: "81 % of junior
    postings, in senior ones 88 %".
    """
    start = around.before[0]
    is_behind = any(reading.quantities[n].end == start for n in around.neighbours)
    if not is_behind:
        return start
    begins = pattern_of(_BEHIND).match(reading.text, start, around.quantity.start)
    if begins is None:
        return start
    return noun_phrase(reading.words, reading.text, begins.end(), around.quantity.start)[1]


def _behind_noun(
    reading: ArticleReading, around: Surroundings, denominator: ClaimDenominator
) -> frozenset[str]:
    """The level behind the noun of the openings: "postings at the junior level"."""
    end = around.quantity.start if denominator.end <= around.quantity.start else around.after[1]
    begins = pattern_of(_BEHIND).match(reading.text, denominator.end, end)
    if begins is None:
        return frozenset()
    _, last, _ = noun_phrase(reading.words, reading.text, begins.end(), end)
    return levels_in(reading, reading.text[begins.end() : last])


def _of_title(reading: ArticleReading, around: Surroundings) -> frozenset[str]:
    """The level that the line above a list, or the innermost heading, is on, where it names nothing
    else: "## Junior roles".
    """
    block = reading.block(around)
    return _in_title(reading, reading.lead(block)) or _in_title(reading, reading.heading(block))


def _in_title(reading: ArticleReading, heading: str) -> frozenset[str]:
    named = reading.words.find("level", heading)
    rest = heading
    for one in sorted((*named, *reading.words.find("fields", heading)), key=lambda one: -one.start):
        rest = rest[: one.start] + " " + rest[one.end :]
    is_plain = _PLAIN.issuperset(_TITLE_WORD.findall(rest.lower()))
    return levels_in(reading, heading) if named and is_plain else frozenset()
