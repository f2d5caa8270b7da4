"""First parts of names whose last word stands only once: "predictive and machine learning models".

Where a place is written like a name, and the name or what follows it ends with a shared head
(``shared_heads`` of ``contexts.yaml``), the parts that are enumerated before it are completed with
that head: "predictive models" is a name, so "predictive" is written like it. A part that is a noun
must open its phrase: of "model training and inference pipelines" only "model training" is meant.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

from skillscan.nlp.skills.inside_tokens import Place
from skillscan.taxonomy.spelling import fold, key

T = TypeVar("T")

_MAX_PARTS = 5
"""Members of an enumeration that are looked at before its last one."""
_REACH = 60
"""Characters before a place in which the joint and the part before it stand."""
_JOINT = re.compile(
    r"(?:(?<=\w)/|[^\S\n]+(?:&|and/or|and|or)[^\S\n]+"
    r"|(?P<comma>,[^\S\n]*)(?P<joined>(?:and/or|and|or|&)[^\S\n]+)?)\Z",
    re.IGNORECASE,
)
_PART = re.compile(r"(?<![\w-])(?:[^\W_]+[ -]){0,2}[^\W_]+\Z")
_FIRST_WORD = re.compile(r"[^ ]+ ")
_LAST_WORD = re.compile(r"[ -]([^\W\d_]+)\Z")
_NEXT_WORD = re.compile(r"[^\S\n]([^\W\d_]+)(?![^\W_])")
_WORD_BEFORE = re.compile(r"(?<!\w)([\w'’-]+)[^\S\n]+\Z")
_ADJECTIVE = re.compile(r"(?:al|ic|ive|ed|ous|ary|able|ible)\Z")


class SharedHeads(Generic[T]):
    """Finds the first parts of names before a head that they share with a name behind them."""

    def __init__(
        self,
        names: Iterable[str],
        heads: Mapping[str, frozenset[str]],
        openers: frozenset[str],
        entries: Callable[[str], tuple[T, ...]],
    ) -> None:
        """``names`` as they are compared; ``heads`` with the parts that stand for themselves;
        ``openers``: words that a phrase may begin behind; ``entries``: what a name stands for.
        """
        self._openers = openers
        self._entries = entries
        self._names = dict[str, dict[str, str]]()
        for name in names:
            part, _, head = name.rpartition(" ")
            if part and head in heads and part not in heads[head]:
                self._names.setdefault(head, {})[part] = name

    def __call__(self, text: str, places: Sequence[Place[T]]) -> list[Place[T]]:
        """The parts, where the ``places`` of a text are those written like names."""
        if not places:
            return []
        taken = _Taken(places)
        found = dict[tuple[int, int], tuple[T, ...]]()
        for start, end, _ in places:
            if not _JOINT.search(text, max(start - _REACH, 0), start):
                continue
            if heads := [*self._heads(text, start, end)]:
                for place, name in self._parts_before(text, start, heads, taken):
                    found.setdefault(place, self._entries(name))
        return [(*place, entries) for place, entries in found.items()]

    def _heads(self, text: str, start: int, end: int) -> Iterator[str]:
        """The word behind a place and the last one of it, where they are heads."""
        for word in (_NEXT_WORD.match(text, end), _LAST_WORD.search(text, start, end)):
            if word and (head := fold(word[1])) in self._names:
                yield head

    def _parts_before(
        self, text: str, at: int, heads: Sequence[str], taken: "_Taken"
    ) -> Iterator[tuple[tuple[int, int], str]]:
        """The parts of an enumeration before its last member, from the last one on, each with the
        name that it is completed to.
        """
        is_joined = False
        for _ in range(_MAX_PARTS):
            joint = _JOINT.search(text, max(at - _REACH, 0), at)
            if joint is None:
                return
            is_joined = is_joined or not joint["comma"] or bool(joint["joined"])
            at = joint.start()
            if part := self._part_ending(text, at, heads, taken, is_joined=is_joined):
                start, name = part
                yield (start, at), name
                at = start
            elif (start_of_name := taken.start_of(at)) is not None:
                at = start_of_name
            else:
                return

    def _part_ending(
        self, text: str, end: int, heads: Sequence[str], taken: "_Taken", *, is_joined: bool
    ) -> tuple[int, str] | None:
        """Where a part begins that ends there, and the name that it is completed to."""
        words = _PART.search(text, max(end - _REACH, 0), end)
        start = words.start() if words else end
        while start < end:
            compared = key(text[start:end]) or ""
            for head in heads:
                name = self._names[head].get(compared)
                if name and not taken.overlaps(start, end):
                    is_part = bool(_ADJECTIVE.search(compared))
                    is_part = is_part or (is_joined and self._opens_phrase(text, start))
                    return (start, name) if is_part else None
            first = _FIRST_WORD.match(text, start, end)
            start = first.end() if first else end
        return None

    def _opens_phrase(self, text: str, start: int) -> bool:
        before = _WORD_BEFORE.search(text, max(start - _REACH, 0), start)
        return before is None or before[1].lower() in self._openers


class _Taken:
    """The places of a text that are written like names."""

    def __init__(self, places: Sequence[Place[T]]) -> None:
        self._spans = sorted({(start, end) for start, end, _ in places})
        self._starts = [start for start, _ in self._spans]
        self._by_end = {end: start for start, end in reversed(self._spans)}

    def overlaps(self, start: int, end: int) -> bool:
        """Whether another one has characters of this place."""
        first = bisect_left(self._starts, start - _REACH)
        behind = bisect_left(self._starts, end)
        return any(
            last > start and (begin, last) != (start, end)
            for begin, last in self._spans[first:behind]
        )

    def start_of(self, end: int) -> int | None:
        """Where the longest begins that ends there."""
        return self._by_end.get(end)
