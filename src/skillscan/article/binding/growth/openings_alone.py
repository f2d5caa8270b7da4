"""Whether a change is of openings and of nothing else: not of the views of ads, of the ads of one
firm or town, nor of the wider economy.
"""

import re

from skillscan.article.binding.denominators.restrictions import is_of_firm
from skillscan.article.binding.named_things import (
    AT_TIME,
    BEFORE_NOUN,
    BEHIND_NOUN,
    BEING,
    NEARLY,
    OPENINGS,
    TIMES,
    is_of_openings,
    without_named,
    without_own_boards,
    words_beside,
)
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import ArticleSentence, Surroundings
from skillscan.article.grammar import pattern_of, words_of

GROWTH = "posting_growth"
_THAN_BEFORE = (
    r" (?:(?:fewer|more|lower|higher)((?: (?!often)[\w-]+){0,9}) than"
    r"|(?:above|below|up on|down on|ahead of|behind|short of)"
    r"(?: (?:that|those|(?:the|its|their) (?:level|count|number)) (?:of|in))?) (?:in )?"
    r"(?:(?:a|one|the) {time_units} (?:before|ago|earlier)|(?:last|the previous) {time_units}"
    r"|the same|(?:last |the )?(?:{month_names}|{season_names}|{quarters}))\b"
)
_THEY = r"\b{count_pronouns} (?=(?:\w+ ){0,2}$)"
_STRONG = re.compile(r"[:;] ")
_TIMES_BETWEEN = TIMES | AT_TIME | words_of("plenty_words")
_BEFORE_NUMBER = BEHIND_NOUN | words_of("counted_or_posted") | words_of("any_employers") - {"teams"}
_BEFORE_THEY = TIMES | AT_TIME | words_of("against_words")
_OF_OPENINGS = re.compile(
    r"(?:[\w'’-]+ ){0,5}?([\w'’-]+) (?:of|to fill|to|on|in|among|for|with) "
    r"(?:(?:the|all|these|new|open|online|our|job) ){0,2}openings"
)
"""What belongs to openings, in the words of ``words_beside``."""
_COUNTS = BEFORE_NOUN | words_of("growth_nouns") | words_of("amount_nouns") | {"counts", "demand"}
_OUR_BOARDS_FIRST = re.compile(
    r"\W*[OI]n (?:the |all )?(?:job |career )?(?:boards|sites|pages) (?:that |which )?(?:we|I) "
    r"[^,.;:()%]{2,60}, "
)
_FROM_OPENINGS = r"\W*(?:from|going by|according to) (?:the |our |these )?(?:job )?{sample_nouns}, "
"""What a sentence begins with that only says what it rests on: "From job postings, "."""
_DATA_SHOW = (
    r"\W*(?:our|my|the|this) (?:[\w-]+ ){0,3}?(?:{data_nouns}|{own_files}|figures|numbers) "
    r"(?:(?:now|again|also|itself|themselves) )?"
    r"(?:shows?|showed|recorded|registered|counted|found|finds|has|had|sees|saw) "
)
"""What a sentence begins with that only says whose count it is: "Our index shows"."""
_ELSEWHERE = r"\b{whose_prepositions} ([^,;:.()—–]*)|\b\w*wide\b|\belsewhere\b|\boverall\b"
_DATELINE = re.compile(r"\W*[A-Z][\w ,./()]{2,60}?\d{4}\W{0,3} ?(?:--|—|–|-) ")
"""With what a press release begins: "BONN, May 4, 2026 -- "."""
_AS_TOLD = r", {telling_words} "
"""Who says so, which is asked for elsewhere."""
_IN = re.compile(r" (?:in|across|around|from) ", re.IGNORECASE)
_NAMES_MORE = re.compile(
    r"\b(?:and|with|as|while|whereas|but|like|than|unlike|nor|or|plus|which)\b|[;:]", re.IGNORECASE
)


