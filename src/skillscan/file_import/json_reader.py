"""JSON: an object a line, an array of objects, or objects one after the other.

A broken line costs itself. What is one text over many lines has no place to start again at: where
it breaks, nothing of the file is imported. An object whose one list of objects is the postings
(``{"jobs": […]}``) stands for that list.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from skillscan.errors import SkillscanError
from skillscan.file_import.records import MAX_COLUMNS, Malformed, Record, Skipped
from skillscan.file_import.text_lines import MAX_LINE_BYTES, Note, lines_of, no_note

MAX_VALUE_CHARACTERS = 128 << 20
"""One JSON value of a file; an export of all postings in one object has to fit."""
MAX_DEPTH = 50
_BLANKS = " \t\r\n"


def read_json_lines(path: Path, note: Note = no_note) -> Iterator[tuple[int, Record]]:
    """Line number and row of a file with an object a line."""
    for number, line in enumerate(_joined(lines_of(path, note)), start=1):
        yield number, _row_of_line(line)


def read_json(path: Path, note: Note = no_note) -> Iterator[tuple[int, Record]]:
    """Place and row of a file that is one array, or one object, or several objects."""
    number = 0
    for value in _values(path, note):
        rows = _list_within(value)
        if rows is not None:
            note("the rows are the list of objects within one object")
        for row in [value] if rows is None else rows:
            number += 1
            yield number, row_of(row)


def row_of(value: Any) -> Record:
    """A JSON value as a row, or why it is none."""
    if not isinstance(value, dict):
        return Malformed(_shown(value), "no JSON object")
    if _is_deep(value):
        return Malformed("", f"structures within more than {MAX_DEPTH} others")
    if len(value) > MAX_COLUMNS:
        return Malformed(_shown(value), f"more than {MAX_COLUMNS:,} keys")
    if all(part is None or (isinstance(part, str) and not part.strip()) for part in value.values()):
        return Skipped.BLANK
    return value


def _is_deep(value: Any) -> bool:
    """Whether structures lie deeper than any posting's; looked at without recursion."""
    layer = [value]
    for _ in range(MAX_DEPTH):
        layer = [
            part
            for inner in layer
            for part in (inner.values() if isinstance(inner, dict) else inner)
            if isinstance(part, dict | list)
        ]
        if not layer:
            return False
    return True


def is_object_a_line(head: str) -> bool:
    """Whether the first line that is not empty is a whole JSON value (or the only one, cut)."""
    line, end, _ = head.lstrip().partition("\n")
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return not end or line.strip() not in ("{", "[")
    return True


def _joined(lines: Iterator[str]) -> Iterator[str]:
    """The lines; of one that is too long only the first piece, marked by its missing end."""
    is_rest = False
    for line in lines:
        if not is_rest:
            yield line
        is_rest = not line.endswith("\n")


def _row_of_line(line: str) -> Record:
    if not line.strip():
        return Skipped.BLANK
    if len(line) >= MAX_LINE_BYTES // 4 and not line.endswith("\n") and line.rstrip()[-1:] != "}":
        return Malformed(line[:1000], f"longer than {MAX_LINE_BYTES >> 20} MiB")
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Malformed(line, f"no JSON: {error}")
    found = row_of(value)
    return Malformed(line, found.problem) if isinstance(found, Malformed) else found


def _shown(value: Any) -> str:
    try:
        return json.dumps(value)[:100_000]
    except (ValueError, RecursionError):
        return ""


def _list_within(value: Any) -> list[Any] | None:
    if not isinstance(value, dict):
        return None
    lists = [
        part
        for part in value.values()
        if isinstance(part, list) and part and all(isinstance(entry, dict) for entry in part)
    ]
    is_posting = any(isinstance(part, str) and len(part) > 200 for part in value.values())
    return lists[0] if len(lists) == 1 and not is_posting else None


class _Buffer:
    """The text of a file, of which values are taken from the front."""

    def __init__(self, path: Path, note: Note) -> None:
        self._path = path
        self._lines = lines_of(path, note)
        self._text = ""
        self._at = 0
        self._before = 0
        self._decoder = json.JSONDecoder()

    def peek(self) -> str:
        """The next character that is not blank; empty at the end of the file."""
        while True:
            while self._at < len(self._text) and self._text[self._at] in _BLANKS:
                self._at += 1
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._grow(1):
                return ""

    def take(self) -> None:
        """Pass over one character."""
        self._at += 1

    def value(self) -> Any:
        """The next value; raises SkillscanError where there is none."""
        self.peek()
        while True:
            try:
                value, self._at = self._decoder.raw_decode(self._text, self._at)
            except RecursionError as error:
                raise self.broken("nested too deeply") from error
            except ValueError as error:
                have = len(self._text) - self._at
                if have > MAX_VALUE_CHARACTERS or not self._grow(max(have, 1 << 16)):
                    raise self.broken(str(error)) from error
            else:
                return value

    def broken(self, problem: str) -> SkillscanError:
        """What is said of a file that cannot be read on."""
        place = self._before + self._at
        return SkillscanError(
            f"{self._path} is no JSON from character {place:,} on ({problem}): get the file again, "
            "or write one object a line (.jsonl), of which a broken one costs itself alone; "
            "nothing was imported"
        )

    def _grow(self, characters: int) -> bool:
        """Read on; False at the end of the file."""
        pieces: list[str] = []
        size = 0
        for line in self._lines:
            pieces.append(line)
            size += len(line)
            if size >= characters:
                break
        self._before += self._at
        self._text = self._text[self._at :] + "".join(pieces)
        self._at = 0
        return size > 0


def _values(path: Path, note: Note) -> Iterator[Any]:
    buffer = _Buffer(path, note)
    is_array = buffer.peek() == "["
    if is_array:
        buffer.take()
    while (character := buffer.peek()) and not (is_array and character == "]"):
        yield buffer.value()
        if buffer.peek() == ",":
            buffer.take()
        elif is_array and buffer.peek() not in ("]", ""):
            raise buffer.broken("a comma or ] is expected")
    if is_array and buffer.peek() != "]":
        raise buffer.broken("the array does not end")
