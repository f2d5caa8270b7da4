"""One id for one employer, however its name is spelled.

Goal: "Acme, Inc.", "ACME", "acme.com", "Acme A/S", "Acme - Careers" and "Acme (YC W23)" are one
employer. Rule: only what carries no meaning is taken off (case, accents, punctuation, spaces, legal
forms, the ending of a web address, a note in brackets or behind a dash that only describes); what
is left must agree letter by letter. Words such as "Labs" or "Group" are never taken off, nor is a
country but in such a note: they name other companies. Renamed firms and brands stand in
``data/rules/employers.yaml`` and in the operators' own file (``employer_rules``).
Refuses to guess: two spellings it cannot prove equal stay two employers.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from html import unescape
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

import pycountry

from skillscan.dedup.employer_rules import (
    NAME_CHARS,
    EmployerRules,
    OwnEntries,
    employer_rules,
    fold,
    own_entries,
    own_file,
    read_own,
    shipped_aliases,
)
from skillscan.errors import UsageError

UNKNOWN_EMPLOYER = "unknown"
"""The id of every posting whose employer is not stated."""

EmployerIds = Callable[[str], str]
"""A name to the id of the employer that goes by it."""

MAX_NESTED = 3
"""Brackets within brackets that are looked into."""
_ADDRESS = re.compile(r"^(?:https?://)?(?:www\.)?([\w-]{1,80}(?:\.[\w-]{1,40}){1,4})/?$")
_BRACKETS = re.compile(r"\s*[(\[{【]([^()\[\]{}【】]{0,100})(?:[)\]}】]|$)\s*")
_DASH = re.compile(r"\s[-–—|]\s")
_WORD = re.compile(r"[^\W_]+")
_DOTTED = re.compile(r"(?<!\w)(?:[^\W\d_][./] ?(?=[^\W\d_]\b|\W|$)){1,6}(?:[^\W\d_]\b)?")
_ASIAN_SHORT_FORMS = (["p"], ["m"])
"""``Acme (P) Ltd`` is private, ``Acme (M) Sdn Bhd`` of Malaysia."""


class _Word(NamedTuple):
    """A word of a name, and whether it was written with dots or a slash ("S.A.", "A/S")."""

    text: str
    is_dotted: bool = False


def employer_id_of(name: str) -> str:
    """Id of the employer that goes by this name: letters and digits, casefolded, no spaces.

    A board's token ("forward%20financing", "gecko-robotics") may stand for a name. An empty name,
    or one without a letter or digit, gives :data:`UNKNOWN_EMPLOYER`. Knows the shipped rules only.
    """
    return _shipped()(name)


@cache
def _shipped() -> EmployerIds:
    return employer_ids()


def employer_ids(home: Path | None = None) -> EmployerIds:
    """``employer_id_of`` by the shipped rules and those of the operator's file below ``home``.

    Raises UsageError where that file does not fit.
    """
    place = str(own_file(home)) if home else ""
    own = read_own(own_entries(home), place)
    rules = employer_rules(own.lists)
    shipped = {
        _bare_id(name, rules): held for held, names in shipped_aliases().items() for name in names
    }
    own_aliases = _own_index(own, rules)

    @lru_cache(maxsize=65_536)
    def id_of(name: str) -> str:
        bare = _bare_id(name, rules)
        held = bare if bare in own_aliases else shipped.get(bare, bare)
        return own_aliases.get(held, held)

    return id_of


def _own_index(own: OwnEntries, rules: EmployerRules) -> Mapping[str, str]:
    """Bare id to the id that holds, of the operator's own entries; an id of theirs holds itself."""
    found: dict[str, tuple[str, str]] = {}
    for held, names in own.aliases.items():
        held_id = _bare_id(held, rules)
        for name in (held, *names):
            other_id, other = found.setdefault(_bare_id(name, rules), (held_id, held))
            if other_id != held_id:
                raise UsageError(
                    f"{own.place}: aliases: {held}: {name!r} stands under {other!r} as well. "
                    "Put all names of one employer under one id"
                )
    return {bare: held_id for bare, (held_id, _) in found.items()}


def _bare_id(name: str, rules: EmployerRules) -> str:
    text = _plain(name, rules)
    words = _words(_without_notes(_without_address(text, rules), rules))
    held = _without_leading(_without_legal_forms(words, rules), words, rules)
    joined = "".join(fold(word.text) for word in held) or "".join(fold(w.text) for w in words)
    return joined or UNKNOWN_EMPLOYER


def _plain(name: str, rules: EmployerRules) -> str:
    text = re.sub(r"[™®©℠]", "", unescape(unquote(name[:NAME_CHARS])))
    text = unicodedata.normalize("NFKC", text)
    text = re.sub(r"['’‘ʼ`´]", "", text)
    text = re.sub(r"\s+", " ", text).strip()
    for form in rules.legal_forms_without_space:
        if form in text:
            text = text.removeprefix(form).removesuffix(form).strip() or text
    return text


def _without_address(text: str, rules: EmployerRules) -> str:
    found = _ADDRESS.match(text.lower().rstrip(","))
    if not found:
        return _address_in_name(text, rules)
    return _without_ending(found.group(1), rules)


def _address_in_name(text: str, rules: EmployerRules) -> str:
    """Salesforce.com, Inc. → Salesforce, Inc."""
    head, comma, rest = text.partition(",")
    if comma and _ADDRESS.match(head.lower()):
        return _without_ending(head, rules) + comma + rest
    return text


