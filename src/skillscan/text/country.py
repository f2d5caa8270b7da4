"""The country of a place as postings write it ("Austin, TX", "Remote - USA", "Berlin").

Rule: of several places ("New York, NY | London, UK") the first that can be decided. Within a place
the last part says most ("Melbourne, Florida, United States"), and of one part the name of a
country before that of a state, before that of a city. A two-letter code after a city is the
city's own country or state where the city is known ("Munich, DE", "Perth, WA"), else a US state or
Canadian province: so ``CA`` is California unless the city is Canadian. Codes that could be two
things and names that many countries have decide nothing: an unknown country is better than a
wrong one.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import pycountry

from skillscan.rules import load_rules

MAX_CHARACTERS = 500
MAX_NAME_WORDS = 5
_PLACES = re.compile(r"[;|•\n]|\s+(?:or|OR)\s+|\s+/\s+")
_PARTS = re.compile(r"[,()\[\]/:]|\s[-–—]+\s?|\s?[-–—]+\s")
_POSTCODE = re.compile(r"\s+\d{5}(?:-\d{4})?$")
_WORD = re.compile(r"[^\s]+")
_CAPITALISED = re.compile(r"[A-Z][\w.'’-]*(?: (?:of|and|the|de|do|da)(?= [A-Z])| [A-Z][\w.'’-]*)*")
_WORD_OF_NAME = re.compile(r"[\w'’-]+(?:\.[\w'’-]+)*")
_DOTS = re.compile(r"^(?:[A-Z]\.){2,3}$")


@dataclass(frozen=True, slots=True)
class _Gazetteer:
    """Folded name to country, and codes; built once from the rules and ISO 3166."""

    countries: dict[str, str]
    subdivisions: dict[str, str]
    cities: dict[str, str]
    abbreviations: dict[str, str]
    codes: dict[str, frozenset[str]]
    """Subdivision code to the countries that have it, of all countries."""
    ambiguous: frozenset[str]
    noise: frozenset[str]


def is_country(code: str) -> bool:
    """Whether this is an ISO 3166-1 alpha-2 code."""
    return len(code) == 2 and pycountry.countries.get(alpha_2=code) is not None


@lru_cache(maxsize=65_536)
def country_of(location: str) -> str | None:
    """ISO 3166-1 alpha-2 of the first place whose country can be told, or ``None``."""
    for place in _PLACES.split(location[:MAX_CHARACTERS]):
        if country := _country_of_place(place):
            return country
    return None


def place_names(text: str) -> list[tuple[int, int]]:
    """Where names of places stand in a line of text, as far as they begin with a capital.

    The longest name counts; what else a word may mean is not asked ("Reading", "Nice").
    """
    known = _gazetteer()
    found: list[tuple[int, int]] = []
    for run in _CAPITALISED.finditer(text[:MAX_CHARACTERS]):
        words = list(_WORD_OF_NAME.finditer(text, *run.span()))
        place = 0
        while place < len(words):
            for end in range(min(place + MAX_NAME_WORDS, len(words)), place, -1):
                span = words[place].start(), words[end - 1].end()
                name = text[slice(*span)]
                if name in known.abbreviations or _is_known(_fold(name), known):
                    found.append(span)
                    place = end
                    break
            else:
                place += 1
    return found


def _country_of_place(place: str) -> str | None:
    parts = [part for raw in _PARTS.split(place) if (part := _without_noise(raw))]
    for position in range(len(parts) - 1, -1, -1):
        if country := _by_code(parts, position) or _by_name(parts, position):
            return country
    return None


def _without_noise(part: str) -> str:
    """The part without words such as "remote" and "office" around a name ("Bay Area" is one)."""
    known = _gazetteer()
    words = _WORD.findall(_POSTCODE.sub("", part.strip()))
    while words and not _is_known(_fold(" ".join(words)), known):
        if _is_noise(words[0], known) and not (len(words) == 1 and _is_code(words[0])):
            words.pop(0)
        elif _is_noise(words[-1], known) and not _is_code(words[-1]):
            words.pop()
        else:
            break
    return " ".join(words)


def _is_noise(word: str, known: _Gazetteer) -> bool:
    bare = _fold(word).strip("*&-")
    return not bare or bare in known.noise


def _is_code(word: str) -> bool:
    """Whether it can be a state's code: "OR" and "IN" are words, too."""
    return len(word) == 2 and word.isalpha() and word.isupper()


def _by_code(parts: list[str], position: int) -> str | None:
    """The country of "City, XX", "City XX" or a code that is a whole part."""
    *before, code = parts[position].split()
    if len(code) == 3 and code.isupper() and not before:
        country = pycountry.countries.get(alpha_3=code)
        return None if country is None else str(country.alpha_2)
    if not _is_code(code):
        return None
    city = " ".join(before) or (parts[position - 1] if position else "")
    if not city:
        return _by_lone_code(code)
    return _by_city_and_code(city, code, is_long=position > 1)


def _by_lone_code(code: str) -> str | None:
    """A state that is no country's code, or a country that is no state's."""
    known = _gazetteer()
    if code in known.abbreviations:
        return known.abbreviations[code]
    states = {c for c in known.codes.get(code, ()) if c in _countries_with_codes()}
    found = states | ({code} if is_country(code) else set())
    return next(iter(found)) if len(found) == 1 else None


