"""The lines of a text file, whatever wrote it: UTF-8, UTF-16, Windows-1252; line ends of any kind.

A byte order mark tells UTF-16, and so do the zero bytes of one without a mark. A line that is no
UTF-8 is Windows-1252, which its bytes alone cannot contradict; that is noted, not silent.
"""

import gzip
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, cast

MAX_LINE_BYTES = 16 << 20
"""A line longer than this is no posting."""
HEAD_BYTES = 1 << 16
_UTF_8_MARK = b"\xef\xbb\xbf"
_GZIP = b"\x1f\x8b"

Note = Callable[[str], None]


def no_note(_: str) -> None:
    """For those who read a file for the second time."""


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """The bytes of a file, unpacked where they are gzip, whatever the file is called."""
    with path.open("rb") as stream:
        is_packed = stream.read(2) == _GZIP
        stream.seek(0)
        if not is_packed:
            yield stream
            return
        with gzip.open(stream, "rb") as unpacked:
            yield cast("IO[bytes]", unpacked)


def head_of(path: Path) -> bytes:
    """The first bytes of a file, unpacked."""
    with opened(path) as stream:
        return stream.read(HEAD_BYTES)


def lines_of(path: Path, note: Note = no_note) -> Iterator[str]:
    """The lines with their ends; a longer one than ``MAX_LINE_BYTES`` comes in pieces."""
    head = head_of(path)
    with opened(path) as stream:
        encoding = _utf_16(head)
        if encoding is not None:
            note(f"read as {encoding.upper().removesuffix('-LE').removesuffix('-BE')}")
            yield from _decoded_lines(stream, encoding, _line_end(head.replace(b"\0", b"")))
        elif _line_end(head) == "\r":
            yield from _decoded_lines(stream, "latin-1", "\r", lambda s: _decoded(s, note))
        else:
            yield from _byte_lines(stream, note)


def decoded(line: bytes) -> str:
    """A text as UTF-8, or else as Windows-1252."""
    return _decoded(line, no_note)


def _byte_lines(stream: IO[bytes], note: Note) -> Iterator[str]:
    is_first, begun = True, b""
    while line := begun + stream.readline(MAX_LINE_BYTES):
        line, begun = _whole_characters(line) if len(line) >= MAX_LINE_BYTES else (line, b"")
        yield _decoded(line.removeprefix(_UTF_8_MARK) if is_first else line, note)
        is_first = False


def _whole_characters(piece: bytes) -> tuple[bytes, bytes]:
    """A piece of a very long line up to its last whole character of UTF-8, and what is begun."""
    for back in range(1, 4):
        if piece[-back] >= 0xC0:
            return piece[:-back], piece[-back:]
        if piece[-back] < 0x80:
            break
    return piece, b""


def _decoded_lines(
    stream: IO[bytes],
    encoding: str,
    end: str,
    decode: Callable[[bytes], str] | None = None,
) -> Iterator[str]:
    reader = io.TextIOWrapper(cast("Any", stream), encoding, errors="replace", newline=end)
    is_first = True
    try:
        while line := reader.readline(MAX_LINE_BYTES):
            text = decode(line.encode("latin-1")) if decode else line
            text = text.removeprefix("\ufeff") if is_first else text
            yield text.removesuffix("\r") + "\n" if end == "\r" else text
            is_first = False
    finally:
        reader.detach()


def _decoded(line: bytes, note: Note) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        note("not all UTF-8: lines that are not were read as Windows-1252")
        return line.decode("cp1252", errors="replace")


def _utf_16(head: bytes) -> str | None:
    """The encoding of a text with two bytes a character; ``None`` for any other."""
    for mark, name in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if head.startswith(mark):
            return name
    even, odd = head[0:2000:2].count(0), head[1:2000:2].count(0)
    half = min(len(head), 2000) // 2
    if half >= 4 and odd > 0.4 * half and even < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if half >= 4 and even > 0.4 * half and odd < 0.1 * half else None


def _line_end(head: bytes) -> str:
    """A carriage return for files of old Macintosh programs, which know no other."""
    return "\r" if b"\r" in head and b"\n" not in head else "\n"
