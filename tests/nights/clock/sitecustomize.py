"""Python loads this in every process that has this folder on its path: the time of skillscan's own
modules is moved by the seconds in the file ``NIGHTS_CLOCK``.

All else (Prefect, the machine) keeps the real time. Ages of files move along, so that a file
that was written just now is new in the simulated night, too.
"""

import os
import sys
from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any

CLOCK = os.environ.get("NIGHTS_CLOCK")
_ASKS = "datetime.now("
_stat = Path.stat


def seconds_ahead() -> float:
    """By how much the clock is moved, at the moment."""
    with open(str(CLOCK), encoding="ascii") as file:  # noqa: PTH123 - a Path would ask for it again
        return float(file.read())


class _AnyDatetime(type):
    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, datetime)


class MovedDatetime(datetime, metaclass=_AnyDatetime):
    """``datetime`` whose now is the simulated one; what it makes are plain ones."""

    def __new__(cls, *parts: Any, **named: Any) -> datetime:  # type: ignore[misc]
        return datetime(*parts, **named)  # noqa: DTZ001 - as it was called

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        return datetime.now(tz) + timedelta(seconds=seconds_ahead())


class Moving(MetaPathFinder):
    """Finds modules as all others do, and moves the clock of ours that ask for the time."""

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if not name.startswith("skillscan."):
            return None
        others = (finder for finder in sys.meta_path if finder is not self)
        specs = (finder.find_spec(name, path, target) for finder in others)
        spec = next(filter(None, specs), None)
        if spec and spec.origin and _asks_for_the_time(spec.origin):
            _move(spec)
        return spec


def _asks_for_the_time(file: str) -> bool:
    return file.endswith(".py") and _ASKS in Path(file).read_text(encoding="utf-8")


def _move(spec: ModuleSpec) -> None:
    loader: Any = spec.loader
    execute = loader.exec_module

    def execute_and_move(module: ModuleType) -> None:
        execute(module)
        vars(module)["datetime"] = MovedDatetime
        Path.stat = moved_stat  # type: ignore[method-assign]

    loader.exec_module = execute_and_move


def moved_stat(path: Path, *, follow_symlinks: bool = True) -> os.stat_result:
    """``Path.stat`` with the time of change on the moved clock."""
    found = _stat(path, follow_symlinks=follow_symlinks)
    moved = seconds_ahead()
    return os.stat_result(
        (*found[:8], int(found.st_mtime + moved), found[9]),
        {
            "st_mtime": found.st_mtime + moved,
            "st_mtime_ns": found.st_mtime_ns + int(moved * 1e9),
            "st_atime": found.st_atime,
            "st_atime_ns": found.st_atime_ns,
            "st_ctime": found.st_ctime,
            "st_ctime_ns": found.st_ctime_ns,
        },
    )


if CLOCK:
    sys.meta_path.insert(0, Moving())
