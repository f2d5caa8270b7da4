"""What a percentage is that is no share of openings: a rank, a difference, a measure of
how well something works, an earlier figure.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from skillscan.article.binding.growth.change_ends import is_start
from skillscan.article.binding.jobs.share_jobs import country_behind
from skillscan.article.binding.model import ClaimDenominator, not_understood
from skillscan.article.binding.outcome import Outcome
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.binding.shares.earlier_times import is_bracket_of_past
from skillscan.article.dimension import read_dimension
from skillscan.article.grammar import pattern_of
from skillscan.article.model import Binding

_MORE_THAN_GUESSED = (
    r",? ?\(?(?:higher|lower|more|less|fewer|better|worse|bigger|smaller) than"
    r" (?:i|we|you)(?:['’]d)?"
    r" (?:had |have |would |might )?(?:have )?{guessing_verbs}\b"
)
"""What only says how a number strikes its author: "36 % (higher than I thought)"."""
_BEHIND, _BEFORE = 40, 60
_IN_FIELD = re.compile(
    r"\W{0,3}(?:prevalence |adoption |share )?(?:in|of|for|among|across) (?:relevant )?",
    re.IGNORECASE,
)
_NEXT_WORD = 14
_OF = re.compile(r"\s*(?:of|in) ")
_TO_ANOTHER = re.compile(r" to [~≈]?\d[\d.,]{0,4} ?(?:%|per ?cent)")
"""The other of two shares: "AWS leads Azure by 39 % to 27 %"."""
_OTHER_MEASURE = r"\b{other_measures}\b"
_OR_BETTER = re.compile(r"\bor (?:better|more|higher)$")
"""What a degree is the least of: "a bachelor's or better"."""
_COMMA = re.compile(r"[,;] ")
_CLAUSE_END = re.compile(r"[,;] (?!(?:when|where|or|and)\b)")
_FARING = r"\b{faring_words} (?:\w+ ){0,2}{better_words}\b|\brounding error\b"
"""How common a thing is, and not how well something works: "Java does a little better (22 %)"."""
_MARKET_SHARE = re.compile(
    r"\b(?:market|mind|wallet)[ -]?share (?:[\w’']+ ){0,4}[~≈]?$", re.IGNORECASE
)
_SHORT_LEAD = 120
_PART_OR_BRACKET = re.compile(r"[.,;:)]")


def earlier_figure(
    reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]
) -> Outcome | None:
    """A figure that is given beside a newer one: "up from 25 % just two years prior"."""
    quantity = around.quantity
    before = reading.text[max(around.before[0], quantity.start - _BEFORE) : quantity.start]
    if is_start(reading.text, quantity):
        return None
    is_from = reading.words.has("change", before, "earlier", "earlier_time")
    if not is_from and not reading.words.has("change", reading.span(around.after), "earlier_after"):
        return None
    if reading.populations.occupation(reading.span(around.after)):
        return None  # another job's, not an earlier one
    if country_behind(reading, around):
        return None  # another country's
    other = reading.denominator(around)
    is_of_first = "(" in reading.text[other.end : quantity.start] and other.end > around.before[0]
    if other.kind in ("others", "unknown") and not is_of_first:
        return None  # of other people or things
    previous = reading.share_before(around, in_block_before=True)
    found = done[previous.place] if previous else None
    if previous is None or not isinstance(found, Binding):
        is_both = is_from and reading.words.has(
            "change", reading.span(around.after), "earlier_after"
        )
        return not_understood("an earlier figure of what is not known") if is_both else None
    is_next = previous.sentence in (around.sentence, reading.previous(around.sentence))
    is_aside = is_next and is_bracket_of_past(reading, around)
    if not is_from and previous.sentence != around.sentence and not is_aside:
        return None
    if is_aside and reading.words.has("others", reading.sentence_text(around.sentence)):
        return None
    end = quantity.end + len(_CLAUSE_END.split(reading.span(around.after), maxsplit=1)[0])
    part = read_dimension(found.dimension)
    of_same = {found.dimension, part.value, part.group}
    if any(
        around.before[0] <= one.start < end and one.dimension not in of_same
        for one in reading.subjects(around.sentence)
    ):
        return None  # another thing's
    return replace(
        found,
        start=quantity.start,
        end=quantity.end,
        is_earlier=True,
        period_words=reading.period(around),
        reasons=(*found.reasons, "an earlier figure of the same"),
    )


def is_rank(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether it tells a part of a ranking or a relation: "the top 10 %", "23 % more often"."""
    words = reading.words
    before = reading.text[around.sentence.start : around.quantity.start]
    behind = reading.span(around.after)
    is_more = words.has("relation", behind, "more")
    is_aside = pattern_of(_MORE_THAN_GUESSED).match(behind) is not None
    return words.has("rank", before) or (is_more and not is_aside)


