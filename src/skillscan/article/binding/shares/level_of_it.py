"""A share of which only a level and "it" are named: "Java is in 14 % of openings. At staff level it
is still 21 %". It is of the skill of the share before, at that level, and no share of the openings
that are of it.
"""

from collections.abc import Sequence
from dataclasses import replace

from skillscan.article.binding.denominators.openings_level import KNOWN_LEVELS, levels_in
from skillscan.article.binding.outcome import Outcome, is_ours, is_read_as_ours
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.dimension import NamedPart, read_dimension
from skillscan.article.grammar import pattern_of
from skillscan.article.model import Binding

_LEVEL, _SKILL, _BY_LEVEL = "seniority_share", "skill_share", "skill_share_by_seniority"
_IT_IS = (
    r"(?:^|[;.:,(] ?|\b(?:and|but|while) )\W*(?:(?:and|but|while|yet) )?"
    r"(?:at|among|in|for|with|of) "
    r"(?P<who>[^.;:,()%\d]{3,40}?),? "
    r"(?:it|that|this|the (?:latter |same )?(?:share|figure|number|percentage))"
    r"(?:['’]s| (?:is|was|isn['’]t|rises to|falls to|climbs to|drops to|comes to|stands at"
    r"|goes to|shrinks to|grows to|reaches))\b[^.;:,()%\d]{0,30}\(?$"
)
"""What begins to tell of a level's share of what stands before: "At staff level it is still"."""
_NEXT_LEVEL = r"\W*(?:and |but )?(?:at|among|for|in) (?P<who>[^.;:()%\d]{3,30})$"
"""What goes on with another level: "…, at junior level 15 %"."""
_NUMBERS_BACK = 4


def with_level_of_it(reading: ArticleReading, outcomes: Sequence[Outcome]) -> list[Outcome]:
    """The outcomes; a share of a level that "it" calls the share before is that one's skill's."""
    found = list(outcomes)
    for place, own in enumerate(outcomes):
        if is_read_as_ours(own, _LEVEL):
            bound = _of_skill(reading, reading.around[place], own, found)
            found[place] = bound or own
    return found


def _of_skill(
    reading: ArticleReading, around: Surroundings, own: Binding, found: Sequence[Outcome]
) -> Binding | None:
    if reading.block(around).kind == "cell":
        return None
    last = _last(reading, around, found)
    if last is None:
        return None
    before = reading.text[around.sentence.start : around.quantity.start]
    said = pattern_of(_IT_IS).search(before)
    if said is None and is_ours(last, _BY_LEVEL) and reading.places_before(around):
        between = reading.span(around.before)
        said = pattern_of(_NEXT_LEVEL).fullmatch(between)
    levels = levels_in(reading, said["who"]) if said else frozenset()
    if len(levels) != 1 or not levels <= KNOWN_LEVELS or own.dimension not in levels:
        return None
    skill = read_dimension(last.dimension).value if last.dimension else None
    if skill is None:
        return None
    dimension = NamedPart(skill, "seniority", next(iter(levels))).dimension
    reasons = (*own.reasons, "at one level, of what the share before is of")
    return replace(own, statistic=_BY_LEVEL, dimension=dimension, reasons=reasons)


def _last(
    reading: ArticleReading, around: Surroundings, found: Sequence[Outcome]
) -> Binding | None:
    """The share before, in the same sentence or the one before, where it is one of a skill."""
    near = (around.sentence, reading.previous(around.sentence))
    for place in range(around.place - 1, max(-1, around.place - 1 - _NUMBERS_BACK), -1):
        one = found[place]
        if reading.around[place].sentence not in near:
            return None
        if isinstance(one, Binding) and not one.is_earlier:
            return one if one.kind == "ours" and one.statistic in (_SKILL, _BY_LEVEL) else None
    return None
