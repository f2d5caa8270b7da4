"""All that a skill may be called: what the search of the list of skills finds it by."""

import logging
from collections.abc import Iterable, Iterator
from pathlib import Path

from skillscan.errors import SkillscanError
from skillscan.taxonomy.loading import load_taxonomy
from skillscan.taxonomy.model import Skill, Taxonomy

_MOST_CHARACTERS = 600
"""Of all names of a skill together: the list of skills holds those of thousands."""
_log = logging.getLogger(__name__)


def known_taxonomy(home: Path) -> Taxonomy:
    """The taxonomy with the own skills of a home; without them where these have a fault, for what
    is withdrawn from the pages must not wait until somebody mends a file.
    """
    try:
        return load_taxonomy(home)
    except SkillscanError as error:
        _log.warning("pages find no skills of your own by their names: %s", error)
        return load_taxonomy()


def names_of(label: str, skill: Skill | None) -> str:
    """Every way to write a skill but its label, in small letters and without hyphens, as its search
    compares them, with ``|`` between them; id and aliases.
    """
    known = {_plain(label)}
    written = (_plain(name) for name in (_written(skill) if skill else ()))
    return "|".join(_bounded(name for name in written if name not in known))


def _plain(name: str) -> str:
    return name.lower().replace("-", " ").replace("|", " ")


def _written(skill: Skill) -> Iterator[str]:
    yield skill.label
    yield skill.id
    for alias in skill.aliases:
        yield alias.text


def _bounded(names: Iterable[str]) -> Iterator[str]:
    left = _MOST_CHARACTERS
    for name in dict.fromkeys(names):
        left -= len(name) + 1
        if left < 0:
            return
        yield name