def _without_ending(address: str, rules: EmployerRules) -> str:
    for ending in rules.address_endings:
        if address.lower().endswith("." + ending) and len(address) > len(ending) + 1:
            return address[: -len(ending) - 1]
    return address


def _without_notes(text: str, rules: EmployerRules) -> str:
    """Take off notes, in brackets or behind a dash, that describe the employer but are no part of
    its name.
    """
    text = _without_note_behind_dash(text, rules)
    for _ in range(MAX_NESTED):
        shorter = _BRACKETS.sub(lambda found, held=text: _kept(found, held, rules), text)  # type: ignore[misc]
        if shorter == text:
            break
        text = shorter
    return text


def _without_note_behind_dash(text: str, rules: EmployerRules) -> str:
    """Acme - Careers → Acme."""
    dashes = list(_DASH.finditer(text))
    if not dashes:
        return text
    before, note = text[: dashes[-1].start()], text[dashes[-1].end() :].strip()
    is_note = _WORD.search(before) and _WORD.search(note) and _is_note(note, before, rules)
    return before if is_note else text


def _kept(found: re.Match[str], text: str, rules: EmployerRules) -> str:
    note, before = found.group(1).strip(), text[: found.start()]
    return " " if before.strip() and _is_note(note, before, rules) else found.group(0)


def _is_note(note: str, before: str, rules: EmployerRules) -> bool:
    lower = note.casefold()
    is_known = any(rule.fullmatch(lower) for rule in rules.note_patterns)
    is_known = is_known or bool(_ADDRESS.match(lower)) or _is_country(note)
    return is_known or _is_of_note_words(note, rules) or _is_initials(lower, before, rules)


def _is_of_note_words(note: str, rules: EmployerRules) -> bool:
    """Whether a note is made of words such as "Careers" only, or is a legal form."""
    words = _words(note)
    folded = [fold(word.text) for word in words]
    if " ".join(folded) in rules.legal_forms or folded in _ASIAN_SHORT_FORMS:
        return True
    is_each = all(word in rules.note_words or word in rules.note_fillers for word in folded)
    return is_each and any(word in rules.note_words for word in folded)


def _is_country(note: str) -> bool:
    """Whether a note is the name of a country; its codes are too often something else ("AI")."""
    return fold(note) in _country_names()


@cache
def _country_names() -> frozenset[str]:
    names = (
        getattr(one, key, "") for one in pycountry.countries for key in ("name", "common_name")
    )
    return frozenset(fold(name.partition(",")[0]) for name in names if name)


def _is_initials(note: str, before: str, rules: EmployerRules) -> bool:
    """Whether "(AWS)" only abbreviates the words before it; small words may count or not."""
    letters = re.sub(r"[^\w]", "", note)
    parts = [_initial(word, rules) for word in _WORD.findall(before)]
    return len(letters) >= 2 and re.fullmatch("".join(parts), letters) is not None


def _initial(word: str, rules: EmployerRules) -> str:
    lower = word.casefold()
    first = re.escape(lower[0])
    if lower in rules.small_words or lower in rules.legal_forms:
        return f"{first}?"
    return f"(?:{re.escape(lower)}|{first})" if word.isupper() and len(word) <= 4 else first


def _words(text: str) -> list[_Word]:
    text = re.sub(r"[&+＆]", " and ", text)
    found, end = list[_Word](), 0
    for dotted in _DOTTED.finditer(text):
        found += map(_Word, _WORD.findall(text[end : dotted.start()]))
        found.append(_Word("".join(_WORD.findall(dotted[0])).upper(), is_dotted=True))
        end = dotted.end()
    return [*found, *map(_Word, _WORD.findall(text[end:]))]


def _without_leading(words: list[_Word], written: list[_Word], rules: EmployerRules) -> list[_Word]:
    """The Acme Company is Acme, but The Orchard and Orchard are two real firms."""
    had_legal_form = len(words) < len(written)
    if had_legal_form and len(words) > 1 and fold(words[0].text) in rules.leading_words:
        return words[1:]
    return words


def _without_legal_forms(words: list[_Word], rules: EmployerRules) -> list[_Word]:
    words = _without_form_in_front(words, rules)
    while True:
        shorter = _one_form_less(words, rules)
        if shorter == words:
            return words
        words = shorter


def _without_form_in_front(words: list[_Word], rules: EmployerRules) -> list[_Word]:
    if len(words) < 2 or not words[0].text.isupper():
        return words
    first = fold(words[0].text)
    ends = rules.legal_forms_around.get(first, frozenset())
    is_around = len(words) > 2 and fold(words[-1].text) in ends
    return words[1:] if first in rules.legal_forms_in_front or is_around else words


def _one_form_less(words: list[_Word], rules: EmployerRules) -> list[_Word]:
    for length in range(rules.longest_form, 0, -1):
        head, tail = words[:-length], words[-length:]
        if not head or not _is_form(tail, rules):
            continue
        is_linked = fold(head[-1].text) in rules.conjunctions
        if not all(fold(word.text) in rules.conjunctions for word in head):
            return head[:-1] if is_linked and len(head) > 1 else head
    return words


def _is_form(words: Sequence[_Word], rules: EmployerRules) -> bool:
    phrase = " ".join(fold(word.text) for word in words)
    if phrase in rules.legal_forms:
        return True
    if len(words) != 1 or words[0].text in rules.mixed_case_forms:
        return len(words) == 1
    if words[0].text != words[0].text.upper():
        return False
    is_dotted_form = words[0].is_dotted and phrase in rules.legal_forms_with_dots
    return phrase in rules.legal_forms_in_capitals or is_dotted_form
