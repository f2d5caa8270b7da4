"""Which words of a text may speak of a person: few do, and only those are looked at one by one.

Whether there are any is seen in the letters of the whole text at once, without accents and in lower
case. What is found is a word with what stands around it up to the next blanks.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from skillscan.text.characters import rare_characters
from skillscan.text.contact_names.rules import fold_anew

_LETTERS = re.compile(r"[^\W\d_]+")
_ONLY_LETTERS = bytes(byte if chr(byte).isalpha() and byte < 128 else 32 for byte in range(256))
_BLANK = re.compile(r"\s")
_FAR = 120
"""Characters that a word may be from the blanks around it; no word of people is longer."""


class TellingWords:
    """Words to be looked for, by the runs of letters that are in them."""

    def __init__(self, words: Iterable[str]) -> None:
        self._parts = frozenset(_LETTERS.findall(fold_anew(" ".join(words))))
        self._plain = frozenset(part.encode() for part in self._parts if part.isascii())

    def around(self, text: str) -> Iterator[str]:
        """What stands between two blanks and holds one of the words, some more than once."""
        has_rare_letters = any(map(_is_letter, set(rare_characters(text))))
        for chunk in self._around_plain(text):
            if not has_rare_letters or chunk.isascii():
                yield chunk
        for chunk in set(text.split()) if has_rare_letters else ():
            if not chunk.isascii() and self._holds_part(chunk):
                yield chunk

    def _around_plain(self, text: str) -> Iterator[str]:
        """The same by the letters of ASCII alone."""
        letters = text.encode("ascii", "replace").lower().translate(_ONLY_LETTERS)
        found = self._plain.intersection(letters.split())
        letters = b" %b " % letters
        for part in found:
            place = letters.find(b" %b " % part)
            while place >= 0:
                end = place + len(part)
                yield _between_blanks(text, place, end)
                place = letters.find(b" %b " % part, end)

    def _holds_part(self, chunk: str) -> bool:
        return not self._parts.isdisjoint(_LETTERS.findall(fold_anew(chunk)))


def _between_blanks(text: str, start: int, end: int) -> str:
    before, behind = text[max(0, start - _FAR) : start], text[end : end + _FAR]
    first = max(before.rfind(" "), before.rfind("\n")) + 1
    return f"{before[first:]}{text[start:end]}{_BLANK.split(behind, maxsplit=1)[0]}"


@lru_cache(maxsize=4_096)
def _is_letter(char: str) -> bool:
    """Whether letters are left of a character that is folded, or it is a mark on one."""
    decomposed = unicodedata.normalize("NFKD", char.casefold())
    return any(one.isalpha() or unicodedata.combining(one) for one in decomposed)
