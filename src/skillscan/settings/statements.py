"""What the environment, ``.env`` and ``skillscan.toml`` say of the settings, with the place.

Plain readers, as every command needs the settings at once: to import pydantic-settings alone takes
0.3 s of CPU. What the values mean, and which source wins, is told in ``skillscan.settings``.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from skillscan.errors import UsageError

PREFIX = "SKILLSCAN_"
DOTENV = ".env"
TOML = "skillscan.toml"
_NOT_READ_HERE = frozenset({f"{PREFIX}REGENERATE"})
"""Of our tests."""
_KEY = re.compile(r"""[ \t]*["']?([A-Za-z0-9_-]{1,80})["']?[ \t]*[.=]""")
_TABLE = re.compile(r"[ \t]*\[")


@dataclass(frozen=True, slots=True)
class Statement:
    """What one source says of one setting. ``said_name`` is the name as it stands there."""

    name: str
    value: object
    said_name: str
    file: Path | None = None
    line: int | None = None

    @property
    def place(self) -> str:
        """Where it stands, for people."""
        if self.file is None:
            return f"environment, {self.said_name}"
        return str(self.file) if self.line is None else f"{self.file}:{self.line}"

    @property
    def subject(self) -> str:
        """How a message about it begins."""
        return self.said_name if self.file is None else f"{self.place}: {self.said_name}"

    @property
    def undo(self) -> str:
        """How to get rid of it."""
        return "unset it" if self.file is None else "delete the line"


def in_environment() -> Iterator[Statement]:
    """Every ``SKILLSCAN_…`` of the environment."""
    for variable, value in os.environ.items():
        if variable.startswith(PREFIX) and variable not in _NOT_READ_HERE:
            yield Statement(_name(variable), value, variable)


def in_dotenv(file: Path) -> Iterator[Statement]:
    """Every ``SKILLSCAN_…`` of a ``.env`` file; what else it says is for other programs.

    Raises UsageError where the file, or a line of it that names us, cannot be read.
    """
    if not file.is_file():
        return
    from dotenv import dotenv_values
    from dotenv.parser import parse_stream

    text = _text(file)
    with file.open(encoding="utf-8") as stream:
        bindings = list(parse_stream(stream))
    values = dotenv_values(file, encoding="utf-8") if PREFIX in text else {}
    for binding in bindings:
        skipped = len(binding.original.string) - len(binding.original.string.lstrip("\r\n"))
        line = binding.original.line + binding.original.string[:skipped].count("\n")
        if binding.error and PREFIX in binding.original.string:
            raise UsageError(f"{file}:{line} is not of the form NAME=value: mend or delete it")
        if binding.key and binding.key.startswith(PREFIX):
            if binding.value is None:
                raise UsageError(f"{file}:{line}: {binding.key} has no value: write NAME=value")
            yield Statement(_name(binding.key), values[binding.key], binding.key, file, line)


def in_toml(file: Path) -> Iterator[Statement]:
    """Every entry of a ``skillscan.toml``. Raises UsageError where it cannot be read."""
    if not file.is_file():
        return
    import tomllib

    text = _text(file)
    try:
        entries = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{file} is not TOML: {error}. Mend the line") from error
    lines = _lines(text)
    for name, value in entries.items():
        yield Statement(name, value, name, file, lines.get(name))


def _lines(text: str) -> dict[str, int]:
    """On which line each entry before the first table, and each table, begins."""
    found: dict[str, int] = {}
    is_top = True
    for number, line in enumerate(text.splitlines(), start=1):
        if _TABLE.match(line):
            is_top = False
            found.setdefault(line.strip().strip("[]").partition(".")[0].strip(" \"'"), number)
        elif is_top and (key := _KEY.match(line)):
            found.setdefault(key[1], number)
    return found


def _name(variable: str) -> str:
    return variable.removeprefix(PREFIX).lower()


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file} cannot be read ({error}): mend it, or move it away") from error
