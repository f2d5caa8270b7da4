"""What is known of employers' names: ``data/rules/employers.yaml`` and the operators' own entries.

An operator's own entries stand in ``rules/employers.yaml`` of the home (``SKILLSCAN_HOME``), in the
form of the shipped file. Lists add to the shipped ones; an alias of one's own wins over a shipped
one. A file that does not fit stops the step with what is wrong and where: an entry that is
silently left out would look like two employers, or one too many.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from skillscan.errors import UsageError
from skillscan.rules import RuleFile, load_rules

FILE = "employers.yaml"
OWN_FILE = Path("rules", FILE)
MAX_BYTES = 5_000_000
NAME_CHARS = 300
ALIASES = "aliases"
OWN_LISTS = (
    "legal_forms",
    "legal_forms_in_capitals",
    "legal_forms_with_dots",
    "legal_forms_in_front",
    "legal_forms_without_space",
    "leading_words",
    "address_endings",
    "note_words",
)
"""The lists that an operator may add to."""


@dataclass(frozen=True, slots=True)
class EmployerRules:
    """The lists of the rule file, each as its comment there says, folded where names are."""

    legal_forms: frozenset[str]
    legal_forms_in_capitals: frozenset[str]
    legal_forms_with_dots: frozenset[str]
    mixed_case_forms: frozenset[str]
    legal_forms_in_front: frozenset[str]
    legal_forms_without_space: tuple[str, ...]
    legal_forms_around: Mapping[str, frozenset[str]]
    conjunctions: frozenset[str]
    leading_words: frozenset[str]
    address_endings: tuple[str, ...]
    note_words: frozenset[str]
    note_fillers: frozenset[str]
    small_words: frozenset[str]
    note_patterns: tuple[re.Pattern[str], ...]

    longest_form: int
    """Words of the longest legal form."""


Aliases = Mapping[str, tuple[str, ...]]
"""An employer's name or id, and the other names of it."""


def fold(word: str) -> str:
    """Lower case without accents."""
    if word.isascii():  # nearly always, and a twentieth of the time
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def own_file(home: Path) -> Path:
    """Where an operator's own entries stand; the file need not exist."""
    return home / OWN_FILE


def own_entries(home: Path | None) -> bytes:
    """The content of an operator's own file, empty where there is none."""
    path = own_file(home) if home else None
    if path is None or not path.exists():
        return b""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error}. Make it a readable file") from error
    if len(content) > MAX_BYTES:
        raise UsageError(f"{path} has over {MAX_BYTES:,} bytes: give only your own entries")
    return content


def own_entry_names(home: Path | None) -> list[str]:
    """What an operator's own file holds: aliases by id, and lists by name.

    Raises UsageError where it does not fit.
    """
    if home is None:
        return []
    own = read_own(own_entries(home), str(own_file(home)))
    return [*(f"{ALIASES}.{held}" for held in own.aliases), *own.lists]


def shipped_aliases() -> Aliases:
    """The aliases of the shipped file."""
    listed = load_rules(FILE).words[ALIASES]
    return {held: tuple(names) for held, names in listed.items()}


def employer_rules(own: Mapping[str, tuple[str, ...]]) -> EmployerRules:
    """The shipped lists with the own ones behind them."""
    return _rules(tuple(sorted(own.items())))


@cache
def _rules(own: tuple[tuple[str, tuple[str, ...]], ...]) -> EmployerRules:
    rules, added = load_rules(FILE), dict(own)
    shipped = rules.words

    def every(name: str) -> tuple[str, ...]:
        return (*shipped[name], *added.get(name, ()))

    def words(name: str) -> frozenset[str]:
        return frozenset(map(fold, every(name)))

    around = shipped["legal_forms_around"].items()
    return EmployerRules(
        legal_forms=words("legal_forms"),
        legal_forms_in_capitals=words("legal_forms_in_capitals"),
        legal_forms_with_dots=words("legal_forms_with_dots"),
        mixed_case_forms=frozenset(every("mixed_case_forms")),
        legal_forms_in_front=words("legal_forms_in_front"),
        legal_forms_without_space=every("legal_forms_without_space"),
        legal_forms_around={front: frozenset(ends) for front, ends in around},
        conjunctions=words("conjunctions"),
        leading_words=words("leading_words"),
        address_endings=every("address_endings"),
        note_words=frozenset(fold(" ".join(every("note_words"))).split()),
        note_fillers=words("note_fillers"),
        small_words=words("small_words"),
        longest_form=max(len(form.split()) for form in words("legal_forms")),
        note_patterns=tuple(note_patterns(rules).values()),
    )


