"""Edits of a decoded source, and how they are spliced into it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from skillscan.errors import SkillscanError

Text = TypeVar("Text", str, bytes)


class UnwritableEditError(SkillscanError):
    """An edit cannot be made without changing something else; the article is as it was."""


@dataclass(frozen=True, slots=True, order=True)
class SourceEdit:
    """``new`` for ``source[start:end]``, which is one character as it is written, or nothing."""

    start: int
    end: int
    new: str


def spliced(text: Text, edits: Sequence[tuple[int, int, Text]]) -> Text:
    """The text with each ``(start, end, new)`` in place; they are sorted and do not overlap."""
    parts, position = [], 0
    for start, end, new in edits:
        parts += [text[position:start], new]
        position = end
    parts.append(text[position:])
    return text[:0].join(parts)
