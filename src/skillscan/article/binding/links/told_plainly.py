"""Whether a sentence tells a share of the thing that it begins with, whatever it says of it:
"a bachelor's degree is the lowest one accepted in 34 % of the ads".

Where the openings stand right at the number and the thing is all that its clause names, a word that
is not known leaves no doubt. What does are the signs that something else is told: a negation, a
change, a comparison, people, another noun that does or is it.
"""

import re

from skillscan.article.binding.links.linking_words import words_outside
from skillscan.article.binding.links.openings_going_on import is_next_to
from skillscan.article.binding.model import ClaimSubject
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.grammar import pattern_of

_SAID = (
    r"[\"”]?(?P<noun>(?: [\w-]+){0,2}?)(?: {before_verbs})*(?: (?:{plain_predicates})|['’]s)\b"
    r"(?P<said>[^,;:.()\d—–]{0,60}?)"
    r" (?P<at>in|into|by|at|of|for|on|across|within|inside|to)(?: {nearly_words})? ?[~≈]?"
)
"""What stands between a thing and a number: what it is or where it stands, and a preposition."""
_AIMED = frozenset({"by", "for", "to"})
"""What stands there where openings ask for it, and as well where they do anything else to it."""
_ADVERSE = r"\b{adverse_predicates}\b"
_RARE = r"\b{rare_predicates}\b"
_OWNED = re.compile(r"\b(?!(?:that|what|it|which|there)['’]s)[\w-]+['’]s?\b", re.IGNORECASE)
"""A noun of something of which more than the thing is told ("is the title's first word")."""
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_LED = re.compile(r"\b(?:an?|the|its|their|what|to be|as)\b.*", re.IGNORECASE)
"""A noun and what goes with it, which say what a thing is: an adjective alone may deny it."""
_DONE = r"\b{accepting_verbs}\b"
_PRESENT = r"\b{present_adjectives}\b"
_ASKED_OF = r"\b{asked_predicates}\b"
_WHAT = (
    r"(?: of (?:\w+ )?experience| skills?)? (?:{being_words}|was) what (?:{hedging_words} )?[~≈]?"
)
_IS_LEAST = (
    r"(?: degrees?)? (?:{being_words}|was|remains?)(?: {before_verbs})? the(?: {least_words})?"
    r"(?: {accepted_kinds})?(?: that (?:{being_words}|was))? {accepting_verbs} (?:in|by|at|for)"
    r" (?:{hedging_words} )?[~≈]?"
)
"""What makes a degree the one that a share is of: "is the lowest qualification accepted in"."""
_IN_TEXT = (
    r"[\"”'’]?,? (?:{being_words}|stands|appears|occurs|features|figures|comes up|turns up)"
    r"(?: {before_verbs})? (?:somewhere )?in (?:the )?{text_parts}"
    r"(?:(?:,| or| and|, or) (?:in )?(?:the )?{text_parts}){0,3} of (?:{hedging_words} )?[~≈]?"
)
"""Where a word stands in the openings of a number: "is in the title or text of 38 % of them"."""
_ASKED = r" {it_verbs}\s*(?:[.,;:)]|$)"
_OPENINGS_FOR = (
    r"(?:^|[,;:] )\W*(?:the )?{opening_nouns} "
    r"(?:that|which|for which|fit for|suited to|suitable for|open to|within reach of) "
    r"(?:an?|the|any)?(?: ?(?:new|fresh|recent|complete|absolute))? ?$"
)
_MAKE_UP = (
    r"(?: (?!(?:not|never|no|hardly|cannot)\b)[\w-]+){0,4}? (?:make up|account for|represent)"
    r" (?:{hedging_words} )?[~≈]?"
)
"""What openings are that somebody can have: "openings that a graduate could fill make up 6 %"."""
_BEHIND = r"\s*(?:[,.;:)]|$|{plain_coordinators}\b|while\b|whereas\b|but\b)"
_CLAUSE = re.compile(r"[,;:.()]\s|\b(?:and|but|while|whereas|yet|so)\s", re.IGNORECASE)
_OF_THEM = r"\W{0,2}{of_words} {plural_pronouns}\b"
_DOUBT = r"\b{predicate_doubts}\b"
_PARTICIPLE = re.compile(r"\b(?:[a-z]{3,16}ed|[a-z]{2,14}en|un[a-z]{3,14})\b")
"""What is done to a thing, which a word not known may deny ("scorned in", "hidden in")."""
_UNSURE = 0.9
_PEOPLE = ("people", "organisations", "things")


