"""Places of a document that are written like a listed name.

One ``PhraseMatcher`` over the folded words (``NORM``) finds names that are tokens of their own.
What hides inside a token is found by ``inside_tokens``.
"""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Generic, TypeVar

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from skillscan.nlp.document import token_places
from skillscan.nlp.skills.inside_tokens import InsideTokens, Place
from skillscan.nlp.skills.name_patterns import compared_names, name_patterns
from skillscan.taxonomy.spelling import key

T = TypeVar("T")

_MAX_NAMES_SEEN = 20_000
_NAME = "skill"


class Candidates(Generic[T]):
    """Finds names, each with the entries of the caller's that it stands for."""

    def __init__(self, names: Iterable[tuple[str, T]]) -> None:
        """Names, in any of the ways to write them, with their entries."""
        self._entries: dict[str, tuple[T, ...]] = {}
        listed = list(names)
        written = dict.fromkeys(name for name, _ in listed)
        compared = compared_names(written)
        for name, entry in listed:
            known = compared[name]
            if known is None:
                raise ValueError(f"{name!r} has no words to look for, or signs that no name has")
            self._entries[known] = (*self._entries.get(known, ()), entry)
        self._inside = InsideTokens(self._entries, written)
        self._matcher = PhraseMatcher(Vocab(), attr="NORM")
        self._matcher.add(_NAME, name_patterns(written))  # type: ignore[arg-type]  # no documents
        self._compared = lru_cache(maxsize=_MAX_NAMES_SEEN)(key)

    @property
    def names(self) -> Collection[str]:
        """The names, as they are compared."""
        return self._entries.keys()

    def entries(self, name: str) -> tuple[T, ...]:
        """What a name stands for."""
        return self._entries.get(key(name) or "", ())

    def entries_of(self, compared: str) -> tuple[T, ...]:
        """What one of the ``names`` stands for."""
        return self._entries[compared]

    @contextmanager
    def swapped(self, old: T, new: T) -> Iterator[None]:
        """For a while another entry stands where this one does: what a proof tries."""
        kept = {name: found for name, found in self._entries.items() if old in found}
        for name, found in kept.items():
            self._entries[name] = tuple(new if entry is old else entry for entry in found)
        self._inside.forget()
        try:
            yield
        finally:
            self._entries.update(kept)
            self._inside.forget()

    def __call__(self, doc: Doc, text: str) -> Iterator[Place[T]]:
        """All places in the text of the document, nested and overlapping ones included."""
        entries, compared = self._entries, self._compared
        begins, ends = token_places(doc)
        for _, first, last in self._matcher(doc):
            start, end = begins[first], ends[last - 1]
            # Not all that is alike in its words is written like a name: "machine - learning".
            if not _cuts_word(text, start, end) and (
                found := entries.get(compared(text[start:end]) or "")
            ):
                yield start, end, found
        yield from self._inside(doc, text)


def _cuts_word(text: str, start: int, end: int) -> bool:
    """Whether the place begins or ends inside a word."""
    if start and text[start - 1].isalnum() and text[start].isalnum():
        return True
    return text[end : end + 1].isalnum() and text[end - 1].isalnum()
