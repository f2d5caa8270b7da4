"""Whether a share is told of a thing that is named before it: "Docker appears in 40 % of postings".

Up to the number stand only words that are known to link, or few others and none right before it:
"Docker matches 40 %" and "Docker and queues show up in 40 %" tell nothing of Docker.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from skillscan.article.binding.links.linking_words import (
    PART_SIGNS,
    other_words,
    unknown_words,
    with_people_words,
    words_outside,
)
from skillscan.article.binding.links.openings_going_on import is_next_to
from skillscan.article.binding.links.told_plainly import is_told_adversely, is_told_plainly
from skillscan.article.binding.model import ClaimSubject
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.binding.shares.earlier_times import is_time_before
from skillscan.article.binding.subjects.questions import PEOPLE_ASKED
from skillscan.article.grammar import pattern_of, words_of

_FEW_OTHERS, _SOME_OTHERS = 2, 4
"""Words that are not known to link: so few in any case, more where a verb links at the number."""
_LAST_WORDS = 2
"""The words right before the number, which all must be known: not "Docker matches 40 %"."""
_AND_BEHIND = r"(?:,? {coordinators}| ?[&+/]) ?(?:{the_articles} )?([^\W\d_][\w-]*)"
_AND_BEFORE = r"^\W*(?:[^\W\d_][\w-]* ){0,2}([^\W\d_][\w-]*),? (?:{coordinators} |[&+/] ?)$"
_BETWEEN_TWINS = r"\s*(?:,|/|&|,? ?{coordinators})\s*"
_IT = r"(?:\b{clause_joints}|[,:;]) {clause_pronouns}\b"
_WHICH = re.compile(r"(?P<which>,? which) (?:\w+ly )?(?P<verb>[a-z]+)")
_ITS_NAME = re.compile(r"(?:the|this|that|its)\b|[A-Z]\w+['’]s\b")
"""What else a thing is called: "TensorFlow has withered: Google's framework is in 26 %"."""
_RELATIVE = (
    r", (?:{explaining_words}|{including_words}|[A-Z]\w+['’]s"
    r"|although|though|while|despite|for all) "
)
_LABELLED = r", {explaining_words} [^,;.():]{3,60}: ?[~≈]?"
"""What only explains the label of a number: "Rust, which I like: 4 %"."""
_TOLD_AT = re.compile(
    r", (?:is |are |was |were |(?P<us>(?:we|I) (?:counted |found |saw )(?:it )?))?"
    r"(?:(?:found |seen )?in|at) (?:\w+ )?[~≈]?"
)
"""What tells a share behind an apposition: "Docker, which packs software, in 40 %"."""
_IS_A = (
    r" (?:{being_words}|remains?|stays?|stands|makes) (?:{before_verbs} )?"
    r"(?:{the_articles}|our|my|your) (?:{standing_adjectives} ){0,2}{standing_nouns}"
    r"(?: of (?:choice|record))? (?:with|at|in)"
    r" (?:(?:{hedging_words}|{almost_words}) )?[~≈]?"
)
"""What tells of a thing that it is common: "Spark is the queen with 43 %"."""
_THAN_THOUGHT = (
    r" (?:{being_words}|{row_verbs}) (?:(?:a (?:lot|bit)|much|far|even|still) )?"
    r"(?:\w+er|(?:more|less) \w+) than (?:{bare_subjects}|one|expected|feared|hoped|most|many)"
    r"(?: [\w’']+){0,4},? (?:at|with|in) (?:(?:{hedging_words}|{almost_words}) )?[~≈]?"
)
"""What only says that a share surprises: "Docker is bigger than I thought at 28 %"."""
_SHARE_ENDS = (
    r"(?: (?:of|in) (?:(?:the|all|our|these) ){0,2}(?:\w+ )?{opening_nouns})?"
    r"\s*(?:[.,;:)]|$|\b(?:and|but)\b)"
)
_OWNED = re.compile(r"['’]s [~≈]?")
"""What makes a number a thing's own: "Docker's 29 % puts it behind Kubernetes"."""
_STOOD_AT = (
    r" (?:{standing_adverbs} ){0,2}(?:{level_verbs} (?:at|in|to|past|on|with)|{bare_verbs}) "
    r"(?:(?:{hedging_words}|{almost_words}) )?[~≈]?"
)
"""What tells only at which level a thing stands: "Docker opened at", "still stood at 49 %"."""
_WE_COUNT = r"\W{0,4} (?:we|i) {finding_verbs} (?:{hedging_words} )?[~≈]?"
_JOINED_LATER = (
    r", {coordinators} (?:{the_articles} )?([^\W\d_][\w-]*) "
    r"(?:{being_verbs} )?(?:{before_verbs} )?{naming_verbs}\b"
)
_CLAUSE_BREAK = re.compile(r"[,;:()—]")
_SIDE_BREAK = re.compile(r"[;:(—]")
"""What ends more than a clause: a time before a comma is of the same ("in 2024, Docker stood")."""
_OWN = re.compile(r"['’]s?\b")
_MOVED_TO = (
    r"\b{moving_verbs}(?: (?:up|down|back))? from (?:\w+ )?[~≈]?\d[^;:]{0,40} to (?:\w+ )?[~≈]?$"
)
"""What says that a share moved to a level: "has gone from 12 % to"."""
_OBJECT_OF = re.compile(r"[a-z]+ed (?:with|for|by|to|from) (?:an? |the )?$")
"""What stands before a thing for which another one is something."""
_BY_VERB = (
    r"[\"”]? (?:{before_verbs} )*"
    r"(?:{being_verbs} (?:{telling_adverbs} )*{placing_verbs}(?: together)?"
    r"|{placed_verbs}"
    r"|(?:{being_words}|remains?|ma[dk]es?) (?:{the_articles} )?"
    r"(?:{demand_adjectives} ){0,2}{demand_nouns})"
    r" (?:in|into|by|on|for|across|within|inside)"
    r"(?: {nearly_words})? ?[~≈]?"
)
"""What places a thing in openings, or says that they demand it: "is scribbled down in"."""


