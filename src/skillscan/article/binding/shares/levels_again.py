"""Shares of a skill at one more level, or of one more skill at the levels just told: "12 % of
junior ads name Spark. For senior it is 36", "… Docker goes the other way: 24, 33 and 39 %".

The shares told right before, of one skill at one level after another or of some skills at one
level, say what is missing: the skills where only a level is named, the levels where only a skill
is. As many as were told there must be told here, in the same order.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from skillscan.article.binding.denominators.openings_level import KNOWN_LEVELS, levels_in
from skillscan.article.binding.model import NotBound, not_understood
from skillscan.article.binding.outcome import Outcome
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.binding.shares.share_requirements import OF_ONE_LEVEL
from skillscan.article.dimension import NamedPart, read_dimension
from skillscan.article.grammar import pattern_of
from skillscan.article.model import Binding

_BY_LEVEL, _SKILL, _LEVEL = "skill_share_by_seniority", "skill_share", "seniority_share"
_IN_ROW = re.compile(
    r"%?(?:,| and|, and|,? then| to| against| versus| vs\.?| ?→| ?->| ?/| ?[–—])"
    r"(?: (?:only|just|about|at|in))? ?[~≈]?",
    re.IGNORECASE,
)
"""What stands between shares that are told in the order of others."""
_OF_ALL = (
    r"[^.;]*?\b(?:(?:of|in|among) (?:(?:all|the) ){0,2}(?:total|whole|{opening_nouns})|overall)\b"
)
_ARE = (
    r"\b(?:make|makes|made|making|account|accounts|accounted|represent|represents) "
    r"|{opening_nouns} (?:are|is|were|was) "
)
_SAME_LEVEL = r"[^.;:%\d]{0,60}"
_LEFT = re.compile(r"\b(?:overall|total|all|average|generally|everywhere)\b", re.IGNORECASE)
_LED = 40
"""How far from its begin a sentence may name the level of all its shares."""
_UNCLEAR = "at one level of something that is not known"


def level_again(
    reading: ArticleReading, around: Surroundings, done: Sequence[Outcome], found: Outcome
) -> Outcome | None:
    """The outcome of a share that only names its level or its skill, by those told before it;
    ``None`` where it is none. ``found``: what it would be without them.
    """
    if reading.block(around).kind == "cell" or not _may_be_again(found):
        return None
    row = _row(reading, around)
    told = _told_before(reading, row[0], done)
    if not told:
        return None
    last = reading.quantities[row[-1]]
    begins = max(reading.quantities[told[-1]].end, around.sentence.start)
    start = min(begins, reading.quantities[row[0]].start)
    things = [s for s in reading.subjects(around.sentence) if start <= s.start < around.after[1]]
    skills = {one.dimension for one in things if not one.is_level}
    before, behind = reading.text[start : around.quantity.start], reading.span(around.after)
    if pattern_of(_ARE).search(before) or pattern_of(_OF_ALL).match(behind):
        return None
    if reading.attribution.source(around):
        return None
    place = row.index(around.place)
    levels = levels_in(reading, reading.text[start : reading.quantities[row[0]].start])
    if not levels and len(row) == 1:
        levels = levels_in(reading, reading.text[last.end : around.after[1]])
    if levels and not skills:
        return _of_same_skills(around, done, told, levels, (place, len(row)))
    if skills and not levels:
        return _at_same_levels(reading, around, done, told, skills, (place, len(row)))
    return None


def _may_be_again(found: Outcome) -> bool:
    """Whether a share is not bound, or to a level or a skill alone."""
    if isinstance(found, NotBound):
        return found.is_doubt or found.reason == OF_ONE_LEVEL
    return found.kind == "ours" and found.statistic in (_LEVEL, _SKILL) and not found.is_earlier


def _row(reading: ArticleReading, around: Surroundings) -> list[int]:
    """The places of the shares that stand beside each other with it."""
    shares = reading.percentages_in(around.sentence)
    groups: list[list[int]] = []
    for place in shares:
        last = groups[-1][-1] if groups else None
        is_next = last is not None and _IN_ROW.fullmatch(
            reading.text, reading.quantities[last].end, reading.quantities[place].start
        )
        if is_next:
            groups[-1].append(place)
        else:
            groups.append([place])
    return next((group for group in groups if around.place in group), [around.place])


def _told_before(reading: ArticleReading, place: int, done: Sequence[Outcome]) -> list[int]:
    """The places of the shares by level that were told last before, up to another number that is
    bound, in the same or the last sentence or item.
    """
    own = reading.around[place].sentence
    near = [own, reading.previous(own)]
    told: list[int] = []
    for n in range(min(place, len(done)) - 1, -1, -1):
        found, there = done[n], reading.around[n].sentence
        is_item = own.block - there.block == 1 and _are_items(reading, own.block, there.block)
        is_near = there in near or is_item or bool(told)
        if reading.quantities[n].unit not in ("percent", "count"):
            break
        if not isinstance(found, Binding) or found.statistic != _BY_LEVEL or not is_near:
            break
        if told and there.block != reading.around[told[0]].sentence.block:
            break
        told.insert(0, n)
    return told


def _are_items(reading: ArticleReading, own: int, other: int) -> bool:
    one, before = (reading.article.blocks[n] for n in (own, other))
    return one.kind == before.kind == "list_item" and one.lead == before.lead


def _of_same_skills(
    around: Surroundings,
    done: Sequence[Outcome],
    told: Sequence[int],
    levels: frozenset[str],
    where: tuple[int, int],
) -> Outcome | None:
    """A share at another level of the skill that has its place in the shares before."""
    parts = [(n, read_dimension(_dimension(done[n]))) for n in told]
    last = parts[-1][1].group
    same = list(takewhile(lambda one: one[1].group == last, reversed(parts)))[::-1]
    place, count = where
    levels = levels - {last}  # "16 % for seniors and at staff level 10 %"
    if len(levels) != 1 or not levels <= KNOWN_LEVELS:
        return None
    if len(same) != count:
        return not_understood(_UNCLEAR)
    n, part = same[place]
    return _bound(around, done[n], NamedPart(part.value, "seniority", next(iter(levels))))


def _at_same_levels(
    reading: ArticleReading,
    around: Surroundings,
    done: Sequence[Outcome],
    told: Sequence[int],
    skills: set[str | None],
    where: tuple[int, int],
) -> Outcome | None:
    """A share of another skill at the level that has its place in the shares before."""
    parts = [(n, read_dimension(_dimension(done[n]))) for n in told]
    last = parts[-1][1]
    place, count = where
    if len(skills) != 1 or skills == {last.value}:
        return None
    skill = next(iter(skills))
    same = list(takewhile(lambda one: one[1].value == last.value, reversed(parts)))[::-1]
    if count > 1:
        if len(same) != count:
            return None
        n, part = same[place]
        return _bound(around, done[n], NamedPart(skill, "seniority", part.group))
    first = reading.around[told[-1]]
    gap = reading.text[reading.quantities[told[-1]].end : around.quantity.start]
    said = reading.text[first.sentence.start : first.quantity.start]
    is_led = first.sentence == around.sentence and bool(levels_in(reading, said[:_LED]))
    if not is_led or _LEFT.search(gap) or not pattern_of(_SAME_LEVEL).fullmatch(gap.split("%")[-1]):
        return None
    return _bound(around, done[told[-1]], NamedPart(skill, "seniority", last.group))


def _dimension(found: Outcome) -> str | None:
    return found.dimension if isinstance(found, Binding) else None


def _bound(around: Surroundings, found: Outcome, part: NamedPart) -> Outcome:
    if not isinstance(found, Binding) or found.kind != "ours":
        return not_understood(_UNCLEAR)
    return replace(
        found,
        start=around.quantity.start,
        end=around.quantity.end,
        dimension=part.dimension,
        reasons=(*found.reasons, "told in the order of the shares before it"),
    )
