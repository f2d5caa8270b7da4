"""What a text names beside openings, jobs of ours, countries and times: whether it is nothing, so
that a number beside it is of those alone.
"""

import re

from skillscan.article.binding.reading import ArticleReading
from skillscan.article.grammar import words_of

OPENINGS = "openings"
"""The word for openings among those of a text, whatever it calls them."""
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MONTHS = frozenset(month.lower() for month in words_of("month_names"))
TIMES = words_of("time_words")
AT_TIME = words_of("time_prepositions")
NEARLY = words_of("nearly_words") | words_of("nearly_adverbs")
BEING = words_of("being_words") | words_of("having_been")
BEFORE_NOUN = TIMES | AT_TIME | words_of("openings_adjectives")
"""What may stand before a word for openings that tells of all of them."""
BEHIND_NOUN = TIMES | AT_TIME | BEING | NEARLY | words_of("amount_nouns")
"""What may stand behind it."""
_OF_GROWTH = BEFORE_NOUN | BEHIND_NOUN | words_of("growth_nouns") | words_of("growth_words")
_OF_GROWTH |= {OPENINGS}
_OUR_BOARDS = re.compile(
    r",? on (?:(?:the|all) )?(?:job |career )?(?:boards|sites|pages) (?:that )?we [^,.;:()%]{2,60}"
    r"(?:,(?= )|$)| on (?:the|all) (?:job )?boards (?:that )?we \w+"
)
"""Where openings stand that the article reads, which are no other things than they."""


def without_own_boards(text: str) -> str:
    """A text but where openings stand that the article reads: "on the boards we could follow"."""
    return _OUR_BOARDS.sub(" ", text)


def names_only_times(reading: ArticleReading, text: str) -> bool:
    """Whether a text names nothing but a time, words of change and what stands for openings."""
    if any(reading.words.has(group, text) for group in ("fields", "countries", "pay", "others")):
        return False
    words = words_beside(reading, without_named(reading, text, "change", "change_span"))
    return _OF_GROWTH.issuperset(words) and words.count(OPENINGS) <= 1


def plain_words(reading: ArticleReading, text: str) -> list[str]:
    """The words of a text but levels, jobs of ours, countries and times; ``openings`` for those."""
    return words_beside(reading, without_named(reading, text, "level"))


def names_only_openings(reading: ArticleReading, phrase: str) -> bool:
    """Whether a phrase for openings tells of them but their job of ours, country or time: not
    "nurse postings" or "senior postings".
    """
    return is_of_openings(words_beside(reading, phrase))


def is_of_openings(words: list[str]) -> bool:
    """Whether openings are what a phrase is of: nothing stands before them but what tells of which
    job, country or time they are.
    """
    if words.count(OPENINGS) != 1:
        return False
    place = words.index(OPENINGS)
    return BEFORE_NOUN.issuperset(words[:place]) and BEHIND_NOUN.issuperset(words[place + 1 :])


def words_beside(reading: ArticleReading, text: str) -> list[str]:
    """The words of a text in small letters but jobs of ours, countries and times; a word for
    openings is ``openings``.
    """
    for one in reversed(reading.words.find("postings", text)):
        text = f"{text[: one.start]} {OPENINGS} {text[one.end :]}"
    text = without_named(reading, text, "fields", "countries", "periods")
    found = [_POSSESSIVE.sub("", word.lower()) for word in _WORD.findall(text) if word != "s"]
    return [word for word in found if word not in _MONTHS and not _YEAR.fullmatch(word)]


def without_named(reading: ArticleReading, text: str, *groups: str) -> str:
    """A text without what words of these groups of rules name in it."""
    spans = [(one.start, one.end) for group in groups for one in reading.words.find(group, text)]
    return "".join(
        sign
        for place, sign in enumerate(text)
        if not any(start <= place < end for start, end in spans)
    )
