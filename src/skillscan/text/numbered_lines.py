"""Lines that a text numbers itself ("1. Weave", "2) Spin", "3 - Dye"), without their numbers.

Numbers count where lines begin with 1, 2, 3 … and the same sign behind. Lines right below each
other are items of a list; short ones with other lines between them are headings. Where a digit
goes on behind each of the signs ("1.5 years", "2.5 years", "3.5 years"), they are sums or ranges.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

_NUMBER = re.compile(r"(?P<open>\(?)(?P<number>\d{1,2})(?P<sign> ?[-–:] |\. ?|\) ?)(?=\S)")
_SECOND = re.compile(r"\n ?\(?2(?: ?[-–:] |[.)])")
_SUM_OR_RANGE = re.compile(r"\(?\d{1,2}(?:\.| ?[-–:] )\d")
_MIN_ITEMS = 3
_MIN_HEADINGS = 2
_MAX_HEADING_CHARACTERS = 60
_MOST_ADJACENT = 0.5
"""So many of the numbered lines may follow right upon each other where they are headings."""


def without_line_numbers(text: str) -> str:
    """The text with such numbers as bullets, and headings bare of them."""
    if not _SECOND.search(text):
        return text
    lines = text.split("\n")
    for run in _runs(lines):
        _take_off(lines, run)
    return "\n".join(lines)


def _runs(lines: Sequence[str]) -> list[list[int]]:
    """Places of the lines that count up from 1, run by run."""
    runs: list[list[int]] = []
    signs: list[str] = []
    for place, line in enumerate(lines):
        found = _NUMBER.match(line)
        if found is None:
            continue
        sign = f"{found['open']}{found['sign'].strip()}"
        if found["number"] == "1":
            runs.append([place])
            signs.append(sign)
        elif runs and int(found["number"]) == len(runs[-1]) + 1 and sign == signs[-1]:
            runs[-1].append(place)
    return runs


def _take_off(lines: list[str], run: Sequence[int]) -> None:
    """Take the numbers of a run off its lines: items get bullets, headings stand bare."""
    if all(_SUM_OR_RANGE.match(lines[place]) for place in run):
        return
    adjacent = sum(after - before == 1 for before, after in pairwise(run))
    if len(run) >= _MIN_ITEMS and adjacent == len(run) - 1:
        for place in run:
            lines[place] = f"• {_bare(lines[place])}"
    elif len(run) >= _MIN_HEADINGS and adjacent <= _MOST_ADJACENT * (len(run) - 1):
        bare = [_bare(lines[place]) for place in run]
        if all(map(_is_heading_shaped, bare)):
            for place, line in zip(run, bare, strict=True):
                lines[place] = line


def _bare(line: str) -> str:
    return _NUMBER.sub("", line, count=1).lstrip()


def _is_heading_shaped(line: str) -> bool:
    return len(line) <= _MAX_HEADING_CHARACTERS and line[:1].isupper() and line[-1:] not in ".;,"