def is_told_of(reading: ArticleReading, around: Surroundings, subject: ClaimSubject) -> bool:
    """Whether the words up to the number are such as link them: "Docker appears in 40 %"."""
    if _is_one_of_two(reading, around, subject):
        return False
    said = reading.text[subject.end : around.quantity.start]
    if reading.words.has("untold", _CLAUSE_BREAK.split(said)[-1]):
        return False
    if is_told_adversely(reading, around, subject):
        return False  # "remote work is off the table in 40 %"
    if any(
        said[: one.start].endswith("among ")
        and not reading.populations.is_of_ours(said, one.start, one.end)
        for one in reading.words.find("others", said, "people")
    ):
        return False  # "Python's rank among students has gone to 23 %"
    if pattern_of(_MOVED_TO).search(said) and not _is_all_that_moved(reading, around, subject):
        return False  # "the discount on AWS credits went from 10 % to 25 %"
    ahead = reading.text[around.sentence.start : subject.start]
    if _OBJECT_OF.search(ahead) and reading.words.has("untold", _CLAUSE_BREAK.split(ahead)[-1]):
        return False  # "a degree is swapped for five years of work in 12 % of ads"
    if _is_called(reading, around, subject) or _OWNED.fullmatch(
        reading.text, subject.end, around.quantity.start
    ):
        return True
    if pattern_of(_STOOD_AT).fullmatch(reading.text, subject.end, around.quantity.start):
        ahead = _SIDE_BREAK.split(reading.text[around.before[0] : subject.start])[-1].replace(
            ",", ""
        )
        others = set(words_outside(ahead, ())) - words_of("coordinators")
        is_told = is_time_before(ahead) or not others
        before = reading.previous(around.sentence)
        asked = pattern_of(PEOPLE_ASKED).search(reading.sentence_text(before)) if before else None
        if is_told and not asked and _is_plain(reading, around):
            return True
    if pattern_of(_WE_COUNT).fullmatch(reading.text, subject.end, around.quantity.start):
        return _is_plain(reading, around)  # "For Flink we counted 8 %", not "8 % too many"
    if _is_told_by_verb(reading, around, subject) or is_told_plainly(reading, around, subject):
        return True
    joined = pattern_of(_JOINED_LATER).search(said)
    if joined and joined[1].lower() not in reading.words.link_words:
        return False  # "Docker, a tool I love, and queues show up in 40 %"
    span = _clause_on_it(reading, around, subject), around.quantity.start
    links = with_people_words(reading, around, reading.words.link_words)
    verb = _WHICH.match(reading.text, subject.end)
    if verb and span[0] == verb.end("which") and verb["verb"] not in links:
        return False  # "Docker, which breaks in 40 % of cases"
    unknown = unknown_words(reading, around, span)
    colon = reading.text.rfind(": ", *span)
    behind = (colon + 2, span[1])
    is_clause = colon >= 0 and reading.words.has("said_of", reading.span(behind))
    is_named_else = is_clause and not _ITS_NAME.match(reading.text, colon + 2)
    if is_named_else and unknown_words(reading, around, behind):
        return False  # "generative AI: chat bots appear in 40 %"
    clause = span[1] - len(PART_SIGNS.split(reading.span(span))[-1]), span[1]
    last = other_words(reading, around, clause)[-_LAST_WORDS:]
    if any(word in unknown for word in last):
        return False
    is_said = reading.words.has("said_of", reading.span(span))
    return len(unknown) <= (_SOME_OTHERS if is_said else _FEW_OTHERS)


