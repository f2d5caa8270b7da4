"""Numbers whose source is named only behind them: "Both figures come from the Bureau", "(Her
numbers, not ours.)", "A pay forum, 400 entries" below "$205k median".

What follows must say that it is on those numbers, and whose they are: somebody's who has a name, a
poll's, or people's who told them. Where it says that they are of openings they stay the author's.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from skillscan.article.binding.outcome import ANOTHERS, Outcome, theirs
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import ArticleSentence
from skillscan.article.binding.sources.own_names import AUTHORS_OWN
from skillscan.article.grammar import pattern_of
from skillscan.article.model import Binding

_FROM = (
    r"(?:(?:is|are|was|were) (?:(?:all|both|only|merely) )?(?:(?:taken|drawn|collected|gathered"
    r"|compiled|typed in|filled in|based|given|reported) )?(?:from|by|on|of)"
    r"|(?:is|are|was|were) (?=the |an? |those of |that of |[\w-]+['’]s)"
    r"(?!(?:[\w-]+ ){1,5}(?:than|above|below|short of|away from|apart from)\b)"
    r"|(?:is|are|was|were)(?: all)? self-reported"
    r"|(?:comes?|came|stems?|dates?|originates?) (?:from|out of)|(?:rests?|rely|relies) on)\b"
)
"""What leads to whose numbers are."""
_OF_NUMBERS = (
    rf"\W*(?:(?:but|and|though) )?(?P<which>(?:both|neither|these|those|that|this|all|either)"
    rf"(?: (?:two|three|last|first|latter))?(?: [a-z-]+)?|the(?: (?:two|three|last|latter))?)"
    rf" {{number_nouns}}\b,?"
    rf"(?: (?:[a-z]+ly|above|quoted|however),?)? {_FROM}"
)
"""What begins a sentence on numbers that stand before it: "Both figures come from"."""
_OF_THEM = rf"\W*(?P<which>both|these|those|that|this|all of it|all of them|they) {_FROM}"
_POLLED = (
    rf"\W*(?:[^.;:]{{0,90}}[;,] ?)?(?P<which>it|that|this|they|these|both) {_FROM} "
    r"(?:(?:an?|the|our|their|last|one|[\w-]+['’]s) )?(?:[\w-]+ ){0,2}{told_works}\b"
)
"""The same where a poll or form is named: "We did not count that; it is from a poll"."""
_SOURCE = (
    r"\W*(?:(?:the|its|their) )?(?P<which>source)"
    r"(?: (?:is|was|here is|for (?:both|that|this|these)(?: is)?)|:|,) "
)
"""The same of a line of its own on their source."""
_WHOSE = (
    r"\W*(?P<which>(?:his|her|their|its|[\w-]+['’]s) {number_nouns}),? not (?:ours|mine)\b"
    r"|\W*(?P<all>all(?: of (?:it|them|this))?|neither|none(?: of (?:it|them|these))?) "
    r"(?:(?:is|are|was|were) (?:ours|mine)\b|(?:(?:is|are|was|were) )?self-reported\b)"
)
"""What says that they are another's, or told by people of themselves."""
_NOT_OF_OPENINGS = (
    r"\W*(?:but |and )?(?P<which>that|this|those|these|both)(?: (?:two |last )?(?:one|ones|figure"
    r"|figures|number|numbers|share|shares|percentage))? (?:(?:is|are|was|were)(?:n['’]t| not)"
    r"(?: taken| drawn)?|(?:do|does|did)(?:n['’]t| not) come) (?:from|of|out of)"
    r" (?:the |any |our )?(?:[a-z-]+ ){0,2}{opening_nouns}\b"
    r"(?! (?:alone|only|of|in|on|that|which|by|from|for)\b)"
)
"""What says that numbers before it are not of openings: "That one isn't from ads at all"."""
_WHICH_OF_TWO = (
    r"\W*(?:and |so )?(?:where (?:does|did|is|was) (?:the|that) (?P<which>lower|higher|smaller"
    r"|larger|bigger|latter|second) (?:one |{number_nouns} )?(?:comes? )?from)\?\W*"
)
"""What asks for the source of one of two numbers."""
_NO_VERB = (
    r"\W*(?:(?:an?|one|the|some) )?(?:[\w.'’-]+ ){0,2}{told_works}, "
    r"[^.;:]{0,60}\b{told_entries}\b[^.;:]{0,60}[.!]?\W*"
)
"""A line without a verb on who told the number of the line before."""
_SOURCE_LINE = (
    r"\W*(?:(?:source|based on|from|data|figures|numbers)[: ]\W*)?(?:[\w.'’-]+ ){0,5}{told_works}"
    r"(?:,|;|:| \(| of| with| among| from)? ?(?:n ?= ?)?\d[\d.,]* (?:[\w-]+ ){0,3}{told_entries}"
    r"[^.;:]{0,40}[.!]?\W*"
)
"""A line of its own on who told the numbers above it."""
_SAID_BY_PEOPLE = (
    r"\W*(?:what|how) (?:the |your |their )?(?:[\w’'-]+ ){1,4}"
    r"(?:said|say|told us|answered|think|voted)\W*"
    r"|\W*(?:the |our )?(?:[\w-]+ ){0,2}(?:poll|survey) results(?:[:,] .{0,40})?\W*"
    r"|\W*(?:as |numbers |figures )?(?:told|reported|entered|submitted|answered|given)"
    r"(?: to us)? by (?:the |our )?[^.;:()]{3,50}(?:\([^()]{3,40}\))?\W*"
)
"""A title of what people said."""
_ENTERED = (
    r"\b{told_entries} (?:\w+ )?(?:on|of|in|from|at|to) (?:an? |the |one )?(?:[\w’'-]+ ){0,2}"
    r"{told_works}\b"
)
_ONLY_A_SUM = r"\W*(?:(?:and|but|what about|how about) )?(?:the )?[$€£][\d.,]+ ?[kKmM]?\?\W*"
"""A question on a number that is told somewhere: "And $210,000?"."""
_BRACKETS = re.compile(r"\(([^()]{12,200})\)")
"""An aside behind a number, which may say whose it is."""
_DENIED = r"\b(?:not|never|no|none)\b[^.;,]{0,30}\b(?:{opening_nouns}|ours|mine|we|our)\b"
"""What those numbers are said not to be of."""
_ONE = frozenset({"that", "this", "it"})
_BOTH, _SHORT_WORDS = 2, 12


