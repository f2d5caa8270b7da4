"""What degree a line of a posting asks for: the lowest that satisfies it.

Degrees side by side ("Bachelor's or Master's") are one group, of which the lowest counts. A group
is softened by words that belong to it ("PhD preferred"), and stands for no degree at all where
experience is a full substitute ("or equivalent experience"; docs/annotation-guide.md#degree).
Degrees of the team, of tuition benefits and the like are refused. The words stand in
``data/rules/degrees.yaml``.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from skillscan.nlp.context_rule import GatedContextRules, contexts, deciding_words
from skillscan.nlp.degree.mention import DegreeLevel, DegreeMention, degree_names
from skillscan.nlp.phrase_rule import phrase_pattern
from skillscan.nlp.reading import DecidingWords
from skillscan.rules import RuleFile
from skillscan.rules.folding import folded
from skillscan.rules.literal_start import StartSearch
from skillscan.rules.memo import Memo

CONTEXT_CHARS = 300
"""How far the words around a degree are looked at, within its sentence."""
_MAX_LIST_GAP = 40
_ASIDE_CHARS = 60
_MEMO_CHARACTERS = 500_000


@dataclass(frozen=True, slots=True)
class DegreeGroup:
    """Degrees of which one is enough; offsets are characters of the line.

    ``lowest`` is the lowest of them. ``softened_by`` and ``substituted_by`` are words of the line.
    ``is_generic``: it names no level ("a degree in weaving").
    """

    start: int
    end: int
    lowest: DegreeLevel
    is_generic: bool
    softened_by: DecidingWords | None
    substituted_by: DecidingWords | None

    @property
    def is_softened(self) -> bool:
        """Whether it is only preferred."""
        return self.softened_by is not None

    @property
    def is_substituted(self) -> bool:
        """Whether experience may stand for all of them."""
        return self.substituted_by is not None

    @property
    def decided_by(self) -> DecidingWords | None:
        """The words of the line that say more of it than that it is asked for."""
        return self.softened_by or self.substituted_by

    @property
    def rule(self) -> str:
        """The id of the rule of these words."""
        return self.decided_by.rule.partition(".")[2] if self.decided_by else "degree"


class DegreeRequirements:
    """Reads what lines ask for, by the rules of ``degrees.yaml``."""

    def __init__(self, rules: RuleFile) -> None:
        self.names = degree_names(rules)
        self._contexts = GatedContextRules(rules, "refuse", "soften", "substitute")
        self._known = Memo[tuple[DegreeGroup, ...]](_MEMO_CHARACTERS)
        self._not_needed = StartSearch(phrase_pattern(rules, "not_needed"))
        self._list_gap = phrase_pattern(rules, "between", "list", frame="%s*")
        self._list_end = phrase_pattern(rules, "between", "list_end")
        self._wish = phrase_pattern(rules, "between", "wish")
        self._without_level = phrase_pattern(rules, "between", "without_level")
        self._level_opened = phrase_pattern(rules, "between", "level_in_brackets")
        self._level_told = phrase_pattern(rules, "between", "level_told")
        self._bracketed_wish = phrase_pattern(rules, "between", "wish_in_brackets")
        self._on_the_way = phrase_pattern(rules, "between", "on_the_way")
        self.subject_only = phrase_pattern(rules, "between", "subject_only")
        """Behind the degree of a line: its subject, and nothing else is asked for."""
        self.must = phrase_pattern(rules, "between", "must")
        """Behind a degree in a list of wishes: it is required all the same."""

    def groups(self, line: str, sentences: Sequence[int]) -> tuple[DegreeGroup, ...]:
        """The groups of degrees that a line names, without those that it does not ask for.

        ``sentences`` tells where its sentences begin. Employers write the same lines into all of
        their postings.
        """
        key = f"{sentences} {line}"
        known = self._known.get(key)
        return self._known.put(key, tuple(self._read(line, sentences))) if known is None else known

    def _read(self, line: str, sentences: Sequence[int]) -> list[DegreeGroup]:
        grouped = self.grouped(line, self.names.find(line))
        groups: list[DegreeGroup] = []
        for index, mentions in enumerate(grouped):
            starts = [other[0].start for other in grouped[index + 1 :]] + [len(line)]
            group = self._group(line, sentences, mentions, starts)
            if group is None:
                continue
            if groups and self._is_on_the_way(line, groups[-1], group):
                groups.pop()
            groups.append(group)
        return groups

    def _is_on_the_way(self, line: str, lower: DegreeGroup, higher: DegreeGroup) -> bool:
        """Whether a degree is asked for besides a higher one, which it only leads to."""
        is_lower = lower.lowest < higher.lowest and not (lower.softened_by or higher.softened_by)
        return is_lower and bool(self._on_the_way.fullmatch(line, lower.end, higher.start))

    def not_needed(self, line: str) -> re.Match[str] | None:
        """Where a line says that no degree is needed."""
        return self._not_needed.search(line, folded(line))

    def grouped(self, line: str, mentions: Sequence[DegreeMention]) -> list[list[DegreeMention]]:
        """Neighbouring degrees that a list joins."""
        groups: list[list[DegreeMention]] = []
        for mention in mentions:
            if groups and (
                self._is_list(line, groups[-1][-1].end, mention)
                or self._tells_level(line, groups[-1][-1], mention)
            ):
                groups[-1].append(mention)
            else:
                groups.append([mention])
        return groups

    def _tells_level(self, line: str, bare: DegreeMention, mention: DegreeMention) -> bool:
        """Whether a degree says which one another is: "degree in weaving (MSc or PhD)", or without
        a bracket "degree in weaving at Master's level".
        """
        says_no_level = bare.is_generic or self._without_level.fullmatch(line, bare.start, bare.end)
        if not says_no_level or not self._level_opened.fullmatch(line, bare.end, mention.start):
            return False
        end = mention.end + _ASIDE_CHARS
        is_in_bracket = "(" in line[bare.end : mention.start]
        if not is_in_bracket and not self._level_told.match(line, mention.start, end):
            return False
        aside = line[mention.end : end].partition(")")[0]
        return not self._wish.search(aside)

    def _lowest(self, line: str, mentions: Sequence[DegreeMention]) -> DegreeLevel:
        """The lowest of a group; a bare "degree" is what the bracket behind it says."""
        is_told = len(mentions) > 1 and self._tells_level(line, mentions[0], mentions[1])
        return min(mention.level for mention in mentions[is_told:])

    def _is_list(self, line: str, end: int, mention: DegreeMention) -> bool:
        """Whether a degree is listed as an equal: "advanced degree (MS or PhD)"."""
        if mention.start - end > _MAX_LIST_GAP:
            return False
        gap = line[end : mention.start]
        opened = gap.rstrip()
        if opened.endswith(("or", "and", ",")) and self._bracketed_wish.match(line, mention.end):
            return False
        if opened.endswith("("):
            aside = line[mention.end : mention.end + _ASIDE_CHARS].partition(")")[0]
            is_gap = self._list_gap.fullmatch(opened[:-1]) is not None
            return is_gap and not self._wish.search(aside)
        return self._list_gap.fullmatch(gap) is not None and not self._list_end.search(gap)

    def _group(
        self,
        line: str,
        sentences: Sequence[int],
        mentions: Sequence[DegreeMention],
        starts: Sequence[int],
    ) -> DegreeGroup | None:
        """The group of these degrees; ``starts``: of those that follow it, and the line's end."""
        start, end = mentions[0].start, mentions[-1].end
        following = starts[0]
        before, after = contexts(line, start, end, sentences, chars=CONTEXT_CHARS)
        if self._contexts.around(before, after).first("refuse"):
            return None
        own = after[: max(0, following - end)]
        softened = self._contexts.around(before, own).first("soften")
        # A substitute may also follow the next sentence mark: "BS in CS; equivalent work counts".
        further = _without_aside(line[: end + CONTEXT_CHARS], end, starts)
        substituted = self._contexts.around(before, further).first("substitute")
        return DegreeGroup(
            start,
            end,
            self._lowest(line, mentions),
            all(mention.is_generic for mention in mentions),
            deciding_words(softened, before, own, start, end) if softened else None,
            deciding_words(substituted, before, further, start, end) if substituted else None,
        )


