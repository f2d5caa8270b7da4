"""Contact names leave the text where a cue says that somebody can be turned to.

Goal: no name of a recruiter, hiring manager or other contact person in the stored text. Rule: a cue
of ``data/rules/contact_names.yaml`` with a name beside it. A cue that speaks of a person ("our
recruiter") takes any name of two words; beside a cue that might as well be followed by a company
("contact") the first name must be known, stand in a masked e-mail address, or follow an honorific.
A full name that was found is masked wherever else it stands. Refuses to guess: a bare name stays.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import takewhile

from skillscan.rules import load_rules
from skillscan.text.contact_names.reading import (
    Name,
    begins_line,
    name_at,
    names_before,
    names_below,
    names_from,
)
from skillscan.text.contact_names.rules import (
    FILE,
    CueRule,
    Cues,
    name_words,
)
from skillscan.text.contact_names.telling_words import TellingWords
from skillscan.text.contact_names.tokens import (
    Known,
    Token,
    is_given,
    is_name_word,
    tokens_of,
    words_between,
)
from skillscan.text.contact_names.windows import WORD, windows, words_of

NAME_MASK = "[name]"
COMPANY_MENTIONS = 4
"""A full name that stands so often in a text is that of a company (or of a person's company)."""
HONOURED_WITHIN = 25
"""Tokens behind a cue in which an honorific is looked for."""
ADDRESS_WITHIN = 10
"""Tokens behind a name in which an address says that it is a contact's."""
_ADDRESSES = frozenset({"[email]", "[phone]", "[profile]"})
_ENDS = frozenset({".", "!", "?", "\n"})
_MAX_WORDS_TOLD = 100_000
_SMALL_BEFORE = re.compile(r"[a-zà-ÿ]{2,}")

_Telling = tuple[list[str], list[str]]
"""Words that speak of persons, and words of cues."""


class ContactNames:
    """Finds the names that stand beside cues."""

    def __init__(self, cues: Cues) -> None:
        self._cues = cues
        names = name_words()
        self._telling_words = TellingWords(
            (*names.given, *names.honorifics, *cues.anchors_of_persons)
        )
        self._told = dict[str, _Telling | None]()
        """Most of them stood in another text before."""

    def mask(self, text: str, address_parts: Iterable[str] = ()) -> str:
        """The text with ``NAME_MASK`` in the place of contact names.

        ``address_parts`` are the parts before the @ of e-mail addresses that stood in the text.
        """
        parts, done = [], 0
        for start, end in self.spans(text, frozenset(address_parts)):
            parts += [text[done:start], NAME_MASK]
            done = end
        return "".join([*parts, text[done:]])

    def spans(self, text: str, address_parts: frozenset[str]) -> tuple[tuple[int, int], ...]:
        """Where contact names stand, in order."""
        found = set(self._found(text, Known(address_parts)))
        full = {text[start:end] for start, end in found if " " in text[start:end]}
        for name in full:
            elsewhere = re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)
            found.update(match.span() for match in elsewhere)
        held, done = [], 0
        for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
            if start >= done:
                held.append((start, end))
                done = end
        return tuple(held)

    def _found(self, text: str, known: Known) -> Iterator[tuple[int, int]]:
        names, cue_words = set[str](), set[str]()
        for found_names, found_cue_words in self._told_of(text):
            names.update(found_names)
            cue_words.update(found_cue_words)
        if known.address_parts:
            words = words_of(text)
            names.update(word for word in words if word[0].isupper() and known.is_in_address(word))
        for start, end in windows(text, names, cue_words):
            for name, tokens in self._names(text, start, end, known):
                place = tokens[name.start].start, tokens[name.end - 1].end
                if text.count(text[slice(*place)]) < COMPANY_MENTIONS or name.is_honoured:
                    yield place

    def _told_of(self, text: str) -> Iterator[_Telling]:
        """What those among the words of a text say that say something."""
        for written in set(self._telling_words.around(text)):
            if written not in self._told:
                if len(self._told) > _MAX_WORDS_TOLD:
                    self._told.clear()
                self._told[written] = self._read_word(written)
            if told := self._told[written]:
                yield told

    def _read_word(self, written: str) -> _Telling | None:
        """Of what stands between two blanks: words that speak of persons, and words of cues."""
        words = [written] if written.isalpha() else WORD.findall(written)
        names = [word for word in words if word[0].isupper() and _speaks_of_person(word)]
        cue_words = [word for word in words if word.lower() in self._cues.anchors_of_persons]
        return (names, cue_words) if names or cue_words else None

    def _names(
        self, text: str, start: int, end: int, known: Known
    ) -> Iterator[tuple[Name, list[Token]]]:
        """The names beside cues between two places, with the tokens there."""
        places = list(self._cues.places(words_between(text, start, end)))
        tokens = tokens_of(text, start, end) if places else []
        for rule, first, last in places:
            for name in _beside(tokens, rule, first, last, known):
                yield name, tokens


