"""Things that stand before a share and are told apart by their order: "the former is in 44 % of the
ads, the latter in 31 %", "the first two stand together in 24 %".

They are the skills, levels, degrees or workplaces that the sentence before names, or those of this
one before the first share; nothing is said where these are not as many as the order needs.
"""

from collections.abc import Sequence

from skillscan.article.binding.links.linking_words import words_outside
from skillscan.article.binding.model import ClaimSubject
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.binding.subjects.distinct_things import distinct_things
from skillscan.article.binding.subjects.joined_skills import unnamed_pair
from skillscan.article.grammar import pattern_of, words_of

_NEAR = r"(?P<said>(?:[\w’'-]+ ){0,6})[~≈]?$"
_NAMED_BEHIND = (
    r"[^.;:,\d%]{0,40}\b{it_verbs} (?:only )?the (?P<order>former|latter)(?=[^\w\s]|\s*$| and\b)"
)
_AGAIN_BEHIND = r"\W*(?:{it_verbs} )?the (?P<order>former|latter)(?=[^\w\s]|\s*$| and\b)"
"""Openings that name the one or the other: "40 % of the ads name the former, 31 % the latter"."""
_ORDINAL = (
    r"(?:^\W*|[,;:—–] ?|\b(?:and|but|while|with) )(?:in )?the "
    r"(?P<order>former|latter|first|second|third|last)(?: (?:one|skill|tool|name))?"
    r"(?: of (?:them|these|those|the (?:two|three)))?,? " + _NEAR
)
_FIRST_TWO = r"(?:^\W*|[,;:—–] ?|\b(?:and|but|while) )the first two\b(?: of them)?,? " + _NEAR
_PLACES = {"former": 0, "first": 0, "latter": -1, "last": -1, "second": 1, "third": 2}
_OF_TWO = frozenset({"former", "latter"})
_TWO, _MOST, _BACK = 2, 4, 2


def ordinal_thing(reading: ArticleReading, around: Surroundings) -> ClaimSubject | None:
    """The thing, or the two skills, that a number's own words name by their order alone."""
    before = reading.span(around.before)
    two = pattern_of(_FIRST_TWO).search(before)
    if two and not _names_since(reading, around, two.start()):
        named = _named_before(reading, around)
        return unnamed_pair(named[:_TWO]) if len(named) >= _TWO else None
    behind = reading.span(around.after)
    found = pattern_of(_ORDINAL).search(before)
    if found is not None and (
        not _is_linked(reading, found["said"]) or _names_since(reading, around, found.start())
    ):
        return None
    for template in (_NAMED_BEHIND, _AGAIN_BEHIND):
        found = found or pattern_of(template).match(behind)
    if found is None:
        return None
    named = _named_before(reading, around)
    order = found["order"].lower()
    if _is_half_known(reading, around, named):
        return None
    is_enough = len(named) == _TWO if order in _OF_TWO else _TWO <= len(named) <= _MOST
    place = _PLACES[order]
    if not is_enough or place >= len(named):
        return None
    one = named[place]
    return ClaimSubject.unnamed(one.statistic, one.dimension, one.measure)


def _names_since(reading: ArticleReading, around: Surroundings, since: int) -> bool:
    """Whether a thing is named between the order, ``since`` in the words before, and the number."""
    start, end = around.before
    return any(start + since < one.start < end for one in reading.subjects(around.sentence))


def _is_linked(reading: ArticleReading, said: str) -> bool:
    """Whether nothing but words that tell a share stands up to the number: not "the first wave"."""
    known = reading.words.link_words | words_of("level_verbs") | words_of("moving_verbs") | {"from"}
    return known.issuperset(words_outside(said, ()))


def _named_before(reading: ArticleReading, around: Surroundings) -> Sequence[ClaimSubject]:
    """What the sentence names before its first share, else what the nearest one before names that
    names several.
    """
    first = reading.quantities[around.neighbours[0]] if around.neighbours else around.quantity
    own = _distinct([one for one in reading.subjects(around.sentence) if one.end <= first.start])
    if len(own) >= _TWO:
        return own
    home = around.sentence.block
    for sentence in reading.sentences_before(around.sentence, _BACK):
        if sentence.block != home:
            break
        if len(named := _distinct(reading.subjects(sentence))) >= _TWO:
            return named
    return ()


def _is_half_known(
    reading: ArticleReading, around: Surroundings, named: Sequence[ClaimSubject]
) -> bool:
    """Whether its own sentence names one thing before its first share, and so another that is not
    known: "statistics basics and NLP, the latter with 29 %".
    """
    first = reading.quantities[around.neighbours[0]] if around.neighbours else around.quantity
    own = [one for one in reading.subjects(around.sentence) if one.end <= first.start]
    return bool(own) and not any(one in own for one in named)


def _distinct(named: Sequence[ClaimSubject]) -> list[ClaimSubject]:
    """Each thing where it is first named, in order."""
    return distinct_things(sorted(named, key=lambda subject: subject.start))
