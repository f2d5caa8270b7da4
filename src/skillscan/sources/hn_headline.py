"""The first line of a Hacker News hiring comment: employer, roles and places.

By custom the parts stand between bars (``Acme | ML Engineer | Berlin | REMOTE | €90k``), sometimes
between dashes. What a role is, ``hn_roles`` says.
"""

import re
from dataclasses import dataclass

from skillscan.sources.hn_roles import (
    MAX_PARTS,
    any_of,
    asked_roles,
    distinct,
    has_form,
    is_role,
    listed_roles,
    lower_words,
    rule_words,
    split_outside_brackets,
    split_roles,
    without_address,
)
from skillscan.text.country import country_of

HEADLINE_CHARACTERS = 400
_BARS = re.compile(r"\s*[|│¦]\s*")
_DASHES = re.compile(r"\s+[—–•·-]{1,2}\s+")
_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]{0,200})[)\]]")
_BRACKETS_OUT = str.maketrans("()[]", "    ")
_COMMAS = re.compile(r"(?:\s?,)+")
_STRAY_MARKS = re.compile(r"(?:(?:^|[\s,])[.*…]{1,5}|\.\.\.|…)$")
_WITHIN = re.compile(r"^(?:with)?in (?:the )?")
MAX_SMALL_WORDS = 3
_PAY = re.compile(r"[$€£]|\b\d{2,3}k\b", re.IGNORECASE)
_HIRING = re.compile(
    r"^(.{2,60}?) (?:is|are) (?:now |currently |actively |still )?(?:hiring|looking for)"
    r"(?: for)?(?: an?)? ((?:\([^()]{0,200}\)|[^.!:()]){3,300})"
)
_ADVERBS = r"(?:(?:now|currently|actively|still|always|also|again)\s){0,2}"
_ASKING = rf"(?:(?:we['’]?re|we are|is|are)\s)?{_ADVERBS}(?:hiring|recruiting)"
_NAME_ASKS = re.compile(
    rf"^(.{{2,60}}?),?(?:\s(?:is|are)|['’](?:s|re))\s{_ADVERBS}"
    r"(?:hiring|recruiting|looking for|seeking)\b[\s!.:,-]{0,5}(?:for\s)?(?:an?\s)?(.{0,300})$",
    re.IGNORECASE,
)
_SAYS_HIRING = re.compile(
    rf"(?:\s?[,;:–—-]\s{{0,2}}{_ASKING}|\s?[(\[]\s?{_ASKING}[\s!.]{{0,3}}[)\]]?)[\s!.:]{{0,5}}$",
    re.IGNORECASE,
)
"""At a name's end: "Acme - Hiring:", "Acme (we're hiring)"; "Acme hiring" is one as well."""
_HIRING_AFTER = re.compile(r"\shiring[\s!.:]{0,5}$")
_HIRING_BEFORE = re.compile(rf"^(?:[(\[]\s?{_ASKING}\s?[)\]]|{_ASKING}\s?[:!])\s?", re.IGNORECASE)
_ONLY_HIRING = re.compile(rf"^\W{{0,3}}{_ASKING}\W{{0,3}}$", re.IGNORECASE)
_OURSELVES = frozenset({"we", "our team"})
_BATCH = re.compile(r"\(\s*(?:yc|y combinator)\b[^)]{0,30}\)", re.IGNORECASE)


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
    vague = [part for part in rest if _is_vague(part)]
    named = [part for part in rest if is_role(part) and part not in vague]
    stated = [role for part in named for role in split_roles(part)]
    roles = distinct(stated) or distinct(listed_roles(lines)) or asked_roles(lines) or vague[:1]
    others = [part for part in rest if not is_role(part) and part not in vague]
    places = [place for part in others for place in _places(part)]
    return HiringHeadline(employer, tuple(roles), tuple(places)) if employer else None


