"""What follows from the package's files alone and takes long to work out, kept beside its modules.

Expressions taken apart, compiled rules, files that were read and checked: they are the same at
every start until a file changes, and to work them out takes three seconds. As Python keeps a
compiled module in ``__pycache__``, these are kept in one file there, for one version of the rules
and one version of Python; where nothing can be written there, they are worked out at every start.
The file is trusted as those of modules are: who can write there can change the code.

Kept is only what a function makes of its key, and what ``marshal`` can write.
"""

import hashlib
import marshal
import math
import mmap
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from skillscan import resources

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MAX_VALUES = 50_000
"""So many are kept: ten times as many as the packaged rules have."""
_GROWN_FIRST, _GROWN = 0.01, 0.05
"""The file is written anew when so large a share of its values came to it before a process first
wrote it, and when so many came after that: to write it takes as long as to work out 300 values.
Fewer are worked out by each process again.
"""
_ALIGNED = 64
"""Bytes: arrays begin at a multiple of them."""

Result = TypeVar("Result")
Tables = dict[str, dict[str, Any]]
"""Values by table and key."""


class _Kept:
    """What is kept by this process, and in its file."""

    def __init__(self) -> None:
        self.version, self.is_read = "", False
        self.tables: Tables = {}
        self.size = self.new = 0
        self.least_new = 1

    def begin(self, version: str) -> None:
        if version != self.version:
            self.version, self.tables, self.is_read = version, {}, False
            self.size, self.new, self.least_new = 0, 0, 1

    def get(self, table: str, key: str) -> Any:
        """What is kept for a key; the file is read when it is first asked for something."""
        if not self.is_read and self.version:
            self.tables, self.is_read = _read(self.version), True
            self.size = _size(self.tables)
            self.least_new = 1 + int(_GROWN_FIRST * self.size)
        return self.tables.get(table, {}).get(key)

    def add(self, table: str, key: str, value: Any) -> None:
        if self.version and self.size < _MAX_VALUES:
            self.tables.setdefault(table, {})[key] = value
            self.size += 1
            self.new += 1

    def save(self) -> None:
        self.new = 0
        for name, found in _read(self.version).items():  # by other processes
            self.tables[name] = found | self.tables.get(name, {})
        self.size = _size(self.tables)
        self.least_new = 1 + int(_GROWN * self.size)
        _write(self.version, self.tables)


_KEPT = _Kept()


def begin(version: str) -> None:
    """Use what was kept of this version of the rules and of what reads them, and keep more."""
    _KEPT.begin(version)


def kept(table: str, key: str, work_out: Callable[[], Result]) -> Result:
    """What was worked out for this key, by this process or before it; never ``None``.

    It is shared, so nobody may change it.
    """
    found: Result | None = _KEPT.get(table, key)
    if found is None:
        found = work_out()
        _KEPT.add(table, key, found)
    return found


def kept_arrays(
    name: str, key: str, work_out: "Callable[[], dict[str, NDArray[Any]]]"
) -> "dict[str, NDArray[Any]]":
    """Arrays that follow from this key, from a file of their own: large ones. They cannot be
    written to, and only what is looked at of them is read.
    """
    file = _file(f"{name}.py")
    if file is None:
        return work_out()
    file = file.with_suffix(".arrays")
    with suppress(OSError, ValueError, EOFError, TypeError):
        of_key, found = _mapped(file)
        if of_key == key:
            return found
    found = work_out()
    if not sys.dont_write_bytecode:
        with suppress(OSError):
            _write_arrays(file, key, found)
    return found


def _mapped(file: Path) -> "tuple[str, dict[str, NDArray[Any]]]":
    """The key and the arrays of a file. Raises ValueError and others where it is a torn one."""
    import numpy as np

    with file.open("rb") as stream:
        whole = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
    size = int.from_bytes(whole[:_ALIGNED], "little")
    key, parts = marshal.loads(whole[_ALIGNED : _ALIGNED + size])  # noqa: S302 - as a module's
    begin = _aligned(_ALIGNED + size)
    return key, {
        name: np.frombuffer(whole, kind, math.prod(shape), begin + place).reshape(shape)
        for name, kind, shape, place in parts
    }


def _write_arrays(file: Path, key: str, arrays: "dict[str, NDArray[Any]]") -> None:
    """Each begins where processors like to read. The file of an earlier version goes."""
    parts, place = [], 0
    for name, array in arrays.items():
        parts.append((name, array.dtype.str, array.shape, place))
        place += _aligned(array.nbytes)
    head = marshal.dumps((key, parts))
    aside = file.with_suffix(f".{os.getpid()}")
    file.parent.mkdir(exist_ok=True)
    with aside.open("wb") as stream:
        stream.write(len(head).to_bytes(_ALIGNED, "little") + head)
        for array in arrays.values():
            stream.write(bytes(_aligned(stream.tell()) - stream.tell()))
            array.tofile(stream)
        stream.write(bytes(_aligned(stream.tell()) - stream.tell()))
    aside.replace(file)
    file.with_suffix(".npz").unlink(missing_ok=True)


def _aligned(place: int) -> int:
    return -(-place // _ALIGNED) * _ALIGNED


def digest(*texts: str) -> str:
    """What stands for texts in a key."""
    found = hashlib.blake2b(digest_size=16)
    for text in texts:
        found.update(f"{len(text)} {text}".encode("utf-8", "surrogatepass"))
    return found.hexdigest()


def save_if_grown() -> None:
    """Write the file anew, if enough came to it for that to pay."""
    if _KEPT.new >= _KEPT.least_new and not sys.dont_write_bytecode:
        _KEPT.save()


def _size(tables: Tables) -> int:
    return sum(map(len, tables.values()))


def _file(name: str = "rules.py") -> Path | None:
    """Where Python would keep the compiled module of this name in the rules' folder."""
    folder = resources.data("rules")
    if not isinstance(folder, Path):
        return None
    return Path(cache_from_source(str(folder / name))).with_suffix(".kept")


def _read(version: str) -> Tables:
    """The tables in the file, if they are of this version."""
    file = _file()
    if file is None:
        return {}
    try:
        of_version, tables = marshal.loads(file.read_bytes())  # noqa: S302 - as a module's
    except (OSError, ValueError, EOFError, TypeError):
        return {}
    return tables if of_version == version else {}


def _write(version: str, tables: Tables) -> None:
    """Whole or not at all; where nothing can be written, nothing is kept."""
    file = _file()
    if file is None:
        return
    aside = file.with_suffix(f".{os.getpid()}")
    with suppress(OSError):
        file.parent.mkdir(exist_ok=True)
        aside.write_bytes(marshal.dumps((version, tables)))
        aside.replace(file)
