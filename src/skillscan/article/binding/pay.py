"""Binds money: pay that postings state, somebody else's salaries, and prices."""

import re
from collections.abc import Sequence

from skillscan.article.binding.model import ClaimSubject, not_understood, nothing_to_judge
from skillscan.article.binding.outcome import Outcome, ours, theirs
from skillscan.article.binding.pay_doubts import is_of_few
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.model import MEAN, Binding, Quantity

_LEAST_YEARLY, _MOST_YEARLY = 15_000, 3_000_000
_NEAR, _WIDEST = 60, 5
"""A range of pay is of the middle where its ends are not further apart than this many times."""
_REFERS = re.compile(
    r"\W*(?:The|That|This|Its?) (?:overall )?(?:average|median|mean|figure|number|amount) "
    r"(?!for|of|in)"
)
SKILL_SHARE = "skill_share"
_NEXT = 25
_FOOTNOTE = re.compile(r"\*{0,2}\s?\[\^?\d{1,3}\]")
"""A reference right behind a sum, which says that somebody else is named for it below."""
_ITS = re.compile(r"\b(?:its|their) (?:\w+ ){0,9}\W*$", re.IGNORECASE)
_IN_BRACKET = re.compile(r"\s?\(([A-Z][A-Za-z &/]{2,30})\)")
_SEVERAL = re.compile(r"[&/]| and ")
_LEVEL_CHARACTERS = 20
_FOR_LEVEL = re.compile(
    r"\W{0,3}(?:a year |per year |annually )?(?:for|at|as|in) (?:an? |the |most |its |their )?",
    re.IGNORECASE,
)


def bind_pay(reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]) -> Outcome:
    """The outcome of an amount of money; ``done`` are those of the numbers before it."""
    behind = reading.text[around.quantity.end : around.after[1]]
    is_told_whose = reading.populations.occupation(behind) is not None
    if not is_told_whose and _REFERS.match(
        reading.text, around.sentence.start, around.quantity.start
    ):
        for place in range(around.place - 1, -1, -1):
            found = done[place]
            if not _is_money(reading.quantities[place]):
                continue
            if isinstance(found, Binding) and found.kind == "theirs":
                return theirs(reading, around, found.statistic, "of the same as the pay before")
            break
    quantity, words = around.quantity, reading.words
    sentence = reading.sentence_text(around.sentence)
    part = _part(reading, around)
    is_priced = words.has("pay", part, "price") and not _is_paid(reading, part)
    is_of_size = (
        str(quantity.unit).endswith("/hour")
        or _LEAST_YEARLY <= quantity.low <= quantity.high <= _MOST_YEARLY
    )
    if is_priced or not is_of_size or not str(quantity.unit).endswith(("/year", "/hour")):
        return nothing_to_judge("a price, or no yearly pay")
    is_added = reading.text[max(0, quantity.start - 1) : quantity.start] == "+"
    if (
        is_added
        or words.has("change_noun", reading.text[quantity.end : around.sentence.end], "of_sum")
        or words.has("pay", part, "one_person")
    ):
        return nothing_to_judge("what pay changes by, or one person's pay")
    if words.has("one_company", part):
        return theirs(reading, around, None, "one company's pay")
    is_base = words.has("pay", reading.span(around.before), "base_before")
    if words.has("pay", part, "total_pay") and not is_base:
        return theirs(reading, around, None, "more than base pay")
    source = reading.attribution.source(around)
    is_pay = any(_is_paid(reading, text) for text in (part, sentence, *_above(reading, around)))
    if source or _FOOTNOTE.match(reading.text, quantity.end):
        return theirs(reading, around, _related(reading, around), "another source's pay", source)
    if words.has("others", part, "people") and not any(
        words.has(group, part) for group in ("level", "fields", "postings")
    ):
        return theirs(reading, around, None, "pay of others")
    return _own(reading, around) if is_pay else not_understood("not said to be pay")


def _is_paid(reading: ArticleReading, text: str) -> bool:
    return reading.words.has("pay", text, "pay")


def _part(reading: ArticleReading, around: Surroundings) -> str:
    """The sentence up to the sums beside this one."""
    start, end = around.sentence.start, around.sentence.end
    own = around.quantity
    for place in reading.places_in(around.sentence):
        other = reading.quantities[place]
        if not _is_money(other) or other == own:
            continue
        if other.end <= own.start:
            start = max(start, _parting(reading.text, other.end, own.start)[1])
        elif own.end <= other.start:
            end = min(end, _parting(reading.text, own.end, other.start)[0])
    return reading.text[start:end]


def _is_money(quantity: Quantity) -> bool:
    return "/" in str(quantity.unit) or (quantity.unit or "").isupper()