def _is_all_that_moved(
    reading: ArticleReading, around: Surroundings, subject: ClaimSubject
) -> bool:
    """Whether nothing but the thing is said to have moved between two levels: not "use of Docker"
    or "Docker downloads".
    """
    start = around.sentence.start
    ahead = reading.text[start : subject.start]
    begun = max((one.end() for one in _CLAUSE_BREAK.finditer(ahead)), default=0)
    owned = _OWN.match(reading.text, subject.end)
    end = owned.end() if owned else subject.end
    end = max(end, _end_of_apposition(reading, end, around.quantity.start))
    spans = ((start + begun, subject.start), (end, around.quantity.start))
    moving = words_of("moving_verbs")
    return all(moving.issuperset(unknown_words(reading, around, span)) for span in spans)


def _is_called(reading: ArticleReading, around: Surroundings, subject: ClaimSubject) -> bool:
    """Whether a share stands behind what a thing is called, and nothing is told of that share:
    "Spark is the workhorse, at 43 %".
    """
    text, number = reading.text, around.quantity
    gap = text[subject.end : number.start].replace(",", "")
    return _is_plain(reading, around) and any(
        pattern_of(one).fullmatch(gap) is not None for one in (_IS_A, _THAN_THOUGHT)
    )


def _is_plain(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether nothing is told of a share behind it: its openings at most, and its clause ends."""
    start, end = around.quantity.end, around.sentence.end
    return pattern_of(_SHARE_ENDS).match(reading.text, start, end) is not None


def _is_told_by_verb(reading: ArticleReading, around: Surroundings, subject: ClaimSubject) -> bool:
    """Whether nothing but a verb of writing or naming stands between a thing and the openings of a
    number that are named right behind it: "Docker is scribbled into 40 % of the postings".
    """
    own, number = reading.denominator(around), around.quantity
    is_of_openings = own.kind == "postings" and number.end <= own.start < own.end
    if not is_of_openings or not is_next_to(reading, around, own):
        return False
    return pattern_of(_BY_VERB).fullmatch(reading.text, subject.end, number.start) is not None


def _clause_on_it(reading: ArticleReading, around: Surroundings, subject: ClaimSubject) -> int:
    """Where the last clause begins in which "it" or "which" stands for the thing, without one where
    its name ends: "Docker is loved by all, although it appears in only 40 %".
    """
    start, end = subject.end, around.quantity.start
    between = [one for one in reading.subjects(around.sentence) if start <= one.start < end]
    found = list(pattern_of(_IT).finditer(reading.text, start, end))
    if (told := _end_of_apposition(reading, start, end)) > start:
        return told
    if between and not _are_twins(reading.text, [subject, *between]):
        return start
    return found[-1].end() if found else start


def _are_twins(text: str, row: Sequence[ClaimSubject]) -> bool:
    """Whether things are named in one breath: "Docker and Kubernetes, which are in …"."""
    return all(
        pattern_of(_BETWEEN_TWINS).fullmatch(text, one.end, other.start)
        for one, other in pairwise(row)
    )


def _end_of_apposition(reading: ArticleReading, start: int, end: int) -> int:
    """Where what only explains a thing ends: "Docker, a tool for boxes, appears in 40 %"."""
    if pattern_of(_LABELLED, 0).fullmatch(reading.text, start, end):
        return reading.text.rindex(":", start, end)
    last = reading.text.rfind(", ", start + 1, end)
    is_apposition = reading.text[start : start + 2] == ", " and last > start
    if not is_apposition:
        return start
    rest = reading.text[last:end]
    is_plain = "," not in reading.text[start + 2 : last]
    is_relative = is_plain and pattern_of(_RELATIVE, 0).match(reading.text, start, last)
    told = _TOLD_AT.fullmatch(rest) if is_relative else None
    if told and told["us"]:
        return last + told.end("us")
    if is_relative and pattern_of(_MOVED_TO).search(rest):
        return last
    is_said = reading.words.has("said_of", rest) and reading.words.link_words.issuperset(
        words_outside(rest, ())
    )
    return last if told or is_said else start


def _is_one_of_two(reading: ArticleReading, around: Surroundings, subject: ClaimSubject) -> bool:
    """Whether something else is named with it: "Docker and queues show up in 40 %"."""
    text, number = reading.text, around.quantity
    behind = pattern_of(_AND_BEHIND, 0).match(text, subject.end, number.start)
    if behind and reading.vocabulary.skill_called(behind[1]) == subject.dimension:
        return False  # "Data pipelines / ETL"
    if behind and other_words(reading, around, behind.span(1)):
        return behind[1].lower() not in reading.words.link_words
    before = pattern_of(_AND_BEFORE, 0).search(text[around.sentence.start : subject.start])
    start = around.sentence.start
    return (
        before is not None
        and before[1].lower() not in reading.words.link_words
        and bool(other_words(reading, around, (start + before.start(1), start + before.end(1))))
    )
