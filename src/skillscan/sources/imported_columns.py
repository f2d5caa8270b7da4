"""The columns of other people's postings: which one is which field, and what says nothing.

One list for everything that reads such postings: ``skillscan import``, ``read --json`` and
``taxonomy candidates``. Names are compared by their letters and digits, part by part where a point
leads into a structure, so ``Job Title``, ``job_title`` and ``jobTitle`` are one name.
"""

import ast
import json
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Any

from skillscan.resources import data_yaml

MAX_NAME_CHARACTERS = 200
MAX_MISSING_CHARACTERS = 40
MAX_STRUCTURE_CHARACTERS = 100_000
MAX_PYTHON_CHARACTERS = 20_000
"""Python's own parser takes long, and much memory, for what is no literal."""
_EDGES = " \t\r\n()[]{}<>\"'*.:"
_NAME_KEYS = ("name", "displayname", "title", "label", "text", "value")
"""What a structure calls the name of what it stands for, in order of preference."""
_PLACE_KEYS = ("city", "locality", "addresslocality", "region", "state", "addressregion", "country",
               "addresscountry")  # fmt: skip
MAX_LIST_ENTRIES = 200


def known_fields() -> list[str]:
    """The names of the fields a column can be."""
    return list(_names_by_field())


def usual_columns(columns: Iterable[str]) -> dict[str, list[str]]:
    """Field to the columns that bear one of its usual names, the preferred one first."""
    by_name: dict[str, list[str]] = {}
    for column in columns:
        by_name.setdefault(plain_name(column), []).append(column)
    found = {
        name: [column for usual in names for column in by_name.get(usual, ())]
        for name, names in _names_by_field().items()
    }
    return {name: there for name, there in found.items() if there}


def usual_values(row: Mapping[str, Any], fields: Iterable[str]) -> dict[str, tuple[str, Any]]:
    """Field to column and value, of the preferred column that has one; for rows read one by one.

    A structure counts by its parts, as it does for a whole file.
    """
    values: dict[str, Any] = {}
    for name, value in row.items():
        values[str(name)] = value
        if isinstance(value, Mapping):
            values |= {f"{name}.{part}": inner for part, inner in value.items()}
    usual = usual_columns(values)
    found = {
        name: next(
            ((c, values[c]) for c in usual.get(name, ()) if _says_something(values[c])), None
        )
        for name in fields
    }
    return {name: there for name, there in found.items() if there is not None}


def _says_something(value: Any) -> bool:
    return value is not None and not isinstance(value, Mapping)


def plain_name(column: str) -> str:
    """A column's name by its letters and digits: ``jobTitle`` is ``jobtitle``."""
    return _plain_name(column[:MAX_NAME_CHARACTERS])


def letters_of(text: str) -> str:
    """The letters and digits of a short text in one case; ``%`` counts as one."""
    return _letters_of(text[:MAX_NAME_CHARACTERS])


@lru_cache(maxsize=4096)
def _plain_name(column: str) -> str:
    folded = unicodedata.normalize("NFKC", column).casefold()
    parts = (_letters_of(part) for part in folded.split("."))
    return ".".join(part for part in parts if part)


@lru_cache(maxsize=4096)
def _letters_of(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum() or c == "%")


@lru_cache(maxsize=4096)
def _is_missing_word(text: str) -> bool:
    folded = " ".join(text.casefold().split())
    if not any(c.isalnum() for c in folded):
        return not any(c in "$€£" for c in folded)
    words = _missing_words()
    return folded in words or folded.strip(_EDGES) in words


def is_missing(text: str) -> bool:
    """Whether a cell says that there is nothing: "N/A", "unknown", "--"."""
    text = text.strip()
    return not text or (len(text) <= MAX_MISSING_CHARACTERS and _is_missing_word(text))


def structure_of(text: str) -> Any:
    """The object or list that a cell's text is, as JSON or as Python writes it; else ``None``."""
    text = text.strip()
    pairs = (("{", "}"), ("[", "]"))
    if len(text) > MAX_STRUCTURE_CHARACTERS or (text[:1], text[-1:]) not in pairs:
        return None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        pass
    if len(text) > MAX_PYTHON_CHARACTERS:
        return None
    try:
        found = ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError, TypeError):
        return None
    return found if isinstance(found, dict | list) else None


def name_in(value: Any) -> str:
    """The name that a structure holds, of several the first; empty where it holds none."""
    if isinstance(value, list):
        return next((name for entry in value[:MAX_LIST_ENTRIES] if (name := name_in(entry))), "")
    if isinstance(value, Mapping):
        keys = {letters_of(str(key)): part for key, part in value.items()}
        names = (keys[key] for key in _NAME_KEYS if key in keys)
        return next((part for part in names if isinstance(part, str) and not is_missing(part)), "")
    return value if isinstance(value, str) else ""


def is_hollow(value: Any) -> bool:
    """Whether a value says nothing, and if it is a structure, nothing in it does."""
    if isinstance(value, Mapping):
        return all(is_hollow(part) for part in value.values())
    if isinstance(value, list):
        return all(is_hollow(part) for part in value)
    return value is None or value != value or (isinstance(value, str) and is_missing(value))


def places_in(value: Any) -> list[str]:
    """The places that a structure holds: names, or town, region and country together."""
    if isinstance(value, list):
        return [place for entry in value[:MAX_LIST_ENTRIES] for place in places_in(entry)[:1]]
    if not isinstance(value, Mapping):
        return [value] if isinstance(value, str) and not is_missing(value) else []
    keys = {letters_of(str(key)): part for key, part in value.items()}
    if isinstance(address := keys.get("address") or keys.get("postaladdress"), Mapping):
        return places_in(address)
    parts = [keys[key] for key in _PLACE_KEYS if isinstance(keys.get(key), str)]
    place = ", ".join(dict.fromkeys(part for part in parts if not is_missing(part)))
    return [place] if place else [name for name in [name_in(value)] if name]


@cache
def words() -> Mapping[str, Any]:
    """The content of ``data/import_words.yaml``."""
    found: Mapping[str, Any] = data_yaml("import_words.yaml")
    return found


@cache
def _missing_words() -> frozenset[str]:
    return frozenset(word.casefold() for word in words()["missing"])


@cache
def _names_by_field() -> dict[str, list[str]]:
    usual: Mapping[str, list[str]] = data_yaml("import_columns.yaml")
    return {
        name: list(dict.fromkeys(plain_name(column) for column in columns))
        for name, columns in usual.items()
    }