def with_sources_told_after(reading: ArticleReading, outcomes: Sequence[Outcome]) -> list[Outcome]:
    """The outcomes; numbers that what follows calls another's are that one's."""
    told = (*_told_after(reading), *_told_in_section(reading), *_told_inside(reading))
    found = as_anothers(outcomes, [place for places in told for place in places])
    for place in _counts_of_entries(reading):
        if not isinstance(found[place], Binding):
            found[place] = theirs(reading, reading.around[place], None, ANOTHERS)
    return found


def as_anothers(outcomes: Sequence[Outcome], places: Iterable[int]) -> list[Outcome]:
    """The outcomes; those of ours at these places are another's."""
    found = [*outcomes]
    for place in places:
        one = found[place]
        if isinstance(one, Binding) and one.kind == "ours":
            found[place] = replace(one, kind="theirs", reasons=(ANOTHERS,))
    return found


def _told_after(reading: ArticleReading) -> Iterator[list[int]]:
    """The places of the numbers that are said behind them to be another's."""
    for sentence in reading.sentences:
        text = reading.sentence_text(sentence)
        before = reading.previous(sentence)
        if before is not None and (which := _says_whose(reading, text)):
            yield _meant(reading, before, which, sentence)
        elif before is not None and _is_line_of_source(reading, text, before):
            yield reading.places_in(before)
        elif before is not None and (asked := pattern_of(_WHICH_OF_TWO).fullmatch(text.strip())):
            yield _one_of_two(reading, before, asked["which"].lower(), sentence)
        for bracket in _BRACKETS.finditer(text):
            if which := _says_whose(reading, bracket[1]):
                end = sentence.start + bracket.start()
                inside = [
                    n for n in reading.places_in(sentence) if reading.quantities[n].end <= end
                ]
                yield inside or (_meant(reading, before, which, sentence) if before else [])


def _told_inside(reading: ArticleReading) -> Iterator[list[int]]:
    """The same of a sentence that names those who entered its numbers somewhere, and no openings:
    "median of 4,000 entries on a pay site"; and of a question on a sum that no openings answer.
    """
    for sentence in reading.sentences:
        text = reading.sentence_text(sentence)
        entered = pattern_of(_ENTERED).search(text)
        if entered is not None and _names_others(reading, text):
            yield reading.places_in(sentence)
        answer = reading.following(sentence)
        if answer is not None and pattern_of(_ONLY_A_SUM).fullmatch(text.strip()):
            said = reading.sentence_text(answer)
            if not reading.words.has("postings", said) and not pattern_of(AUTHORS_OWN).search(said):
                yield reading.places_in(sentence)


