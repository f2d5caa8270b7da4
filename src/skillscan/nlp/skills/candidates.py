"""Places of a document that are written like a listed name.

One ``PhraseMatcher`` over the folded words (``NORM``) finds names that are tokens of their own.
What hides inside a token is looked for in the token's characters, once for each distinct token:
names without a blank behind them ("PythonStrong", "AWSMLOps"), versions ("python3", "gpt4o"),
words that a sign joins ("my_sql"). A tokenizer that cut those would have to know the names.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Generic, TypeVar

import numpy as np
from spacy.attrs import NORM, ORTH
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from skillscan.taxonomy.spelling import WORD, fold, key, lower, written_forms

T = TypeVar("T")
Tokenize = Callable[[str], Doc]

_MAX_JOINED_CHARACTERS = 64
"""A longer run of letters is no row of names."""
_MIN_JOINED_CHARACTERS = 4
_MAX_FURTHER_WORDS = 12
"""Words that a name may have after its first."""
_MAX_TOKENS_SEEN = 200_000
_MAX_NAMES_SEEN = 20_000
_NAME = "skill"
_JOINABLE = re.compile(r"[A-Za-z0-9]{3,}|C\+\+|AI|ML")
_JOINED_FUNCTION_WORD = re.compile(
    r"(?:[aA]s|[iI]n|[wW]ith|[aA]nd|[oO]r|[oO]f|[uU]s(?:e|ing)|[lL]ike|[fF]or|CD)(?=[A-Z])"
)
_NAME_ENDS = frozenset(
    ("Ops", "Hub", "Lab", "Labs", "Script", "Db", "Mesh", "Model", "Fluff", "Fx", "Js", "Book",
     "Kraken")
)  # fmt: skip
"""What makes a new name of a listed one when written together: GitOps is not Git."""
_VERSION = re.compile(r"([^\W\d_]{3,})v?\d+[a-z]?")

Place = tuple[int, int, tuple[T, ...]]
"""Where a name stands (characters of a token or a text), and what it stands for."""


class Candidates(Generic[T]):
    """Finds names, each with the entries of the caller's that it stands for."""

    def __init__(self, tokenizer: Tokenize, names: Iterable[tuple[str, T]]) -> None:
        """Names, in any of the ways to write them, with their entries; ``tokenizer`` is the
        documents'.
        """
        self._entries: dict[str, tuple[T, ...]] = {}
        forms = dict[str, None]()
        for name, entry in names:
            compared = key(name)
            if compared is None:
                raise ValueError(f"{name!r} has no words to look for, or signs that no name has")
            self._entries[compared] = (*self._entries.get(compared, ()), entry)
            forms |= dict.fromkeys(written_forms(name))
        self._inside = _InsideTokens(self._entries, forms)
        self._matcher = _phrase_matcher(tokenizer, forms)
        self._compared = lru_cache(maxsize=_MAX_NAMES_SEEN)(key)

    def __call__(self, doc: Doc, text: str) -> Iterator[Place[T]]:
        """All places in the text of the document, nested and overlapping ones included."""
        entries, compared = self._entries, self._compared
        for _, first, last in self._matcher(doc):
            token = doc[first]
            start = token.idx
            if last - first > 1:
                token = doc[last - 1]
            end = token.idx + len(token)
            # Not all that is alike in its words is written like a name: "machine - learning".
            if not _cuts_word(text, start, end) and (
                found := entries.get(compared(text[start:end]) or "")
            ):
                yield start, end, found
        yield from self._inside(doc, text)


def _phrase_matcher(tokenizer: Tokenize, forms: Iterable[str]) -> PhraseMatcher:
    """A matcher of written forms. All are tokenised as the lines of one text: a tenth of the time
    that one document for each takes.
    """
    doc = tokenizer("\n".join(forms))
    matcher = PhraseMatcher(doc.vocab, attr="NORM")
    line_end = doc.vocab.strings.add("\n")
    norms = doc.to_array([NORM]).tolist()
    ends = [n for n, orth in enumerate(doc.to_array([ORTH]).tolist()) if orth == line_end]
    matcher.add(_NAME, [norms[a + 1 : b] for a, b in pairwise([-1, *ends, len(norms)])])
    return matcher


def _cuts_word(text: str, start: int, end: int) -> bool:
    """Whether the place begins or ends inside a word."""
    if start and text[start - 1].isalnum() and text[start].isalnum():
        return True
    return text[end : end + 1].isalnum() and text[end - 1].isalnum()


@dataclass(frozen=True, slots=True)
class _Inside(Generic[T]):
    """What a token holds: names, and where the last word of a longer name may end."""

    places: tuple[Place[T], ...]
    cuts: tuple[int, ...]


