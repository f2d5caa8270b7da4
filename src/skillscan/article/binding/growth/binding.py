"""Binds changes: "postings up 143 % year-over-year"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from skillscan.article.binding.growth.change_spans import span_of_change
from skillscan.article.binding.growth.growth_again import (
    AND_THOSE,
    goes_on_with_growth,
    is_own_growth,
    joined_change,
)
from skillscan.article.binding.growth.openings_alone import (
    GROWTH,
    are_they_openings,
    belongs_to_openings,
    is_against_time,
    is_more_openings,
)
from skillscan.article.binding.growth.own_openings import are_own, is_behind_source, own_again
from skillscan.article.binding.model import (
    ClaimDenominator,
    ClaimSubject,
    NamedSource,
    not_understood,
)
from skillscan.article.binding.outcome import Outcome, is_ours, ours, theirs
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.grammar import pattern_of
from skillscan.article.model import Binding

_NEAR = 3
_GROWTH_IS = (
    r"\b{growth_nouns} (?:in|of) (?:[\w/-]+ ){1,6}(?:is|was|stands? at|stood at|comes? to|came to"
    r"|amounts? to|reache[sd]) (?:{nearly_words} )?$"
)
"""What tells a change by its noun: "Annual growth in postings stands at 23 %"."""
_CONTRAST = r"\b{contrasts}\b"
_IS_CHANGE = re.compile(r"ed\b")
_UP_WITH = r"(?:up|down) {number_prepositions}\b"
_EXCEEDED = (
    r"\b{exceeding_verbs} (?:those|that|the (?:number|count|level|figure)) (?:of|in|from) "
    r"(?:the |last )?(?:{month_names}|same {time_units}|previous {time_units}|{time_units})\b"
    r"[^,;:%]{0,30} by (?:{nearly_words} )?[~≈]?$"
)
"""What sets openings above those of another time: "exceeded those of October 2025 by"."""
_COMMAS = re.compile(r"[,;:()—]")
_WORD = re.compile(r"\w+")
_TO_LEVEL = r"\b(?!up)\w+ {level_prepositions} (?:{nearly_words} )?$"
_THAN = re.compile(r"\bthan\b")
_FOR_OPENINGS = r" {for_openings} (?:[\w/-]+ ){0,4}$"
"""What stands between other things and openings that they are for: "applications for ads"."""
_NO_CHANGE = r"\b{idle_changes}\b"
_SIGNED = re.compile(r"(?:^|[\s(|])[+−]\s?$")
"""A plus or minus that stands before a number: "postings +143 %"."""
_MOST_BACK = 3
_LONG_BEFORE = 120
_ITEM_LABEL = re.compile(r"\W{0,4}((?:[\w/&'’-]+ ){0,5}[\w/&'’-]+)\W{0,2} ?(?: -|[–—]) ")
CHANGE_OF_SOME = "a change of some of the openings, or of a share"
OTHERS_BEFORE = "another source's figures stand before it"


def bind_change(
    reading: ArticleReading,
    around: Surroundings,
    denominator: ClaimDenominator,
    back: int = _MOST_BACK,
) -> Outcome | None:
    """The outcome of a number that says by how much something grew or fell; ``None`` if it does
    not. It may go on with the change before, and that with another, so many times (``back``); of
    the sentence before it is only where more than one is left.
    """
    if again := _again(reading, around, denominator, back):
        return again
    if not _is_change(reading, around):
        return None
    is_rise = _is_of_rise(reading, around) or _is_behind(reading, around)
    if denominator.kind == "postings" and _is_of(reading, around, denominator) and not is_rise:
        return None
    source = reading.attribution.source(around)
    own = ""
    if source is not None and (own := own_again(reading, around, source)):
        source = None
    clause = _clause(reading, around)
    part = clause or (_of_sentence_before(reading, around) if back > 1 else "")
    if not clause and source is None and back:
        before = joined_change(reading, around)
        growth = _growth_of(reading, before, denominator, back - 1) if before else None
        if growth:
            return _told_of(reading, around, growth)
    if not _is_of_openings(reading, part, own or _own_clause(reading, around)):
        return _of_else(reading, around, part, source)
    if source:
        return theirs(reading, around, GROWTH, "another source's count of postings")
    if _is_of_part(reading, around, part) or _is_of_kind(reading, around):
        return not_understood(CHANGE_OF_SOME)
    is_of_else = is_against_time(reading, around) and not is_more_openings(reading, around)
    if (clause and is_of_else) or belongs_to_openings(reading, part):
        return not_understood("a change of what belongs to openings, or of some of them")
    return _of_openings(reading, around, part, own)


def _again(
    reading: ArticleReading, around: Surroundings, denominator: ClaimDenominator, back: int
) -> Outcome | None:
    """The outcome of a number that only names a time, and otherwise goes on with the growth of
    openings told right before it, or is the article's own beside another's count of them.
    """
    before = goes_on_with_growth(reading, around) if back else None
    is_same = before is not None and before.sentence == around.sentence
    if before is None or not (is_same or back > 1):
        return None
    found = _growth_of(reading, before, denominator, back - 1 if is_same else 1)
    if found is None:
        return None
    if found.kind == "ours":
        return _told_of(reading, around, found)
    if not is_own_growth(reading, around):
        return None
    return ours(
        reading,
        around,
        ClaimSubject.unnamed(GROWTH),
        confidence=0.7,
        said=reading.whose.population_words(around),
        measure=span_of_change(reading, around),
        reasons=("a change of the number of postings, beside another's",),
    )


def _growth_of(
    reading: ArticleReading, around: Surroundings, denominator: ClaimDenominator, back: int
) -> Binding | None:
    """What a number is that tells of the growth of openings; ``None`` where it does not."""
    found = bind_change(reading, around, denominator, back)
    return found if isinstance(found, Binding) and found.statistic == GROWTH else None


def _told_of(reading: ArticleReading, around: Surroundings, growth: Binding) -> Binding:
    """A further number on the same growth, over the time that it names."""
    own = around.quantity
    measure = span_of_change(reading, around)
    return replace(growth, start=own.start, end=own.end, measure=measure)


def _own_clause(reading: ArticleReading, around: Surroundings) -> str:
    """The words around a number up to the next commas."""
    before = _COMMAS.split(reading.span(around.before))[-1]
    return f"{before} {_COMMAS.split(reading.span(around.after))[0]}"


def _is_of_openings(reading: ArticleReading, part: str, own: str) -> bool:
    """Whether openings are what a clause (``part``) says that changed, and no forecast of them in
    it or the words around the number (``own``), nor the pay that they state.
    """
    words = reading.words
    return (
        words.has("postings", part)
        and not words.has("forecast", f"{part} {own}")
        and not words.has("change_noun", part, "in_others")
        and not _is_of_things_for_openings(reading, part)
        and not words.has("pay", part, "pay", "typical", "total_pay")
    )


def _of_else(
    reading: ArticleReading, around: Surroundings, part: str, source: NamedSource | None
) -> Outcome:
    """The outcome of a change of something else than openings, which others may have measured."""
    if not source and not reading.words.has("others", part):
        return not_understood(
            "a change of something else than the number of openings", is_open=True
        )
    is_beside = source is not None and _is_beside_growth(reading, around)
    is_related = is_beside or _is_demand(reading, around)
    related = GROWTH if is_related else None
    return theirs(reading, around, related, "a change of something else than postings")


def _of_openings(reading: ArticleReading, around: Surroundings, part: str, own: str) -> Outcome:
    """The outcome of a change of openings: ours where it is of a job of ours and no source stands
    before it, but where the author says that they are his own (``own``, by which he does so).
    """
    said = reading.whose.population_words(around, part)
    if reading.populations.other_market(part):
        return theirs(reading, around, None, "a change of other jobs")
    is_own = bool(own) or are_own(reading, around, part)
    if not is_own and (
        is_behind_source(reading, around) or (reading.attribution.is_titled_after_source)
    ):
        return not_understood(OTHERS_BEFORE, is_open=True)
    if not said.is_one_of_ours or not _is_job_named(reading, around):
        return not_understood("a change of openings of no job of ours")
    return ours(
        reading,
        around,
        ClaimSubject.unnamed(GROWTH),
        confidence=0.8,
        said=said,
        measure=span_of_change(reading, around),
        spans=[around.before] if around.before[1] - around.before[0] < _LONG_BEFORE else [],
        reasons=("a change of the number of postings",),
    )


def growth_of_openings(
    reading: ArticleReading,
    around: Surroundings,
    done: Sequence[Outcome],
    *,
    is_own: bool = False,
) -> Outcome:
    """The outcome of a number that tells plainly that openings grew: of a job of ours, or of those
    told of right before where none are named for it. ``is_own``: the article's own openings are
    meant, whoever is named before.
    """
    found = _of_openings(reading, around, reading.region(around), "own" if is_own else "")
    last = done[around.place - 1] if around.place else None
    is_named = reading.words.has("postings", reading.region(around))
    if is_ours(last, GROWTH) and not is_named:
        return _told_of(reading, around, last)
    return found


def _is_job_named(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether a job of ours is named before the end of the sentence or in a header of a number, or
    the article says that it reads openings: else "job postings" are those of all jobs.
    """
    block = reading.block(around)
    texts = (block.row, block.column, *block.headings)
    is_before = reading.first_job_end <= around.sentence.end
    return is_before or any(reading.populations.occupation(text) for text in texts if text)


