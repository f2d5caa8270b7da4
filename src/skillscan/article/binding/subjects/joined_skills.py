"""The pair that two skills make, and what joins them to one: "Docker with Kubernetes", a row
"Spark + Kafka" of a table of pairs. Which pair a number is of: ``both_skills``.
"""

import re
from collections.abc import Sequence

from skillscan.article.binding.model import ClaimSubject
from skillscan.article.binding.outcome import Outcome
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.grammar import pattern_of
from skillscan.article.model import Binding

PAIRS = "skill_pairs"
_OF_BOTH = 2
_SHORT_LEAD = 160
_JOINED = r",? ?(?:{side_by_side}|{pair_verbs}|with|plus|\+|&) ?(?:{the_articles} )?"
_SURE_JOINT = r",? ?{side_by_side} "
_TOLD_JOINT = r" {pair_verbs} (?:{the_articles} )?"
_ON_PAIRS = r"\b{pair_nouns}\b"
_BEYOND = re.compile(r",? (?:close |right |just |far )?(?:behind|ahead|in|at|close)\b")
"""What makes the second skill one that the first is set against: "AWS with Azure close behind"."""


def partner_of(
    text: str, subject: ClaimSubject, subjects: Sequence[ClaimSubject]
) -> tuple[ClaimSubject, ClaimSubject] | None:
    """A skill and the one that stands joined with it, in order; ``None`` where it stands alone."""
    for one in subjects:
        first, second = sorted((one, subject), key=lambda each: each.start)
        is_of_two = first.statistic == second.statistic == "skill_share"
        if not is_of_two or first.dimension == second.dimension or first.end > second.start:
            continue
        if pattern_of(_JOINED).fullmatch(text, first.end, second.start):
            return first, second
    return None


def pair_of(named: Sequence[ClaimSubject]) -> ClaimSubject | None:
    """The two skills of a row of things, where it names two; offsets are those of the row."""
    found = {str(one.dimension): one.statistic for one in named}
    if len(found) != _OF_BOTH or set(found.values()) != {"skill_share"}:
        return None
    start, end = min(one.start for one in named), max(one.end for one in named)
    return ClaimSubject(start=start, end=end, statistic=PAIRS, dimension="|".join(sorted(found)))


def unnamed_pair(named: Sequence[ClaimSubject]) -> ClaimSubject | None:
    """The same, where the words that name them are not those of the sentence."""
    found = pair_of(named)
    return None if found is None else ClaimSubject.unnamed(PAIRS, found.dimension)


def is_told_of_pairs(
    reading: ArticleReading,
    around: Surroundings,
    row: Sequence[ClaimSubject],
    done: Sequence[Outcome],
) -> bool:
    """Whether the skills of a row are counted where both are named: their joint says so, the
    sentence speaks of pairs, the number before it is of a pair, or the title or header above.
    """
    text = reading.text
    gap = text[row[0].end : row[1].start]
    if pattern_of(_SURE_JOINT).fullmatch(gap) and not _BEYOND.match(text, row[1].end):
        return True
    if pattern_of(_TOLD_JOINT).fullmatch(gap):
        return True
    if pattern_of(_ON_PAIRS).search(reading.sentence_text(around.sentence)):
        return True
    earlier = around.shares_before
    before = done[earlier[-1]] if earlier else None
    return (isinstance(before, Binding) and before.statistic == PAIRS) or is_below_pairs(
        reading, around
    )


def is_below_pairs(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether the title, the lead or the headers of a number say that it is of pairs."""
    block = reading.block(around)
    lead = reading.lead(block)
    above = [
        *block.headings[-1:],
        *([lead] if len(lead) < _SHORT_LEAD else []),
        block.column or "",
        reading.corner(around),
    ]
    header = block.column or ""
    return any(pattern_of(_ON_PAIRS).search(text) for text in above) or reading.words.has(
        "pair", header
    )
