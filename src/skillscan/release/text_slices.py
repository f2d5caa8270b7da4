"""Words cut out of many texts at once, by the numbers of their characters.

For each word DuckDB counts the characters of its text from the beginning. Here they are counted
once for all, and the words are views of the texts: nothing is copied.
"""

import unicodedata
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa

Places = Any
"""An array of whole numbers, of texts or of characters in them (what Arrow gives has no type)."""
_SHORT = 12
"""Bytes: a word that is no longer stands in its view."""
_VIEW = 16


class TextSlices:
    """Texts, none of them null, of which words are cut. Texts and their characters are told by
    their numbers, from 0; a character that a text has not is its end.
    """

    def __init__(self, texts: pa.Array) -> None:
        whole = texts.cast(pa.large_string())
        ends = np.frombuffer(whole.buffers()[1] or bytes(8), np.int64)
        ends = ends[whole.offset : whole.offset + len(whole) + 1]
        held = np.frombuffer(whole.buffers()[2] or b"", np.uint8)
        self._bytes = np.concatenate([held, np.zeros(_SHORT, np.uint8)])
        beyond_ascii = np.flatnonzero(self._bytes.view(np.int8) < 0)
        inner = beyond_ascii[self._bytes[beyond_ascii] < 0xC0]
        self._behind_inner = inner - np.arange(len(inner))
        """Of each byte that begins no character: the number of the next that does, in all texts."""
        first = ends - np.searchsorted(inner, ends)
        self._first, self._lengths = first[:-1], np.diff(first)

    def cut(
        self, texts: Places, starts: Places, ends: Places, is_there: Places | None = None
    ) -> pa.Array:
        """What stands in each of the texts from one character to another, as string views; null
        where it is not there.
        """
        first = self._bytes_at(texts, starts)
        length = np.maximum(self._bytes_at(texts, ends) - first, 0)
        if is_there is not None:
            length *= is_there
        views = np.empty((len(first), _VIEW), np.uint8)
        beginnings = np.lib.stride_tricks.sliding_window_view(self._bytes, _SHORT)[first]
        views[:, 4:] = beginnings * (np.arange(_SHORT) < length[:, None])
        numbers = views.view("<i4")
        numbers[:, 0] = length
        is_long = length > _SHORT
        numbers[is_long, 2] = 0  # of the buffer
        numbers[is_long, 3] = first[is_long]
        present = None if is_there is None else np.packbits(is_there, bitorder="little")
        buffers = [
            one if one is None else pa.py_buffer(one) for one in (present, views, self._bytes)
        ]
        return pa.Array.from_buffers(pa.string_view(), len(first), buffers)

    def line_starts(self, texts: Places, characters: Places) -> Places:
        """Where the lines begin in which these characters are."""
        first = self._first[texts]
        inside = np.clip(characters, 0, self._lengths[texts])
        before = np.searchsorted(self._line_ends, first + inside)
        return np.maximum(np.append(-1, self._line_ends)[before] + 1 - first, 0)

    def line_ends(self, texts: Places, characters: Places) -> Places:
        """Where the lines end in which these characters are."""
        first = self._first[texts]
        behind = np.searchsorted(self._line_ends, first + characters)
        ends = np.append(self._line_ends, np.iinfo(np.int64).max)[behind] - first
        return np.minimum(ends, self._lengths[texts])

    def without_spaces(self, text: int, start: int, end: int) -> int:
        """Where what stands between two characters of a text ends without the spaces at its end."""
        first, behind = self._bytes_at(np.array([text, text]), np.array([start, end]))
        words = self._bytes[first:behind].tobytes().decode("utf-8")
        while words and unicodedata.category(words[-1]) == "Zs":
            words = words[:-1]
        return start + len(words)

    @cached_property
    def _line_ends(self) -> Places:
        """The numbers, in all texts, of the characters that end a line."""
        found = np.flatnonzero(self._bytes == ord("\n"))
        inner = self._behind_inner + np.arange(len(self._behind_inner))
        return found - np.searchsorted(inner, found)

    def _bytes_at(self, texts: Places, characters: Places) -> Places:
        """The bytes at which characters begin."""
        place = self._first[texts] + np.clip(characters, 0, self._lengths[texts])
        return place + np.searchsorted(self._behind_inner, place, side="right")
