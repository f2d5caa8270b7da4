"""Finds listed phrases in running text, fast, with exact character offsets.

Phrases are compared word by word on lower-cased text, in a trie. Between words a space, a
no-break space and any kind of hyphen are the same ("fine-tuning", "fine tuning"), and blanks
around a slash or an ampersand do not count ("CI / CD"). A phrase never crosses a line end and
never begins or ends inside a word. This works on characters, not on spaCy tokens, so that a
tokenizer's splitting cannot hide a skill.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Generic, TypeVar

T = TypeVar("T")

_WORD = re.compile(r"\.net(?![^\W_])|[^\W_]+(?:\+\+|#(?![^\W_]))?")
_SEPARATORS = {"": "", ".": ".", "'": "'", "’": "'", "_": "_", "+": "+", ", ": ","}
_DASHES = "-‐‑‒–"
_BLANKS = " \t\u00a0\u2009\u202f"
_SEPARATORS["＆"] = "&"
for _blank in _BLANKS:
    _SEPARATORS[_blank] = " "
    _SEPARATORS[_blank * 2] = " "
    for _sign in "/&":
        _SEPARATORS[_blank + _sign] = _SEPARATORS[_sign + _blank] = _sign
        _SEPARATORS[_blank + _sign + _blank] = _SEPARATORS[_sign] = _sign
for _dash in _DASHES:
    _SEPARATORS[_dash] = " "
_MIN_JOINED_CHARACTERS = 4
_MAX_FURTHER_WORDS = 12
"""Words that a phrase may have after its first."""
_JOINED_FUNCTION_WORD = re.compile(
    r"(?:[aA]s|[iI]n|[wW]ith|[aA]nd|[oO]r|[oO]f|[uU]s(?:e|ing)|[lL]ike|[fF]or|CD)(?=[A-Z])"
)
_NAME_ENDS = {
    "Ops",
    "Hub",
    "Lab",
    "Labs",
    "Script",
    "Db",
    "Mesh",
    "Model",
    "Fluff",
    "Fx",
    "Js",
    "Book",
    "Kraken",
}
"""What makes a new name of a listed one when written together: GitOps is not Git."""
_VERSION = re.compile(r"([^\W\d_]{3,})v?\d+[a-z]?")


def lower(text: str) -> str:
    """Lower case without a change of length, so that offsets stay true."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(c if len(c.lower()) != 1 else c.lower() for c in text)


@dataclass(slots=True)
class _Node(Generic[T]):
    """A node of the trie: what may follow, and what ends here."""

    following: dict[tuple[str, str], "_Node[T]"] = field(default_factory=dict)
    entries: list[T] = field(default_factory=list)


class TextPhraseMatcher(Generic[T]):
    """Finds phrases, each with an entry of the caller's that it stands for."""

    def __init__(self, phrases: Iterable[tuple[str, T]], *, joinable: Iterable[str] = ()) -> None:
        """Phrases, and which single words are also found where the space behind them is missing.

        ``joinable`` words must begin with a capital ("PythonStrong", "AWSMLOps").
        """
        self._roots: dict[str, _Node[T]] = {}
        self._joinable = frozenset(lower(word) for word in joinable)
        for phrase, entry in phrases:
            self._add(phrase, entry)

    def _add(self, phrase: str, entry: T) -> None:
        words = _words(phrase)
        if not words:
            raise ValueError(f"{phrase!r} has no letters or digits to look for")
        node = self._roots.setdefault(words[0][2], _Node())
        for (_, end, _), (start, _, word) in pairwise(words):
            separator = _SEPARATORS.get(phrase[end:start])
            if separator is None:
                raise ValueError(f"{phrase!r}: no phrase may contain {phrase[end:start]!r}")
            node = node.following.setdefault((separator, word), _Node())
        node.entries.append(entry)

    def find(self, text: str) -> Iterator[tuple[int, int, T]]:
        """All (start, end, entry) in the text, nested and overlapping ones included."""
        words = _words(text)
        roots = self._roots
        for index, (start, end, word) in enumerate(words):
            node = roots.get(word)
            if node is None:
                node = self._stem_of_version(word)
            if node is None:
                if end - start > _MIN_JOINED_CHARACTERS and not text[start + 1 : end].islower():
                    yield from self._joined_words(text, start, end)
                continue
            for entry in node.entries:
                yield start, end, entry
            if node.following:
                yield from self._longer_phrases(text, words, index, node)

    def _longer_phrases(
        self, text: str, words: list[tuple[int, int, str]], index: int, node: _Node[T]
    ) -> Iterator[tuple[int, int, T]]:
        start = words[index][0]
        for (_, end, _), (following, last, word) in zip(
            words[index:], words[index + 1 :][:_MAX_FURTHER_WORDS], strict=False
        ):
            separator = _SEPARATORS.get(text[end:following])
            if separator is None:
                return
            step = node.following.get((separator, word))
            if step is None:
                yield from self._with_joined_last_word(
                    text, start, following, last, separator, node
                )
                return
            node = step
            for entry in node.entries:
                yield start, last, entry

    def _with_joined_last_word(
        self, text: str, start: int, following: int, last: int, separator: str, node: _Node[T]
    ) -> Iterator[tuple[int, int, T]]:
        """The phrase that ends where a small letter meets a capital ("Deep LearningA record")."""
        for cut in range(following + 2, last):
            if text[cut].isupper() and text[cut - 1].islower():
                step = node.following.get((separator, text[following:cut].lower()))
                for entry in step.entries if step else ():
                    yield start, cut, entry

    def _joined_words(self, text: str, start: int, end: int) -> Iterator[tuple[int, int, T]]:
        """The listed words that a run of letters begins with, each followed by a capital."""
        function_word = _JOINED_FUNCTION_WORD.match(text, start, end)
        start = function_word.end() if function_word else start
        while start < end:
            part = self._first_joined_word(text, start, end)
            if part is None:
                return
            node = self._roots.get(part.lower())
            for entry in node.entries if node else ():
                yield start, start + len(part), entry
            start += len(part)

    def _first_joined_word(self, text: str, start: int, end: int) -> str | None:
        for cut in range(end, start + 1, -1):
            part, rest = text[start:cut], text[cut:end]
            if lower(part) not in self._joinable or not part[0].isupper():
                continue
            if rest.capitalize() in _NAME_ENDS:
                return None
            if not rest or (part.isupper() and lower(rest) in self._joinable):
                return part
            if rest[0].isupper() and (rest[1:2].islower() or not part.isupper()):
                return part
        return None

    def _stem_of_version(self, word: str) -> _Node[T] | None:
        """``python3``, ``llama2``, ``gpt4o`` are written forms of the name before the digits."""
        match = _VERSION.fullmatch(word) if word[-1:].isdigit() or word[-2:-1].isdigit() else None
        return self._roots.get(match[1]) if match else None


def _words(text: str) -> list[tuple[int, int, str]]:
    return [(m.start(), m.end(), m.group()) for m in _WORD.finditer(lower(text))]
