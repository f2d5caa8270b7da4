"""The parts of a release that the API answers with.

Each is a ``Publication``: a smaller ``statistics.json``, which its published schema describes.
``left_out`` counts the numbers that the release has and the answer lacks.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from skillscan.errors import UnknownNameError
from skillscan.release import lookup
from skillscan.release.catalog import Release
from skillscan.release.document import NUMBERS, Publication
from skillscan.release.excerpt import excerpt
from skillscan.release.skill_words import value_meant

_SAID_BESIDE = ("examples", "pooled_headlines")
_OF_SOME = frozenset({"withheld", "denominators"})
"""Tables that are not by value: they stay where one value is asked for."""
_COLUMNS = {"measure": ("measure", "figure")}


def catalogue(release: Release) -> Publication:
    """What the release measures, of whom and from where, and none of its numbers."""
    full = release.excerpt
    counts = {
        name: len(getattr(full, name)) + full.left_out.get(name, 0)
        for name in (*NUMBERS, *_SAID_BESIDE)
    }
    return msgspec.structs.replace(
        full,
        left_out={name: count for name, count in counts.items() if count},
        **{key: [] for key in counts},
    )


def statistic(release: Release, word: str) -> Publication:
    """A statistic for every population: the numbers of the values that most openings hold.

    Raises UnknownNameError where the release has none of this name.
    """
    key = lookup.statistic_of(release.excerpt, word)
    found = excerpt(_part(release.of([key]), key, None))
    return _counted(found, found.left_out)


def of_population(
    release: Release,
    word: str,
    population: str,
    *,
    value: str | None = None,
    home: Path,
    narrowed_by: Mapping[str, str] | None = None,
) -> Publication:
    """All numbers of a statistic for a population, or those of one value (by any name of it), and
    of a split, group or measure. Withheld ones are told with the reason and the counts.

    Raises UnknownNameError for words that the release does not know.
    """
    key = lookup.statistic_of(release.excerpt, word)
    where = lookup.population_of(release.excerpt, population)
    full = _part(release.of([key], where), key, where)
    wanted = dict(narrowed_by or {})
    for name, said in wanted.items():
        lookup.require_known(name, said, _known(full, key, name))
    if value is not None:
        wanted["value"] = _value(full, key, where, value, home)
    return _narrowed(full, wanted) if wanted else full


def _value(full: Publication, key: str, where: str, word: str, home: Path) -> str:
    """The value that is meant; one that is a word of the taxonomy only is held by no opening."""
    try:
        return value_meant(full, key, where, word, home)
    except UnknownNameError as error:
        raise UnknownNameError(f"{error} (in {key} for {where})", nearest=error.nearest) from error


def _part(full: Publication, statistic: str, population: str | None) -> Publication:
    rows: dict[str, list[Any]] = {
        name: [
            one
            for one in getattr(full, name)
            if one.statistic == statistic and population in {None, one.population}
        ]
        for name in (*NUMBERS, *_SAID_BESIDE)
    }
    populations = full.populations
    if population is not None:
        populations = {population: populations[population]}
    return msgspec.structs.replace(
        full,
        left_out={},
        statistics={statistic: full.statistics[statistic]},
        populations=populations,
        **rows,
    )


def _known(full: Publication, statistic: str, name: str) -> list[str]:
    """The words that a filter knows of a statistic, in the order of its definition."""
    definition = full.statistics[statistic]
    if name == "measure":
        return [*definition.measures, *definition.figures]
    if name == "split":
        return list(definition.splits)
    tables = ("estimates", "figures", "withheld", "denominators")
    groups = (one.group for table in tables for one in getattr(full, table))
    return list(dict.fromkeys(one for one in groups if one))


def _narrowed(full: Publication, wanted: Mapping[str, str]) -> Publication:
    kept = {
        name: [one for one in getattr(full, name) if _is_wanted(name, one, wanted)]
        for name in (*NUMBERS, *_SAID_BESIDE)
    }
    lacking = {name: len(getattr(full, name)) - len(rows) for name, rows in kept.items()}
    return _counted(msgspec.structs.replace(full, **kept), lacking)


def _is_wanted(table: str, one: Any, wanted: Mapping[str, str]) -> bool:
    for name, word in wanted.items():
        if name == "value" and table in _OF_SOME:
            continue
        columns = [key for key in _COLUMNS.get(name, (name,)) if hasattr(one, key)]
        if columns and word not in {getattr(one, key) for key in columns}:
            return False
    return True


def _counted(publication: Publication, lacking: Mapping[str, int]) -> Publication:
    left_out = {name: count for name, count in lacking.items() if count}
    return msgspec.structs.replace(publication, left_out=left_out)
