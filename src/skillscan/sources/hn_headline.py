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
    split_roles,
    without_address,
)

HEADLINE_CHARACTERS = 400
_BARS = re.compile(r"\s*[|│¦]\s*")
_DASHES = re.compile(r"\s+[—–•·-]{1,2}\s+")
_HIRING = re.compile(
    r"^(.{2,60}?) (?:is|are) (?:hiring|looking for)(?: an?)? (.{3,120}?)(?:[.!:(]|$)"
)
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
    stated = [role for part in rest if is_role(part) for role in split_roles(part)]
    vague = [part for part in rest if _is_vague(part)]
    roles = distinct(stated) or distinct(listed_roles(lines)) or asked_roles(lines) or vague[:1]
    others = [part for part in rest if not is_role(part) and part not in vague]
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
    found = _HIRING.match(without_address(line))
    if not found or not is_role(found.group(2)):
        return None
    roles = [role[:1].upper() + role[1:] for role in split_roles(found.group(2))]
    return HiringHeadline(found.group(1).strip(), tuple(roles), ())


def _employer(part: str) -> str:
    """The part as a name; empty if it is an address or only says how the work is done."""
    name = _BATCH.sub(" ", without_address(part))
    name = re.sub(r"\(\s*\)|\[\s*\]", " ", name)
    name = " ".join(name.split()).strip(" ,;:-–—")
    return name if lower_words(name) and not _is_form(name) else ""


def _is_vague(part: str) -> bool:
    words = lower_words(part)
    return bool(words) and rule_words("many_words").issuperset(words)


def _is_form(part: str) -> bool:
    """Whether nothing but words of form stands there."""
    return has_form(part) and not _place(part)


def _place(part: str) -> str:
    """A part without its words of form, if what is left may be a place."""
    left = any_of("form_words").sub(" ", without_address(part))
    left = any_of("beside_words").sub(" ", left)
    left = " ".join(left.split()).strip(" ,;:/()[]+&-–—")
    is_place = bool(left) and not re.search(r"\d|[$€£@]", left) and len(left) <= 80
    return left if is_place and left[:1].isupper() else ""
