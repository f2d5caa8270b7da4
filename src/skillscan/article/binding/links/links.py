"""Whether the words between a thing and a number say that the share is told of it.

"Docker appears in 40 % of postings" and "40 % of postings ask for Docker" are; "Docker fails, and
40 % of postings had errors" is not. The words are ``article_links.yaml``: what is not known to link
leaves a doubt, and a doubt is no binding.
"""

import re

from skillscan.article.binding.links.linking_words import unknown_words
from skillscan.article.binding.links.links_before_number import is_told_of
from skillscan.article.binding.links.openings_going_on import (
    goes_on_with_else,
    is_asked_for,
    is_asked_for_again,
    tells_else,
)
from skillscan.article.binding.model import ClaimDenominator, ClaimSubject
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.binding.shares.added_hybrid import is_hybrid_added
from skillscan.article.binding.subjects.answered_things import thing_answered
from skillscan.article.binding.subjects.ordinal_things import ordinal_thing
from skillscan.article.binding.subjects.questions import question_of
from skillscan.article.binding.subjects.referred_subjects import ASK_FOR_IT, DO_SO, tells_its_figure
from skillscan.article.grammar import pattern_of
from skillscan.article.quantities.finder import IN_ROW, has_sign_before

_PAIRS = "skill_pairs"
_COLON = re.compile(r": ?[~≈]?$")
_ON_IT = (
    r"(?:^|\b{clause_joints}\b|[,:;])\W*(?:{before_pronouns}\W+)*"
    r"(?:{clause_pronouns}\b(?:['’]\w+)?|{thing_nouns}\b|(?:we|I) {finding_verbs}\b)"
    r"|\b{figure_again}\b(?: {past_verbs}\b)?"
)
"""Where a clause on what was named before it begins: "rumours, but it still appears in 40 %"."""
_AGAIN = r"\b{thing_again}\b"
_MAKES_UP = r"\b{making_up}(?: \w+)? ?[~≈]?$"


def is_unlinked(
    reading: ArticleReading,
    around: Surroundings,
    denominator: ClaimDenominator,
    subject: ClaimSubject,
) -> bool:
    """Whether other words stand between than such as tell a share of a thing."""
    number = around.quantity
    if reading.block(around).kind == "cell":
        return False
    if has_sign_before(reading.text, around.sentence.start, number):
        return (
            pattern_of(IN_ROW, 0).fullmatch(reading.text, max(subject.end, 0), number.start) is None
        )
    if subject.start < 0:
        if subject.dimension is None:
            return False  # openings that are silent of it
        if tells_its_figure(reading, around) or is_hybrid_added(reading, around):
            return False
        if thing_answered(reading, around) is not None or ordinal_thing(reading, around):
            return False
        behind = reading.span(around.after)
        if pattern_of(ASK_FOR_IT).search(behind) or subject.statistic == _PAIRS:
            return False
        if DO_SO.match(behind) and reading.words.has("postings", reading.span(around.before)):
            return False
        if question_of(reading, around):
            return goes_on_with_else(reading, around, denominator, subject)
        return _names_another(reading, around) or goes_on_with_else(
            reading, around, denominator, subject
        )
    if subject.start >= number.end:
        return not is_asked_for(reading, around, denominator, subject)
    if subject.end > number.start:
        return False
    if is_asked_for_again(reading, around, subject):
        return False
    return not is_told_of(reading, around, subject) or tells_else(
        reading, around, denominator, subject
    )


def _names_another(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether a sentence that is taken for one on what stands above it names a thing itself:
    "Production experience appears in 40 %".
    """
    start = around.sentence.start
    is_first = around.neighbours[:1] == (around.place,)
    on_it = list(pattern_of(_ON_IT).finditer(reading.text[start : around.quantity.start]))
    since = start + on_it[-1].end() if on_it else start
    if on_it and _COLON.search(reading.text, since, around.quantity.start):
        since = around.quantity.start  # "it overtook the others: 22 %"
    unknown = unknown_words(reading, around, (since, around.quantity.start))
    before = reading.span(around.before)
    is_of_place = any(reading.words.has(group, before) for group in ("countries", "fields"))
    if (
        is_of_place
        and pattern_of(_MAKES_UP).search(before)
        and not pattern_of(_AGAIN).search(before)
    ):
        return True
    return is_first and len(unknown) > 0 and start == around.before[0]
