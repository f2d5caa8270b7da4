"""The words between a thing and its number, and which of them are not known to link the two.

The words are ``article_links.yaml``.
"""

import re
from collections.abc import Iterable

from skillscan.article.binding.denominators.statements import statements
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.grammar import pattern_of

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_GROUPS = ("fields", "postings", "countries", "periods", "other_jobs")
_PLACE = r"\b{place_prepositions} (?:the )?[A-Z]\w*"
_READ_BY_US = (
    r"\b{opening_nouns}(?P<read> (?:(?:that|which) )?(?:(?:we|i)(?: have|['’]ve)? "
    r"(?:{read_verbs}|{openings_read})|{openings_read})\b)"
)
"""What only says that openings were read: "61 % of the ads we looked at require"."""
PART_SIGNS = re.compile(r"[,.;:()]")
"""What parts a sentence."""
_WE_FIND = (
    r",? (?:we|i) (?:(?:also|still|then|now) )?"
    r"(?:find|found|see|saw|meet|met|come|came|encounter(?:ed)?)\b"
)


def unknown_words(
    reading: ArticleReading, around: Surroundings, span: tuple[int, int]
) -> list[str]:
    """The words of a span that are not known to link."""
    named = {one.dimension for one in reading.subjects(around.sentence)}
    links = with_people_words(reading, around, reading.words.link_words)
    return [
        word
        for word in other_words(reading, around, span)
        if word not in links
        if reading.vocabulary.skill_called(word) not in named - {None}
    ]


def other_words(reading: ArticleReading, around: Surroundings, span: tuple[int, int]) -> list[str]:
    """The words of a span but names of jobs, openings, countries, periods and other things, and
    what says which openings are meant ("that say where you sit").
    """
    text = reading.span(span)
    named = [
        (found.start, found.end) for group in _GROUPS for found in reading.words.find(group, text)
    ]
    named += [
        (one.start - span[0], one.end - span[0])
        for one in reading.subjects(around.sentence)
        if span[0] <= one.start < span[1]
    ]
    named += [match.span() for match in pattern_of(_PLACE, 0).finditer(text)]
    whole = reading.text[around.sentence.start : span[1]]
    shift = around.sentence.start - span[0]
    named += [
        (match.start("read") + shift, match.end() + shift)
        for match in pattern_of(_READ_BY_US).finditer(whole)
    ]
    own = around.sentence.start
    named += [
        (own + start - span[0], own + end - span[0])
        for start, end in statements(reading.words, reading.sentence_text(around.sentence))
    ]
    return words_outside(text, named)


def with_people_words(
    reading: ArticleReading, around: Surroundings, words: frozenset[str]
) -> frozenset[str]:
    """These words, with those that tell as well of people where a number names its openings itself
    ("40 % of ads favour Docker") or "we" are who finds ("in 40 % we find Docker").
    """
    own = reading.denominator(around)
    is_of_openings = own.kind == "postings" and own.start < own.end
    if is_of_openings or pattern_of(_WE_FIND).match(reading.span(around.after)):
        return words | reading.words.people_words
    return words


def words_outside(text: str, spans: Iterable[tuple[int, int]]) -> list[str]:
    """The words, in lower case, that stand in none of these spans."""
    named = list(spans)
    return [
        match[0].lower().removesuffix("'s").removesuffix("’s")
        for match in _WORD.finditer(text)
        if not any(start <= match.start() < end for start, end in named)
    ]
