"""Names of degrees in a text, with their level: "B.S.", "Master's", "Ph.D.", "advanced degree".

Only what is named; whether it is required is decided in ``requirement``, and which years go with it
in ``experience.education_paths``. The names stand in ``data/rules/degrees.yaml``.
"""

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import islice

from skillscan.rules import RuleFile
from skillscan.rules.folding import flags_for_lower_case, folded
from skillscan.rules.literal_start import StartSearch
from skillscan.rules.memo import Memo

_MAX_MENTIONS = 40
"""More than any line of a posting names; a text of nothing but degrees must not take long."""
_MAX_COMPLETED_CHARS = 40
_MAX_REPEATED_CHARS = 160
_MEMO_CHARACTERS = 500_000
_CLAUSE = re.compile(r"[^.;:!?\n]*")
_LABEL_END = re.compile(r"\s?:\s{1,3}(?:an?\s)?", re.IGNORECASE)
"""Between a bare "degree" and one that is named: it is only the label of that one."""
_LIKE_IT = re.compile(
    r"\bor\s(?:an?\s)?(?:closely\s)?(?:related|similar|relevant|comparable|equivalent|other)\s(?:[\w-]{1,30}\s){0,2}$",
    re.IGNORECASE,
)
"""Before "degree": the degree named at the front ("PhD in CS or related degree")."""


class DegreeLevel(IntEnum):
    """Degrees by height; ``SCHOOL`` is any certificate below a bachelor's."""

    SCHOOL = 0
    BACHELOR = 1
    MASTER = 2
    PHD = 3


@dataclass(frozen=True, slots=True)
class DegreeMention:
    """One degree named in a text; offsets are characters of that text."""

    start: int
    end: int
    level: DegreeLevel
    is_generic: bool = False
    """The text says only "degree"."""


@dataclass(frozen=True, slots=True)
class DegreeHints:
    """Words that hint at a degree, for folded texts, and initials, for others."""

    words: re.Pattern[str]
    initials: re.Pattern[str]

    def are_in(self, text: str, folded_text: str) -> bool:
        """Whether a text has one of them."""
        found = self.words.search(folded_text) or self.initials.search(text)
        return found is not None


class DegreeNames:
    """What names a degree, by the rules of ``levels`` and ``generic``."""

    def __init__(self, rules: RuleFile) -> None:
        levels = [rule for rule in rules.rules("levels") if rule.slots.get("phrases")]
        self._gate = rules.gate(rule.slots["phrases"] for rule in levels)
        self._levels = [
            (1 << place, DegreeLevel[rule.fields["level"].upper()], StartSearch(pattern))
            for place, rule in enumerate(levels)
            if (pattern := rules.pattern(rule, flags=_flags(rule.fields)))
        ]
        self._generic = [
            StartSearch(pattern)
            for rule in rules.rules("generic")
            if (pattern := rules.pattern(rule))
        ]
        self._known = Memo[tuple[DegreeMention, ...]](_MEMO_CHARACTERS)
        words, initials = ("|".join(rules.words[name]) for name in ("hints", "hint_initials"))
        self.hints = DegreeHints(
            re.compile(words, flags_for_lower_case(words)), re.compile(rf"\b(?:{initials})")
        )
        """Found in each text that names a degree, or says that none is needed."""

    def find(self, text: str) -> tuple[DegreeMention, ...]:
        """All degrees named, in order, not overlapping; the longest name wins."""
        known = self._known.get(text)
        return self._known.put(text, self._find(text)) if known is None else known

    def _find(self, text: str) -> tuple[DegreeMention, ...]:
        lowered = folded(text)
        if not self.hints.are_in(text, lowered):
            return ()
        may_match = self._gate(text)
        found = [
            DegreeMention(match.start(), match.end(), level)
            for bit, level, search in self._levels
            if bit & may_match
            for match in islice(search.finditer(text, lowered), _MAX_MENTIONS)
        ]
        named = _without_overlaps(found)
        mentions = [*named, *self._bare(text, lowered, named)]
        return tuple(sorted(mentions, key=lambda mention: mention.start))

    def _bare(
        self, text: str, lowered: str, named: Sequence[DegreeMention]
    ) -> Iterator[DegreeMention]:
        """Bare "degree"s that do not belong to a named one just before or after."""
        ends = [name.end for name in named]
        for search in self._generic:
            for match in islice(search.finditer(text, lowered), _MAX_MENTIONS):
                after = bisect_right(ends, match.start())
                completes = after > 0 and _completes(text, ends[after - 1], match.start())
                following = named[after].start if after < len(named) else None
                overlaps = following is not None and following < match.end()
                if not completes and not overlaps and not _is_label(text, match.end(), following):
                    yield DegreeMention(*match.span(), DegreeLevel.BACHELOR, is_generic=True)


_in_use: deque[tuple[RuleFile, DegreeNames]] = deque(maxlen=4)


def degree_names(rules: RuleFile) -> DegreeNames:
    """What names a degree by these rules: one for all who read by them, as they read one line."""
    for known, names in _in_use:
        if known is rules:
            return names
    made = DegreeNames(rules)
    _in_use.append((rules, made))
    return made


def _flags(fields: Mapping[str, object]) -> int:
    """Names of degrees in initials mean what they say in capitals only."""
    return 0 if fields.get("in_this_case") else re.IGNORECASE


def _completes(text: str, end: int, start: int) -> bool:
    """Whether "degree" at ``start`` only completes a degree that is named up to ``end``."""
    is_like_it = _LIKE_IT.search(text, max(end, start - 60), start) is not None
    if start - end > (_MAX_REPEATED_CHARS if is_like_it else _MAX_COMPLETED_CHARS):
        return False
    return _CLAUSE.fullmatch(text, end, start) is not None


def _is_label(text: str, end: int, following: int | None) -> bool:
    """Whether a bare "degree" up to ``end`` is the label of the one named next."""
    return following is not None and _LABEL_END.fullmatch(text, end, following) is not None


def _without_overlaps(found: list[DegreeMention]) -> list[DegreeMention]:
    """The longest of each overlapping set, in order."""
    kept: list[DegreeMention] = []
    for mention in sorted(found, key=lambda m: (m.start - m.end, m.start)):
        place = bisect_right(kept, mention.start, key=lambda other: other.start)
        before = kept[place - 1] if place else None
        after = kept[place] if place < len(kept) else None
        if (before is None or before.end <= mention.start) and (
            after is None or after.start >= mention.end
        ):
            kept.insert(place, mention)
    return kept
