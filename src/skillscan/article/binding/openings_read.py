"""Whether a sentence says, in whatever words, that openings were read which the article is on."""

import re

from skillscan.article.binding.vocabulary import ArticleWords
from skillscan.article.grammar import pattern_of

EVERY_ONE = r"\b(?:every|each) (?:[\w/-]+ ){0,6}{single_openings}\b"
"""All openings in the singular: "every ML engineer vacancy on our board"."""
_OWN = r"\b{own_words}\b"
_READING = r"\b(?:{reading_words}|{reading_stems}\w*)\b"
_HAVING = r"\b{having_words}\b"
_TAKEN = r"\b(?:{taking_words}|{taking_stems}\w*)\b"
_DATA = r"\b{data_nouns}\b"
_LABEL = r"^\W*(?:{data_labels})\b[^:.;]{0,40}:"
_FIGURES_OF = r"\b{basis_nouns}\b[^.;:%]{0,40}? (?:of|from|on|refer to|relate to) "
_SIZED = r"\b[nN] ?= ?\d[\d,.]|^\W*(?:the )?{opening_nouns}[^:.;\d]{0,20}: ?[\d~≈]"
"""How a sample is written down: "n = 617", "Openings: 9,127"."""
_KEPT_AT = r"\b{own_collections}\b|\b{employer_page_kinds} {page_nouns}\b"
_ASKED = r"\bwhat (?:do|does|did) [^.;:?]{2,80} {asked_of_openings}\b"
_MEANT_FOR_ELSE = (
    r"\b(?:{dealing_words}|{dealing_stems}\w*"
    r"|{own_words} (?:(?!{taking_words} |{reading_words} |(?:{taking_stems}|{reading_stems})\w* )"
    r"\w+ )?{planning_words}|post(?:ed)? (?!by|on|between|from|in)"
    r"|{supposing_words}|{opening_nouns} open (?:at|with|in|for))\b"
)
"""What people do with openings that they do not read, or may do."""
_ONLY_MENTIONED = r"\b{mentioning_starts} {readers_of_openings}\b"
_THAT_WE_READ = (
    r"\b{opening_nouns},? (?:that |which )?(?:we|i) (?:\w+ )?"
    r"(?:{reading_words}|{taking_words}|(?:{reading_stems}|{taking_stems})\w*)\b"
    r"|\b(?:in|of|across|over) all (?:of )?(?:those|these|our|my) {opening_nouns}\b"
)
"""What says by itself that openings were read: "adverts that we checked, when they mention pay"."""
_OWN_FILE = r"\b(?:our|my) (?:[\w-]+ )?{openings_of_files}s? {own_files}\b"
_ROWS_ARE = (
    r"\b(?:each|every|one) {row_nouns} {row_meanings} (?:[\w/-]+ ){0,8}"
    r"{single_openings}\b"
)
"""What a table or chart is of: "each row was a data scientist vacancy"."""
_REGULARLY = (
    r"\b(?:(?:every|each) (?:{season_names}|night|{calendar_units})"
    r"|once an? (?:week|month|quarter|year)|{regular_adverbs})\b"
)
_ALONE = (
    r"^\W*(?:{hedging_words} |{almost_words} |{nearly_words} |all )?[\d.,]+ (?:[\w/.-]+ ){0,5}"
    r"{opening_nouns}(?:[,;] [^.]{0,60}"
    r"| {behind_counts_alone}\b[^.%]{0,60})?\W*$"
)
"""A count of openings that is all that a sentence or bracket says: "(3,960 ads, all from May)"."""
_ASKED_THEM = (
    r"\b(?:we|i)(?:['’]ve| have)? (?:asked|questioned|turned to|went to|consulted)"
    r" (?:(?:[\d.,]+|{the_articles}|{owning_pronouns}|all|these|those|our|actual|current|job) )"
    r"{0,4}"
    r"{opening_nouns}\b"
)
"""Openings that are asked themselves: "five firms have six views; we asked their job ads"."""
_OWN_READ = (
    r"\b(?:we|i|we['’]ve|i['’]ve)\b(?: [\w'’]+){0,3}? "
    r"(?:{taking_words}|(?:{reading_stems}|{taking_stems})\w*"
    r"|{author_read})\b"
)
_COUNTED_BY_US = (
    r"\d (?:that |which )?(?:we|i) (?:{taking_words}|(?:{taking_stems})\w*|{author_follows})\b"
)
_NAMED = r"\b(?:{opening_nouns}|{single_openings})\b"
_SHARE = re.compile(r"\d ?%|\d per ?cent\b")
_FOR_JOB, _NEAR = 40, 40
"""How far behind openings their job may stand, and openings behind "figures of"."""
_OF_OPENINGS = (
    r"^\W*(?:(?:and|but|so|now),? )?(?:of|among|across|in) (?:all )?(?:the |these |those )?"
    r"(?:[\w./-]+ ){1,6}?{opening_nouns}\b"
)
_BY_OTHERS = r"\b(?:{done_by_others}|by (?:{any_employers}|one|a))\b"


