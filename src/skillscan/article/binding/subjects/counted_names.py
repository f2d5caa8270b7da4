"""Whether a name that is an ordinary word too ("Go", "Spark", "Excel") is that of a skill: a share
stands at it, openings are said to name it, it stands in a row with skills, or the article counts it
elsewhere.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from functools import partial

from skillscan.article.binding.vocabulary import BindingVocabulary
from skillscan.article.grammar import pattern_of, words_of
from skillscan.taxonomy.model import Mention

_SMALL = "|".join(map(re.escape, sorted(words_of("small_names"))))
_NAME = re.compile(
    r"(?<![\w.+#-])(?:[A-Z][\w+#]{0,15}(?:-[a-z]{2,12})?(?![\w+#-])"
    r"|[a-z]{3,12}(?=\s?(?:\(|[:–])\s?[~<>]?\d)"
    rf"|(?:{_SMALL})(?![\w+#-]))"
)
"""A name, also a small one that its number stands right behind or that no word is ("dbt")."""
_SMALL_LETTERS = (
    r"(?:^\W*|, |/ ?|; |\((?:and )?|\b(?:and|or|then|but) )({small_letter_names})(?![\w+#-])"
)
"""A name in small letters where one of a row of names stands: "java in 18%, and go in 9%"; a row
of nothing but words ("excel 20%, go 9%") is none of names.
"""
_COUNTED_BEHIND = re.compile(
    r"\s?(?:(?:\(|:|[-–—]|in|at|with|by|, which)\s?|\(\s?[^\W\d_]{2,12} ?: ?)[~>≥<≤]?\d"
)
SHARE = (
    r"[~≈<>≥≤]{0,2}(?:\d{1,3}(?:[.,]\d{1,2})? ?(?:%|per ?cent\b|pct\b)"
    r"|(?:\d{1,3}|{small_numbers})(?: ads| openings| postings)? (?:in|out of) (?:every )?"
    r"(?:\d{1,3}|{small_numbers})\b"
    r"|(?:(?:an?|{small_numbers})[ -])?(?:half|{parts_of_whole})\b)"
)
"""A share as it is printed or written out: "15%", "one in ten", "two thirds"."""
_SHARE_BEHIND = (
    r"[\"”’*_)]{0,3}(?:,? |[\s.…·=|:–—-]{1,60}|[?,] ?)"
    r"(?:(?:{share_hedges}|{number_prepositions}|by|on|its|has|had) ){0,4}\(?" + SHARE
)
_BEFORE_ITS_NAME = (
    rf"\b{SHARE}"
    r"(?: [^,.;:()%\d]{1,40})? (?:say|says|said|wrote|writes?) $"
)
"""Openings that say a name: "11% said Rust", "one in fifty ads says Julia"."""
_VERB_BEHIND = r"[ ](?:{name_adverbs} ){0,2}([a-z]+)"
_NOT_DONE = (
    r" (?:never|hardly|barely|cannot"
    r"|(?:does|did|could|can|would|has|had|is|was)(?:n['’]t| (?:not|never|hardly|barely))) [a-z]+"
)
"""What a name stays short of: "Ray does not reach 3%", "Julia never got above 2%"."""
_OF_ONE = re.compile(r"(?:s|ed)$")
"""The verb of one thing or of a past."""
_ASIDE = r"(?:, {explaining_words} [^,;.():\d]{3,60}|, {asides})(?:,(?= [a-z])|(?=: ?[~≈]?\d))"
_TOLD_LAST = re.compile(r"\b(?:is|was) [A-Z][\w+#]{0,15}(?:[.:;!?]|$)$")
"""A name that a sentence ends with: "The widest gap is R."."""
_LABEL = re.compile(r"\W{0,3}[\w+#]+:$")
"""A name that a sentence begins with as a label: "Excel: in a third of postings"."""
_LISTED = re.compile(r"\W{0,3}[\w+#]+, [~≈]?\d")
"""A name that an item of a list begins with: "Airflow, 12 %"."""
_ASKED = r"\W*(?:(?:and|but|or|what about|how about|and what about|as for|take) )?"
"""What stands before a name that is all of a question: "And Spark?"."""
_IS_ASKED = r"\W*(?:(?:and|but|so) )?{yes_or_no} "
_OF_IT = re.compile(r" (?!at\b|in\b|on\b)[a-z][a-z'’-]*(?: [a-z'’-]+){0,3}\?\W*")
"""What stands before and behind a name that a question is on: "Is Spark fading?"."""
_GAINED = (
    r" (?:has |have )?(?:gained|lost|added|dropped|shed|put on|picked up) "
    r"(?:{hedging_words} )?(?:\d{1,2}(?:\.\d)?|{small_numbers}) (?:percentage )?points?\b"
)
"""What is done by a thing whose share grew: "Ray gained 3 points"."""
_JOINED = re.compile(r" ?[/&+,] ?|,? (?:and|or|vs\.?|versus|then) ")
_ABBREVIATION = 3
_NEAR, _LONG = 60, 120
_ROWS = 2
"""How often names are sought that stand in a row with those found so far."""
_GOES_ON = re.compile(r" [A-Z][a-z]")
"""A longer name: "Spark Capital", "Julia Smith"."""


def is_counted_behind(piece: str, end: int) -> bool:
    """Whether a share stands right behind a name: "Go (12 %)", "Go ..... 15%", "Go in just 8%"."""
    if _COUNTED_BEHIND.match(piece, end):
        return True
    return pattern_of(_SHARE_BEHIND).match(piece, end) is not None


class CountedNames:
    """Finds names that are ordinary words too, where they are counted."""

    def __init__(self, vocabulary: BindingVocabulary) -> None:
        self._vocabulary = vocabulary

    def of_article(self, pieces: Iterable[str]) -> frozenset[str]:
        """The ordinary words in capitals that are counted anywhere in an article."""
        found: set[str] = set()
        for piece in pieces:
            for match in _NAME.finditer(piece):
                name = match[0]
                if name in found or not name[0].isupper() or self._skill(name) is None:
                    continue
                if self._is_counted(piece, match) and not self._is_persons(name):
                    found.add(name)
        return frozenset(found)

    def mentions(
        self, piece: str, sure: Sequence[Mention], known: Set[str] = frozenset()
    ) -> Iterator[Mention]:
        """The names of a text beside the ``sure`` ones; ``known``: those of its article."""
        taken = [(one.start, one.end) for one in sure]
        covered = {place for span in taken for place in range(*span)}
        open_ones = [one for one in _NAME.finditer(piece) if self._skill(one[0]) is not None]
        passes: Sequence[Callable[[str, re.Match[str]], bool]] = (
            self._is_counted,
            partial(self._is_known, known=known),
            *(partial(self._is_in_row, taken=taken),) * _ROWS,
        )
        for is_name in passes:
            for match in open_ones:
                if covered.isdisjoint(range(*match.span())) and is_name(piece, match):
                    taken.append(match.span())
                    covered.update(range(*match.span()))
                    yield Mention(str(self._skill(match[0])), *match.span(), match[0], match[0])
        small = list(pattern_of(_SMALL_LETTERS, 0).finditer(piece))
        if taken or any(match[1] not in words_of("small_letter_words") for match in small):
            for match in small:
                yield from self._in_small_letters(piece, match, taken)

    def _skill(self, name: str) -> str | None:
        return self._vocabulary.skill_written(name)

    def _in_small_letters(
        self, piece: str, match: re.Match[str], taken: Sequence[tuple[int, int]]
    ) -> Iterator[Mention]:
        name, (start, end) = match[1], match.span(1)
        is_taken = any(first < end and start < last for first, last in taken)
        if is_taken or not is_counted_behind(piece, end):
            return
        if skill_id := self._vocabulary.skill_called(name):
            yield Mention(skill_id, start, end, name, name)

    def _is_persons(self, name: str) -> bool:
        """Whether people are called so: "Julia", "Ray"."""
        return name in words_of("person_names")

    def _is_known(self, piece: str, match: re.Match[str], known: Set[str]) -> bool:
        """Whether a word that the article counts elsewhere is a name here too: no verb that a
        sentence begins with ("Go where …"), no part of another name ("Spark Capital").
        """
        if match[0] not in known or match[0] in words_of("common_names"):
            return False
        if _GOES_ON.match(piece, match.end()):
            return False
        is_first = not piece[: match.start()].strip(' "“*_—–-')
        return not is_first or piece[match.end() : match.end() + 2].strip()[:1] in ",:?!"

    def _is_in_row(
        self, piece: str, match: re.Match[str], taken: Sequence[tuple[int, int]]
    ) -> bool:
        """Whether a name is joined to that of a skill: "TensorFlow, Spark and Airflow"."""
        if self._is_persons(match[0]) or match[0] in words_of("common_names"):
            return False
        return any(
            _JOINED.fullmatch(piece, end, match.start())
            or _JOINED.fullmatch(piece, match.end(), start)
            for start, end in taken
        )

    def _is_counted(self, piece: str, match: re.Match[str]) -> bool:
        """Whether what stands beside a name shows that openings are counted which name it."""
        name, end = match[0], match.end()
        before = piece[max(0, match.start() - _LONG) : match.start()]
        said = f" {before.rstrip().lower()}"
        is_common = name in words_of("common_names")
        is_sign = len(name) >= _ABBREVIATION and name.isupper() and not piece.isupper()
        return (
            is_sign
            or name in words_of("small_names")
            or any(said.endswith(f" {word}") for word in self._vocabulary.words.before_names)
            or _COUNTED_BEHIND.match(piece, end) is not None
            or _LABEL.match(piece[: end + 1]) is not None
            or (not said.strip() and _LISTED.match(piece) is not None)
            or _TOLD_LAST.search(piece, 0, end + 1) is not None
            or self._is_told_of(piece, end, is_common=is_common)
            or (not is_common and self._has_share(piece, match))
        )

    def _has_share(self, piece: str, match: re.Match[str]) -> bool:
        """Whether a share stands at a name, or openings say it, or it is asked for alone."""
        before = piece[max(0, match.start() - _LONG) : match.start()]
        return (
            is_counted_behind(piece, match.end())
            or pattern_of(_BEFORE_ITS_NAME).search(before) is not None
            or pattern_of(_GAINED).match(piece, match.end()) is not None
            or self._is_asked(piece, match)
        )

    def _is_asked(self, piece: str, match: re.Match[str]) -> bool:
        """Whether a name is all of a question: "And Spark?"."""
        if self._is_persons(match[0]):
            return False
        if pattern_of(_IS_ASKED).fullmatch(piece, 0, match.start()):
            return _OF_IT.fullmatch(piece, match.end()) is not None
        if piece[match.end() :].strip(' *_"”') != "?":
            return False
        return pattern_of(_ASKED).fullmatch(piece, 0, match.start()) is not None

    def _is_told_of(self, piece: str, end: int, *, is_common: bool) -> bool:
        """Whether a word right behind, or behind what only explains it, tells something of what is
        counted ("R leads", "R, which I like, leads", "Ray does not reach 3%").
        """
        if aside := pattern_of(_ASIDE, 0).match(piece, end):
            end = aside.end()
            if is_counted_behind(piece, end):
                return True
        if pattern_of(_NOT_DONE).match(piece, end) and pattern_of(SHARE).search(
            piece, end, end + _NEAR
        ):
            return True
        word = pattern_of(_VERB_BEHIND, 0).match(piece, end)
        if word is None or word[1].lower() not in self._vocabulary.words.behind_names:
            return False
        return _OF_ONE.search(word[1]) is not None or not is_common  # "Next come Azure and Go"