def _without_aside(line: str, end: int, starts: Sequence[int]) -> str:
    """What follows a group up to the next, a degree in brackets blanked out: it takes no
    substitute of its own in "MS (PhD a plus) or equivalent experience".
    """
    following = starts[0]
    close = line.find(")", following)
    if close < 0 or len(starts) < 2 or not line[end:following].rstrip().endswith("("):
        return line[end:following]
    opened = line.rfind("(", end, following)
    beyond = next((start for start in starts if start > close), len(line))
    return line[end:opened] + " " * (close + 1 - opened) + line[close + 1 : beyond]


def with_level_named(
    groups: Sequence[DegreeGroup], sentences: Sequence[int]
) -> Sequence[DegreeGroup]:
    """Without a degree of no level, where another sentence of the line asks for a higher one.

    "Master's degree in weaving. Graduate with a background in dyeing."
    """
    higher = {bisect_right(sentences, group.start) for group in groups if _is_above_generic(group)}
    if not higher:
        return groups
    return [
        group
        for group in groups
        if not group.is_generic or not higher - {bisect_right(sentences, group.start)}
    ]


def _is_above_generic(group: DegreeGroup) -> bool:
    """Whether a group asks for a higher degree than one of no level."""
    return group.lowest > DegreeLevel.BACHELOR and not group.decided_by


def lowest_of_line(
    groups: Sequence[DegreeGroup], *, has_path_without_degree: bool
) -> DegreeLevel | None:
    """The lowest degree the groups of one line are satisfied with; SCHOOL says none is needed."""
    asked = [group for group in groups if not group.is_softened]
    if not asked:
        return None
    if has_path_without_degree or any(group.is_substituted for group in asked):
        return DegreeLevel.SCHOOL
    return min(group.lowest for group in asked)