def _parts(line: str) -> list[str]:
    """The parts between bars, else between dashes; what stands in brackets is one part's own."""
    plain = line.strip()
    found = split_outside_brackets(plain, _BARS)
    if len(found) < 2:
        found = split_outside_brackets(plain, _DASHES)
    if len(found) > 1:
        found = [part for whole in found[:MAX_PARTS] for part in _name_and_rest(whole.strip())]
    return [part.strip() for part in found if part.strip()][:MAX_PARTS]


def _name_and_rest(part: str) -> tuple[str, ...]:
    """Acme is hiring ML engineers → Acme, and what it asks for."""
    found = _NAME_ASKS.match(part)
    if not found or found.group(1).count("(") > found.group(1).count(")"):
        return (part,)
    name = found.group(1).strip()
    rest = found.group(2).strip(" .!")
    return ("" if name.casefold() in _OURSELVES else name, rest[:1].upper() + rest[1:])


def _sentence(line: str) -> HiringHeadline | None:
    """Acme is hiring an ML engineer."""
    found = _HIRING.match(without_address(line))
    if not found or not is_role(found.group(2)):
        return None
    several = split_roles(found.group(2))
    names = several if len(several) > 1 else split_roles(found.group(2).partition("(")[0])
    roles = [name[:1].upper() + name[1:] for name in names if name]
    return HiringHeadline(found.group(1).strip(), tuple(roles), ())


def _employer(part: str) -> str:
    """The part as a name; empty if it is an address or only says how the work is done."""
    name = _BATCH.sub(" ", without_address(part))
    name = re.sub(r"\(\s*\)|\[\s*\]", " ", name)
    name = " ".join(name.split()).strip(" ,;:-–—")
    if _ONLY_HIRING.match(name):
        return ""
    name = _HIRING_BEFORE.sub("", _HIRING_AFTER.sub("", _SAYS_HIRING.sub("", name)))
    name = name.strip(" ,;:-–—")
    return name if lower_words(name) and not _is_form(name) else ""


def _is_vague(part: str) -> bool:
    words = lower_words(part)
    return bool(words) and rule_words("many_words").issuperset(words)


def _is_form(part: str) -> bool:
    """Whether nothing but words of form stands there."""
    return has_form(part) and not _place(part)


def _places(part: str) -> list[str]:
    """The places of a part, also those in brackets: "NYC or Remote (US)" names two.

    "Geneva (Switzerland) Paris (France)" names two as well: a bracket right behind a place says
    where that is.
    """
    texts = _IN_BRACKETS.split(part)
    if len(texts) > 1 and _PAY.search(part):
        return []
    found: list[str] = []
    for text, bracket in zip(texts[::2], [*texts[1::2], ""], strict=True):
        place, inside = _place(text), _place(bracket)
        if place and inside and text.rstrip().endswith(place):
            found.append(f"{place}, {inside}")
            continue
        is_other = bool(not place and lower_words(_without_form(text)))
        found += [place, "" if is_other and not country_of(inside) else inside]
    return [place for place in found if place and _may_be_place(place)]


def _may_be_place(name: str) -> bool:
    """Whether the name has a country, or is no technology, no field of work and no sentence."""
    small = sum(word.islower() for word in name.split())
    is_other = small > MAX_SMALL_WORDS or any_of("no_place_words").search(name) is not None
    return not is_other or bool(country_of(name))


def _place(part: str) -> str:
    """A part without its words of form, if what is left may be a place."""
    left = _without_form(part)
    left = _COMMAS.sub(",", " ".join(left.translate(_BRACKETS_OUT).split()))
    left = _WITHIN.sub("", _STRAY_MARKS.sub("", left).strip(" ,;:/+&-–—"))
    is_place = bool(left) and not re.search(r"\d|[$€£@]", left) and len(left) <= 80
    return left if is_place and left[:1].isupper() else ""


def _without_form(part: str) -> str:
    left = any_of("form_words").sub(" ", without_address(part))
    return any_of("beside_words").sub(" ", left)