def _counts_of_entries(reading: ArticleReading) -> Iterator[int]:
    """The places of counts of what people entered somewhere: "4,000 entries on a pay site"."""
    for around in reading.around:
        behind = reading.text[around.quantity.end : around.sentence.end].lstrip()
        if around.quantity.unit == "count" and pattern_of(_ENTERED).match(behind):
            yield around.place


def _told_in_section(reading: ArticleReading) -> Iterator[list[int]]:
    """The same of all that stands below a heading on what people said ("What the members said"), or
    above a line of its own on a poll ("*Guild survey, 1,300 answers.*").
    """
    blocks = reading.article.blocks
    alone = [
        one
        for one in reading.sentences
        if blocks[one.block].kind == "paragraph"
        and blocks[one.block].headings
        and reading.previous(one) is None
        and reading.following(one) is None
        and pattern_of(_SOURCE_LINE).fullmatch(reading.sentence_text(one))
        and _names_others(reading, reading.sentence_text(one))
    ]
    noted = {blocks[one.block].headings: one.start for one in alone}
    for around in reading.around:
        headings = reading.block(around).headings
        title = headings[-1] if headings else ""
        is_noted = around.quantity.start < noted.get(headings, -1)
        is_told = pattern_of(_SAID_BY_PEOPLE).fullmatch(title) is not None and _names_others(
            reading, title
        )
        said = reading.sentence_text(around.sentence)
        is_of_openings = reading.words.has("postings", said) or pattern_of(AUTHORS_OWN).search(said)
        if (is_noted or is_told) and not is_of_openings:
            yield [around.place]


def _says_whose(reading: ArticleReading, text: str) -> str:
    """Which numbers before it a text says to be another's ("both"); empty where it does not."""
    if (whose := pattern_of(_WHOSE).match(text)) is not None:
        return (whose["which"] or whose["all"]).lower()
    if (denied := pattern_of(_NOT_OF_OPENINGS).match(text)) is not None:
        return denied["which"].lower()
    if (poll := pattern_of(_POLLED).match(text)) is not None:
        return poll["which"].lower() if _names_others(reading, text, is_poll=True) else ""
    for template in (_OF_NUMBERS, _OF_THEM, _SOURCE):
        found = pattern_of(template).match(text)
        if found is not None and _names_others(reading, text):
            return found["which"].lower()
    return ""


def _names_others(reading: ArticleReading, text: str, *, is_poll: bool = False) -> bool:
    """Whether a text names people, a poll or a source, and neither openings nor the author."""
    said = pattern_of(_DENIED).sub(" ", text)
    if reading.words.has("postings", said) or pattern_of(AUTHORS_OWN).search(said):
        return False
    return (
        is_poll
        or bool(reading.attribution.names_in(text))
        or reading.words.has("others", said, "people")
        or pattern_of(r"\b(?:{told_works}|{told_entries})\b").search(said) is not None
    )


def _is_line_of_source(reading: ArticleReading, text: str, before: ArticleSentence) -> bool:
    """Whether a sentence without a verb names who told the one number of the short one before."""
    if pattern_of(_NO_VERB).fullmatch(text) is None or not _names_others(reading, text):
        return False
    said = reading.sentence_text(before)
    return len(said.split()) <= _SHORT_WORDS and len(reading.places_in(before)) == 1


def _one_of_two(
    reading: ArticleReading, before: ArticleSentence, which: str, question: ArticleSentence
) -> list[int]:
    """The one of the two last numbers of a sentence whose source a question asks for, where the
    answer names others.
    """
    answer = reading.following(question)
    if answer is None or not _names_others(reading, reading.sentence_text(answer)):
        return []
    pair = reading.places_in(before)[-_BOTH:]
    if len({reading.quantities[n].unit for n in pair}) != 1 or len(pair) < _BOTH:
        return []
    if which in ("latter", "second"):
        return pair[-1:]
    is_lower = which in ("lower", "smaller")
    ordered = sorted(pair, key=lambda n: reading.quantities[n].low)
    return ordered[:1] if is_lower else ordered[-1:]


def _meant(
    reading: ArticleReading, before: ArticleSentence, which: str, sentence: ArticleSentence
) -> list[int]:
    """The numbers that words at the beginning of a sentence stand for: the two last of the block,
    the last one, or all of the sentence before.
    """
    places = reading.places_in(before)
    if which.startswith(("both", "neither", "either")) or " two" in which:
        ahead = [
            n
            for one in reading.sentences_before(sentence, _BOTH)[::-1]
            if one.block == sentence.block
            for n in reading.places_in(one)
            if reading.quantities[n].unit != "count"
        ]
        return ahead[-_BOTH:]
    return places[-1:] if which in _ONE else places