def _by_city_and_code(city: str, code: str, *, is_long: bool) -> str | None:
    known = _gazetteer()
    if code in known.abbreviations:
        return known.abbreviations[code]
    holders = known.codes.get(code, frozenset())
    home = known.cities.get(_fold(city))
    if home is not None and (home == code or home in holders):
        return home
    province = known.subdivisions.get(_fold(city))
    if province == code and is_long:  # "Toronto, Ontario, CA"; "Ontario, CA" is in California
        return code
    return next(
        (country for country in _countries_with_codes() if country in holders), _country(code)
    )


def _country(code: str) -> str | None:
    return code if is_country(code) else None


@cache
def _countries_with_codes() -> tuple[str, ...]:
    return tuple(load_rules("places.yaml").words["subdivisions_by_code"])


def _by_name(parts: list[str], position: int) -> str | None:
    known = _gazetteer()
    names = list(_names(parts[position]))
    if any(folded in known.ambiguous for _, folded in names):
        return _by_neighbour(names, parts[position - 1]) if position else None
    if country := _first(names, known.countries):
        return _first_of_list(parts[:position]) or country
    return _first(names, known.subdivisions) or _first(names, known.cities)


def _first(names: list[tuple[str, str]], table: dict[str, str]) -> str | None:
    known = _gazetteer()
    for written, folded in names:
        if country := known.abbreviations.get(written) or table.get(folded):
            return country
    return None


def _by_neighbour(names: list[tuple[str, str]], city: str) -> str | None:
    """Of the countries that an ambiguous name may mean, the city's; else the one with a state."""
    known = _gazetteer()
    home = known.cities.get(_fold(city))
    if home is not None and any(known.countries.get(folded) == home for _, folded in names):
        return home
    return _first(names, known.subdivisions)


def _first_of_list(parts: list[str]) -> str | None:
    """The first of countries in a row ("France, Belgium, Spain"), looked at from the last."""
    known = _gazetteer()
    first = None
    for part in reversed(parts):
        folded = _fold(part)
        country = known.abbreviations.get(part) or known.countries.get(folded)
        country = country or _first(list(_names(part)), known.countries)
        if country is None or folded in known.ambiguous or folded in known.subdivisions:
            break
        first = country
    return first


def _names(part: str) -> Iterator[tuple[str, str]]:
    """Runs of words, as written and folded: the longest first, then from the left.

    A name inside a longer one that is known ("New Mexico") is not given again.
    """
    known = _gazetteer()
    words = [word.strip("*&'\"“”.!?") or word for word in part.replace("-", " - ").split()]
    words = [word if not _DOTS.match(word + ".") else word + "." for word in words if word != "-"]
    taken: set[int] = set()
    for length in range(min(MAX_NAME_WORDS, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            span = set(range(start, start + length))
            written = " ".join(words[start : start + length])
            if span & taken:
                continue
            folded = _fold(written)
            if written in known.abbreviations or _is_known(folded, known):
                taken |= span
                yield written, folded


def _is_known(folded: str, known: _Gazetteer) -> bool:
    tables = (known.countries, known.subdivisions, known.cities, known.ambiguous)
    return any(folded in table for table in tables)


@cache
def _gazetteer() -> _Gazetteer:
    rules = load_rules("places.yaml").words
    return _Gazetteer(
        countries=_country_names(rules["country_names"]),
        subdivisions=_subdivision_names(rules),
        cities=_by_folded_name(rules["cities"]),
        abbreviations={name: c for c, names in rules["abbreviations"].items() for name in names},
        codes=_subdivision_codes(),
        ambiguous=frozenset(_fold(name) for name in rules["ambiguous_names"]),
        noise=frozenset(rules["noise"]),
    )


def _country_names(others: dict[str, list[str]]) -> dict[str, str]:
    names: dict[str, str] = {}
    for country in pycountry.countries:
        for field in ("name", "common_name", "official_name"):
            if name := getattr(country, field, None):
                names[_fold(name)] = country.alpha_2
    return names | _by_folded_name(others)


def _subdivision_names(rules: Mapping[str, Any]) -> dict[str, str]:
    names: dict[str, str] = {}
    for country in reversed(rules["subdivisions_by_name"]):
        entries: Any = pycountry.subdivisions
        for entry in entries.get(country_code=country) or ():
            names[_fold(entry.name)] = country
    return names | _by_folded_name(rules["subdivision_names"])


def _subdivision_codes() -> dict[str, frozenset[str]]:
    codes: dict[str, set[str]] = {}
    for entry in pycountry.subdivisions:
        country, _, code = entry.code.partition("-")
        codes.setdefault(code, set()).add(country)
    return {code: frozenset(countries) for code, countries in codes.items()}


def _by_folded_name(names: dict[str, Iterable[str]] | dict[str, list[str]]) -> dict[str, str]:
    return {_fold(name): country for country, held in names.items() for name in held}


def _fold(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(re.sub(r"[.,'’]", "", plain).replace("-", " ").split())
