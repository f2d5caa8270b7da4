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
_SIZED = r"\bn ?= ?\d\d|^\W*(?:the )?{opening_nouns}[^:.;\d]{0,20}: ?[\d~≈]"
"""How a sample is written down: "n = 617", "Openings: 9,127"."""
_KEPT_AT = (
    r"\b{own_collections}\b|\b(?:career|careers|company|job|employers['’]) (?:sites|pages|boards)\b"
)
_ASKED = r"\bwhat (?:do|does|did) [^.;:?]{2,80} (?:say|tell|ask|want|show|look for)\b"
_MEANT_FOR_ELSE = (
    r"\b(?:{dealing_words}|{dealing_stems}\w*"
    r"|{own_words} (?:\w+ )?{planning_words}|post(?:ed)? (?!by|on|between|from|in)"
    r"|{supposing_words}|{opening_nouns} open (?:at|with|in|for))\b"
)
"""What people do with openings that they do not read, or may do."""
_ONLY_MENTIONED = re.compile(r"\b(?:if|when|before|whenever|next time) (?:you|they|he|she)\b")


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
    if not names_openings(words, text):
        return False
    if are_meant_for_else(text) or _ONLY_MENTIONED.search(text):
        return False
    if words.has("one_company", text):
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
    return (
        pattern_of(_LABEL).search(text) is not None
        or _tells_of_openings(words, text, _FIGURES_OF)
        or pattern_of(_ASKED).search(text) is not None
    )


def _tells_of_openings(words: ArticleWords, text: str, template: str) -> bool:
    """Whether figures are said to be of openings: "shares are of all postings for the job"."""
    figures = pattern_of(template).search(text)
    return figures is not None and any(
        found.start - figures.end() <= _NEAR
        for found in words.find("postings", text)
        if found.start >= figures.end()
    )


_NEAR = 40