def is_difference(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether it is by how much one thing leads another: "it leads by 12 %"."""
    before = reading.text[around.sentence.start : around.quantity.start]
    is_by = reading.words.has("relation", before, "by") and not _is_asked_by(reading, around)
    behind = reading.span((around.quantity.end, around.sentence.end))
    return is_by and not _OF.match(behind) and not _TO_ANOTHER.match(behind)


def _is_asked_by(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether "by" says who asks for a thing, there or at a number before: "a master's is required
    by 41 % of ads, a doctorate by 9 %".
    """
    start = around.sentence.start
    ends = [reading.quantities[n].start for n in around.neighbours if n <= around.place]
    return any(reading.words.has("relation", reading.text[start:end], "asked_by") for end in ends)


_LAST_FALL = re.compile(r"\b(?:this|last|previous|past|prior) fall\b", re.IGNORECASE)
"""A fall that is a season, and no decline."""


def is_in_column_of_changes(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether the header of its column says that numbers are changes: "Growth on the year"."""
    column = _LAST_FALL.sub("", reading.block(around).column or "")
    words = reading.words
    return words.has("change", column, "rise", "fall") or words.has("change_noun", column, "column")


def is_of_other_measure(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether the words before it, or the heading or line above its table, say that it is no share
    of openings: "its market share was", "Growth of GitHub stars", "Accuracy on our benchmark".
    """
    block, words = reading.block(around), reading.words
    if _MARKET_SHARE.search(reading.span(around.before)):
        return True
    if block.kind != "cell" or words.has("postings", block.column or ""):
        return False
    lead = reading.lead(block)
    above = [*block.headings[1:][-1:], *([lead] if len(lead) < _SHORT_LEAD else [])]
    return any(
        pattern_of(_OTHER_MEASURE).search(text) and not words.has("postings", text)
        for text in above
    )


def is_of_discipline(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether it is told of another field than ours: "60 % in platform engineering"."""
    behind = reading.span(around.after)
    found = _IN_FIELD.match(behind)
    if found is None:
        return False
    words = reading.words
    skills = [one.start - around.after[0] for one in reading.subjects(around.sentence)]
    return any(
        one.start <= found.end() + _NEXT_WORD
        and not any(one.start - _NEXT_WORD <= start <= one.end for start in skills)
        for one in words.find("other_jobs", behind, "discipline")
    )


def is_performance(
    reading: ArticleReading, around: Surroundings, denominator: ClaimDenominator
) -> bool:
    """Whether it is told of how well something works: "5 % more accurate"."""
    if denominator.kind == "postings" and denominator.start >= around.quantity.end:
        return False
    words = reading.words
    behind = reading.span(around.after)[:_BEHIND]
    before = pattern_of(_FARING).sub("", reading.span(around.before)[-_BEHIND:])
    found = words.find("nothing", behind, "performance")
    if found and _OR_BETTER.search(behind, 0, found[0].end):
        found = []
    is_near = bool(found) and not _PART_OR_BRACKET.search(behind[: found[0].start])
    return is_near or words.has("nothing", _COMMA.split(before)[-1], "performance")
