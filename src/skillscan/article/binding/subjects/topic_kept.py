"""Whether words leave a topic the only thing that "it" can mean: each is a plain word, a verb
behind a pronoun, or tells what "it" is. Any other word may be a thing of its own ("visa").
"""

import re
from collections.abc import Iterable
from functools import cache

from spacy.lang.en.stop_words import STOP_WORDS

from skillscan.article.grammar import pattern_of, words_of

_WORD = re.compile(r"[^\W_]*[^\W\d_][\w-]*")
_SHORTENED = re.compile(r"(?<=\w)(?:n['’]t|['’](?:s|re|ve|d|ll|m|t))\b")
_OF_IT = (
    # "it's also hard", "it was a tool for analysts"
    r"\b(?:it|they)(?:['’](?:s|re)| (?:is|was|are|were)) (?:(?:also|still|not|so|too|very) )?"
    r"(?:an? (?:\w+ )?)?\w+(?: (?:for|with) \w+s){0,2}(?=\s*(?:[.,:;!?)]|$| (?:but|and)\b))",
    # "the quiet one", "everybody's darling", "this job", "our count"
    r"^\W*(?:the|this|that) (?:\w+ )?one\W*$",
    r"^\W*(?:everybody|everyone|nobody)['’]s \w+\W*$",
    r"\b(?:this (?:job|tool)|our count|{thing_nouns}|(?:first|second|last|every) time)\b",
    r"\b\w+ (?:years?|months?) (?:ago|back)\b",
    # "is a language a tool?", "the first thing"
    r"\b(?:an?|the first|the last|the only) (?:language|tool|thing|framework|library|platform)"
    r"(?=[.,;:!?]| (?:an?|in|on)\b)",
    # a sentence may begin with "present in", or go on with "of the list"
    r"^\W*(?:(?:still|also|now|only) )?present\b",
    r"\b(?:of|on|to|in) (?:the|this|our|my) (?:list|ranking|chart|table)\b",
    # as in "rumours of its death are exaggerated: it is", or "boring, dependable, and in 24 %"
    r"^\W*\w+s of its \w+ (?:are|were) \w+(?=[:,;] it\b)",
    r"^\W*\w+(?:(?=, but it\b)|, \w+(?=, and in\b))",
    # "half our team liked it", "you can't ignore"
    r"\b(?:(?:half|most|all|some) (?:of )?(?:our|my) (?:team|people|readers|clients)"
    r"|a (?:third|quarter)) \w+ it\b",
    r"\b{bare_subjects}(?:['’](?:d|ll)| {auxiliaries}(?:n?['’]t)?| \w+ly){0,3} (?!\w+ly\b)[a-z]+\b",
)
_ROW_FOR_THEM = r"\ba \w+ for (?:them|these|those)\b"
_TRADE = re.compile(r"\bIT\b")
_ONE_THING = re.compile(r"\b(?:it|its|this|that)\b", re.IGNORECASE)


def keeps_topic(text: str, known: Iterable[tuple[int, int]] = (), referring: str = "it") -> bool:
    """Whether a text names nothing but what stands at ``known`` and what its pronouns mean.

    ``referring``: the words beside the number, which say whether one thing is meant or several.
    """
    if _TRADE.search(text):
        return False
    for start, end in known:
        text = text[:start] + "," * (end - start) + text[end:]
    if _ONE_THING.search(referring) is None:
        text = pattern_of(_ROW_FOR_THEM).sub(",", text)
    for said in _OF_IT:
        text = pattern_of(said).sub(",", text)
    return is_plain(text)


def is_plain(text: str, further: frozenset[str] = frozenset()) -> bool:
    """Whether none of the words of a text can be a thing; ``further`` are words that may stand."""
    words = _WORD.findall(_SHORTENED.sub("", text).lower())
    return (_plain_words() | further).issuperset(words)


@cache
def _plain_words() -> frozenset[str]:
    listed = (
        words_of("plain_words")
        | words_of("it_verbs")
        | words_of("naming_verbs")
        | words_of("before_pronouns")
        | words_of("sample_nouns")
        | words_of("single_openings")
    )
    return frozenset(STOP_WORDS).union(part for entry in listed for part in entry.lower().split())