def is_against_time(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether a number is by how much more openings there are than at another time: "6 % fewer
    than a year before".
    """
    return pattern_of(_THAN_BEFORE, 0).match(reading.span(around.after)) is not None


def is_more_openings(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether openings themselves are more or fewer than at another time: "new ML engineer ads were
    6 % fewer than a year before", not "views of ads" or "our clients posted 6 % fewer ads".
    """
    text, end = reading.text, around.quantity.end
    found = pattern_of(_THAN_BEFORE, 0).match(text, end, around.sentence.end)
    if names_town(reading, reading.sentence_text(around.sentence)):
        return False
    if found is None:
        return False
    behind = pattern_of(_AS_TOLD, 0).split(text[found.end() : around.sentence.end], maxsplit=1)[0]
    if _is_elsewhere(reading, behind):
        return False
    start = around.sentence.start
    if dateline := _DATELINE.match(text, start, around.quantity.start):
        start = dateline.end()
    if boards := _OUR_BOARDS_FIRST.match(text, start, around.quantity.start):
        start = boards.end()
    for begun in (_FROM_OPENINGS, _DATA_SHOW):
        if basis := pattern_of(begun).match(text, start, around.quantity.start):
            start = basis.end()
    start += [0, *(m.end() for m in _STRONG.finditer(text[start : around.quantity.start]))][-1]
    before = words_beside(reading, text[start : around.quantity.start])
    between = words_beside(reading, found[1] or "")
    if OPENINGS in between:
        return is_of_openings(between) and _BEFORE_NUMBER.issuperset(before)
    return _TIMES_BETWEEN.issuperset(between) and is_of_openings(before)


def is_on_own_boards(text: str) -> bool:
    """Whether a sentence begins with where the openings stand that the article reads."""
    return _OUR_BOARDS_FIRST.match(text) is not None


def belongs_to_openings(reading: ArticleReading, part: str) -> bool:
    """Whether a clause names openings only as that which something belongs to, or those of one
    firm: "views of ML engineer ads", "Halden's ML engineer ads".
    """
    postings = reading.words.find("postings", part)
    if not postings:
        return False
    words = words_beside(reading, part[: postings[0].end])
    named = _OF_OPENINGS.fullmatch(" ".join(words))
    is_of_else = named is not None and named[1] not in _COUNTS
    return is_of_else or is_of_firm(reading, part[: postings[0].end])


def are_they_openings(
    reading: ArticleReading, around: Surroundings, before: ArticleSentence
) -> bool:
    """Whether "they" are the openings of the sentence before, which names nothing else that "they"
    could be, and it is told of no other place: not "they were up 12 % in the wider economy".
    """
    said = reading.text[around.sentence.start : around.quantity.start]
    they = pattern_of(_THEY).search(said)
    if they is None or _is_elsewhere(
        reading, reading.text[around.quantity.end : around.sentence.end]
    ):
        return False
    if names_town(reading, reading.sentence_text(around.sentence)):
        return False
    verbs = words_beside(reading, without_named(reading, said[they.end() :], "change"))
    if not _BEFORE_THEY.issuperset(words_beside(reading, said[: they.start()])):
        return False
    if not (BEING | NEARLY | TIMES).issuperset(verbs):
        return False
    text = without_own_boards(reading.sentence_text(before))
    is_more = any(reading.words.has(group, text) for group in ("others", "pay"))
    return not (is_more or _NAMES_MORE.search(text) or reading.subjects(before))


def _is_elsewhere(reading: ArticleReading, behind: str) -> bool:
    """Whether what stands behind a number tells of a place, or of whom, and not of a time."""
    return any(
        found[1] is None or not BEHIND_NOUN.issuperset(words_beside(reading, found[1]))
        for found in pattern_of(_ELSEWHERE).finditer(behind)
    )


def names_town(reading: ArticleReading, text: str) -> bool:
    """Whether a text is on the openings of a part of a country: "in London, they fell"."""
    text = f" {text.lower()}"
    return any(
        reading.words.has("narrowed", text[one.start() :], "by_place") for one in _IN.finditer(text)
    )