def is_told_plainly(reading: ArticleReading, around: Surroundings, subject: ClaimSubject) -> bool:
    """Whether nothing but what is said of a thing stands between it and the openings in which, or
    at which, it is that.
    """
    text, number = reading.text, around.quantity
    if _is_what_they_ask(reading, around, subject) or _is_least(reading, around, subject):
        return True
    if pattern_of(_IN_TEXT).fullmatch(text, subject.end, number.start):
        return _is_of_openings(reading, around)
    if subject.is_level and pattern_of(_MAKE_UP).fullmatch(text, subject.end, number.start):
        ahead = text[around.sentence.start : subject.start]
        if pattern_of(_OPENINGS_FOR).search(ahead):
            return True
    found = pattern_of(_SAID).fullmatch(text, subject.end, number.start)
    if found is None or not _is_of_openings(reading, around):
        return False
    clause = text[around.sentence.start : subject.start]
    begun = clause[max((one.end() for one in _CLAUSE.finditer(clause)), default=0) :]
    named = f"{begun} … {found['noun']}"
    if not reading.words.link_words.issuperset(words_outside(named, _openings(reading, named))):
        return False
    is_alone = all(
        one.dimension == subject.dimension
        for one in reading.subjects(around.sentence)
        if subject.end <= one.start < number.start
    )
    words = reading.words
    is_done = _known(reading).issuperset(_PARTICIPLE.findall(found["said"].lower()))
    said = f"{named} {found['said']}"
    return (
        is_alone
        and is_done
        and not _is_adverse(reading, found)
        and _is_said_to_be(reading, found)
        and pattern_of(_DOUBT).search(said) is None
        and not words.has("untold", said)
        and not words.has("change", said, "rise", "fall")
        and not words.has("others", said, *_PEOPLE)
    )


def is_told_adversely(reading: ArticleReading, around: Surroundings, subject: ClaimSubject) -> bool:
    """Whether a thing is said to be absent, refused, too much, past or the like up to a number:
    "Java is history in 66 % of ads".
    """
    found = pattern_of(_SAID).fullmatch(reading.text, subject.end, around.quantity.start)
    return found is not None and _is_adverse(reading, found)


def plainness(reading: ArticleReading, around: Surroundings, subject: ClaimSubject) -> float:
    """How sure it is, in [0, 1], that what is said of a thing tells of openings that name it: less
    where words of it are not known.
    """
    found = pattern_of(_SAID).fullmatch(reading.text, subject.end, around.quantity.start)
    return _UNSURE if found and _unknown(reading, found["said"]) else 1


def _is_adverse(reading: ArticleReading, found: re.Match[str]) -> bool:
    """Whether the words of ``_SAID`` deny that openings name the thing."""
    said = found["said"]
    return (
        pattern_of(_ADVERSE).search(said) is not None
        or (found["at"].lower() != "at" and pattern_of(_RARE).search(said) is not None)
        or _OWNED.search(said) is not None
        or reading.words.has("adverse", said)
    )


def _is_said_to_be(reading: ArticleReading, found: re.Match[str]) -> bool:
    """Whether words that are not known say what a thing is, and openings that it is for ask it."""
    said = found["said"]
    if found["at"].lower() in _AIMED and not pattern_of(_ASKED_OF).search(said):
        return pattern_of(_DONE).search(said) is not None
    alone = _LED.sub("", said)
    return not _unknown(reading, alone) or pattern_of(_PRESENT).search(alone) is not None


def _unknown(reading: ArticleReading, said: str) -> set[str]:
    """The words that are not known to link a thing with openings that name it."""
    return set(_WORD.findall(said.lower())) - _known(reading)


def _known(reading: ArticleReading) -> frozenset[str]:
    return reading.words.link_words | reading.words.asking_words


def _is_what_they_ask(reading: ArticleReading, around: Surroundings, subject: ClaimSubject) -> bool:
    """Whether a thing is what openings ask for: "five years are what 38 % of postings ask for"."""
    text, own = reading.text, reading.denominator(around)
    if own.kind != "postings" or not around.quantity.end <= own.start < own.end:
        return False
    is_what = pattern_of(_WHAT).fullmatch(text, subject.end, around.quantity.start)
    return is_what is not None and pattern_of(_ASKED).match(text, own.end) is not None


def _is_least(reading: ArticleReading, around: Surroundings, subject: ClaimSubject) -> bool:
    """Whether a degree is the lowest that openings accept, and none but openings follow: "a
    master's is the lowest degree accepted in 18 %".
    """
    if subject.statistic != "degree_share":
        return False
    text, number = reading.text, around.quantity
    is_least = pattern_of(_IS_LEAST).fullmatch(text, subject.end, number.start) is not None
    behind = pattern_of(_BEHIND).match(text, number.end, around.sentence.end)
    return is_least and (behind is not None or _is_of_openings(reading, around))


def _is_of_openings(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether openings stand right behind a number, or "them"."""
    own, number = reading.denominator(around), around.quantity
    if own.kind == "postings" and number.end <= own.start < own.end:
        return is_next_to(reading, around, own)
    return pattern_of(_OF_THEM).match(reading.span(around.after)) is not None


def _openings(reading: ArticleReading, text: str) -> list[tuple[int, int]]:
    """Where a text names openings, jobs, countries or times."""
    groups = ("postings", "fields", "countries", "periods")
    return [(one.start, one.end) for group in groups for one in reading.words.find(group, text)]
