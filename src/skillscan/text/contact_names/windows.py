"""The stretches of a text in which a contact name may stand, so that the rest costs little.

They are those around words that are known as names, and around the words of which every cue of a
person ("our recruiter") holds one.
"""

import re
from collections.abc import Collection, Iterable, Iterator

MAX_PLACES = 300
"""No real posting seen has half of it; later ones in a hostile text are not looked at."""
BEFORE, AFTER = 160, 160
"""Characters around a place, in its line."""
BESIDE_LINE = 120
"""Characters of the line above or below a place that is near the start or end of its own."""
NEAR = 60

_TWO_CAPITALS = re.compile(r"[^\W\d_a-z][\w'’.-]{1,40} [^\W\d_a-z]")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def words_of(text: str) -> set[str]:
    """The words of a text, as they are written."""
    written = set(text.split())
    found = set(filter(str.isalpha, written))
    found.update(WORD.findall("\n".join(written - found)))
    return found


def windows(
    text: str, names: Collection[str], cue_words: Collection[str]
) -> Iterator[tuple[int, int]]:
    """Where these names stand, and these words near two capitals, with what is around them.

    None overlap.
    """
    places = {*_places(text, names), *_near_capitals(text, _places(text, cue_words))}
    start = end = -1
    for place in sorted(places)[:MAX_PLACES]:
        one, after = _around(text, place)
        if one > end:
            if end > 0:
                yield start, end
            start = one
        end = max(end, after)
    if end > 0:
        yield start, end


def _places(text: str, words: Collection[str]) -> Iterator[int]:
    for word in words:
        place, left = text.find(word), MAX_PLACES
        while place >= 0 and left:
            end = place + len(word)
            if not (text[place - 1 : place].isalpha() or text[end : end + 1].isalpha()):
                yield place
            place, left = text.find(word, end), left - 1


def _near_capitals(text: str, places: Iterable[int]) -> Iterator[int]:
    return (
        place
        for place in places
        if _TWO_CAPITALS.search(text, max(0, place - NEAR), place + NEAR + NEAR)
    )


def _around(text: str, place: int) -> tuple[int, int]:
    line_start = text.rfind("\n", 0, place) + 1
    start = max(line_start, place - BEFORE)
    if place - line_start < NEAR:
        start = max(0, line_start - BESIDE_LINE)
    if start and not text[start - 1].isspace():
        start = min(place, _blank(text.find(" ", start, place), text.find("\n", start, place)) + 1)
    line_end = text.find("\n", place)
    line_end = len(text) if line_end < 0 else line_end
    end = min(line_end, place + AFTER)
    if line_end - place < NEAR:
        end = min(len(text), line_end + BESIDE_LINE)
    if end < len(text) and not text[end].isspace():
        end = max(place, text.rfind(" ", place, end), text.rfind("\n", place, end))
    return start, end


def _blank(space: int, line_break: int) -> int:
    found = [one for one in (space, line_break) if one >= 0]
    return min(found, default=-1)
