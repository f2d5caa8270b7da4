"""The first line of a Hacker News hiring comment: employer, roles and places.

By custom the parts stand between bars (``Acme | ML Engineer | Berlin | REMOTE | €90k``), sometimes
between dashes. A part is a role if it holds a role word and no word of form (remote, full-time, pay
…); the words are in ``data/rules/hackernews.yaml``.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from skillscan import resources

HEADLINE_CHARACTERS = 400
ROLE_CHARACTERS = 120
MAX_PARTS = 20
MAX_ROLE_WORDS = 40
"""Of a part that may list several roles; a single one has at most ``MAX_NAME_WORDS``."""
MAX_NAME_WORDS = 14
_BARS = re.compile(r"\s*[|│¦]\s*")
_DASHES = re.compile(r"\s+[—–•·-]{1,2}\s+")
_HIRING = re.compile(
    r"^(.{2,60}?) (?:is|are) (?:hiring|looking for)(?: an?)? (.{3,120}?)(?:[.!:(]|$)"
)
_ADDRESS = re.compile(
    r"\(?\s*\b(?:https?://|www\.)[^\s|)]{1,300}\)?|\(?\b[\w-]{1,60}(?:\.[a-z]{2,12}){1,2}/[^\s|)]{0,200}\)?"
)
_BATCH = re.compile(r"\(\s*(?:yc|y combinator)\b[^)]{0,30}\)", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_NOTE = re.compile(r"\([^()]{0,200}\)|\[[^\[\]]{0,200}\]")
_BULLET = re.compile(r"^\s{0,8}(?:[-*•·–—>]|\d{1,2}[.)])\s{0,8}(.{3,160})$")


@dataclass(frozen=True, slots=True)
class HiringHeadline:
    """What a comment says at its top; ``roles`` may be empty or only "Multiple roles"."""

    employer: str
    roles: tuple[str, ...]
    locations: tuple[str, ...]


def read_headline(line: str, lines: list[str]) -> HiringHeadline | None:
    """The headline and, where it names no role, the roles of the lines; ``None``: no headline."""
    parts = _parts(line[:HEADLINE_CHARACTERS])
    if len(parts) < 2:
        return _sentence(line[:HEADLINE_CHARACTERS])
    employer = next((name for part in parts if (name := _employer(part))), "")
    rest = [part for part in parts if _employer(part) != employer]
    stated = [role for part in rest if _is_role(part) for role in _split_roles(part)]
    vague = [part for part in rest if _is_vague(part)]
    roles = _distinct(stated) or _distinct(_listed_roles(lines)) or _asked_roles(lines) or vague[:1]
    others = [part for part in rest if not _is_role(part) and part not in vague]
    places = [place for part in others if (place := _place(part))]
    return HiringHeadline(employer, tuple(roles), tuple(places)) if employer else None


def _parts(line: str) -> list[str]:
    plain = line.strip()
    found = _BARS.split(plain)
    if len(found) < 2:
        found = _DASHES.split(plain)
    return [part.strip() for part in found if part.strip()][:MAX_PARTS]


def _sentence(line: str) -> HiringHeadline | None:
    """Acme is hiring an ML engineer."""
    found = _HIRING.match(_without_address(line))
    if not found or not _is_role(found.group(2)):
        return None
    roles = [role[:1].upper() + role[1:] for role in _split_roles(found.group(2))]
    return HiringHeadline(found.group(1).strip(), tuple(roles), ())


def _without_address(text: str) -> str:
    return re.sub(r"\s{1,20}", " ", _ADDRESS.sub(" ", text)).strip(" ,;:[]-–—")


def _employer(part: str) -> str:
    """The part as a name; empty if it is an address or only says how the work is done."""
    name = _BATCH.sub(" ", _without_address(part))
    name = re.sub(r"\(\s*\)|\[\s*\]", " ", name)
    name = " ".join(name.split()).strip(" ,;:-–—")
    return name if _WORD.search(name) and not _is_form(name) else ""


def _is_role(part: str) -> bool:
    """Whether the part names work: a role word, or a weaker one beside others."""
    bare = _NOTE.sub(" ", part)
    words = [_singular(word) for word in _lower_words(_form_pattern().sub(" ", bare))]
    if not 0 < len(words) <= MAX_ROLE_WORDS:
        return False
    if _words("role_words").intersection(words):
        return not _has_pay(bare)
    is_weak = len(words) > 1 and bool(_words("weak_role_words").intersection(words))
    return is_weak and not _has_form(bare)


def _is_vague(part: str) -> bool:
    words = _lower_words(part)
    return bool(words) and _words("many_words").issuperset(words)


def _is_form(part: str) -> bool:
    """Whether nothing but words of form stands there."""
    return _has_form(part) and not _place(part)


def _has_form(part: str) -> bool:
    return bool(_form_pattern().search(part)) or _has_pay(part)


def _has_pay(part: str) -> bool:
    return bool(re.search(r"[$€£]\s?\d|\b\d{2,3}k\b", part))


@cache
def _form_pattern() -> re.Pattern[str]:
    forms = sorted(_words("form_words"), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, forms)) + r")\b", re.IGNORECASE)


def _place(part: str) -> str:
    """A part without its words of form, if what is left may be a place."""
    left = _form_pattern().sub(" ", _without_address(part))
    left = re.sub(r"\b(?:" + "|".join(_words("beside_words")) + r")\b", " ", left, flags=re.I)
    left = " ".join(left.split()).strip(" ,;:/()[]+&-–—")
    is_place = bool(left) and not re.search(r"\d|[$€£@]", left) and len(left) <= 80
    return left if is_place and left[:1].isupper() else ""


def _split_roles(part: str) -> list[str]:
    """ML Engineer, Data Engineer → two; Frontend/Backend Engineer stays one."""
    for separator in (r",|;|\.\s|\s/\s|\s?&\s|\sand\s|\sor\s|\s?\+\s|/", r",|;|\.\s"):
        pieces = [_role_name(piece) for piece in _split_outside_brackets(part, separator)]
        if len(pieces) > 1 and all(_is_role(piece) for piece in pieces):
            return pieces
    return [_role_name(part)]


def _role_name(part: str) -> str:
    """The role without the words of form around it ("Remote ML Engineer (EU only)")."""
    bare = _NOTE.sub(lambda note: " " if _has_form(note.group(0)) else note.group(0), part)
    bare = _form_pattern().sub(" ", _without_address(bare))
    return " ".join(bare.split()).strip(" .,:;/&-–—")[:ROLE_CHARACTERS]


def _split_outside_brackets(text: str, separator: str) -> list[str]:
    masked = re.sub(
        r"\([^()]{0,200}\)", lambda found: "(" + "_" * len(found.group(0)[2:]) + ")", text
    )
    pieces, start = [], 0
    for found in re.finditer(separator, masked):
        pieces.append(text[start : found.start()])
        start = found.end()
    return [*pieces, text[start:]]


def _listed_roles(lines: list[str]) -> list[str]:
    """Roles among the short lines of the text: list items first, else lines of their own."""
    items = [found.group(1) for line in lines if (found := _BULLET.match(line))]
    names = [_role_of_line(line) for line in items] or [_role_of_line(line) for line in lines]
    return [name for name in names if name][:MAX_PARTS]


def _role_of_line(line: str) -> str:
    plain = re.sub(r"^As an? ", "", _without_address(line))
    name = re.split(r"\s[-–—:]\s|:|[(\[]|\s\|\s|\.\s", plain, maxsplit=1)[0].strip(" .:-–—")
    is_short = len(name) <= 80 and len(name.split()) <= 9
    return name if is_short and name[:1].isupper() and _is_role(name) else ""


def _asked_roles(lines: list[str]) -> list[str]:
    """Roles that a sentence asks for ("we are looking for a founding ML engineer")."""
    found = [match.group(1) for line in lines for match in _asking_pattern().finditer(line[:2000])]
    names = [_role_name(phrase) for phrase in found[:MAX_PARTS]]
    return _distinct([name[:1].upper() + name[1:] for name in names if _is_role(name)])


@cache
def _asking_pattern() -> re.Pattern[str]:
    asking = "|".join(map(re.escape, sorted(_words("asking_words"), key=len, reverse=True)))
    roles = "|".join(sorted(_words("role_words"), key=len, reverse=True))
    return re.compile(
        rf"\b(?:{asking})\b[:\s]{{1,3}}(?:(?:an?|the|our|one|two|three|\d+x?|several|multiple|some"
        rf"|more|great|strong|talented|experienced|skilled|passionate|exceptional|new|for|to join"
        rf")\s){{0,4}}((?:[\w+#/.&-]{{1,25}}\s){{0,6}}?[\w/-]{{0,20}}\b(?:{roles})s?)\b",
        re.IGNORECASE,
    )


def _distinct(names: list[str]) -> list[str]:
    fitting = [name for name in names if 0 < len(name.split()) <= MAX_NAME_WORDS]
    return list({name.casefold(): name for name in reversed(fitting)}.values())[::-1]


def _lower_words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@cache
def _words(name: str) -> frozenset[str]:
    rules: dict[str, Any] = resources.data_yaml("rules", "hackernews.yaml")
    return frozenset(str(word).casefold() for word in rules[name])