class _InsideTokens(Generic[T]):
    """Names that begin or end inside a token; what a token holds is worked out once."""

    def __init__(self, entries: dict[str, tuple[T, ...]], forms: Iterable[str]) -> None:
        self._entries = entries
        self._joinable = frozenset(lower(form) for form in forms if _JOINABLE.fullmatch(form))
        self._longest = max(map(len, self._joinable), default=0)
        self._first_words = frozenset(found[0] for name in entries if (found := WORD.match(name)))
        self._words_before = _words_before(entries)
        self._seen = set[int]()
        self._with_names = set[int]()
        self._found = dict[int, _Inside[T]]()

    def __call__(self, doc: Doc, text: str) -> Iterator[Place[T]]:
        orths = doc.to_array([ORTH])
        distinct = set(orths.tolist())
        for orth in distinct - self._seen:
            self._look_into(orth, doc.vocab.strings[orth])
        for orth in distinct & self._with_names:
            inside = self._found[orth]
            for index in np.flatnonzero(orths == orth).tolist():
                offset = doc[index].idx
                for start, end, found in inside.places:
                    yield offset + start, offset + end, found
                for cut in inside.cuts:
                    yield from self._ending_at(doc, text, index, offset + cut)

    def _look_into(self, orth: int, word: str) -> None:
        if len(self._seen) > _MAX_TOKENS_SEEN:
            for memo in (self._seen, self._with_names, self._found):
                memo.clear()
        self._seen.add(orth)
        if word.isalpha() and (word.islower() or len(word) <= _MIN_JOINED_CHARACTERS):
            return
        inside = _Inside(tuple(self._places_of(word)), tuple(self._cuts_of(word)))
        if inside.places or inside.cuts:
            self._with_names.add(orth)
            self._found[orth] = inside

    def _places_of(self, token: str) -> Iterator[Place[T]]:
        words = [found.span() for found in WORD.finditer(lower(token))]
        for index, (start, end) in enumerate(words):
            if (start, end) != (0, len(token)):
                yield from self._names_from(token, words[index : index + _MAX_FURTHER_WORDS + 1])
            written = lower(token[start:end])
            if fold(written) in self._first_words:
                continue
            if version := self._version_of(written):
                yield start, end, version
            elif (
                _MIN_JOINED_CHARACTERS < end - start <= _MAX_JOINED_CHARACTERS
                and not token[start + 1 : end].islower()
            ):
                yield from self._joined_words(token, start, end)

    def _names_from(self, token: str, words: list[tuple[int, int]]) -> Iterator[Place[T]]:
        start = words[0][0]
        for _, end in words:
            compared = key(token[start:end])
            if compared is None:
                return
            if compared in self._entries and (start, end) != (0, len(token)):
                yield start, end, self._entries[compared]

    def _version_of(self, word: str) -> tuple[T, ...]:
        """``python3``, ``llama2``, ``gpt4o`` are written forms of the name before the digits."""
        match = _VERSION.fullmatch(word) if word[-1:].isdigit() or word[-2:-1].isdigit() else None
        return self._entries.get(fold(match[1]), ()) if match else ()

    def _joined_words(self, token: str, start: int, end: int) -> Iterator[Place[T]]:
        """The listed words that a run of letters begins with, each followed by a capital."""
        function_word = _JOINED_FUNCTION_WORD.match(token, start, end)
        start = function_word.end() if function_word else start
        while start < end and (length := self._first_joined_word(token[start:end])):
            yield start, start + length, self._entries[fold(token[start : start + length])]
            start += length

    def _first_joined_word(self, run: str) -> int:
        """The length of the listed word that a run of letters begins with; 0 where none does."""
        if not run[0].isupper():
            return 0
        for cut in range(min(len(run), self._longest), 1, -1):
            part, rest = run[:cut], run[cut:]
            if lower(part) not in self._joinable:
                continue
            if rest.capitalize() in _NAME_ENDS:
                return 0
            if not rest or (part.isupper() and lower(rest) in self._joinable):
                return cut
            if rest[0].isupper() and (rest[1:2].islower() or not part.isupper()):
                return cut
        return 0

    def _cuts_of(self, token: str) -> Iterator[int]:
        """Where the last word of a name may end ("Deep LearningA record", "ISO 27001:2022")."""
        first = WORD.match(lower(token))
        if first and first.end() < len(token) and fold(first[0]) in self._words_before:
            yield first.end()
        for cut in range(2, min(len(token), _MAX_JOINED_CHARACTERS)):
            if token[cut].isupper() and token[cut - 1].islower():
                if not token[:cut].isalnum():
                    return
                if fold(token[:cut]) in self._words_before:
                    yield cut

    def _ending_at(self, doc: Doc, text: str, index: int, end: int) -> Iterator[Place[T]]:
        last_word = fold(text[doc[index].idx : end])
        for first in range(index - 1, max(index - 1 - self._words_before[last_word], -1), -1):
            start = doc[first].idx
            compared = key(text[start:end])
            if compared in self._entries:
                yield start, end, self._entries[compared]


def _words_before(names: Iterable[str]) -> dict[str, int]:
    """Tokens at most that stand before the last word of a name (words, and hyphens between)."""
    found = dict[str, int]()
    for name in names:
        before, _, last = name.rpartition(" ")
        if before:
            found[last] = max(found.get(last, 0), 2 * before.count(" ") + 2)
    return found
