"""Names that begin or end inside a token; what a token holds is worked out once.

Names without a blank behind them ("PythonStrong", "AWSMLOps"), versions ("python3", "gpt4o"), and
names that a sign joins to something else ("my_sql", "ISO 27001:2022") are no tokens: a tokenizer
that cut them would have to know all names. So they are looked for in characters, bounded in length.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from spacy.attrs import ORTH
from spacy.tokens import Doc

from skillscan.nlp.document import token_places
from skillscan.taxonomy.spelling import WORD, fold, key, lower

T = TypeVar("T")

_MAX_JOINED_CHARACTERS = 64
"""A longer run of letters is no row of names."""
_MIN_JOINED_CHARACTERS = 4
_MAX_FURTHER_WORDS = 12
"""Words that a name may have after its first."""
_PREFIX = 3
"""Letters of a second word that are compared before it is looked at: British or not."""
_MAX_SEPARATOR = 3
"""Signs and blanks between two words of a name."""
_MAX_TOKENS_SEEN = 200_000
_NO_START_BEHIND = re.compile(r"(?<!\be\.g)(?<!\bi\.e)(?<!\d)\.\Z|(?<!/)[/\\]\Z")
"""A full stop or slash behind which no name begins: "Acme.ai platform" and "and/or tools" are other
things, "2.Workflow automation" and "e.g.multi-view geometry" are not."""
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


@dataclass(frozen=True, slots=True)
class _Inside(Generic[T]):
    """What a token holds: names, and where the last word of a longer name may end (``cuts``), or
    its first one begin (``heads``).
    """

    places: tuple[Place[T], ...]
    cuts: tuple[int, ...]
    heads: tuple[int, ...]


class InsideTokens(Generic[T]):
    """Names that begin or end inside a token; what a token holds is worked out once."""

    def __init__(self, entries: dict[str, tuple[T, ...]], names: Iterable[str]) -> None:
        self._entries = entries
        self._joinable = frozenset(lower(name) for name in names if _JOINABLE.fullmatch(name))
        self._longest = max(map(len, self._joinable), default=0)
        words = [WORD.findall(name) for name in entries]
        self._first_words = frozenset(of_name[0] for of_name in words if of_name)
        longer = [of_name for of_name in words if len(of_name) > 1]
        self._tokens_before = _reaches(longer, -1)
        self._tokens_after = _reaches(longer, 0)
        self._second = _second_words(longer)
        self._seen = set[int]()
        self._with_names = set[int]()
        self._found = dict[int, _Inside[T]]()

    def __call__(self, doc: Doc, text: str) -> Iterator[Place[T]]:
        """The places in the text of the document."""
        orths: list[int] = doc.to_array([ORTH]).tolist()
        distinct = set(orths)
        for orth in distinct - self._seen:
            self._look_into(orth, doc.vocab.strings[orth])
        if not (with_names := distinct & self._with_names):
            return
        begins, ends = token_places(doc)
        for index in [n for n, orth in enumerate(orths) if orth in with_names]:
            offset, inside = begins[index], self._found[orths[index]]
            for start, end, found in inside.places:
                yield offset + start, offset + end, found
            for cut in inside.cuts:
                yield from self._ending_at(begins, text, index, offset + cut)
            for head in inside.heads:
                yield from self._beginning_at(ends, text, index, offset + head)

    def forget(self) -> None:
        """Look into every token anew: the entries of names have changed."""
        for memo in (self._seen, self._with_names, self._found):
            memo.clear()

    def _look_into(self, orth: int, word: str) -> None:
        if len(self._seen) > _MAX_TOKENS_SEEN:
            self.forget()
        self._seen.add(orth)
        if word.isalpha() and (word[1:].islower() or len(word) <= _MIN_JOINED_CHARACTERS):
            return
        inside = _Inside(
            tuple(self._places_of(word)), tuple(self._cuts_of(word)), tuple(self._heads_of(word))
        )
        if inside.places or inside.cuts or inside.heads:
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
        if first and first.end() < len(token) and fold(first[0]) in self._tokens_before:
            yield first.end()
        for cut in range(2, min(len(token), _MAX_JOINED_CHARACTERS)):
            if token[cut].isupper() and token[cut - 1].islower():
                if not token[:cut].isalnum():
                    return
                if fold(token[:cut]) in self._tokens_before:
                    yield cut

    def _ending_at(self, begins: list[int], text: str, index: int, end: int) -> Iterator[Place[T]]:
        last_word = fold(text[begins[index] : end])
        for first in range(index - 1, max(index - 1 - self._tokens_before[last_word], -1), -1):
            start = begins[first]
            compared = key(text[start:end])
            if compared in self._entries:
                yield start, end, self._entries[compared]

    def _heads_of(self, token: str) -> Iterator[int]:
        """Where the first word of a name may begin ("‘machine learning", "Docker、CI/CD")."""
        words = list(WORD.finditer(lower(token)))
        last = words[-1] if words else None
        if last and last.start() and last.end() == len(token):
            is_known = fold(last[0]) in self._tokens_after
            if is_known and not _NO_START_BEHIND.search(token[: last.start()]):
                yield last.start()

    def _beginning_at(
        self, ends: list[int], text: str, index: int, start: int
    ) -> Iterator[Place[T]]:
        first_word = fold(text[start : ends[index]])
        following = WORD.search(lower(text[ends[index] : ends[index] + _MAX_SEPARATOR + _PREFIX]))
        if following is None or self._second[first_word].isdisjoint(_beginnings(following[0])):
            return
        for end in ends[index + 1 : index + 1 + self._tokens_after[first_word]]:
            compared = key(text[start:end])
            if compared in self._entries:
                yield start, end, self._entries[compared]


def _second_words(names: Iterable[Sequence[str]]) -> dict[str, frozenset[str]]:
    """By the first word of names, how their second words begin."""
    found = dict[str, set[str]]()
    for first, second, *_ in names:
        found.setdefault(first, set()).add(second[:_PREFIX])
    return {word: frozenset(beginnings) for word, beginnings in found.items()}


def _beginnings(word: str) -> tuple[str, ...]:
    return tuple(word[:length] for length in range(1, _PREFIX + 1))


def _reaches(names: Iterable[Sequence[str]], place: int) -> dict[str, int]:
    """By the first (0) or last (-1) word of names, the tokens that they have at most beside it."""
    found = dict[str, int]()
    for words in names:
        beside = 2 * (len(words) - 1)
        found[words[place]] = max(found.get(words[place], 0), beside)
    return found
