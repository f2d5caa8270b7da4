r"""Cues: phrases of words, for a reader that compares tokens and not characters.

A cue is written word by word: ``a|b`` is either word, ``word?`` may be missing, ``*`` is any word,
``\|`` and ``\?`` are the signs themselves. ``{name}`` stands for any entry of the fragment of
that name; entries of one word each are alternatives of one place. A cue must hold a word of two
letters that is not optional: by it the cue is looked for.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from skillscan.rules.phrases import MAX_PHRASE_CHARACTERS

MAX_FILLINGS = 2_000
"""Of a cue with fragments."""
_ALTERNATIVES = re.compile(r"(?<!\\)\|")
_FRAGMENT = re.compile(r"\{(\w+)\}")
_ANCHOR = re.compile(r"[^\W\d_][\w'-]|\[")


class CueWord(NamedTuple):
    """One word of a cue: any of ``words`` (in lower case), or any word at all where it is empty."""

    words: frozenset[str]
    is_optional: bool

    def fits(self, word: str) -> bool:
        """Whether a token, in lower case, is such a word; no cue crosses the end of a line."""
        return word in self.words if self.words else word != "\n"

    @property
    def can_be_anchor(self) -> bool:
        """Whether every text with the cue holds one of these words, and they tell something."""
        return not self.is_optional and bool(self.words) and all(map(_ANCHOR.match, self.words))


def cue_words(phrase: str, fragments: Mapping[str, Sequence[str]]) -> Iterator[tuple[CueWord, ...]]:
    """A cue word by word, once for each filling of its fragments."""
    for filling in product(*(_entries(fragments[name]) for name in _FRAGMENT.findall(phrase))):
        parts = iter(filling)
        filled = _FRAGMENT.sub(lambda _, parts=parts: next(parts), phrase)  # type: ignore[misc]
        yield tuple(map(_cue_word, filled.split()))


def faults_of_cue(phrase: object, fragments: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """What is wrong with a cue."""
    faults = [*faults_of_part(phrase), *_lost_fragments(str(phrase), fragments)]
    yield from faults
    if faults:
        return
    fillings = 1
    for name in _FRAGMENT.findall(str(phrase)):
        fillings *= len(_entries(fragments[name]))
    if fillings > MAX_FILLINGS:
        yield f"{phrase!r} stands for {fillings:,} cues, more than {MAX_FILLINGS:,}"
        return
    written = (_cue_word(word) for word in str(phrase).split() if not _FRAGMENT.search(word))
    if any(word.can_be_anchor for word in written):
        return
    for words in cue_words(str(phrase), fragments):
        if not any(word.can_be_anchor for word in words):
            yield f"{phrase!r} needs a word of two letters that may not be missing"
            return


def faults_of_part(
    phrase: object, _fragments: Mapping[str, Sequence[str]] | None = None
) -> Iterator[str]:
    """What is wrong with an entry of a fragment, or with a cue as far as it stands alone."""
    if not isinstance(phrase, str) or not phrase.strip():
        yield f"{phrase!r} is no text; put quotes around it"
        return
    if len(phrase) > MAX_PHRASE_CHARACTERS:
        yield (
            f"a cue has at most {MAX_PHRASE_CHARACTERS} characters, this one {len(phrase)}: "
            f"{phrase[:60]!r}…; make several of it, or a fragment of its words"
        )
    if phrase != phrase.lower():
        yield f"{phrase!r} has capitals; cues are compared in small letters"
    if any("" in _cue_word(word).words for word in phrase.split()):
        yield f"{phrase!r} has an empty alternative"


def _lost_fragments(phrase: str, fragments: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for name in _FRAGMENT.findall(phrase):
        entries = fragments.get(name, ())
        if name not in fragments:
            yield f"no fragment {{{name}}}"
        elif not all(isinstance(entry, str) for entry in entries):
            yield f"fragment {{{name}}} holds what is no text"
        elif any(_FRAGMENT.search(entry) for entry in entries):
            yield f"fragment {{{name}}} names another; that is not possible in cues"


def _entries(entries: Sequence[str]) -> Sequence[str]:
    is_of_words = not any(entry.strip().count(" ") for entry in entries)
    return ["|".join(entries)] if is_of_words else entries


@lru_cache(maxsize=20_000)
def _cue_word(word: str) -> CueWord:
    is_optional = len(word) > 1 and word.endswith("?") and not word.endswith("\\?")
    bare = word[:-1] if is_optional else word
    if bare == "*":
        return CueWord(frozenset(), is_optional)
    words = (part.replace("\\", "") for part in _ALTERNATIVES.split(bare))
    return CueWord(frozenset(words), is_optional)