def _parting(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the words of one sum end and those of the next begin: at a semicolon or comma."""
    for sign in (";", " -- ", ","):
        at = text.rfind(sign, start, end)
        if at >= 0:
            return at, at + len(sign)
    return end, start


def _above(reading: ArticleReading, around: Surroundings) -> list[str]:
    """What stands before and above it: the sentence before, headers, lead, headings."""
    block = reading.block(around)
    before = reading.previous(around.sentence)
    texts = [block.row, block.column, reading.lead(block), *reversed(block.headings)]
    return [*filter(None, texts), *([reading.sentence_text(before)] if before else [])]


def _related(reading: ArticleReading, around: Surroundings) -> str | None:
    """Our statistic beside another source's pay: of one of our occupations, not of all workers."""
    sentence = reading.sentence_text(around.sentence)
    part = _part(reading, around)
    own = reading.populations.occupation(part) or reading.populations.occupation(sentence)
    if own is not None:
        return "pay_median" if own[0] and own[0] != "software_engineer" else None
    said = reading.whose.population_words(around)
    return "pay_median" if said.is_one_of_ours and said.occupation != "software_engineer" else None


def _own(reading: ArticleReading, around: Surroundings) -> Outcome:
    if around.quantity.high > _WIDEST * around.quantity.low:
        return not_understood("from the lowest to the highest pay")
    part = _part(reading, around)
    block = reading.block(around)
    if any(
        reading.words.has("pay", text, "part_of_all", "of_some")
        for text in (part, block.column or "", block.row or "")
    ):
        return not_understood("a part of pay, or pay of some")
    if _is_of_skill(reading, around) or is_of_few(reading, around, part):
        return not_understood("pay of few, of one place, or of those who know one skill")
    said = reading.whose.population_words(around, *_whose(reading, around))
    if _is_compared(reading, around) or _is_bracketed_other(reading, around):
        return not_understood("pay beside another's, whose is not clear")
    if not said.is_one_of_ours or _is_of_other_job(reading, around, part):
        return not_understood("pay of no job of ours")
    level = _level(reading, around, [part, block.row or "", block.column or ""])
    country = reading.populations.country(part)
    dimension = f"seniority={level}" if level else None
    if dimension is None and country and country != reading.whose.article_country:
        dimension = f"country={country}"
    subject = ClaimSubject.unnamed("pay_median", dimension)
    is_stated = reading.words.has("postings", reading.sentence_text(around.sentence))
    return ours(
        reading,
        around,
        subject,
        confidence=0.85 if is_stated else 0.7,
        said=said,
        view="stating",
        measure=_mean(reading, part, around),
        spans=[around.before] if around.before[1] - around.before[0] < _NEAR else [],
        reasons=("pay that nobody is named for",),
    )


def _whose(reading: ArticleReading, around: Surroundings) -> tuple[str, ...]:
    """The job right behind a sum ("$95K for data analysts to …"), else the words before it, where
    they name one.
    """
    before = reading.span(around.before)
    behind = reading.text[around.quantity.end : around.quantity.end + _NEAR]
    jobs = reading.words.find("fields", behind)
    if _FOR_LEVEL.match(behind) and jobs:
        return (behind[: jobs[0].end],)
    return (before,) if reading.populations.occupation(before) else ()


def _is_compared(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether the job that is named before a sum is only what another is likened to."""
    before = reading.span(around.before)
    found = reading.words.find("fields", before)
    return bool(found) and reading.words.has("likened", before[: found[-1].start])


def _is_bracketed_other(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether a bracket right behind a sum names something else than a job, level or country of
    ours: "from $58,000 (IT support) to …".
    """
    found = _IN_BRACKET.match(reading.text, around.quantity.end)
    if found is None or reading.words.has("level", found[1]):
        return False
    if _SEVERAL.search(found[1]):
        return True
    named = reading.populations.occupation(found[1]) or reading.populations.country(found[1])
    return not named


def _is_of_other_job(reading: ArticleReading, around: Surroundings, part: str) -> bool:
    block = reading.block(around)
    texts = (reading.label(around), block.row or "", block.column or "", part)
    named = [text for text in texts if reading.populations.occupation(text)]
    return not named and any(map(reading.populations.other_market, texts))


def _is_of_skill(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether it is the pay of those who know one thing: "Spark ($140,000)", "its median pay"."""
    block = reading.block(around)
    sentence = reading.sentence_text(around.sentence)
    texts = [_part(reading, around), *_above(reading, around)]
    if any(reading.words.has("pay", text, "of_skills") for text in texts):
        return True
    if any(one.statistic == SKILL_SHARE for one in reading.header_subjects(block.column)):
        return True
    if named := reading.header_subjects(block.row):
        return named[-1].statistic == SKILL_SHARE
    before = reading.text[around.sentence.start : around.quantity.start]
    if reading.populations.occupation(sentence):
        near = [s for s in reading.subjects(around.sentence) if s.end <= around.quantity.start]
        between = reading.text[near[-1].end : around.quantity.start] if near else " " * _NEAR
        is_next = len(between) < _NEXT and not reading.populations.occupation(between)
        return is_next and near[-1].statistic == SKILL_SHARE
    skills = [s for s in reading.subjects(around.sentence) if s.statistic == SKILL_SHARE]
    return any(s.end <= around.quantity.start for s in skills) or bool(_ITS.search(before))


def _mean(reading: ArticleReading, part: str, around: Surroundings) -> str | None:
    """``mean`` where the words say so and not that it is a median."""
    block = reading.block(around)
    for text in (part, block.column or "", block.row or "", reading.sentence_text(around.sentence)):
        if reading.words.has("middle", text):
            return None
        if reading.words.has("pay", text, "mean"):
            return MEAN
    return None


def _level(reading: ArticleReading, around: Surroundings, texts: list[str]) -> str | None:
    """The level right behind the sum ("$160,000 for seniors"), else the nearest before it, else the
    first behind it.
    """
    behind = reading.text[around.quantity.end : around.sentence.end]
    if near := _FOR_LEVEL.match(behind):
        levels = reading.words.find("level", behind[: near.end() + _LEVEL_CHARACTERS])
        if levels and levels[0].start <= near.end():
            texts = [behind[near.start() : levels[0].end]]
    for text in texts:
        found = reading.words.find("level", text)
        if not found:
            continue
        at = text.find(reading.text[around.quantity.start : around.quantity.end])
        before = [one for one in found if at < 0 or one.end <= at]
        chosen = before[-1] if before else found[0]
        value = str(chosen.rule.fields["value"])
        return "junior" if value == "entry" else value
    return None
