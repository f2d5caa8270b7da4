"""One id for one employer, however its name is spelled.

Goal: "Acme, Inc.", "ACME", "acme.com", "Acme GmbH" and "Acme (YC W23)" are one employer. Rule:
only what carries no meaning is taken off (case, accents, punctuation, spaces, legal forms, the
ending of a web address, a note in brackets that only describes); what is left
must agree letter by letter. Words such as "Labs", "Group" or a country are never taken off: they
name other companies. Renamed firms and brands stand in ``data/rules/employers.yaml``.
Refuses to guess: two spellings it cannot prove equal stay two employers.
"""

import re
import unicodedata
from functools import cache, lru_cache
from html import unescape
from urllib.parse import unquote

from skillscan.resources import data_yaml

UNKNOWN_EMPLOYER = "unknown"
"""The id of every posting whose employer is not stated."""

NAME_CHARS = 300
_ADDRESS = re.compile(r"^(?:https?://)?(?:www\.)?([\w-]{1,80}(?:\.[\w-]{1,40}){1,4})/?$")
_BRACKETS = re.compile(r"\s*[(\[（]([^()\[\]（）]{0,100})[)\]）]\s*")
_BATCH = re.compile(r"^yc\b.{0,12}$|^y ?combinator.{0,12}$|^[swfx]\d\d$")
_LISTING = re.compile(r"^(?:nasdaq|nyse|lse|tsx|asx|otc|amex|bse|nse|ticker)\b.{0,40}$")
_FORMER = re.compile(r"^(?:formerly|f/?k/?a|fka|ex|prev(?:iously)?|an?)\b.{0,90}$")
_WORD = re.compile(r"[^\W_]+")
_DOTTED = re.compile(r"\b(?:\w\.){1,6}(?:\w\b)?")


@cache
def _legal_forms() -> tuple[frozenset[str], frozenset[str]]:
    rules = data_yaml("rules", "employers.yaml")
    return frozenset(rules["legal_forms"]), frozenset(rules["legal_forms_in_capitals"])


@cache
def _aliases() -> dict[str, str]:
    aliases = data_yaml("rules", "employers.yaml")["aliases"]
    return {_bare_id(name): held for held, names in aliases.items() for name in names}


@lru_cache(maxsize=65_536)
def employer_id_of(name: str) -> str:
    """Id of the employer that goes by this name: letters and digits, casefolded, no spaces.

    A board's token ("forward%20financing", "gecko-robotics") may stand for a name. An empty name,
    or one without a letter or digit, gives :data:`UNKNOWN_EMPLOYER`.
    """
    bare = _bare_id(name)
    return _aliases().get(bare, bare)


def _bare_id(name: str) -> str:
    text = _plain(name)
    words = _words(_without_notes(_without_address(text)))
    held = _without_leading(_without_legal_forms(words), words)
    joined = "".join(_fold(word) for word in held) or "".join(_fold(word) for word in words)
    return joined or UNKNOWN_EMPLOYER


def _plain(name: str) -> str:
    text = re.sub(r"[™®©℠]", "", unescape(unquote(name[:NAME_CHARS])))
    text = unicodedata.normalize("NFKC", text)
    text = re.sub(r"['’‘ʼ`´]", "", text)
    text = re.sub(r"\s+", " ", text).strip()
    for form in data_yaml("rules", "employers.yaml")["legal_forms_without_space"]:
        text = text.removeprefix(form).removesuffix(form).strip() or text
    return text


def _without_address(text: str) -> str:
    found = _ADDRESS.match(text.lower().rstrip(","))
    if not found:
        return _address_in_name(text)
    return _without_ending(found.group(1))


def _address_in_name(text: str) -> str:
    """Salesforce.com, Inc. → Salesforce, Inc."""
    head, comma, rest = text.partition(",")
    if comma and _ADDRESS.match(head.lower()):
        return _without_ending(head) + comma + rest
    return text


def _without_ending(address: str) -> str:
    for ending in data_yaml("rules", "employers.yaml")["address_endings"]:
        if address.lower().endswith("." + ending) and len(address) > len(ending) + 1:
            return address[: -len(ending) - 1]
    return address


def _without_notes(text: str) -> str:
    """Take off bracketed notes that describe the employer but are no part of its name."""

    def kept(found: re.Match[str]) -> str:
        note = found.group(1).strip().casefold()
        before = text[: found.start()]
        is_note = any(rule.match(note) for rule in (_BATCH, _LISTING, _FORMER))
        is_note = is_note or bool(_ADDRESS.match(note)) or _is_initials(note, before)
        return " " if is_note and before.strip() else found.group(0)

    return _BRACKETS.sub(kept, text)


def _is_initials(note: str, before: str) -> bool:
    """Whether "(AWS)" only abbreviates the words before it."""
    initials = "".join(word[0] for word in _WORD.findall(before)).casefold()
    return len(note) >= 2 and note.replace(".", "") == initials


def _words(text: str) -> list[str]:
    text = _DOTTED.sub(lambda found: found.group(0).replace(".", "").upper(), text)
    text = re.sub(r"[&+＆]", " and ", text)
    return _WORD.findall(text)


def _without_leading(words: list[str], written: list[str]) -> list[str]:
    """The Acme Company is Acme, but The Orchard and Orchard are two real firms."""
    leading = data_yaml("rules", "employers.yaml")["leading_words"]
    had_legal_form = len(words) < len(written)
    if had_legal_form and len(words) > 1 and words[0].casefold() in leading:
        return words[1:]
    return words


def _without_legal_forms(words: list[str]) -> list[str]:
    while True:
        shorter = _one_form_less(words)
        if shorter == words:
            return words
        words = shorter


def _one_form_less(words: list[str]) -> list[str]:
    forms, capital_forms = _legal_forms()
    for length in (3, 2, 1):
        head, tail = words[:-length], words[-length:]
        if not head or len(tail) < length:
            continue
        phrase = " ".join(tail)
        is_form = phrase.casefold() in forms
        is_form = is_form or (phrase.casefold() in capital_forms and phrase == phrase.upper())
        if is_form and not all(word.casefold() == "and" for word in head):
            return head[:-1] if head[-1].casefold() == "and" and len(head) > 1 else head
    return words


def _fold(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))