def note_patterns(rules: RuleFile) -> dict[str, re.Pattern[str]]:
    """By rule what a whole note in brackets, in lower case, must match."""
    found = ((rule.id, rules.pattern(rule)) for rule in rules.rules("note_patterns"))
    return {rule_id: pattern for rule_id, pattern in found if pattern}


@dataclass(frozen=True, slots=True)
class OwnEntries:
    """An operator's own entries, checked for their form."""

    place: str
    aliases: Aliases
    lists: Mapping[str, tuple[str, ...]]


def read_own(content: bytes, place: str) -> OwnEntries:
    """The entries of an operator's file called ``place``.

    Raises UsageError that names the file, the entry and what to do.
    """
    try:
        found = yaml.load(content.decode("utf-8-sig"), Loader=_NoDuplicates)  # noqa: S506
    except UnicodeDecodeError as error:
        raise UsageError(f"{place}: not UTF-8: {error}. Save it as UTF-8") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise UsageError(f"{place}: not YAML: {error}. Mend the line it names") from error
    if found is None:
        return OwnEntries(place, {}, {})
    if not isinstance(found, dict):
        raise UsageError(
            f"{place}: expected `{ALIASES}:` with entries like `acme: [Acme Robotics]`"
        )
    unknown = [str(key) for key in found if key not in (ALIASES, *OWN_LISTS)]
    if unknown:
        known = ", ".join((ALIASES, *OWN_LISTS))
        raise UsageError(f"{place}: {', '.join(unknown)} is no part of it. Known are: {known}")
    lists = {key: _names(found[key], f"{place}: {key}") for key in OWN_LISTS if key in found}
    return OwnEntries(place, _own_aliases(found.get(ALIASES), place), lists)


def _own_aliases(entries: Any, place: str) -> Aliases:
    if entries is None:
        return {}
    if not isinstance(entries, dict):
        raise UsageError(
            f"{place}: {ALIASES}: expected an id and its other names on each line, "
            "like `acme: [Acme Robotics, Acme Labs]`"
        )
    return {
        _name(held, f"{place}: {ALIASES}"): _names(names, f"{place}: {ALIASES}: {held}")
        for held, names in entries.items()
    }


def _names(names: Any, where: str) -> tuple[str, ...]:
    if not isinstance(names, list) or not names:
        raise UsageError(f"{where}: expected a list of names, like [Acme Robotics, Acme Labs]")
    return tuple(_name(name, where) for name in names)


def _name(name: Any, where: str) -> str:
    if not isinstance(name, str):
        raise UsageError(f"{where}: {name!r} is read as no text. Put it in quotes")
    if not any(map(str.isalnum, name)) or len(name) > NAME_CHARS:
        raise UsageError(
            f"{where}: {name[:50]!r} is no name: it needs a letter or digit, and at most "
            f"{NAME_CHARS} characters"
        )
    return name


class _NoDuplicates(yaml.CSafeLoader):
    """YAML keeps the last of two equal keys in silence; here the second is a mistake."""


def _mapping(loader: _NoDuplicates, node: yaml.MappingNode) -> dict[Any, Any]:
    seen: dict[Any, int] = {}
    for key_node, _ in node.value:
        key, line = key_node.value, key_node.start_mark.line + 1
        if not isinstance(key, str):
            raise yaml.YAMLError(f"line {line}: a list or mapping is no key")
        if key in seen:
            raise yaml.YAMLError(f"line {line}: {key!r} stands already in line {seen[key]}")
        seen[key] = line
    return dict(loader.construct_mapping(node, deep=True))


_NoDuplicates.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)