@cache
def packaged_contact_names() -> ContactNames:
    """The reader by the packaged rules."""
    return ContactNames(Cues(load_rules(FILE)))


def mask_contact_names(text: str, address_parts: Iterable[str] = ()) -> str:
    """``ContactNames.mask`` by the packaged rules."""
    return packaged_contact_names().mask(text, address_parts)


def contact_names(text: str, address_parts: frozenset[str]) -> tuple[tuple[int, int], ...]:
    """``ContactNames.spans`` by the packaged rules."""
    return packaged_contact_names().spans(text, address_parts)


def _speaks_of_person(word: str) -> bool:
    """Whether a word says of itself that it is, or goes with, a person's name."""
    if is_given(word):
        return is_name_word(word)
    honorifics = name_words().honorifics
    return word in honorifics or f"{word}." in honorifics


def _beside(
    tokens: Sequence[Token], rule: CueRule, start: int, end: int, known: Known
) -> Iterator[Name]:
    """The names at a cue that stands between two tokens."""
    if rule.place == "after":
        names = names_from(tokens, end, known)
        is_addressed = bool(names) and _has_address(tokens, names[-1].end, 3)
        if names and _is_person(names[0], rule, known, is_addressed=is_addressed):
            yield from names
    elif rule.place == "before":
        names = names_before(tokens, start, known)
        if any(_is_person_before(name, rule, known, tokens) for name in names):
            yield from names
    elif rule.place == "below":
        names = names_below(tokens, end) if begins_line(tokens, start) else []
        yield from takewhile(lambda name: _is_person_below(name, known, tokens), names)
    else:
        yield from _honoured(tokens, end)


def _is_person(name: Name, rule: CueRule, known: Known, *, is_addressed: bool) -> bool:
    if name.is_honoured or (name.is_full and rule.is_person):
        return True
    if not name.is_known(known):
        return False
    return name.is_full or rule.is_person or is_addressed


def _is_person_before(name: Name, rule: CueRule, known: Known, tokens: Sequence[Token]) -> bool:
    if name.is_honoured:
        return True
    if rule.is_person:
        is_introduced = name.start > 0 and bool(
            _SMALL_BEFORE.fullmatch(tokens[name.start - 1].text)
        )
        return name.is_known(known) or (name.is_full and is_introduced)
    return name.is_known(known) and (name.is_full or any(map(known.is_in_address, name.words)))


def _is_person_below(name: Name, known: Known, tokens: Sequence[Token]) -> bool:
    if name.is_honoured or (name.is_full and name.is_known(known)):
        return True
    is_followed = _has_address(tokens, name.end, ADDRESS_WITHIN)
    return is_followed and (name.is_full or name.is_known(known))


def _has_address(tokens: Sequence[Token], place: int, within: int) -> bool:
    return any(token.text in _ADDRESSES for token in tokens[place : place + within])


def _honoured(tokens: Sequence[Token], end: int) -> Iterator[Name]:
    honorifics = name_words().honorifics
    for place in range(end, min(len(tokens), end + HONOURED_WITHIN)):
        if tokens[place].text in _ENDS and tokens[place].text != ".":
            return
        if tokens[place].text in honorifics:
            name = name_at(tokens, place)
            if name:
                yield name
