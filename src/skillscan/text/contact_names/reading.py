"""Names as they stand among words: read forwards from a place, or backwards to it.

A name is up to five capitalised words with initials and particles ("J. van den Berg"), perhaps
behind an honorific. A run of words that holds or meets a word of an organisation ("Careers",
"Team", "GmbH") is no name of a person, however it begins.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from skillscan.text.contact_names.rules import name_words
from skillscan.text.contact_names.tokens import (
    Known,
    Token,
    is_given,
    is_initial,
    is_name_word,
    is_other_word,
)

MAX_NAME_TOKENS = 8
_SKIPPED = frozenset(":-–—,.|(‹<→•*")
_BULLETS = frozenset("•-–—*·▪‣>→")


@dataclass(frozen=True, slots=True)
class Name:
    """Where a name stands among the tokens, its words, and whether an honorific is before it."""

    start: int
    end: int
    words: tuple[str, ...]
    is_honoured: bool = False

    @property
    def is_full(self) -> bool:
        """Two words at least, or a word and an initial ("Ben C.")."""
        return len(self.words) > 1 and not all(map(is_initial, self.words))

    def is_known(self, known: Known) -> bool:
        """The first word is a given name, or one of them stands in an e-mail address."""
        first = next((word for word in self.words if not is_initial(word)), "")
        return is_given(first) or any(map(known.is_in_address, self.words))


def name_at(tokens: Sequence[Token], place: int) -> Name | None:
    """The name that begins right at a token."""
    words = name_words()
    end, is_honoured = place, False
    while end < len(tokens) and (
        tokens[end].text in words.honorifics or tokens[end].text in words.titles
    ):
        is_honoured = is_honoured or tokens[end].text in words.honorifics
        end += 1
    found: list[str] = []
    while end < len(tokens) and end - place < MAX_NAME_TOKENS:
        step = _part(tokens, end, found, is_honoured=is_honoured)
        if not step:
            break
        found += [token.text for token in tokens[end : end + step]][-1:]
        end += step
    is_company = " ".join(found).lower() in words.companies
    if not found or is_company or _is_organisation(tokens, end):
        return None
    return Name(place, end, tuple(found), is_honoured)


def _part(tokens: Sequence[Token], place: int, found: list[str], *, is_honoured: bool) -> int:
    """How many tokens the next part of a name has: a word, or particles with the word behind."""
    particles, end = name_words().particles, place
    while end < len(tokens) and end - place < 3 and tokens[end].text.lower() in particles:
        end += 1
    if end > place and not (found or is_honoured) and tokens[place].text.islower():
        return 0
    if end < len(tokens) and _is_word(tokens[end].text, found):
        return end - place + 1
    return 0


def _is_word(word: str, found: list[str]) -> bool:
    if is_name_word(word):
        return True
    is_shouted = any(one.isupper() and not is_initial(one) for one in found)
    return is_shouted and len(word) > 1 and word.isupper() and not is_other_word(word)


def _is_organisation(tokens: Sequence[Token], end: int) -> bool:
    """Whether the run of words goes on with "Careers" or "Team", or is somebody's ("Jane's")."""
    rest = [token.text for token in tokens[end : end + 2]]
    if rest and rest[0] in {"&", "+"} and len(rest) > 1 and not is_name_word(rest[1]):
        return True
    return bool(rest) and _is_of_organisation(rest[0])


def _is_of_organisation(word: str) -> bool:
    return word[:1].isupper() and word.lower() in name_words().organisations


def names_from(tokens: Sequence[Token], place: int, known: Known) -> list[Name]:
    """The names behind a place, joined by commas and words such as "or"."""
    first = name_at(tokens, _skip(tokens, place))
    if first is None:
        return []
    found = [first]
    while (following := _joined(tokens, found[-1].end, known)) is not None:
        found.append(following)
    return found


def _skip(tokens: Sequence[Token], place: int) -> int:
    for _ in range(2):
        if place < len(tokens) and tokens[place].text in _SKIPPED:
            place += 1
    return place


def _joined(tokens: Sequence[Token], place: int, known: Known) -> Name | None:
    if place >= len(tokens) or tokens[place].text.lower() not in name_words().joiners:
        return None
    following = name_at(tokens, place + 1)
    if following is None or not (following.is_honoured or following.is_known(known)):
        is_listed = tokens[place].text == ","
        return None if is_listed or following is None else following
    return following


def names_before(tokens: Sequence[Token], place: int, known: Known) -> list[Name]:
    """The names that end at a place, joined likewise."""
    last = name_ending(tokens, place)
    if last is None:
        return []
    found = [last]
    while found[0].start > 1 and tokens[found[0].start - 1].text.lower() in name_words().joiners:
        previous = name_ending(tokens, found[0].start - 1)
        if previous is None or not (previous.is_known(known) or previous.is_full):
            break
        found.insert(0, previous)
    return found


def name_ending(tokens: Sequence[Token], place: int) -> Name | None:
    """The longest name that ends right before a token."""
    for start in range(max(0, place - MAX_NAME_TOKENS), place):
        if start and _is_inside(tokens, start):
            continue
        name = name_at(tokens, start)
        if name is not None and name.end == place:
            return name
    return None


def _is_inside(tokens: Sequence[Token], start: int) -> bool:
    """Whether the token before belongs to it: a capitalised word, or the number of a house."""
    before = tokens[start - 1].text
    if before.isdigit():
        return True
    return (is_name_word(before) and not is_initial(before)) or _is_of_organisation(before)


def names_below(tokens: Sequence[Token], place: int) -> list[Name]:
    """The names at the start of the lines below the one that ends at a place."""
    while place < len(tokens) and tokens[place].text in {":", "?", "-", "–", "."}:
        place += 1
    found: list[Name] = []
    while place < len(tokens) and tokens[place].text == "\n":
        while place < len(tokens) and (
            tokens[place].text == "\n" or tokens[place].text in _BULLETS
        ):
            place += 1
        name = name_at(tokens, place)
        if name is None:
            break
        found.append(name)
        place = name.end
        while place < len(tokens) and tokens[place].text != "\n":
            place += 1
    return found


def begins_line(tokens: Sequence[Token], place: int) -> bool:
    """Whether nothing but a bullet stands before a token in its line."""
    while place and tokens[place - 1].text in _BULLETS:
        place -= 1
    return place == 0 or tokens[place - 1].text == "\n"