def _is_demand(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether the demand for people of ours grew, of which the number of openings tells."""
    region = reading.region(around)
    named = reading.populations.occupation(region)
    return reading.words.has("demand", region) and bool(named and named[0])


def _is_of(reading: ArticleReading, around: Surroundings, denominator: ClaimDenominator) -> bool:
    """Whether a number is of openings in so many words: "up 9 % of postings", not "in postings"."""
    between = reading.text[around.quantity.end : denominator.start]
    return denominator.start >= around.quantity.end and between.strip().lower().startswith("of")


def _is_of_part(reading: ArticleReading, around: Surroundings, part: str) -> bool:
    """Whether not the number of all openings grew but that of some, or a share of them: "mentions
    of Docker in postings rose 40 %", "remote jobs fell by 20 %".
    """
    clause = _COMMAS.split(reading.span(around.before))[-1]
    said = reading.text[around.sentence.start : around.quantity.start]
    said += _COMMAS.split(reading.span(around.after))[0]
    if any(reading.words.has(group, said) for group in ("industry", "one_company")):
        return True
    if is_against_time(reading, around):
        part = _THAN.split(part, maxsplit=1)[0]
    if reading.names_skill(reading.block(around).row or ""):
        return True
    if any(
        reading.words.has("of_share", text) or reading.names_skill(text) for text in (part, clause)
    ):
        return True
    start, end = around.before[0], around.after[1]
    contrast = pattern_of(_CONTRAST).search(reading.text, around.quantity.end, end)
    end = contrast.start() if contrast else end
    return any(start <= one.start < end for one in reading.subjects(around.sentence))


def _is_of_kind(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether its item is on a kind of openings that is no job: "Agentic systems — fastest-growing
    (+280 % postings)".
    """
    block = reading.block(around)
    found = _ITEM_LABEL.match(reading.text, block.start, around.quantity.start)
    if block.kind != "list_item" or found is None:
        return False
    words = reading.words
    return not any(
        words.has(group, found[1]) for group in ("fields", "postings", "demand", "countries")
    ) and not any(sign.isdecimal() for sign in found[1])


def _clause(reading: ArticleReading, around: Surroundings) -> str:
    """The words between commas, from the number outwards, that name what changes."""
    before = _COMMAS.split(reading.span(around.before))
    behind = _COMMAS.split(reading.span(around.after))[:1]
    groups = ("postings", "others", "pay")
    parts = (
        (*behind, *reversed(before))
        if _is_of_rise(reading, around)
        or _is_behind(reading, around)
        or is_against_time(reading, around)
        else (*reversed(before), *behind)
    )
    for part in parts:
        if any(reading.words.has(group, part) for group in groups):
            return part
    return ""


def _of_sentence_before(reading: ArticleReading, around: Surroundings) -> str:
    """The openings that "they" stand for, of which the sentence before says that they grew or
    fell; empty where it is on anything else.
    """
    said = reading.text[around.sentence.start : around.quantity.start]
    before = reading.previous(around.sentence)
    if before is None or reading.subjects(around.sentence) or reading.words.has("others", said):
        return ""
    if not are_they_openings(reading, around, before):
        return ""
    return _growth_before(reading, around)


def _growth_before(reading: ArticleReading, around: Surroundings) -> str:
    """The openings that the sentence before names and says of that they grew or fell; empty where
    it tells of anything else, or somebody else says it.
    """
    change = _change_before(reading, around)
    part = _clause(reading, change) if change else ""
    return part if reading.words.has("postings", part) else ""


def _is_beside_growth(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether the sentence before is on the growth of openings, which it may call "they"."""
    change = _change_before(reading, around)
    return change is not None and bool(
        _growth_before(reading, around) or _of_sentence_before(reading, change)
    )


def _change_before(reading: ArticleReading, around: Surroundings) -> Surroundings | None:
    """The one percentage of the sentence before where it is a change that no source tells."""
    before = reading.previous(around.sentence)
    if before is None or reading.attribution.sources(before):
        return None
    places = reading.percentages_in(before)
    change = reading.around[places[0]] if len(places) == 1 else None
    return change if change and _is_change(reading, change) else None


def _is_change(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether a word of change stands right before the number ("rose by 12 %") or behind it."""
    if around.quantity.is_in_words:
        return (
            around.quantity.unit == "ratio"
            and _IS_CHANGE.search(reading.span(_number(around))) is not None
        )
    before = pattern_of(_NO_CHANGE).sub("", reading.span(around.before))
    if _SIGNED.search(before + reading.text[around.quantity.start : around.quantity.number_start]):
        return True
    if pattern_of(_TO_LEVEL).search(before):
        return False
    found = reading.words.find("change", before, "rise", "fall")
    if found and pattern_of(_UP_WITH).match(before, found[-1].start):
        return False  # "is catching up with 19 %"
    if (
        found
        and len(_WORD.findall(before[found[-1].end :])) <= _NEAR
        and "," not in before[found[-1].end :]
    ):
        return True
    return (
        _is_behind(reading, around)
        or pattern_of(_GROWTH_IS).search(before) is not None
        or pattern_of(_EXCEEDED).search(before) is not None
        or pattern_of(AND_THOSE).fullmatch(before) is not None
        or is_against_time(reading, around)
        or _is_of_rise(reading, around)
    )


def _is_of_things_for_openings(reading: ArticleReading, part: str) -> bool:
    """Whether not openings but what comes in for them grows: "applications for ML ads rose"."""
    postings, others = (reading.words.find(group, part) for group in ("postings", "others"))
    return bool(postings) and any(
        pattern_of(_FOR_OPENINGS, 0).fullmatch(part, one.end, postings[0].start) for one in others
    )


def _is_behind(reading: ArticleReading, around: Surroundings) -> bool:
    behind = pattern_of(_NO_CHANGE).sub("", reading.span(around.after))
    return reading.words.has("change_noun", behind, "behind")


def _number(around: Surroundings) -> tuple[int, int]:
    return around.quantity.number_start, around.quantity.number_end


def _is_of_rise(reading: ArticleReading, around: Surroundings) -> bool:
    return reading.words.has("change_noun", reading.span(around.before), "before")
