"""The statistics and splits that a release is made of: the packaged ones, and the operator's own.

Own ones are files of the same form in ``statistics/`` and ``splits/`` of the home. They stand after
the packaged ones and may build on them; none takes the place of a packaged one, for the ids of
statistics are never reused for something else. What a release holds must follow from the release
alone, so an own file reads its relations and nothing else.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from skillscan import resources
from skillscan.errors import SkillscanError, UsageError
from skillscan.rules.own import own_text
from skillscan.statistics.definitions import (
    Definition,
    StatisticFile,
    parse_file,
    select_fault,
    splits,
    statistic_files,
)
from skillscan.statistics.populations import own_populations

STATISTICS_FOLDER, SPLITS_FOLDER = "statistics", "splits"
_SUFFIX = ".sql"
_NAME = re.compile(r"[a-z][a-z0-9_]{0,60}")
_ROW_FUNCTIONS = frozenset({"range", "generate_series", "unnest"})
"""Table functions that make rows of what they are given; all others read from elsewhere."""
_ELSEWHERE = frozenset(
    {"random", "uuid", "gen_random_uuid", "uuidv4", "uuidv7", "setseed", "nextval", "getenv"}
    | {"now", "today", "current_date", "current_time", "current_timestamp", "localtime"}
    | {"get_current_time", "get_current_timestamp", "localtimestamp", "transaction_timestamp"}
    | {"current_localtime", "current_localtimestamp", "current_setting", "version"}
)
"""Functions whose answer does not follow from the data: the same content would get two names."""


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """Statistics by id and the SELECT of each split by name, in their order, own ones last.

    ``own_…`` name what the operator added (of populations also what took a packaged one's place).
    """

    files: Mapping[str, StatisticFile]
    splits: Mapping[str, str]
    own_statistics: tuple[str, ...] = ()
    own_splits: tuple[str, ...] = ()
    own_populations: tuple[str, ...] = ()

    @property
    def definitions(self) -> dict[str, Definition]:
        """The definitions of the statistics, by id."""
        return {key: file.definition for key, file in self.files.items()}


def packaged() -> Catalogue:
    """What travels with the package."""
    return Catalogue(files=statistic_files(), splits=splits())


def load_catalogue(home: Path | None = None) -> Catalogue:
    """What travels with the package, and the files in ``statistics/`` and ``splits/`` of the home.

    Raises UsageError with the place and what to do where an own file does not fit.
    """
    base = packaged()
    if home is None:
        return base
    own_splits = dict(_own_splits(home))
    known = {**base.splits, **own_splits}
    own = dict(_own_statistics(home, known))
    files = {**base.files, **own}
    _require_related(own, files)
    return Catalogue(
        files=files,
        splits=known,
        own_statistics=tuple(own),
        own_splits=tuple(own_splits),
        own_populations=tuple(own_populations(home)),
    )


def _own_splits(home: Path) -> Iterator[tuple[str, str]]:
    for name, place, text in _own_texts(home / SPLITS_FOLDER):
        if name in splits():
            raise UsageError(f"{place}: {name!r} is a split of the package: give it another name")
        if not text.lstrip().startswith("--"):
            raise UsageError(f"{place}: begin the file with a comment (--) that says what it parts")
        if fault := select_fault(text) or _reads_elsewhere(text):
            raise UsageError(f"{place}: {fault}")
        yield name, text.strip().rstrip(";")


def _own_statistics(home: Path, known: Mapping[str, str]) -> list[tuple[str, StatisticFile]]:
    found = []
    for name, place, text in _own_texts(home / STATISTICS_FOLDER):
        if name in statistic_files() or name in _relations():
            raise UsageError(f"{place}: {name!r} is taken by the package: choose another id")
        try:
            file = parse_file(text, stem=name, place=place, known_splits=known)
        except SkillscanError as error:
            raise UsageError(str(error)) from error
        if fault := _reads_elsewhere(file.select):
            raise UsageError(f"{place}: {fault}")
        found.append((name, file))
    return sorted(found, key=lambda pair: (pair[1].definition.order, pair[0]))


def _require_related(own: Mapping[str, StatisticFile], files: Mapping[str, StatisticFile]) -> None:
    for file in own.values():
        if unknown := [name for name in file.definition.related if name not in files]:
            raise UsageError(f"{file.place}: related names {unknown}, which are no statistics")


def _own_texts(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Name, place and text of each file of an own folder; editors' leftovers are passed over."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise UsageError(f"{folder}: a folder of {_SUFFIX} files is expected here")
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.name.endswith("~"):
            continue
        if path.suffix != _SUFFIX or not path.is_file() or not _NAME.fullmatch(path.stem):
            raise UsageError(
                f"{path}: only files named after what they define (a-z, 0-9, _) and ending in "
                f"{_SUFFIX} are read here; rename or move it"
            )
        yield path.stem, str(path), own_text(folder, path.name) or ""


def _relations() -> frozenset[str]:
    """Names that the tables and views of a release bear."""
    described: dict[str, Any] = resources.data_yaml("release.yaml")["relations"]
    warehouse: dict[str, Any] = resources.data_yaml("schema.yaml")["relations"]
    return (
        frozenset(described) | frozenset(warehouse) | {f"openings_by_{name}" for name in splits()}
    )


def _reads_elsewhere(select: str) -> str | None:
    """What of a SELECT does not follow from the relations of the release; ``None`` if nothing."""
    for kind, name in _sources(_syntax(select)):
        if kind == "table" and not _NAME.fullmatch(name):
            return f"reads {name!r}: only the tables and views of the release can be read"
        if kind == "rows" and name not in _ROW_FUNCTIONS:
            return f"reads from {name}(): only the tables and views of the release can be read"
        if kind == "value" and name in _ELSEWHERE:
            return f"uses {name}(): what it says must follow from the data alone"
    return None


def _syntax(select: str) -> Any:
    import duckdb

    with duckdb.connect() as connection:
        ((tree,),) = connection.execute("SELECT json_serialize_sql($1)", [select]).fetchall()
    return json.loads(tree)


def _sources(node: Any) -> Iterator[tuple[str, str]]:
    """The tables, table functions and functions that a syntax tree names."""
    if isinstance(node, list):
        for part in node:
            yield from _sources(part)
        return
    if not isinstance(node, dict):
        return
    kind = node.get("type")
    if kind == "BASE_TABLE":
        parts = (node.get("catalog_name"), node.get("schema_name"), node.get("table_name"))
        yield "table", ".".join(str(part) for part in parts if part)
    elif kind == "TABLE_FUNCTION":
        yield "rows", str(node["function"].get("function_name", "")).lower()
        yield from _sources(node["function"].get("children"))
        return
    elif node.get("class") == "FUNCTION":
        yield "value", str(node.get("function_name", "")).lower()
    for part in node.values():
        yield from _sources(part)