def names_openings(words: ArticleWords, text: str) -> bool:
    """Whether a text names openings, or every one of them."""
    return words.has("postings", text) or pattern_of(EVERY_ONE).search(text) is not None


def are_meant_for_else(text: str) -> bool:
    """Whether openings are not read but applied for, filled or put up, or may be."""
    return pattern_of(_MEANT_FOR_ELSE).search(text) is not None


def says_openings_were_read(words: ArticleWords, text: str, *, is_counted: bool) -> bool:
    """Whether a sentence that names nobody else is on openings that were read, followed or kept;
    ``is_counted``: it counts many. Not on those that somebody applied for, filled or put up.
    """
    if pattern_of(_OWN_FILE).search(text):
        return True
    if not names_openings(words, text):
        return False
    share = _SHARE.search(text)
    if are_meant_for_else(text[: share.start()] if share else text):
        return False
    if words.has("one_company", text):
        return False
    if pattern_of(_THAT_WE_READ).search(text) or pattern_of(_ASKED_THEM).search(text):
        return True
    if pattern_of(_ONLY_MENTIONED, 0).search(text):
        return False
    is_own = pattern_of(_OWN).search(text) is not None
    is_read = pattern_of(_READING).search(text) is not None or (
        pattern_of(_HAVING).search(text) is not None
        and not words.has("others", text, "people", "organisations")
    )
    is_taken = pattern_of(_TAKEN).search(text) is not None
    if is_own and (is_read or is_taken or pattern_of(_DATA).search(text) is not None):
        return True
    is_of_job = words.has("fields", text)
    if (is_taken and (is_counted or is_of_job)) or pattern_of(_SIZED).search(text):
        return True
    if is_counted and (is_of_job or is_read or pattern_of(_KEPT_AT).search(text)):
        return True
    is_of_people = words.has("others", text, "people")
    if is_read and is_of_job and not is_of_people and pattern_of(_REGULARLY).search(text):
        return True
    if is_counted and pattern_of(_ALONE).search(text) and not pattern_of(_BY_OTHERS).search(text):
        return True
    return (
        pattern_of(_ROWS_ARE).search(text) is not None
        or pattern_of(_LABEL).search(text) is not None
        or _are_figures_of_openings(words, text)
        or pattern_of(_ASKED).search(text) is not None
    )


def says_them_read(words: ArticleWords, text: str, before: str) -> bool:
    """Whether a sentence says that the author read many of what the one ``before`` names, which is
    openings: "Your ad is too long. I know, I've read 1,750 of the things".
    """
    if words.has("others", text, "people") or are_meant_for_else(text):
        return False
    is_of_firms = words.has("others", text, "organisations")
    own = _COUNTED_BY_US if is_of_firms else _OWN_READ
    is_named = pattern_of(_NAMED).search(before) is not None and not are_meant_for_else(before)
    return pattern_of(own).search(text) is not None and is_named


def is_share_of_openings(words: ArticleWords, text: str) -> bool:
    """Whether a sentence begins with the openings of a job that its share is of: "Of the ML
    engineer ads posted by US firms this year, 64 percent state pay".
    """
    found = pattern_of(_OF_OPENINGS).match(text)
    is_of_job = found is not None and words.has("fields", text[: found.end() + _FOR_JOB])
    return is_of_job and not words.has("one_company", text)


def _are_figures_of_openings(words: ArticleWords, text: str) -> bool:
    """Whether figures are said to be of openings: "shares are of all postings for the job"."""
    figures = pattern_of(_FIGURES_OF).search(text)
    return figures is not None and any(
        found.start - figures.end() <= _NEAR
        for found in words.find("postings", text)
        if found.start >= figures.end()
    )
